"""資料: an edition reads the same for ever, copies are numbered and come back, and no name stands on them."""

from __future__ import annotations

import json
import subprocess
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client

from cases.actions import records, summaries
from cases.actions.people import Known
from cases.models import AccessLog, Case
from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from meetings.actions import agenda, packets, secrecy
from meetings.models import AgendaItem, Meeting, Member, Packet, PacketCopy
from meetings.sheets import packets as sheets
from meetings.states import MeetingState
from tests.cast import Receive
from tests.meetings.cast import Agree, Join, Table

pytestmark = pytest.mark.django_db
TICK = timedelta(seconds=1)


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture
def case(receive: Receive, owner_worker: Staff, now: datetime) -> Case:
    case = receive(person=Known(name="例田 花子", kana="れいだ はなこ", birth_text="50代"))
    said: dict[str, Any] = {"by": owner_worker, "at": now}
    summaries.write(case, **said, said={"situation": "花子さんは自室で過ごす"}, seen=0)
    records.write(case, **said, happened_at=now, method="phone", text="例田花子さんの母と話した")
    return case


@pytest.fixture
def sworn(shien: Meeting, join: Join, outsider: Staff, now: datetime) -> Member:
    return secrecy.swear(join(shien, outsider), by=outsider, at=now)


@pytest.fixture
def item(sworn: Member, shien: Meeting, case: Case, table: Table) -> AgendaItem:
    return table(shien, case)


def test_an_edition_stays_and_a_change_makes_the_next(
    item: AgendaItem, shien: Meeting, manager: Staff, outsider: Staff, now: datetime
) -> None:
    with pytest.raises(NotAllowed):
        packets.lock(shien, by=outsider, at=now)
    first = packets.lock(shien, by=manager, at=now)
    assert packets.lock(shien, by=manager, at=now) == first
    told: dict[str, Any] = {"reason": "shien1", "title": "", "minutes": 20, "name_shown": False}
    agenda.change(item, by=manager, at=now, question="ほかのこと", **told)
    with pytest.raises(ValidationError, match="直したわけ"):
        packets.lock(shien, by=manager, at=now)
    second = packets.lock(shien, by=manager, at=now, because="きめることを直した")
    assert (first.edition, second.edition) == (1, 2)
    first.refresh_from_db()
    assert first.content["items"][0]["question"] == ["だれが中心になるか"]
    with pytest.raises(DatabaseError), transaction.atomic():
        Packet.objects.filter(pk=first.pk).update(content={})
    assert list(
        shien.events.filter(kind="locked").order_by("pk").values_list("note", flat=True)
    ) == [
        "第1版",
        "第2版",
    ]


def test_names_are_withheld_unless_the_item_says_otherwise(
    item: AgendaItem, shien: Meeting, manager: Staff, now: datetime
) -> None:
    plain: dict[str, Any] = {"reason": "shien1", "title": "", "minutes": 20, "name_shown": False}
    agenda.change(item, by=manager, at=now, question="花子さんの母をだれが支えるか", **plain)
    words = json.dumps(packets.lock(shien, by=manager, at=now).content, ensure_ascii=False)
    for name in ("例田", "花子", "れいだ"):
        assert name not in words
    for kept in ("自室で過ごす", "の母と話した", "本人の母をだれが", "50代", "R8-"):
        assert kept in words
    told: dict[str, Any] = {"reason": "shien1", "title": "", "minutes": 20, "question": ""}
    agenda.change(item, by=manager, at=now, name_shown=True, **told)
    again = packets.lock(shien, by=manager, at=now, because="氏名を出す").content
    assert again["items"][0]["title"] == "例田 花子"


def test_copies_are_numbered_for_the_sworn_and_counted_back_in(
    item: AgendaItem,
    shien: Meeting,
    join: Join,
    joiner_worker: Staff,
    sworn: Member,
    manager: Staff,
    now: datetime,
) -> None:
    packet = packets.lock(shien, by=manager, at=now)
    with pytest.raises(ValidationError, match="守秘を確かめた"):
        packets.print_copies(packet, by=manager, at=now, members=[join(shien, joiner_worker)])
    with pytest.raises(ValidationError, match="だれに渡すか"):
        packets.print_copies(packet, by=manager, at=now, members=[])
    packets.print_copies(packet, by=manager, at=now, members=[sworn], spare=1)
    packets.print_copies(packet, by=manager, at=now, members=[], spare=1)
    assert list(packet.copies.values_list("number", "member")) == [
        (1, sworn.pk),
        (2, None),
        (3, None),
    ]
    assert packets.collect(packet, by=manager, at=now, numbers=[1, 2]) == 2
    assert packets.collect(packet, by=manager, at=now + TICK, numbers=[2, 99]) == 0
    assert PacketCopy.objects.get(number=2).collected_at == now
    assert PacketCopy.objects.get(number=3).collected_by is None


def test_printing_is_a_look_and_the_paper_says_that_it_is_lent(
    item: AgendaItem,
    shien: Meeting,
    sworn: Member,
    manager: Staff,
    outsider: Staff,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[dict[str, Any]] = []
    run = subprocess.run

    def listened(*told: Any, **how: Any) -> Any:
        given.append(json.loads(how["input"]))
        return run(*told, **how)

    monkeypatch.setattr(subprocess, "run", listened)
    client, here = Client(), f"/meetings/{shien.pk}/packet/"
    client.force_login(manager)
    assert "まだ確定していません" in client.get(here).content.decode()
    client.post(f"{here}lock")
    answer = client.post(f"{here}copies", {"member": [sworn.pk], "spare": "1"})
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == f'inline; filename="packet-{shien.pk}-1.pdf"'
    assert given[0]["data"]["copies"][1] == "番号 02　配布先：予備"
    look = AccessLog.objects.get(door="print")
    assert (look.staff, look.case) == (manager, item.case)
    page = client.get(here).content.decode()
    assert "番号 1" in page
    client.post(f"{here}collect", {"number": ["1", "x", "9" * 30]})
    assert PacketCopy.objects.get(number=1).collected_by == manager
    minutes = client.get(f"/meetings/{shien.pk}/minutes/")
    assert minutes.content.startswith(b"%PDF")
    assert "例田" not in json.dumps(given[1], ensure_ascii=False)
    client.force_login(outsider)
    for way in ("packet/", "minutes/"):
        assert client.get(f"/meetings/{shien.pk}/{way}").status_code == 404


def test_a_reader_keeps_the_number_and_a_new_edition_asks_the_old_copies_back(
    item: AgendaItem, shien: Meeting, join: Join, sworn: Member, manager: Staff, now: datetime
) -> None:
    told: dict[str, Any] = {"by": manager, "at": now}
    more: dict[str, Any] = {"agency": sworn.agency, "sworn_at": now, "sworn_by": manager}
    other = join(shien, name="医師（架空）", **more)
    packet = packets.lock(shien, **told)
    first = packets.print_copies(packet, **told, members=[sworn], spare=1)
    again = packets.print_copies(packet, **told, members=[other, sworn])
    assert [one.number for one in first] == [1, 2]
    assert [(one.number, one.member_id) for one in again] == [(1, sworn.pk), (3, other.pk)]
    printed = shien.events.filter(kind="printed").order_by("pk").values_list("note", flat=True)
    assert list(printed) == ["第1版 2部", "第1版 1部 同じ番号でもう一度 1部"]
    packets.collect(packet, **told, numbers=[1])
    anew = packets.print_copies(packet, **told, members=[sworn])
    assert [one.number for one in anew] == [4]  # what came back is no longer out
    plain: dict[str, Any] = {"reason": "shien1", "title": "", "minutes": 20, "name_shown": False}
    agenda.change(item, **told, question="1 母のこと\n父のこと", **plain)
    second = packets.lock(shien, **told, because="直した")
    made = packets.print_copies(second, **told, members=[sworn])
    paper = sheets.paper(second, made)
    assert paper["items"][0]["question"] == (("1", "母のこと"), ("2", "父のこと"))
    assert paper["items"][0]["reason"] == "支援① 同意のない事案の話し合い"
    house = sworn.agency and (sworn.agency.short_name or sworn.agency.name)
    assert paper["copies"] == [f"番号 01　配布先：{house}（{sworn.name}）"]
    assert [(one.edition, one.replaced_by, len(one.copies)) for one in sheets.piles(shien)] == [
        (2, 0, 1),
        (1, 2, 4),
    ]
    client = Client()
    client.force_login(manager)
    here = f"/meetings/{shien.pk}/packet/"
    page = client.get(here).content.decode()
    for said in ("第2版にかわりました", "番号 1 を渡しています", f"{house}（医師（架空））"):
        assert said in page
    client.post(f"{here}collect", {"edition": "1", "number": ["3"]})
    assert "すべてもどりました" not in client.get(here).content.decode()
    assert PacketCopy.objects.get(number=3, collected_at__isnull=False).packet == packet
    client.post(f"{here}collect", {"edition": "1", "number": ["2", "4"]})
    assert client.get(here).content.decode().count("すべてもどりました") == 1


def test_what_has_left_the_table_is_not_given_out_again(
    case: Case, juso: Meeting, join: Join, table: Table, agree: Agree, coordinator: Staff,
    manager: Staff, now: datetime,
) -> None:  # fmt: skip
    """The edition stays, and so do its copies; but a no stops new ones, for whoever sees the case too."""
    agree(case, at=now - timedelta(days=1))
    secrecy.swear(join(juso, coordinator), by=coordinator, at=now)
    table(juso, case)
    first = packets.lock(juso, by=manager, at=now)
    agree(case, event="withdrawn", at=now)
    here = f"/meetings/{juso.pk}/packet/"
    for who in (coordinator, manager):
        client = Client()
        client.force_login(who)
        refused = client.post(f"{here}copies", {"spare": "1"})
        said = "第1版の議題1は、この会議から外れました。新しい版を確定してから、印刷してください"
        assert (refused.status_code, said in refused.content.decode()) == (409, True)
    with pytest.raises(IllegalStep, match="新しい版を確定"):
        packets.print_copies(first, by=manager, at=now, members=[], spare=1)
    assert not PacketCopy.objects.exists()
    second = packets.lock(juso, by=manager, at=now, because="外れた議題があるため")
    assert len(packets.print_copies(second, by=manager, at=now, members=[], spare=1)) == 1


def test_once_settled_nothing_says_that_the_items_have_changed(
    item: AgendaItem, shien: Meeting, manager: Staff, now: datetime
) -> None:
    packets.lock(shien, by=manager, at=now)
    plain: dict[str, Any] = {"reason": "shien1", "title": "", "minutes": 20, "name_shown": False}
    agenda.change(item, by=manager, at=now, question="ほかのこと", **plain)
    client = Client()
    client.force_login(manager)
    changed = "議題が変わっています"
    assert changed in client.get(f"/meetings/{shien.pk}/packet/").content.decode()
    for state in (MeetingState.HELD, MeetingState.SETTLED):
        Meeting.objects.filter(pk=shien.pk).update(state=state, held_at=now)
    assert changed not in client.get(f"/meetings/{shien.pk}/packet/").content.decode()

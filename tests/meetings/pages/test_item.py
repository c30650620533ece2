"""議題の画面: the gate, the pad of two hands, rows without a script, and a decision that goes on to the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cases.actions.people import Known
from cases.models import AccessLog, Case, FollowUp
from districts.models import Staff
from meetings.actions import agenda, items, secrecy
from meetings.actions.sharing import Role
from meetings.models import AgendaItem, ItemRole, Meeting, Member
from tests.meetings.cast import Join

pytestmark = pytest.mark.django_db
Hold = Callable[[Meeting], Meeting]


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture
def member(shien: Meeting, join: Join, outsider: Staff) -> Member:
    return join(shien, outsider)


@pytest.fixture
def item(
    case: Case, shien: Meeting, member: Member, manager: Staff, hold: Hold, now: datetime
) -> AgendaItem:
    tabled = agenda.table(
        shien, case, by=manager, at=now, reason="shien1", question="通院の付きそい\n最初の関わり"
    )
    hold(shien)
    return tabled


@pytest.fixture
def opened(
    item: AgendaItem, member: Member, outsider: Staff, manager: Staff, now: datetime
) -> AgendaItem:
    secrecy.swear(member, by=outsider, at=now)
    return agenda.open_item(item, by=manager, at=now)


def address(item: AgendaItem, way: str = "") -> str:
    return f"/meetings/{item.meeting_id}/items/{item.pk}/{way}"


def _in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def page(client: Client, item: AgendaItem) -> str:
    answer = client.get(address(item))
    assert answer.status_code == 200
    return answer.content.decode()


def sent(**more: Any) -> dict[str, Any]:
    return {"memo": "", "base": "", "roles-count": "0", "wording": "", "next_check_on": ""} | more


def row(number: int, **said: str) -> dict[str, str]:
    told = {"whom": "", "what": "", "due_on": "", "standing": "lead", "id": "", "was": ""} | said
    return {f"roles-{number}-{name}": words for name, words in told.items()}


def test_the_gate_stands_before_the_item_until_secrecy_is_confirmed(
    item: AgendaItem, outsider: Staff, case: Case
) -> None:
    client = _in(outsider)
    gate = page(client, item)
    assert "守秘を確かめて、議題を開く" in gate
    assert "社会福祉法第106条の6" in gate
    assert case.number not in gate
    assert "通院の付きそい" not in gate
    assert not AccessLog.objects.exists()
    answer = client.post(address(item, "swear"))
    assert (answer.status_code, answer["Location"]) == (302, address(item))
    inside = page(client, item)
    assert case.number in inside
    assert "最初の関わり" in inside
    look = AccessLog.objects.get()
    assert (look.staff, look.case, look.ground, look.level) == (outsider, case, "meeting", 0)


def test_the_name_is_said_only_where_the_table_needs_it(
    shien: Meeting, manager: Staff, receive: Callable[..., Case], now: datetime
) -> None:
    case = receive(person=Known(name="例田 花子", birth_text="50代"))
    told: dict[str, Any] = {"by": manager, "at": now, "reason": "shien1", "question": ""}
    item = agenda.table(shien, case, **told)
    client = _in(manager)
    body = page(client, item)
    assert ("例田" in body, "50代" in body) == (False, True)
    del told["question"]
    agenda.change(item, **told, question="", title="", minutes=20, name_shown=True)
    assert "例田 花子" in page(client, item)


def test_who_was_not_picked_finds_nothing(item: AgendaItem, joiner_worker: Staff) -> None:
    for way in ("", "memo", "swear", "open"):
        assert _in(joiner_worker).post(address(item, way)).status_code == 404
    assert _in(joiner_worker).get(address(item)).status_code == 404


def test_who_sees_the_case_alone_does_not_read_the_table(
    opened: AgendaItem, owner_worker: Staff
) -> None:
    answer = _in(owner_worker).get(address(opened))
    assert answer.status_code == 403
    assert "席についた方" in answer.content.decode()
    assert "通院の付きそい" not in answer.content.decode()


def test_the_item_is_opened_from_its_page(
    item: AgendaItem, member: Member, outsider: Staff, manager: Staff, now: datetime
) -> None:
    client = _in(manager)
    answer = client.post(address(item, "open"))
    assert answer.status_code == 409
    assert "守秘の確認が、まだの方が1人います" in answer.content.decode()
    secrecy.swear(member, by=outsider, at=now)
    assert client.post(address(item, "open")).status_code == 302
    item.refresh_from_db()
    assert item.state == "open"


def test_while_one_is_talked_about_the_others_say_which(
    opened: AgendaItem, receive: Callable[..., Case], manager: Staff, now: datetime
) -> None:
    told: dict[str, Any] = {"by": manager, "at": now, "reason": "shien1", "question": ""}
    other = agenda.table(opened.meeting, receive(), **told)
    client = _in(manager)
    waiting = page(client, other)
    assert "いま、議題1を話し合っています" in waiting
    start = waiting[waiting.index(f'action="{address(other, "open")}"') :][:500]
    assert "aria-disabled" in start
    assert f'href="{address(opened)}"' in waiting[waiting.index("why-not") :]
    assert client.post(address(other, "open")).status_code == 409
    items.decide(opened, by=manager, at=now, decision="go", wording="進める")
    assert client.post(address(other, "open")).status_code == 302


def test_the_pad_saves_itself_and_brings_what_the_other_wrote(
    opened: AgendaItem, outsider: Staff, manager: Staff
) -> None:
    one, two = _in(outsider), _in(manager)
    one.post(address(opened, "memo"), {"base": "", "memo": "・母の膝\n"})
    answer = two.post(address(opened, "memo"), {"base": "", "memo": "・夜に台所へ"})
    assert answer.json()["memo"] == "・母の膝\n\n・夜に台所へ"
    assert answer.json()["said"].startswith("保存しました ")
    bad = two.post(address(opened, "memo"), {"base": "", "memo": "あ" * 20_001})
    assert (bad.status_code, "20,000字まで" in bad.json()["said"]) == (422, True)
    nul = two.post(address(opened, "memo"), {"base": "", "memo": "あ\x00"})
    assert (nul.status_code, "制御文字" in nul.json()["said"]) == (422, True)
    opened.refresh_from_db()
    assert opened.memo == "・母の膝\n\n・夜に台所へ"


def test_a_row_more_and_a_row_less_save_nothing_and_lose_nothing(
    opened: AgendaItem, manager: Staff, outsider: Staff
) -> None:
    client = _in(manager)
    told = sent(
        **{"roles-count": "2", "memo": "・書きかけ", "wording": "まだ"},
        **row(0, what="会う", due_on="あした"),
        **row(1, what="話す"),
    )
    body = client.post(address(opened), told | {"do": "add"}).content.decode()
    assert body.count('aria-label="3行目 なにを"') == 1
    for words in ("会う", "あした", "話す", "・書きかけ", "まだ"):
        assert words in body
    body = client.post(address(opened), told | {"do": "drop-0"}).content.decode()
    assert "会う" not in body
    assert "話す" in body
    assert not ItemRole.objects.exists()


def test_deciding_goes_on_to_the_next_item(
    opened: AgendaItem,
    manager: Staff,
    outsider: Staff,
    receive: Callable[..., Case],
    now: datetime,
) -> None:
    after = agenda.table(
        opened.meeting, receive(), by=manager, at=now, reason="shien1", question=""
    )
    day = timezone.localdate()
    told = sent(
        **{"roles-count": "1", "once": "6a3b1a9e-6c1a-4f57-9d80-0a2f3c1f0b11"},
        memo="・話した",
        decision="go",
        wording="まず母の支えから入る。",
        **row(0, whom=f"a:{outsider.agency_id}", what="付きそう", due_on=f"{day:%Y-%m-%d}"),
    )
    client = _in(manager)
    for _ in range(2):
        answer = client.post(address(opened), told)
        assert (answer.status_code, answer["Location"]) == (302, address(after))
    opened.refresh_from_db()
    assert (opened.state, opened.memo) == ("decided", "・話した")
    given = FollowUp.objects.get(purpose="role")
    assert (given.agency, given.what, given.due_on) == (outsider.agency, "付きそう", day)


def test_what_is_missing_stands_beside_its_field_with_all_that_was_typed(
    opened: AgendaItem, manager: Staff, outsider: Staff
) -> None:
    client = _in(manager)
    whom = f"a:{outsider.agency_id}"
    told = sent(**{"roles-count": "1"}, memo="・話した", **row(0, whom=whom, what="付きそう"))
    answer = client.post(address(opened), told)
    body = answer.content.decode()
    assert answer.status_code == 422
    for words in ("決定をえらんでください", "決定の文を入れてください", "・話した", "付きそう"):
        assert words in body
    answer = client.post(address(opened), told | {"decision": "go", "wording": "進める"})
    assert answer.status_code == 422
    assert f"{outsider.agency.name}の「いつまで」を入れてください" in answer.content.decode()
    answer = client.post(address(opened), told | {"decision": "go", "roles-0-due_on": "2月30日"})
    assert answer.status_code == 422
    assert not ItemRole.objects.exists()


def test_the_same_cell_written_twice_is_asked_about(
    opened: AgendaItem, manager: Staff, outsider: Staff, now: datetime
) -> None:
    first = items.roles(opened, by=outsider, at=now, rows=[Role(who="医師（架空）", what="助言")])[
        0
    ]
    was = '{"whom": "w:医師（架空）", "what": "", "due_on": "", "standing": "lead"}'
    mine = row(0, id=str(first.pk), was=was, whom="w:医師（架空）", what="往診")
    told = sent(**{"roles-count": "1"}, known=[first.pk], do="keep", **mine)
    client = _in(manager)
    answer = client.post(address(opened), told)
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "ほかの人が「助言」に直しました" in body
    assert "往診" in body
    first.refresh_from_db()
    assert first.what == "助言"


def test_the_next_sitting_shows_what_became_of_the_last(
    opened: AgendaItem,
    manager: Staff,
    outsider: Staff,
    call: Callable[..., Meeting],
    now: datetime,
) -> None:
    day = timezone.localdate()
    roles = [Role(agency=outsider.agency, what="母へ電話", due_on=day)]
    items.decide(opened, by=manager, at=now, decision="go", wording="支えから入る", roles=roles)
    following = call(opened.meeting.body)
    later = agenda.table(
        following, opened.case, by=manager, at=now, reason="shien1", question="その後"
    )
    body = page(_in(manager), later)
    for words in ("前回からのフォロー", "支えから入る", "母へ電話", "支援会議 第1回"):
        assert words in body


@pytest.mark.parametrize("more", [0, 3])
def test_the_page_asks_as_often_for_one_item_as_for_four(
    more: int,
    opened: AgendaItem,
    manager: Staff,
    receive: Callable[..., Case],
    now: datetime,
    django_assert_num_queries: Any,
) -> None:
    for _ in range(more):
        agenda.table(opened.meeting, receive(), by=manager, at=now, reason="shien1", question="")
    client = _in(manager)
    client.get(address(opened))
    with django_assert_num_queries(42):
        client.get(address(opened))

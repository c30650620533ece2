"""氏名をふせる: however a name is written, the papers for members say 本人 or 家族."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from cases.actions import households
from cases.actions.households import Member as Kin
from cases.actions.people import Known
from cases.models import Case, Relation
from districts.models import Staff
from fujisawa_care.foundation.history import signed
from meetings import table_rules
from meetings.actions import agenda, items, packets, secrecy
from meetings.models import Meeting, Member
from meetings.sheets import minutes, names
from tests.cast import Receive
from tests.meetings.cast import Join, Table

pytestmark = pytest.mark.django_db
SAID = "花子さんの返事をﾚｲﾀﾞﾊﾅｺの母（例田 ゆみ）が伝えた"
WITHHELD = "本人の返事を本人の母（家族）が伝えた"


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture
def family(receive: Receive, owner_worker: Staff, now: datetime) -> Case:
    case = receive(person=Known(name="例田 花子", kana="れいだ はなこ"))
    with signed(owner_worker.pk):
        who = Kin(relation=Relation.MOTHER, name="例田 ゆみ")
        households.add(case, by=owner_worker, at=now, who=who)
    return case


@pytest.fixture
def chair(shien: Meeting, join: Join, manager: Staff, now: datetime) -> Member:
    return secrecy.swear(join(shien, manager, chairs=True), by=manager, at=now)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("例田花子さんは来ない", "本人は来ない"),
        ("例田　花子様", "本人"),
        ("レイダ・ハナコ", "本人"),
        ("ﾚｲﾀﾞ ﾊﾅｺ", "本人"),
        ("れいだはなこと話す", "本人と話す"),
        ("ﾊﾅｺちゃん、と母", "本人、と母"),
        ("ハナコロン工業", "ハナコロン工業"),
        ("母の例田ゆみ氏", "母の家族"),
        ("ゆみさんと花子", "家族と本人"),
        ("例田さんの家", "●●さんの家"),
        ("きれい。だから", "きれい。だから"),
        ("", ""),
    ],
)
def test_every_spelling_is_one_name(family: Case, typed: str, shown: str) -> None:
    assert names.without(typed, names.of(family)) == shown
    assert names.without(typed, names.of_each([family])[family.pk]) == shown


def test_a_letter_written_another_way_is_the_same_name(receive: Receive) -> None:
    known = names.of(receive(person=Known(name="髙崎 真", kana="たかさき まこと")))
    assert names.without("高﨑真さん、髙崎\U000e0101 眞", known) == "本人、本人"


def test_what_is_typed_at_the_table_is_printed_without_a_name(
    family: Case, shien: Meeting, chair: Member, table: Table, hold: Any, manager: Staff,
    now: datetime,
) -> None:  # fmt: skip
    item = table(shien, family, question=SAID)
    packet = json.dumps(packets.lock(shien, by=manager, at=now).content, ensure_ascii=False)
    hold(shien)
    agenda.open_item(item, by=manager, at=now)
    items.memo(item, by=manager, at=now, base="", text=SAID)
    items.decide(item, by=manager, at=now, decision="go", wording=SAID)
    printed = json.dumps(_minutes(shien, manager), ensure_ascii=False)
    assert (packet.count(WITHHELD), printed.count(WITHHELD)) == (1, 3)
    assert not any(name in packet + printed for name in ("例田", "花子", "ﾊﾅｺ", "ゆみ"))


def test_where_the_table_needs_the_name_it_stays(
    family: Case, shien: Meeting, chair: Member, table: Table, hold: Any, manager: Staff,
    now: datetime,
) -> None:  # fmt: skip
    item = table(shien, family, question="")
    told: dict[str, Any] = {"reason": "shien1", "title": "", "minutes": 20, "question": SAID}
    agenda.change(item, by=manager, at=now, name_shown=True, **told)
    hold(shien)
    item.refresh_from_db()
    agenda.open_item(item, by=manager, at=now)
    items.memo(item, by=manager, at=now, base="", text=SAID)
    (only,) = _minutes(shien, manager)["items"]
    assert dict(only["facts"])["議事メモ"] == SAID


def _minutes(meeting: Meeting, viewer: Staff) -> dict[str, Any]:
    read = {one.pk for one in meeting.items.all() if table_rules.read(viewer, one)}
    return minutes.content(meeting, viewer=viewer, today=timezone.localdate(), readable=read)

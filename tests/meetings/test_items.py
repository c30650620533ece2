"""話し合い: two write one memo, a decision makes next steps at each agency, and nothing happens twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError

from cases.models import AccessGround, Case, FollowUp, Reminder
from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from fujisawa_care.foundation.workdays import TOKYO
from meetings.actions import agenda, items, secrecy
from meetings.actions.sharing import Role
from meetings.models import AgendaItem, ItemDecision, ItemRole, Meeting
from tests.meetings.cast import Agree, Call, Join

pytestmark = pytest.mark.django_db
TICK, DAY = timedelta(seconds=1), timedelta(days=1)
Hold = Callable[[Meeting], Meeting]
Talk = Callable[..., AgendaItem]


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture
def today(now: datetime) -> date:
    return now.astimezone(TOKYO).date()


@pytest.fixture
def talk(hold: Hold, join: Join, manager: Staff, now: datetime) -> Talk:
    """Everybody named sits there and has sworn; the item is open."""

    def talk(meeting: Meeting, case: Case, *staff: Staff, **more: object) -> AgendaItem:
        for one in staff:
            secrecy.swear(join(meeting, one, **more), by=one, at=now)
        reason = "juso1" if meeting.kind == "juso" else "shien1"
        item = agenda.table(
            meeting, case, by=manager, at=now, reason=reason, question="だれが中心になるか"
        )
        hold(meeting)
        return agenda.open_item(item, by=manager, at=now)

    return talk


def test_two_minute_takers_lose_no_word(
    case: Case, shien: Meeting, talk: Talk, outsider: Staff, manager: Staff, now: datetime
) -> None:
    item = talk(shien, case, outsider)
    items.memo(item, by=manager, at=now, base="", text="・母の膝")
    items.memo(item, by=outsider, at=now, base="・母の膝", text="・母の膝\n・本人は夜に台所へ")
    items.memo(item, by=manager, at=now, base="・母の膝", text="・母の膝の痛みが強い")
    item.refresh_from_db()
    assert item.memo == "・母の膝の痛みが強い\n・本人は夜に台所へ"
    assert item.memo_version == 4
    items.memo(item, by=manager, at=now, base=item.memo, text=item.memo)
    item.refresh_from_db()
    assert item.memo_version == 4


def test_who_does_not_sit_there_writes_nothing(
    case: Case,
    shien: Meeting,
    talk: Talk,
    outsider: Staff,
    joiner_worker: Staff,
    owner_worker: Staff,
    now: datetime,
) -> None:
    item = talk(shien, case, outsider)
    for by in (joiner_worker, owner_worker):
        with pytest.raises(NotAllowed, match="席についた方"):
            items.memo(item, by=by, at=now, base="", text="のぞき見")
    with pytest.raises(NotAllowed):
        items.decide(item, by=outsider, at=now, decision="go", wording="進める")
    item.refresh_from_db()
    assert (item.memo, item.state) == ("", "open")


def test_a_called_secretary_confirms_secrecy_like_everybody(
    case: Case,
    shien: Meeting,
    talk: Talk,
    join: Join,
    outsider: Staff,
    manager: Staff,
    now: datetime,
) -> None:
    item = talk(shien, case, outsider)
    me = join(shien, manager)
    with pytest.raises(NotAllowed, match="守秘を確かめて"):
        items.memo(item, by=manager, at=now, base="", text="・はじめ")
    secrecy.swear(me, by=manager, at=now)
    assert items.memo(item, by=manager, at=now, base="", text="・はじめ").memo == "・はじめ"


def test_a_memo_too_long_is_refused_with_its_length(
    case: Case, shien: Meeting, talk: Talk, outsider: Staff, manager: Staff, now: datetime
) -> None:
    item = talk(shien, case, outsider)
    with pytest.raises(ValidationError, match="20,000字までです（いま 20,001字）"):
        items.memo(item, by=manager, at=now, base="", text="あ" * 20_001)


@pytest.fixture
def shared(outsider: Staff, joiner_worker: Staff, today: date) -> list[Role]:
    """An agency, somebody in another one, and somebody who has no desk."""
    later = Role(agency=joiner_worker.agency, staff=joiner_worker, what="月2回会う")
    return [
        Role(agency=outsider.agency, what="母の介護認定の申請を支える", due_on=today + 10 * DAY),
        replace(later, due_on=today + 17 * DAY, standing="second"),
        Role(who="民生委員（架空）", what="声をかける", due_on=today + DAY, standing="help"),
    ]


def test_a_decision_becomes_the_next_step_of_each_agency_at_once(
    case: Case,
    shien: Meeting,
    talk: Talk,
    shared: list[Role],
    outsider: Staff,
    joiner_worker: Staff,
    manager: Staff,
    now: datetime,
    today: date,
) -> None:
    item = talk(shien, case, outsider)
    told: dict[str, Any] = {"by": manager, "at": now + TICK, "decision": "go"}
    made = items.decide(item, **told, wording="母の支えから入る。", roles=shared)
    item.refresh_from_db()
    assert (item.state, made.wording) == ("decided", "母の支えから入る。")
    given = FollowUp.objects.filter(purpose="role").order_by("pk")
    assert list(given.values_list("agency", "assignee", "what", "due_on")) == [
        (outsider.agency_id, None, "母の介護認定の申請を支える", today + 10 * DAY),
        (joiner_worker.agency_id, joiner_worker.pk, "月2回会う", today + 17 * DAY),
        (case.owner_id, case.owner_staff_id, "民生委員（架空）：声をかける", today + DAY),
    ]
    assert [one.follow_up for one in item.roles.all()] == list(given)
    held = AccessGround.objects.filter(case=case, ground="role", until__isnull=True)
    assert {one.agency for one in held} == {outsider.agency, joiner_worker.agency}
    told_to = Reminder.objects.filter(kind="role_decided").values_list("recipient", flat=True)
    assert outsider.pk in told_to
    assert case.events.get(kind="discussed").data["what"] == "支援会議 第1回・この方針で進める"


def test_a_decision_is_made_once_and_its_roles_stand(
    case: Case,
    shien: Meeting,
    talk: Talk,
    shared: list[Role],
    outsider: Staff,
    manager: Staff,
    now: datetime,
    today: date,
) -> None:
    item = talk(shien, case, outsider)
    told: dict[str, Any] = {"by": manager, "at": now + TICK, "decision": "go", "wording": "進める"}
    items.decide(item, **told, roles=shared, next_check_on=today + 56 * DAY)
    with pytest.raises(IllegalStep):
        items.decide(item, **told)
    item.refresh_from_db()
    assert (ItemDecision.objects.count(), item.next_check_on) == (1, today + 56 * DAY)
    with pytest.raises(DatabaseError, match="役割分担は変えられません"):
        ItemRole.objects.filter(item=item).update(what="ちがうこと")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"what": "会う"}, "1行目の「だれが」"),
        ({"who": "医師（架空）"}, "医師（架空）の「なにを」"),
        ({"who": "医師（架空）", "what": "助言"}, "医師（架空）の「いつまで」"),
    ],
)
def test_a_role_that_is_not_whole_holds_the_decision_up(
    row: dict[str, Any],
    words: str,
    case: Case,
    shien: Meeting,
    talk: Talk,
    outsider: Staff,
    manager: Staff,
    now: datetime,
) -> None:
    item = talk(shien, case, outsider)
    with pytest.raises(ValidationError, match=words):
        items.decide(item, by=manager, at=now, decision="go", wording="進める", roles=[Role(**row)])
    item.refresh_from_db()
    assert (item.state, item.roles.count(), FollowUp.objects.filter(purpose="role").count()) == (
        "open",
        0,
        0,
    )
    items.decide(item, by=manager, at=now, decision="again", wording="", roles=[Role(**row)])
    item.refresh_from_db()
    assert (item.state, FollowUp.objects.filter(purpose="role").count()) == ("continued", 0)


def test_what_is_missing_is_said_at_once_beside_each_field(
    case: Case,
    shien: Meeting,
    talk: Talk,
    outsider: Staff,
    manager: Staff,
    now: datetime,
    today: date,
) -> None:
    item = talk(shien, case, outsider)
    with pytest.raises(ValidationError) as refused:
        items.decide(item, by=manager, at=now, decision="", wording="", next_check_on=today - DAY)
    assert set(refused.value.message_dict) == {"decision", "wording", "next_check_on"}


def test_what_is_not_for_this_table_leaves_it(
    case: Case, shien: Meeting, talk: Talk, outsider: Staff, manager: Staff, now: datetime
) -> None:
    item = talk(shien, case, outsider)
    items.decide(item, by=manager, at=now, decision="not_here", wording="庁内で話し合う")
    item.refresh_from_db()
    assert (item.state, item.removed_because) == ("removed", "庁内で話し合う")
    assert not AgendaItem.objects.visible_to(outsider).exists()


def test_nothing_is_given_to_an_agency_that_the_consent_leaves_out(
    case: Case,
    juso: Meeting,
    talk: Talk,
    agree: Agree,
    outsider: Staff,
    joiner_worker: Staff,
    manager: Staff,
    now: datetime,
    today: date,
) -> None:
    agree(case, outsider.agency, at=now - DAY)
    item = talk(juso, case, outsider)
    with pytest.raises(IllegalStep, match="入っていません") as refused:
        items.decide(
            item,
            by=manager,
            at=now,
            decision="go",
            wording="進める",
            roles=[Role(agency=joiner_worker.agency, what="会う", due_on=today)],
        )
    assert refused.value.code == "consent-missing"
    assert not ItemRole.objects.exists()
    assert not AccessGround.objects.filter(ground="role").exists()


def test_the_chair_decides_and_nobody_else_at_the_table(
    case: Case, shien: Meeting, talk: Talk, outsider: Staff, now: datetime
) -> None:
    item = talk(shien, case, outsider, chairs=True)
    made = items.decide(item, by=outsider, at=now, decision="conditions", wording="月1回たしかめる")
    assert made.decided_by == outsider


def test_two_who_share_out_at_once_keep_both_their_rows(
    case: Case,
    shien: Meeting,
    talk: Talk,
    outsider: Staff,
    manager: Staff,
    now: datetime,
    today: date,
) -> None:
    item = talk(shien, case, outsider)
    first = items.roles(item, by=manager, at=now, rows=[Role(who="医師（架空）", what="助言")])[0]
    was = {"who": "医師（架空）", "what": "助言", "due_on": None, "standing": "lead"}
    row = Role(id=first.pk, who="医師（架空）", what="助言", due_on=today, was=was)
    items.roles(item, by=manager, at=now, rows=[row], known=[first.pk])
    mine = Role(id=first.pk, who="医師（架空）", what="月1回の助言", was=was)
    new = Role(agency=outsider.agency, what="会う")
    items.roles(item, by=outsider, at=now, rows=[mine, new], known=[first.pk])
    assert list(item.roles.values_list("what", "due_on")) == [
        ("月1回の助言", today),
        ("会う", None),
    ]
    with pytest.raises(
        IllegalStep, match="1行目の「なにを」は、ほかの人が「月1回の助言」に直しました"
    ):
        items.roles(
            item,
            by=manager,
            at=now,
            rows=[Role(id=first.pk, who="医師（架空）", what="往診", was=was)],
            known=[first.pk],
        )
    items.roles(item, by=manager, at=now, rows=[], known=[first.pk])
    assert list(item.roles.values_list("what", flat=True)) == ["会う"]


def test_the_next_sitting_begins_with_what_was_left_last_time(
    case: Case,
    shien: Meeting,
    call: Call,
    talk: Talk,
    outsider: Staff,
    manager: Staff,
    now: datetime,
) -> None:
    item = talk(shien, case, outsider)
    items.decide(item, by=manager, at=now, decision="again", wording="")
    following = call(shien.body, at=now + DAY)
    told: dict[str, Any] = {"by": manager, "at": now, "reason": "shien1", "question": "その後"}
    assert agenda.table(following, case, **told).follows == item
    later = call(shien.body, at=now + 2 * DAY)
    assert agenda.table(later, case, **told).follows is None

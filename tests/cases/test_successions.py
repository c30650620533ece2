"""人事異動: all that hangs on a leaver goes to others in one go, and for a day it can be taken back (R4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from cases import dues, rules
from cases.actions import cases, follow_ups, records, referrals, sightings, successions
from cases.actions.follow_ups import Next
from cases.actions.successions import Portion
from cases.dues import Terms
from cases.models import (
    Case,
    Event,
    FollowUp,
    Outcome,
    Ownership,
    Reminder,
    Succession,
    SuccessionItem,
)
from districts.actions import staff as staff_acts
from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed, Problem
from tests.cases.people import join
from tests.cast import Receive

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
HandOn = Callable[..., Succession]


@pytest.fixture
def colleague(desk: Agency) -> Staff:
    return Staff.objects.create_user(
        "colleague", email="c@example.test", name="隣田 となり", role="counter", agency=desk
    )


@pytest.fixture
def other(desk: Agency) -> Staff:
    return Staff.objects.create_user("other", name="向田 むかい", role="counter", agency=desk)


@pytest.fixture
def hand_on(owner_worker: Staff, colleague: Staff, now: datetime) -> HandOn:
    def hand_on(
        *handed: Case, by: Staff = owner_worker, to: Staff = colleague, note: str = ""
    ) -> Succession:
        portions = [Portion(case=case, to=to, note=note) for case in handed]
        return successions.hand_on(owner_worker, by=by, at=now + HOUR, portions=portions)

    return hand_on


def _responsible(case: Case) -> tuple[Staff | None, set[Staff | None]]:
    case.refresh_from_db()
    return case.owner_staff, {one.assignee for one in FollowUp.objects.open().filter(case=case)}


def _next(now: datetime) -> Next:
    return Next(what="電話する", due_on=now.date() + timedelta(days=9))


def test_everything_of_a_leaver_is_passed_on(
    receive: Receive,
    owner_worker: Staff,
    colleague: Staff,
    other: Staff,
    administrator: Staff,
    now: datetime,
) -> None:
    first, second, third = receive(), receive(), receive()
    follow_ups.plan(first, by=owner_worker, at=now, then=_next(now))
    assert dues.hanging_on(owner_worker) == ["主担当のケース 3件", "次の一手 4件"]
    made = successions.hand_on(
        owner_worker,
        by=owner_worker,
        at=now + HOUR,
        note="四月からよろしくお願いします",
        portions=[
            Portion(case=first, to=colleague, note="母へは午前に電話を"),
            Portion(case=second, to=colleague),
            Portion(case=third, to=other),
        ],
    )
    assert [_responsible(each) for each in (first, second, third)] == [
        (colleague, {colleague}),
        (colleague, {colleague}),
        (other, {other}),
    ]
    assert dues.hanging_on(owner_worker) == []
    assert made.items.count() == 7
    assert first.events.get(kind="handed_on").note == "母へは午前に電話を"
    told = Reminder.objects.filter(kind="succeeded").values_list("recipient__username", "case")
    assert sorted(told) == [
        ("colleague", first.pk),
        ("other", third.pk),
    ]  # one word, not one a case
    left = staff_acts.deactivate(
        owner_worker, by=administrator, at=now + HOUR, hanging=dues.hanging_on(owner_worker)
    )
    assert not left.is_active


def test_the_history_of_the_accountable_has_no_gap_and_no_hop(
    case: Case, hand_on: HandOn, owner_worker: Staff, colleague: Staff, desk: Agency, now: datetime
) -> None:
    hand_on(case)
    before, after = Ownership.objects.filter(case=case).order_by("since")
    assert (before.staff, before.until, before.agency) == (owner_worker, now + HOUR, desk)
    assert (after.staff, after.since, after.until) == (colleague, now + HOUR, None)
    assert after.because == "succeeded"
    case.refresh_from_db()
    assert case.hops == 0


def test_what_belongs_to_colleagues_stays_with_them(
    case: Case, hand_on: HandOn, owner_worker: Staff, other: Staff, now: datetime
) -> None:
    theirs = follow_ups.plan(case, by=other, at=now, then=_next(now))
    hand_on(case)
    theirs.refresh_from_db()
    assert theirs.assignee == other
    assert {item.follow_up for item in SuccessionItem.objects.all()} == {
        None,
        FollowUp.objects.exclude(pk=theirs.pk).get(),
    }


def test_a_next_step_in_another_houses_case_goes_along(
    receive: Receive,
    ikiiki: Agency,
    joiner_worker: Staff,
    owner_worker: Staff,
    now: datetime,
    terms: Terms,
) -> None:

    case = receive(outcome=Outcome.REFER, refer_to=(join(ikiiki),))
    referrals.accept(case.referrals.get(), by=joiner_worker, at=now, terms=terms)
    heir = Staff.objects.create_user("heir", name="継田 つぐ", role="agency", agency=ikiiki)
    assert dues.hanging_on(joiner_worker) == ["次の一手 1件"]
    successions.hand_on(
        joiner_worker, by=heir, at=now + HOUR, portions=[Portion(case=case, to=heir)]
    )
    assert _responsible(case) == (owner_worker, {owner_worker, heir})


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("owner_worker", None),
        ("colleague", None),
        ("manager", None),
        ("outsider", "only-the-house-hands-on"),
        ("joiner_worker", "only-the-house-hands-on"),
        ("coordinator", "only-the-house-hands-on"),
        ("administrator", "administrator-sees-no-case"),
    ],
)
def test_who_may_hand_on(
    who: str, code: str | None, case: Case, hand_on: HandOn, request: pytest.FixtureRequest
) -> None:
    by: Staff = request.getfixturevalue(who)
    before = _responsible(case)
    if code is None:
        assert hand_on(case, by=by).made_by == by
        return
    with pytest.raises(NotAllowed) as refused:
        hand_on(case, by=by)
    assert refused.value.code == code
    assert (_responsible(case), Succession.objects.count()) == (before, 0)


def test_whoever_is_given_it_is_a_colleague_at_work(
    case: Case, hand_on: HandOn, owner_worker: Staff, receiver_worker: Staff, other: Staff
) -> None:
    Staff.objects.filter(pk=other.pk).update(is_active=False)
    other.refresh_from_db()
    for to, words in ((receiver_worker, "の方ではありません"), (other, "いまは担当になれません")):
        with pytest.raises(NotAllowed, match=words):
            hand_on(case, to=to)
    with pytest.raises(ValidationError, match="本人には引き継げません"):
        hand_on(case, to=owner_worker)
    with pytest.raises(ValidationError, match="引き継ぐ相手"):
        hand_on()
    with pytest.raises(ValidationError, match="2回"):
        hand_on(case, case)
    assert _responsible(case) == (owner_worker, {owner_worker})


def test_all_of_it_or_nothing(
    receive: Receive, hand_on: HandOn, owner_worker: Staff, other: Staff, now: datetime
) -> None:
    """A list left open on the screen: one of its cases is a colleague's by now."""
    first, second = receive(), receive()
    hand_on(second, to=other)
    with pytest.raises(IllegalStep, match=f"{second.number}は、もう窓口田 しるべさんの担当では"):
        hand_on(first, second)
    assert _responsible(first) == (owner_worker, {owner_worker})
    assert Succession.objects.count() == 1


# ---- acknowledged ----


def test_the_successor_acknowledges_their_own(
    receive: Receive, hand_on: HandOn, colleague: Staff, other: Staff, now: datetime
) -> None:
    made = hand_on(receive())
    assert list(Succession.objects.waiting_for(colleague)) == [made]
    with pytest.raises(NotAllowed, match="受けとれるのは"):
        successions.acknowledge(made, by=other, at=now + 2 * HOUR)
    for later in (2, 3):  # pressed twice, the first moment stands
        successions.acknowledge(made, by=colleague, at=now + later * HOUR)
    assert {one.acknowledged_at for one in made.items.all()} == {now + 2 * HOUR}
    assert not Succession.objects.waiting_for(colleague).exists()


# ---- undone ----


def test_what_nobody_touched_goes_back_and_the_rest_says_why(
    receive: Receive, hand_on: HandOn, owner_worker: Staff, colleague: Staff, now: datetime
) -> None:
    quiet, touched = receive(), receive()
    made = hand_on(quiet, touched)
    at = now + 2 * HOUR
    records.write(touched, by=colleague, at=at, happened_at=at, method="phone", text="電話で話した")
    undone = successions.undo(made, by=owner_worker, at=now + 3 * HOUR)
    assert _responsible(quiet) == (owner_worker, {owner_worker})
    assert _responsible(touched) == (colleague, {colleague})
    assert undone.undone_by == owner_worker
    assert {
        (one.case.number, bool(one.undone_at), one.kept_because) for one in made.items.all()
    } == {
        (quiet.number, True, ""),
        (touched.number, False, "11月24日（火）12:33に「記録した」があります"),
    }
    last = quiet.events.latest("pk")
    assert (last.kind, last.note, last.data["to"]) == (
        *("handed_on", successions.TAKEN_BACK, owner_worker.name),
    )


@pytest.mark.parametrize(
    ("later", "code"), [(timedelta(days=1), None), (timedelta(days=1, seconds=1), "undo-too-late")]
)
def test_undoing_is_for_a_day_and_once(
    case: Case,
    hand_on: HandOn,
    owner_worker: Staff,
    now: datetime,
    later: timedelta,
    code: str | None,
) -> None:
    made = hand_on(case)
    at = made.made_at + later
    if code is None:
        successions.undo(made, by=owner_worker, at=at)
        code = "succession-undone"
    with pytest.raises(IllegalStep) as refused:
        successions.undo(made, by=owner_worker, at=at)
    assert refused.value.code == code


def test_nothing_goes_back_to_who_has_left(
    case: Case,
    hand_on: HandOn,
    owner_worker: Staff,
    colleague: Staff,
    administrator: Staff,
    now: datetime,
) -> None:
    made = hand_on(case)
    staff_acts.deactivate(owner_worker, by=administrator, at=now + HOUR)
    successions.undo(made, by=colleague, at=now + 2 * HOUR)
    assert _responsible(case) == (colleague, {colleague})
    assert {one.kept_because for one in made.items.all()} == {
        "窓口田 しるべさんは、いまは担当になれません"
    }


def test_a_look_is_no_touch(
    case: Case, hand_on: HandOn, owner_worker: Staff, colleague: Staff, now: datetime
) -> None:

    made = hand_on(case)
    sightings.look(case, by=colleague, at=now + 2 * HOUR, door="web", address=None)
    successions.acknowledge(made, by=colleague, at=now + 2 * HOUR)
    successions.undo(made, by=owner_worker, at=now + 3 * HOUR)
    assert _responsible(case) == (owner_worker, {owner_worker})


# ---- the database has the last word ----


def test_nobody_leaves_while_something_hangs(
    case: Case, owner_worker: Staff, administrator: Staff, ikiiki: Agency, now: datetime
) -> None:
    hanging = dues.hanging_on(owner_worker)
    with pytest.raises(IllegalStep, match="主担当のケース 1件、次の一手 1件"):
        staff_acts.deactivate(owner_worker, by=administrator, at=now, hanging=hanging)
    # whoever counted too early, or not at all
    with pytest.raises(Problem, match="まだ引き継がれていないもの"):
        staff_acts.deactivate(owner_worker, by=administrator, at=now)
    with pytest.raises(Problem, match="まだ引き継がれていないもの"):
        staff_acts.move(owner_worker, agency=ikiiki, by=administrator, at=now)
    owner_worker.refresh_from_db()
    assert (owner_worker.is_active, owner_worker.agency == case.owner) == (True, True)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE districts_staff SET is_active=false WHERE username='owner'",
        "UPDATE cases_case SET owner_staff_id=(SELECT id FROM districts_staff WHERE username='gone')",
        "UPDATE cases_followup SET assignee_id=(SELECT id FROM districts_staff WHERE username='gone')",
        "UPDATE cases_succession SET note='x'",
        "UPDATE cases_successionitem SET to_staff_id=from_staff_id FROM cases_succession",
        "DELETE FROM cases_successionitem",
        "DELETE FROM cases_succession",
    ],
)
def test_raw_sql_cannot_break_it(
    receive: Receive, hand_on: HandOn, desk: Agency, statement: str
) -> None:
    receive()
    hand_on(receive())
    Staff.objects.create_user(
        "gone", name="去田 さる", role="counter", agency=desk, is_active=False
    )
    with (
        pytest.raises((IntegrityError, DatabaseError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_closed_case_hangs_on_nobody(
    case: Case, owner_worker: Staff, administrator: Staff, now: datetime
) -> None:

    cases.close(case, by=owner_worker, at=now, outcome="solved", reason="落ちついた")
    assert dues.hanging_on(owner_worker) == []
    assert not staff_acts.deactivate(owner_worker, by=administrator, at=now).is_active


def test_who_finds_it(
    case: Case,
    hand_on: HandOn,
    colleague: Staff,
    manager: Staff,
    outsider: Staff,
    administrator: Staff,
) -> None:
    made = hand_on(case)
    found = {
        who.username: made in Succession.objects.visible_to(who)
        for who in (colleague, manager, outsider, administrator)
    }
    assert found == {"colleague": True, "manager": True, "outsider": False, "administrator": False}
    assert bool(rules.undo(outsider, made)) is False
    assert Event.objects.filter(case=case, kind="handed_on").count() == 1

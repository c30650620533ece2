"""プランの歩み: evaluated in its period, ended with its roles, written anew (R11, R12)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cases.actions import cases, follow_ups, plans, referrals, reminders, successions
from cases.actions.follow_ups import Next
from cases.actions.referrals import HandOver
from cases.actions.successions import Portion
from cases.dues import Terms
from cases.models import (
    AccessGround,
    Case,
    ChangeSeen,
    FollowUp,
    Level,
    Plan,
    PlanEvaluation,
    Purpose,
    Reminder,
    ReminderKind,
)
from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from fujisawa_care.foundation.workdays import TOKYO
from tests.cases.people import A_YEAR_AGO
from tests.cases.tables import decide, decided, drafted, running, tabled

pytestmark = pytest.mark.django_db
TODAY = A_YEAR_AGO.date()
LATER = A_YEAR_AGO + timedelta(days=60)


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


@pytest.fixture
def plan(
    case: Case, owner_worker: Staff, joiner_worker: Staff, desk: Agency, now: datetime
) -> Plan:
    ChangeSeen.objects.create(code="relief", label="安心感が高まった", position=1)
    return running(case, desk, joiner_worker.agency, by=owner_worker, at=now)


def _told(plan: Plan, **more: Any) -> dict[str, Any]:
    goals = {str(pk): "partly" for pk in plan.goals.values_list("pk", flat=True)}
    day = LATER.astimezone(TOKYO).date()
    base = {"on": day, "changes": ["relief"], "reached": goals, "own_words": "楽になった"}
    return base | {"text": "通えている", "conclusion": "close"} | more


def _roles(case: Case) -> set[int | None]:
    held = AccessGround.objects.running().filter(case=case, ground="role")
    return set(held.values_list("agency", flat=True))


def _open(case: Case, *purposes: Purpose) -> int:
    return FollowUp.objects.open().filter(case=case, purpose__in=purposes).count()


def test_what_changed_is_written_once(plan: Plan, owner_worker: Staff) -> None:
    done = plans.evaluate(plan, by=owner_worker, at=LATER, **_told(plan))
    plan.refresh_from_db()
    assert (plan.state, done.changes, done.own_words) == ("evaluated", ["relief"], "楽になった")
    assert _open(plan.case, Purpose.EVALUATION, Purpose.MONITORING) == 0
    assert _open(plan.case, Purpose.ROLE) == 2
    with pytest.raises(IllegalStep, match="進めているプランだけ"):
        plans.evaluate(plan, by=owner_worker, at=LATER, **_told(plan))
    assert PlanEvaluation.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"on": TODAY - timedelta(days=1)}, "on"),
        ({"on": TODAY + timedelta(days=61)}, "on"),
        ({"changes": ["joy"]}, "changes"),
        ({"reached": {}}, "reached"),
        ({"reached": {"0": "reached"}}, "reached"),
        ({"conclusion": "later"}, "conclusion"),
    ],
)
def test_what_does_not_fit_is_said_beside_it(
    plan: Plan, owner_worker: Staff, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        plans.evaluate(plan, by=owner_worker, at=LATER, **_told(plan, **more))
    assert list(refused.value.message_dict) == [field]
    plan.refresh_from_db()
    assert plan.state == "running"
    assert not PlanEvaluation.objects.exists()


def test_who_goes_on_is_looked_back_on_at_the_end(plan: Plan, owner_worker: Staff) -> None:
    plans.evaluate(plan, by=owner_worker, at=LATER, **_told(plan, conclusion="continue"))
    plan.refresh_from_db()
    assert (plan.state, plan.evaluate_on) == ("running", plan.ends_on)
    step = FollowUp.objects.open().get(plan=plan, purpose=Purpose.EVALUATION)
    assert step.due_on == plan.ends_on
    at = LATER + timedelta(days=200)
    with pytest.raises(ValidationError, match="再プラン"):
        plans.evaluate(plan, by=owner_worker, at=at, **_told(plan, conclusion="continue"))


def test_the_day_of_an_evaluation_is_not_ticked_off(plan: Plan, owner_worker: Staff) -> None:
    step = FollowUp.objects.open().get(plan=plan, purpose=Purpose.EVALUATION)
    with pytest.raises(IllegalStep, match="プランのページで"):
        follow_ups.finish(step, by=owner_worker, at=LATER, outcome="none")
    moved = TODAY + timedelta(days=180)
    follow_ups.move(step, by=owner_worker, at=LATER, due_on=moved, reason="入院")
    plan.refresh_from_db()
    assert plan.evaluate_on == moved
    with pytest.raises(ValidationError, match="プランの期間の中") as refused:
        follow_ups.move(
            step, by=owner_worker, at=LATER, due_on=TODAY + timedelta(days=300), reason="入院"
        )
    assert list(refused.value.message_dict) == ["due_on"]


def test_with_the_end_the_roles_and_their_sight_end(
    plan: Plan, owner_worker: Staff, joiner_worker: Staff
) -> None:
    plans.evaluate(plan, by=owner_worker, at=LATER, **_told(plan))
    with pytest.raises(ValidationError, match="わけ"):
        plans.end(plan, by=owner_worker, at=LATER, state="closed", because="")
    with pytest.raises(ValidationError, match="終結か中断"):
        plans.end(plan, by=owner_worker, at=LATER, state="renewed", because="x")
    ended = plans.end(plan, by=owner_worker, at=LATER, state="closed", because="通えている")
    assert (ended.state, ended.ended_because) == ("closed", "通えている")
    assert _roles(plan.case) == set()
    assert not Case.objects.visible_to(joiner_worker).exists()
    assert _open(plan.case, Purpose.ROLE, Purpose.EVALUATION, Purpose.MONITORING) == 0
    assert FollowUp.objects.open().filter(case=plan.case).count() >= 1
    with pytest.raises(IllegalStep, match="もう終わっています"):
        plans.end(plan, by=owner_worker, at=LATER, state="closed", because="x")


def test_an_agency_in_two_plans_keeps_its_sight(
    plan: Plan, case: Case, owner_worker: Staff, joiner_worker: Staff, now: datetime
) -> None:
    running(case, joiner_worker.agency, by=owner_worker, at=now, kind="outreach")
    plans.end(plan, by=owner_worker, at=LATER, state="closed", because="終わった")
    assert _roles(case) == {joiner_worker.agency_id}
    assert Case.objects.visible_to(joiner_worker).exists()


def test_put_aside_and_taken_up_again(plan: Plan, owner_worker: Staff, case: Case) -> None:
    asleep = plans.end(plan, by=owner_worker, at=LATER, state="suspended", because="入院")
    assert (asleep.state, asleep.ended_at, _roles(case)) == ("suspended", None, set())
    again = plans.start(plan, by=owner_worker, at=LATER + timedelta(days=7))
    assert (again.state, len(_roles(case))) == ("running", 2)
    assert _open(case, Purpose.ROLE) == 2
    plans.end(
        plan, by=owner_worker, at=LATER + timedelta(days=8), state="suspended", because="入院"
    )
    with pytest.raises(ValidationError, match="期間がすぎています"):
        plans.start(plan, by=owner_worker, at=LATER + timedelta(days=300))


def test_written_anew_the_old_roles_go_on_until_the_next_is_decided(
    plan: Plan, owner_worker: Staff, joiner_worker: Staff, desk: Agency, case: Case
) -> None:
    with pytest.raises(IllegalStep, match="評価したプランか"):
        plans.renew(plan, by=owner_worker, at=LATER)
    plans.evaluate(plan, by=owner_worker, at=LATER, **_told(plan, conclusion="renew"))
    draft = plans.renew(plan, by=owner_worker, at=LATER)
    plan.refresh_from_db()
    assert (plan.state, draft.state, draft.edition, draft.renews) == ("renewed", "draft", 2, plan)
    rows = draft.tasks.values_list("agency", "until", "answer")
    assert [one[1:] for one in rows] == [(None, "not_asked")] * 2
    assert _roles(case) == {desk.pk, joiner_worker.agency_id}
    plans.end(draft, by=owner_worker, at=LATER, state="closed", because="やめた")
    assert _roles(case) == set()
    assert _open(case, Purpose.ROLE) == 0


def test_the_next_one_decided_takes_the_place_of_the_last(
    plan: Plan, owner_worker: Staff, joiner_worker: Staff, desk: Agency, case: Case
) -> None:
    plans.evaluate(plan, by=owner_worker, at=LATER, **_told(plan, conclusion="renew"))
    draft = plans.renew(plan, by=owner_worker, at=LATER)
    words = plans.Words(
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        evaluate_on=draft.evaluate_on,
        goals=(
            plans.Goal(
                text="通いつづける",
                tasks=(
                    plans.Task(what="見守る", agency=desk, standing="lead", until=draft.ends_on),
                ),
            ),
        ),
    )
    plans.save(draft, by=owner_worker, at=LATER, version=draft.version, words=words)
    plans.ask(draft, by=owner_worker, at=LATER)
    plans.table(draft, by=owner_worker, at=LATER)
    decide(draft, by=owner_worker, at=LATER)
    assert _roles(case) == {desk.pk}
    assert [one.what for one in FollowUp.objects.open().filter(purpose=Purpose.ROLE)] == ["見守る"]


def test_where_the_coordinators_step_back_somebody_is_accountable(
    case: Case,
    owner_worker: Staff,
    coordinator: Staff,
    desk: Agency,
    ikiiki: Agency,
    now: datetime,
) -> None:
    AccessGround.objects.create(
        case=case, agency=coordinator.agency, ground="coordination", level=3, since=now
    )
    plan = running(case, coordinator.agency, by=coordinator, at=now, kind="multi_agency")
    kind = {"state": "closed", "because": "役割が決まった"}
    for wrong, words in ((None, "主担当の機関をえらんで"), (ikiiki, "先に「つなぐ」で")):
        with pytest.raises(ValidationError, match=words) as refused:
            plans.end(plan, by=owner_worker, at=LATER, stays_with=wrong, **kind)
        assert list(refused.value.message_dict) == ["stays_with"]
    ended = plans.end(plan, by=owner_worker, at=LATER, stays_with=desk, **kind)
    assert ended.stays_with == desk
    assert not Case.objects.visible_to(coordinator).exists()
    assert not FollowUp.objects.open().filter(case=case, agency=coordinator.agency).exists()


Make = Callable[..., Plan]


@pytest.mark.parametrize(
    ("make", "words", "code"),
    [
        (tabled, "会議に出ています", "plan-on-the-table"),
        (decided, "評価して終結か中断", "plan-live"),
        (running, "評価して終結か中断", "plan-live"),
    ],
)
def test_a_case_with_a_plan_that_goes_on_is_not_closed(
    case: Case, owner_worker: Staff, desk: Agency, now: datetime, make: Make, words: str, code: str
) -> None:
    plan = make(case, desk, by=owner_worker, at=now)
    with pytest.raises(IllegalStep, match=words) as refused:
        cases.close(case, by=owner_worker, at=LATER, outcome="solved", reason="落ちついた")
    assert refused.value.code == code
    case.refresh_from_db()
    assert (case.stage, Plan.objects.get().state) == ("open", plan.state)


def test_drafts_and_what_was_put_aside_are_closed_with_it(
    case: Case, plan: Plan, owner_worker: Staff, desk: Agency, now: datetime
) -> None:
    drafted(case, desk, by=owner_worker, at=now, kind="outreach")
    plans.end(plan, by=owner_worker, at=LATER, state="suspended", because="入院")
    cases.close(case, by=owner_worker, at=LATER, outcome="solved", reason="落ちついた")
    assert set(Plan.objects.values_list("state", "ended_because")) == {("closed", "落ちついた")}
    with pytest.raises(IllegalStep, match="終わっています"):
        drafted(case, desk, by=owner_worker, at=LATER)
    then = Next(what="電話する", due_on=LATER.date())
    cases.reopen(case, by=owner_worker, at=LATER, reason="また相談", then=then)
    assert drafted(case, desk, by=owner_worker, at=LATER).edition == 1


def test_a_stranger_ends_nothing(plan: Plan, outsider: Staff, manager: Staff) -> None:
    for stranger in (outsider, manager):
        with pytest.raises(NotAllowed):
            plans.end(plan, by=stranger, at=LATER, state="closed", because="x")
        with pytest.raises(NotAllowed):
            plans.evaluate(plan, by=stranger, at=LATER, **_told(plan))
    plan.refresh_from_db()
    assert plan.state == "running"
    assert not Reminder.objects.filter(kind=ReminderKind.EVALUATION).exists()


def test_the_evaluation_is_called_to_mind_twice(
    plan: Plan, owner_worker: Staff, joiner_worker: Staff, terms: Terms
) -> None:
    """Once each, 14 days and 3 days before, to whoever is to do it; another day is another occasion."""
    day = FollowUp.objects.open().get(plan=plan, purpose=Purpose.EVALUATION).due_on
    told = Reminder.objects.filter(kind=ReminderKind.EVALUATION).order_by("pk")
    for before, count in ((15, 0), (14, 1), (13, 1), (3, 2), (0, 2)):
        at = datetime.combine(day - timedelta(days=before), time(9), tzinfo=TOKYO)
        reminders.raise_due(at=at, terms=terms)
        reminders.raise_due(at=at, terms=terms)
        assert told.count() == count, before
    assert {(one.recipient, one.case) for one in told} == {(owner_worker, plan.case)}
    assert [one.stage for one in told] == [1, 2]


@pytest.mark.parametrize("whole", [True, False])
def test_a_house_that_hands_on_hands_on_its_roles(
    plan: Plan,
    case: Case,
    manager: Staff,
    joiner_worker: Staff,
    outsider: Staff,
    desk: Agency,
    whole: bool,
) -> None:
    ikiiki, shogai = joiner_worker.agency, outsider.agency
    portions = [Portion(case=case, to=None)]
    if not whole:
        # its part is done: only the role in the plan lets it see the case
        done = {"state": "done", "outcome": "none", "ended_at": LATER, "ended_by": joiner_worker}
        FollowUp.objects.filter(agency=ikiiki).update(**done)
    succession = successions.hand_over(ikiiki, shogai, by=manager, at=LATER, portions=portions)
    assert _roles(case) == {desk.pk, shogai.pk}
    assert not Case.objects.visible_to(joiner_worker).exists()
    assert Case.objects.visible_to(outsider).exists()
    row = plan.tasks.get(agency=ikiiki)
    assert (row.house, row.agency) == (shogai, ikiiki)
    assert not AccessGround.objects.running().filter(case=case, ground="team").exists()
    successions.undo(succession, by=manager, at=LATER + timedelta(hours=1))
    assert _roles(case) == {desk.pk, ikiiki.pk}
    assert plan.tasks.get(agency=ikiiki).house == ikiiki
    assert Case.objects.visible_to(joiner_worker).exists()


def test_who_was_accountable_keeps_the_role_when_another_takes_over(
    plan: Plan, case: Case, owner_worker: Staff, receiver_worker: Staff, desk: Agency, terms: Terms
) -> None:
    to = HandOver(agency=receiver_worker.agency)
    sent = referrals.send(case, by=owner_worker, at=LATER, to=to, terms=terms)
    referrals.accept(sent, by=receiver_worker, at=LATER, terms=terms)
    assert _roles(case) >= {desk.pk}
    assert Case.objects.visible_to(owner_worker, level=Level.WRITE).exists()
    mine = FollowUp.objects.open().filter(case=case, agency=desk)
    assert {one.purpose for one in mine} == {Purpose.ROLE}

"""支援プラン: written, asked, laid on a table, decided by a sitting and by nothing else (R11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cases.actions import plan_words, plans
from cases.actions.plans import Goal, Task, Words
from cases.models import (
    AccessGround,
    Case,
    Event,
    FollowUp,
    Plan,
    PlanRevision,
    Reminder,
    ReminderKind,
    TaskAnswer,
)
from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from tests.cases.people import A_YEAR_AGO
from tests.cases.tables import decide, decided, drafted, running, tabled, words

pytestmark = pytest.mark.django_db
TODAY = A_YEAR_AGO.date()


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


@pytest.fixture
def plan(case: Case, owner_worker: Staff, desk: Agency, ikiiki: Agency, now: datetime) -> Plan:
    return drafted(case, desk, ikiiki, by=owner_worker, at=now)


def _kinds(case: Case) -> list[str]:
    return list(Event.objects.filter(case=case).order_by("pk").values_list("kind", flat=True))


def _row(plan: Plan, agency: Agency) -> Any:
    return plan.tasks.get(agency=agency)


def test_a_draft_holds_what_was_written(plan: Plan, owner_worker: Staff, desk: Agency) -> None:
    assert (plan.state, plan.edition, plan.drafted_by, plan.agency) == (
        *("draft", 1),
        *(owner_worker, desk),
    )
    assert plan.wishes == "人と将棋がさしたい"
    rows = plan.tasks.values_list("what", "standing", "answer", "goal__text", "until")
    assert list(rows) == [
        ("見学に同行する", "lead", "not_asked", "縁側に自分で通う", TODAY + timedelta(30)),
        ("見学に同行する", "help", "not_asked", "縁側に自分で通う", TODAY + timedelta(31)),
    ]
    assert _kinds(plan.case)[-1] == "plan_drafted"
    kept = PlanRevision.objects.get(plan=plan)
    assert (kept.version, kept.content["wishes"]) == (plan.version, "人と将棋がさしたい")


def test_one_of_each_kind_that_is_not_over(plan: Plan, owner_worker: Staff, now: datetime) -> None:
    with pytest.raises(ValidationError, match="この種類のプランは、もうあります"):
        drafted(plan.case, by=owner_worker, at=now)
    assert drafted(plan.case, by=owner_worker, at=now, kind="outreach").kind == "outreach"
    with pytest.raises(ValidationError) as refused:
        drafted(plan.case, by=owner_worker, at=now, kind="party")
    assert list(refused.value.message_dict) == ["kind"]


def test_who_may_not_write_drafts_nothing(
    case: Case, outsider: Staff, manager: Staff, administrator: Staff, now: datetime
) -> None:
    for stranger in (outsider, manager, administrator):
        with pytest.raises(NotAllowed, match="書けるのは"):
            drafted(case, by=stranger, at=now)
    assert not Plan.objects.exists()


def _with_rows(plan: Plan, *tasks: Task) -> Words:
    goal = plan.goals.get()
    return words(TODAY, goals=(Goal(id=goal.pk, text=goal.text, tasks=tasks),))


def test_rows_keep_their_ids_and_change_places(
    plan: Plan, owner_worker: Staff, desk: Agency, ikiiki: Agency, now: datetime
) -> None:
    first, second = _row(plan, desk), _row(plan, ikiiki)
    turned = _with_rows(
        plan,
        Task(id=second.pk, what="聞く", agency=ikiiki, standing="lead", until=TODAY),
        Task(id=first.pk, what="見学に同行する", agency=desk, standing="help"),
        Task(what="", standing="help"),
        Task(what="見守る", who="自治会長", standing="help", until=TODAY),
    )
    before = plan.version
    saved = plans.save(plan, by=owner_worker, at=now, version=before, words=turned)
    rows = saved.tasks.values_list("pk", "what", "standing")
    assert list(rows)[:2] == [(second.pk, "聞く", "lead"), (first.pk, "見学に同行する", "help")]
    assert list(rows)[2][1:] == ("見守る", "help")
    assert saved.version > before
    assert _kinds(plan.case)[-1] == "updated"


def test_saving_what_stands_there_changes_nothing(
    plan: Plan, owner_worker: Staff, now: datetime
) -> None:
    before = (plan.version, Event.objects.count(), PlanRevision.objects.count())
    same = plan_words.of(plan)
    saved = plans.save(plan, by=owner_worker, at=now, version=plan.version, words=same)
    assert (saved.version, Event.objects.count(), PlanRevision.objects.count()) == before


@pytest.mark.parametrize(
    ("tasks", "field"),
    [
        ([{"standing": "lead"}, {"standing": "lead"}], "goals-0-tasks-1-standing"),
        ([{"standing": "boss"}], "goals-0-tasks-0-standing"),
        ([{"standing": "lead", "who": "自治会長", "agency": None}], "goals-0-tasks-0-standing"),
        ([{"standing": "help", "who": "自治会長"}], "goals-0-tasks-0-who"),
        ([{"standing": "help", "staff": "outsider"}], "goals-0-tasks-0-staff"),
    ],
)
def test_what_cannot_stand_in_a_row_is_said_beside_it(
    plan: Plan,
    owner_worker: Staff,
    outsider: Staff,
    desk: Agency,
    now: datetime,
    tasks: list[dict[str, Any]],
    field: str,
) -> None:
    base: dict[str, Any] = {"what": "聞く", "agency": desk}
    rows = tuple(
        Task(
            **base
            | {name: outsider if value == "outsider" else value for name, value in one.items()}
        )
        for one in tasks
    )
    before = list(plan.tasks.values_list("pk", "what"))
    with pytest.raises(ValidationError) as refused:
        plans.save(
            plan, by=owner_worker, at=now, version=plan.version, words=_with_rows(plan, *rows)
        )
    assert list(refused.value.message_dict) == [field]
    assert list(plan.tasks.values_list("pk", "what")) == before


@pytest.mark.parametrize(
    "more",
    [
        {"ends_on": TODAY},
        {"evaluate_on": TODAY - timedelta(days=1)},
        {"evaluate_on": TODAY + timedelta(days=400)},
        {"monitor_months": 0},
        {"monitor_months": 13},
    ],
)
def test_the_evaluation_lies_in_the_period(
    case: Case, owner_worker: Staff, now: datetime, more: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError):
        plans.draft(case, by=owner_worker, at=now, kind="participation", words=words(TODAY, **more))


def test_asked_are_all_but_oneself(
    plan: Plan,
    owner_worker: Staff,
    joiner_worker: Staff,
    desk: Agency,
    ikiiki: Agency,
    now: datetime,
) -> None:
    plans.ask(plan, by=owner_worker, at=now)
    assert (_row(plan, desk).answer, _row(plan, ikiiki).answer) == ("agreed", "asked")
    told = Reminder.objects.filter(kind=ReminderKind.ROLE_ASKED)
    assert [one.recipient for one in told] == [joiner_worker]
    plans.ask(plan, by=owner_worker, at=now + timedelta(hours=1))
    assert told.count() == 1


def test_an_answer_is_given_once(
    plan: Plan,
    owner_worker: Staff,
    joiner_worker: Staff,
    outsider: Staff,
    ikiiki: Agency,
    now: datetime,
) -> None:
    task = _row(plan, ikiiki)
    with pytest.raises(IllegalStep, match="まだたのまれていません"):
        plans.answer(task, by=joiner_worker, at=now, agreed=True)
    plans.ask(plan, by=owner_worker, at=now)
    for stranger in (outsider, owner_worker):
        with pytest.raises(NotAllowed, match="役割をたのまれた機関"):
            plans.answer(task, by=stranger, at=now, agreed=True)
    with pytest.raises(ValidationError, match="引き受けられないわけ"):
        plans.answer(task, by=joiner_worker, at=now, agreed=False)
    done = plans.answer(task, by=joiner_worker, at=now, agreed=True, note="火曜なら")
    assert (done.answer, done.answer_note, done.answered_by) == (
        *("agreed", "火曜なら"),
        joiner_worker,
    )
    with pytest.raises(IllegalStep, match="支えだ なぎささんがもう返事をしています（引き受けた）"):
        plans.answer(task, by=joiner_worker, at=now, agreed=False, note="やはり")
    told = Reminder.objects.get(kind=ReminderKind.ROLE_ANSWERED)
    assert told.recipient == owner_worker


def test_who_declined_may_be_asked_again_and_another_row_is_asked_anew(
    plan: Plan, owner_worker: Staff, joiner_worker: Staff, ikiiki: Agency, now: datetime
) -> None:
    plans.ask(plan, by=owner_worker, at=now)
    task = _row(plan, ikiiki)
    plans.answer(task, by=joiner_worker, at=now, agreed=False, note="人手がない")
    plans.ask(plan, by=owner_worker, at=now)
    assert _row(plan, ikiiki).answer == "declined"
    plans.ask(plan, by=owner_worker, at=now, tasks=[task])
    assert _row(plan, ikiiki).answer == "asked"
    changed = _with_rows(
        plan, Task(id=task.pk, what="電話だけする", agency=ikiiki, standing="help")
    )
    plans.save(plan, by=owner_worker, at=now, version=plan.version, words=changed)
    assert _row(plan, ikiiki).answer == TaskAnswer.NOT_ASKED


@pytest.mark.parametrize(
    ("signature", "signed"), [("shown", False), ("verbal", True), ("declined", True)]
)
def test_shown_to_the_person(
    plan: Plan, owner_worker: Staff, now: datetime, signature: str, signed: bool
) -> None:
    shown = plans.show(plan, by=owner_worker, at=now, on=TODAY, signature=signature)
    assert (shown.shown_on, shown.signature, shown.signed_on) == (
        *(TODAY, signature),
        TODAY if signed else None,
    )
    wrong: list[tuple[date, str]] = [(TODAY + timedelta(days=1), "written"), (TODAY, "none")]
    for day, said in wrong:
        with pytest.raises(ValidationError):
            plans.show(plan, by=owner_worker, at=now, on=day, signature=said)
    plan.refresh_from_db()
    assert plan.signature == signature


LACKS: list[tuple[dict[str, Any], str]] = [
    ({"goals": ()}, "めざす姿を一つ以上"),
    ({"starts_on": None}, "「いつから」を入れて"),
    ({"evaluate_on": None}, "評価の日を入れて"),
    ({"starts_on": date(2024, 4, 1), "ends_on": TODAY, "evaluate_on": TODAY}, "もうすぎて"),
    ({"goals": (Goal(text="通う"),)}, "「主」を一つ"),
    ({"goals": (Goal(text="", tasks=(Task(what="聞く", standing="lead"),)),)}, "ことばを入れて"),
    ({"goals": (Goal(text="通う", tasks=(Task(what="聞く", standing="lead"),)),)}, "だれがするか"),
]


@pytest.mark.parametrize(("more", "words_"), LACKS)
def test_what_is_not_whole_is_not_tabled(
    case: Case, owner_worker: Staff, desk: Agency, now: datetime, more: dict[str, Any], words_: str
) -> None:
    wanted = replace(words(TODAY, desk), **more)
    plan = plans.draft(case, by=owner_worker, at=now, kind="participation", words=wanted)
    plans.ask(plan, by=owner_worker, at=now)
    with pytest.raises(IllegalStep, match=words_) as refused:
        plans.table(plan, by=owner_worker, at=now)
    assert refused.value.code == "plan-not-whole"
    plan.refresh_from_db()
    assert (plan.state, plan.tabled_at) == ("draft", None)


def test_nor_before_everybody_was_asked(plan: Plan, owner_worker: Staff, now: datetime) -> None:
    with pytest.raises(IllegalStep, match="引き受けてもらえるかをたずねて"):
        plans.table(plan, by=owner_worker, at=now)


def test_on_the_table_its_words_stand(
    case: Case, owner_worker: Staff, desk: Agency, now: datetime
) -> None:
    plan = tabled(case, desk, by=owner_worker, at=now)
    assert (plan.state, plan.tabled_at) == ("tabled", now)
    with pytest.raises(IllegalStep, match="会議に出したあとのプランは直せません"):
        plans.save(plan, by=owner_worker, at=now, version=plan.version, words=words(TODAY))
    with pytest.raises(ValidationError, match="案にもどすわけ"):
        plans.take_back(plan, by=owner_worker, at=now, because="")
    back = plans.take_back(plan, by=owner_worker, at=now, because="書きなおす")
    assert back.state == "draft"
    assert _kinds(case)[-2:] == ["plan_tabled", "plan_taken_back"]


def test_a_yes_gives_roles_their_sight_and_their_next_steps(
    case: Case,
    owner_worker: Staff,
    joiner_worker: Staff,
    desk: Agency,
    ikiiki: Agency,
    now: datetime,
) -> None:
    assert not Case.objects.visible_to(joiner_worker).exists()
    plan = decided(case, desk, ikiiki, by=owner_worker, at=now)
    assert (plan.state, plan.decided_at) == ("decided", now)
    held = AccessGround.objects.filter(ground="role").values_list("agency", "level", "until")
    assert set(held) == {(desk.pk, 3, None), (ikiiki.pk, 3, None)}
    assert list(Case.objects.visible_to(joiner_worker)) == [case]
    steps = FollowUp.objects.filter(plan=plan).order_by("due_on", "pk")
    assert [(one.purpose, one.agency, one.due_on) for one in steps] == [
        ("role", desk, TODAY + timedelta(30)),
        ("role", ikiiki, TODAY + timedelta(31)),
        ("monitoring", desk, date(2026, 2, 25)),
        ("evaluation", desk, TODAY + timedelta(175)),
    ]
    assert _row(plan, ikiiki).follow_up == steps[1]
    told = Reminder.objects.filter(kind=ReminderKind.ROLE_DECIDED, recipient=joiner_worker)
    assert told.count() == 1


def test_a_no_gives_the_draft_back(
    case: Case, owner_worker: Staff, desk: Agency, now: datetime
) -> None:
    plan = decide(
        tabled(case, desk, by=owner_worker, at=now), by=owner_worker, at=now, approved=False
    )
    assert (plan.state, plan.decided_at) == ("draft", None)
    assert not FollowUp.objects.filter(plan=plan).exists()
    assert not AccessGround.objects.filter(ground="role").exists()


def test_it_begins_on_its_day(case: Case, owner_worker: Staff, desk: Agency, now: datetime) -> None:
    plan = decided(case, desk, by=owner_worker, at=now)
    Plan.objects.filter(pk=plan.pk).update(starts_on=TODAY + timedelta(days=1))
    assert plans.start_due(at=now) == 0
    assert plans.start_due(at=now + timedelta(days=1)) == 1
    assert plans.start_due(at=now + timedelta(days=1)) == 0
    plan.refresh_from_db()
    assert (plan.state, _kinds(case)[-1]) == ("running", "plan_started")
    other = running(case, desk, by=owner_worker, at=now, kind="outreach")
    assert other.state == "running"

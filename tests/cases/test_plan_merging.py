"""二人で書くプラン: cells come together, the same cell asks; no word of either is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from cases.actions import plan_words, plans
from cases.actions.plans import Goal, Task, Words
from cases.models import Case, Plan
from cases.sheets import plan_changes
from districts.models import Agency, Staff
from fujisawa_care.foundation.merge import MINE, THEIRS, Conflict
from tests.cases.people import A_YEAR_AGO
from tests.cases.tables import drafted

pytestmark = pytest.mark.django_db
LATER = A_YEAR_AGO + timedelta(hours=1)
CELL = "goals-0-tasks-1-until"


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


@pytest.fixture
def plan(case: Case, owner_worker: Staff, desk: Agency, ikiiki: Agency, now: datetime) -> Plan:
    return drafted(case, desk, ikiiki, by=owner_worker, at=now)


def _row(words: Words, number: int, **more: object) -> Words:
    goal = words.goals[0]
    tasks = list(goal.tasks)
    tasks[number] = replace(tasks[number], **more)  # type: ignore[arg-type]  # cells of any kind
    return replace(words, goals=(replace(goal, tasks=tuple(tasks)), *words.goals[1:]))


def _kept(plan: Plan) -> Words:
    return plan_words.of(Plan.objects.get(pk=plan.pk))


def test_what_is_kept_is_read_back(plan: Plan) -> None:
    words = plan_words.of(plan)
    assert plan_words.read(plan_words.kept(words)) == words


def test_two_cells_of_one_row_come_together(plan: Plan, owner_worker: Staff) -> None:
    page, seen = plan_words.of(plan), plan.version
    plans.save(plan, by=owner_worker, at=LATER, version=seen, words=_row(page, 1, times="週2回"))
    mine = replace(_row(page, 1, until=date(2026, 1, 15)), wishes="将棋がしたい")
    plans.save(plan, by=owner_worker, at=LATER, version=seen, words=mine)
    row = _kept(plan).goals[0].tasks[1]
    assert (row.times, row.until, _kept(plan).wishes) == (
        *("週2回", date(2026, 1, 15)),
        "将棋がしたい",
    )


def test_one_cell_written_twice_asks_and_changes_nothing(
    plan: Plan, owner_worker: Staff, desk: Agency
) -> None:
    colleague = Staff.objects.create_user(
        "colleague", name="同機 となり", role=owner_worker.role, agency=desk
    )
    page, seen = plan_words.of(plan), plan.version
    theirs = _row(page, 1, until=date(2026, 1, 15))
    plans.save(plan, by=colleague, at=LATER, version=seen, words=theirs)
    mine = _row(page, 1, until=date(2025, 12, 25))
    with pytest.raises(Conflict) as refused:
        plans.save(plan, by=owner_worker, at=LATER, version=seen, words=mine)
    (clash,) = refused.value.merged.clashes
    assert (clash.name, clash.theirs, clash.mine) == (
        *(CELL, date(2026, 1, 15)),
        date(2025, 12, 25),
    )
    assert refused.value.who == f"{colleague.name}（{desk.name}）"
    assert _kept(plan) == theirs
    for side, stands in ((THEIRS, date(2026, 1, 15)), (MINE, date(2025, 12, 25))):
        plans.save(
            plan,
            by=owner_worker,
            at=LATER,
            version=refused.value.version,
            words=mine,
            asked=[CELL],
            picked={CELL: side},
        )
        assert _kept(plan).goals[0].tasks[1].until == stands


def test_an_asked_cell_is_not_settled_by_silence(plan: Plan, owner_worker: Staff) -> None:
    page, seen = plan_words.of(plan), plan.version
    theirs = _row(page, 1, until=date(2026, 1, 15))
    saved = plans.save(plan, by=owner_worker, at=LATER, version=seen, words=theirs)
    mine = _row(page, 1, until=date(2025, 12, 25))
    with pytest.raises(Conflict):
        plans.save(plan, by=owner_worker, at=LATER, version=saved.version, words=mine, asked=[CELL])
    assert _kept(plan) == theirs


def test_a_row_another_added_stays_and_one_taken_out_goes(
    plan: Plan, owner_worker: Staff, council: Agency
) -> None:
    page, seen = plan_words.of(plan), plan.version
    goal = page.goals[0]
    new = Task(what="見守る", agency=council, standing="help")
    more = replace(page, goals=(replace(goal, tasks=(*goal.tasks, new)),))
    plans.save(plan, by=owner_worker, at=LATER, version=seen, words=more)
    less = replace(page, goals=(replace(goal, tasks=goal.tasks[:1]),))
    plans.save(plan, by=owner_worker, at=LATER, version=seen, words=less)
    assert [one.what for one in _kept(plan).goals[0].tasks] == ["見学に同行する", "見守る"]
    assert plan.tasks.filter(agency=council).exists()


def test_a_row_changed_meanwhile_is_not_taken_out_unseen(plan: Plan, owner_worker: Staff) -> None:
    page, seen = plan_words.of(plan), plan.version
    theirs = _row(page, 1, times="週2回")
    plans.save(plan, by=owner_worker, at=LATER, version=seen, words=theirs)
    less = replace(page, goals=(replace(page.goals[0], tasks=page.goals[0].tasks[:1]),))
    plans.save(plan, by=owner_worker, at=LATER, version=seen, words=less)
    assert _kept(plan) == theirs


def test_a_row_taken_out_meanwhile_comes_back_with_what_was_written_in_it(
    plan: Plan, owner_worker: Staff
) -> None:
    page, seen = plan_words.of(plan), plan.version
    less = replace(page, goals=(replace(page.goals[0], tasks=page.goals[0].tasks[:1]),))
    plans.save(plan, by=owner_worker, at=LATER, version=seen, words=less)
    plans.save(plan, by=owner_worker, at=LATER, version=seen, words=_row(page, 1, times="週2回"))
    assert [one.times for one in _kept(plan).goals[0].tasks] == ["週1回", "週2回"]


def test_nor_is_a_goal(plan: Plan, owner_worker: Staff) -> None:
    page, seen = plan_words.of(plan), plan.version
    more = replace(page, goals=(*page.goals, Goal(text="からだの不安を相談できる")))
    plans.save(plan, by=owner_worker, at=LATER, version=seen, words=more)
    mine = replace(page, aim="週1回通う")
    plans.save(plan, by=owner_worker, at=LATER, version=seen, words=mine)
    assert [one.text for one in _kept(plan).goals] == [
        "縁側に自分で通う",
        "からだの不安を相談できる",
    ]
    assert _kept(plan).aim == "週1回通う"


def test_the_key_of_another_plans_row_is_a_new_row(
    case: Case, plan: Plan, owner_worker: Staff, desk: Agency, now: datetime
) -> None:
    other = drafted(case, desk, by=owner_worker, at=now, kind="outreach")
    theirs = plan_words.of(other)
    page = plan_words.of(plan)
    forged = replace(page, goals=(*page.goals, theirs.goals[0]))
    plans.save(plan, by=owner_worker, at=LATER, version=plan.version, words=forged)
    assert plan_words.of(Plan.objects.get(pk=other.pk)) == theirs
    assert plan.goals.count() == 2


def test_the_differences_are_said_as_a_person_would(
    plan: Plan, owner_worker: Staff, council: Agency
) -> None:
    page = plan_words.of(plan)
    goal = page.goals[0]
    changed = replace(
        _row(page, 1, until=date(2026, 1, 15), agency=council, standing="second"),
        wishes="将棋がしたい",
        monitor_months=2,
    )
    new = Task(what="見守る", who="自治会長", standing="help")
    rows = (*changed.goals[0].tasks, new)
    changed = replace(changed, goals=(replace(goal, text="通う", tasks=rows),))
    plans.save(plan, by=owner_worker, at=LATER, version=plan.version, words=changed)
    now, first = plan_changes.of(list(plan_changes.loaded(plan)))
    assert first.first
    said = [(one.where, one.label, one.before, one.after) for one in now.changes]
    until = goal.tasks[1].until
    assert until == date(2025, 12, 26)
    assert said == [
        ("", "本人の望み", "人と将棋がさしたい", "将棋がしたい"),
        ("", "ようすを確かめる間かく（月）", "3か月", "2か月"),
        ("めざす姿1", "ことば", "縁側に自分で通う", "通う"),
        ("めざす姿1の2行目", "機関", "いきいきサポート善行（架空）", "バックアップふじさわ社協"),
        ("めざす姿1の2行目", "立場", "協力", "副"),
        ("めざす姿1の2行目", "いつまで", "令和7年12月26日", "令和8年1月15日"),
        ("めざす姿1の3行目", "行", "", "見守る・自治会長・協力"),
    ]

"""たりないところ: what a plan still wants before a sitting may have it, and where on the page that is (R11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cases.models.plan import Plan, PlanGoal, PlanTask, TaskAnswer, TaskStanding


@dataclass(frozen=True)
class Lack:
    """`where` is the cell as the form names it: the positions of the goal and of its row, from 0."""

    code: str
    words: str
    where: str


def lacks(plan: Plan, *, today: date) -> list[Lack]:
    """In the order of the page; empty where the plan may lie on a table."""
    goals = list(plan.goals.all())
    found = [
        each for number, goal in enumerate(goals) for each in _of_goal(goal, f"goals-{number}")
    ]
    if not goals:
        found.insert(0, Lack("goals", "めざす姿を一つ以上入れてください", "goals"))
    return [*found, *_of_period(plan, today)]


def _of_period(plan: Plan, today: date) -> Iterator[Lack]:
    for name, words in (
        ("starts_on", "「いつから」を入れてください"),
        ("ends_on", "「いつまで」を入れてください"),
        ("evaluate_on", "評価の日を入れてください"),
    ):
        if getattr(plan, name) is None:
            yield Lack("period", words, name)
    if plan.ends_on and plan.ends_on <= today:
        yield Lack(
            "period", "「いつまで」が、もうすぎています。日を入れなおしてください", "ends_on"
        )
    elif plan.evaluate_on and plan.evaluate_on <= today:
        words = "評価の日が、もうすぎています。日を入れなおしてください"
        yield Lack("period", words, "evaluate_on")


def _of_goal(goal: PlanGoal, where: str) -> Iterator[Lack]:
    tasks = list(goal.tasks.all())
    if not goal.text:
        yield Lack("goal", "めざす姿のことばを入れてください", f"{where}-text")
    if not any(one.standing == TaskStanding.LEAD for one in tasks):
        cell = f"{where}-tasks-0-standing" if tasks else f"{where}-text"
        yield Lack("lead", "めざす姿ごとに「主」を一つきめてください", cell)
    for number, task in enumerate(tasks):
        yield from _of_task(task, f"{where}-tasks-{number}")


def _of_task(task: PlanTask, where: str) -> Iterator[Lack]:
    if not task.what:
        yield Lack("what", "支えの内容を入れてください", f"{where}-what")
    if task.agency_id is None and not task.who:
        yield Lack("doer", "だれがするかをえらんでください", f"{where}-agency")
    if task.until is None:
        yield Lack("until", "いつまでにするかを入れてください", f"{where}-until")
    if task.agency_id and task.answer == TaskAnswer.NOT_ASKED:
        yield Lack("asked", "機関に、引き受けてもらえるかをたずねてください", f"{where}-agency")
    if task.agency_id and task.answer == TaskAnswer.DECLINED:
        yield Lack("declined", "引き受けられないと返事がありました", f"{where}-agency")

"""決定と評価の見えかた: what a sitting said of a plan, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from cases.models import Conclusion, PlanDecision, PlanEvaluation, Reached
from cases.sheets.shields import Cover
from districts.models import Staff


@dataclass(frozen=True)
class DecisionSheet:
    id: int
    sitting: str
    held_on: date
    approved: bool
    answer: str
    wording: str
    decided_by: Staff
    decided_at: datetime


@dataclass(frozen=True)
class ReachedSheet:
    goal: int
    text: str
    reached: str
    reached_label: str


@dataclass(frozen=True)
class EvaluationSheet:
    id: int
    evaluated_on: date
    changes: tuple[str, ...]
    change_labels: tuple[str, ...]
    goals: tuple[ReachedSheet, ...]
    own_words: str
    text: str
    conclusion: str
    conclusion_label: str
    evaluated_by: Staff
    evaluated_at: datetime


def decision(one: PlanDecision, cover: Cover) -> DecisionSheet:
    return DecisionSheet(
        id=one.pk,
        sitting=one.sitting,
        held_on=one.held_on,
        approved=one.approved,
        answer=one.answer or ("進めてよい" if one.approved else "案にもどす"),
        wording=cover.text(one.wording),
        decided_by=cover.staff(one.decided_by),
        decided_at=one.decided_at,
    )


def evaluation(
    one: PlanEvaluation, goals: Mapping[int, str], changes: dict[str, str], cover: Cover
) -> EvaluationSheet:
    return EvaluationSheet(
        id=one.pk,
        evaluated_on=one.evaluated_on,
        changes=tuple(one.changes),
        change_labels=tuple(changes.get(code, code) for code in one.changes),
        goals=tuple(
            ReachedSheet(goal, text, found, Reached(found).label)
            for goal, text in goals.items()
            if (found := one.reached.get(str(goal)))
        ),
        own_words=cover.text(one.own_words),
        text=cover.text(one.text),
        conclusion=one.conclusion,
        conclusion_label=Conclusion(one.conclusion).label,
        evaluated_by=cover.staff(one.evaluated_by),
        evaluated_at=one.evaluated_at,
    )

"""会議に出ているプラン: its words for those who sit there, who may not open the case; names are withheld."""

from __future__ import annotations

from dataclasses import replace

from cases.models import Case, Plan
from cases.sheets import plans
from cases.sheets.plan_tasks import TaskSheet
from cases.sheets.plans import PlanSheet
from cases.sheets.shields import Eyes
from fujisawa_care.foundation import daywords
from meetings.models import AgendaItem
from meetings.sheets import names
from meetings.sheets.names import Names


def of(item: AgendaItem, *, eyes: Eyes) -> PlanSheet | None:
    if item.plan_id is None:
        return None
    sheet = plans.of(plans.loaded(Plan.objects.filter(pk=item.plan_id)).get(), eyes=eyes)
    if item.name_shown:
        return sheet
    known = names.of(Case.objects.select_related("person", "household").get(pk=item.case_id or 0))
    return _withheld(sheet, known)


def cells(one: TaskSheet) -> list[str]:
    """だれが・なにを・いつまで・立場, as papers have them."""
    return [
        one.doer,
        one.what,
        daywords.spoken(one.until) if one.until else "",
        one.standing_label,
    ]


def _withheld(sheet: PlanSheet, known: Names) -> PlanSheet:
    def said(text: str) -> str:
        return names.without(text, known)

    goals = tuple(
        replace(
            goal,
            text=said(goal.text),
            tasks=tuple(replace(one, what=said(one.what), who=said(one.who)) for one in goal.tasks),
        )
        for goal in sheet.goals
    )
    return replace(
        sheet,
        goals=goals,
        wishes=said(sheet.wishes),
        troubles=said(sheet.troubles),
        aim=said(sheet.aim),
        direction=said(sheet.direction),
    )

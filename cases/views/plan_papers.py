"""プランの紙: the official plan, and the person's own sheet in plain words and large type."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.models import Case, Level, Plan
from cases.sheets import cases, shields
from cases.sheets import plans as sheets
from cases.sheets.cases import CaseSheet
from cases.sheets.plans import PlanSheet
from cases.views.door import StaffRequest, plan_of
from cases.views.printing import mark, printed
from fujisawa_care.foundation import paper, wareki


@require_safe
def plan(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    case, row = plan_of(request, number, pk)
    sheet, of_case = _sheets(request, case, row)
    made = paper.pdf("plan", _official(sheet, of_case), mark=mark(request))
    return paper.sheet(made, filename=f"plan-{number}-{sheet.edition}.pdf")


@require_safe
def own(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """本人に見せる紙: to be read together, and signed by whoever likes to."""
    case, row = plan_of(request, number, pk)
    sheet, of_case = _sheets(request, case, row)
    made = paper.pdf("own_sheet", _plain(sheet, of_case), mark=mark(request))
    return paper.sheet(made, filename=f"plan-{number}-{sheet.edition}-own.pdf")


def _sheets(request: StaffRequest, case: Case, row: Plan) -> tuple[PlanSheet, CaseSheet]:
    printed(request, case, Level.READ)
    eyes = shields.on_one(case, viewer=request.user)
    sheet = sheets.of(row, eyes=eyes)
    return sheet, cases.of(case, today=timezone.localdate(), eyes=eyes)


def _official(sheet: PlanSheet, of_case: CaseSheet) -> dict[str, Any]:
    person = of_case.person
    about = [
        ("氏名", of_case.title),
        ("生年月日", person.birth_label if person else ""),
        ("地区", of_case.district.name if of_case.district else ""),
        ("種類・版", f"{sheet.kind_label}　第{sheet.edition}版（{sheet.state_label}）"),
        ("期間", _period(sheet)),
        ("評価の日", _day(sheet.evaluate_on)),
        ("作った機関・職員", f"{sheet.agency.name}・{sheet.drafted_by.name}"),
        ("主担当", of_case.owner.name),
        ("本人の確認", f"{sheet.signature_label}　{_day(sheet.signed_on or sheet.shown_on)}"),
    ]
    words = [
        ("本人の望み", sheet.wishes),
        ("解決したい課題", sheet.troubles),
        ("期間のあとのめざす姿", sheet.aim),
        ("支援の方向性", sheet.direction),
        ("支援メニュー", "、".join(sheet.menu_labels)),
    ]
    return {
        "number": sheet.number,
        "about": [pair for pair in about if pair[1]],
        "words": [pair for pair in words if pair[1]],
        "goals": [
            {
                "text": goal.text,
                "rows": [
                    [one.what, one.doer, one.standing_label, one.times, _short(one.until)]
                    for one in goal.tasks
                ],
            }
            for goal in sheet.goals
        ],
        "decisions": [
            (f"{one.sitting}（{wareki.long(one.held_on)}）", one.wording) for one in sheet.decisions
        ],
    }


def _plain(sheet: PlanSheet, of_case: CaseSheet) -> dict[str, Any]:
    """Words a person uses: no standing, no kind, no office's name for a thing."""
    return {
        "name": of_case.person.name if of_case.person else "",
        "wishes": sheet.wishes,
        "aim": sheet.aim,
        "goals": [
            {
                "text": goal.text,
                "rows": [
                    {
                        "what": one.what,
                        "who": one.doer,
                        "when": "　".join(filter(None, (one.times, _until(one.until)))),
                    }
                    for one in goal.tasks
                ],
            }
            for goal in sheet.goals
        ],
        "period": _period(sheet),
        "look_back": _day(sheet.evaluate_on),
        "contact": f"{sheet.agency.name}　{sheet.drafted_by.name}",
        "tel": sheet.agency.tel,
    }


def _period(sheet: PlanSheet) -> str:
    if not (sheet.starts_on and sheet.ends_on):
        return ""
    return f"{wareki.long(sheet.starts_on)}から{wareki.long(sheet.ends_on)}まで"


def _day(day: date | None) -> str:
    return wareki.long(day) if day else ""


def _short(day: date | None) -> str:
    return wareki.short(day) if day else ""


def _until(day: date | None) -> str:
    return f"{wareki.long(day)}まで" if day else ""

"""直した記録: who changed what from what to what."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.sheets import access, cases, history, shields
from cases.sheets.history import Kept
from cases.views.cases import look
from cases.views.door import StaffRequest, case_of
from fujisawa_care.foundation import paging

SIZE = 30


@require_safe
def page(request: StaffRequest, number: str) -> HttpResponse:
    case = case_of(request, number)
    ground = look(request, case)
    eyes = shields.on_one(case, viewer=request.user)
    asked = request.GET.get("of", "")
    kind = Kept(asked) if asked in Kept.values else Kept.PERSON
    found = paging.page(
        history.loaded(history.of_case(case, kind)),
        order=("-pgh_created_at",),
        size=SIZE,
        cursor=request.GET.get("cursor", ""),
    )
    page = {
        "sheet": cases.of(case, today=timezone.localdate(), eyes=eyes),
        "ground": access.held(ground, eyes=eyes),
        "versions": history.of(found.items, kind=kind, cover=eyes.over(case)),
        "found": found,
        "kind": kind,
        "kinds": Kept,
        "query": f"of={kind.value}",
    }
    return render(request, "cases/history/page.html", page)

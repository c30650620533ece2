"""数のうしろを見る: which cases were counted, those the reader may see; how many there are is said to everybody."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.filters import CaseFilter
from cases.models import Case, CaseQuerySet
from cases.sheets import cases
from cases.sheets.shields import Eyes
from cases.views.door import StaffRequest
from districts.models import District
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.verdict import require
from fujisawa_care.home.indicators.counting import table
from fujisawa_care.home.indicators.registry import REGISTRY
from fujisawa_care.home.indicators.shape import UNKNOWN
from fujisawa_care.home.sight import behind, seeing
from fujisawa_care.home.sight.asking import BehindAsked
from fujisawa_care.home.sight.covering import TOTAL, Cell, Eye

SIZE = 30


@require_safe
def page(request: StaffRequest) -> HttpResponse:
    require(seeing.look(request.user))
    at, today = timezone.now(), timezone.localdate()
    places = dict(District.objects.values_list("pk", "name"))
    asked = BehindAsked(request.GET, places=places, today=today)
    district = asked.asked("district")
    indicator = REGISTRY[asked.measure.code]
    rows = behind.rows(indicator, asked.period, at=at, district=district or None)
    path = behind.case_of(rows)
    seen = _seen(request, district).filter(pk__in=rows.values(path))
    found = paging.page(
        seen, order=("-opened_at",), size=SIZE, cursor=request.GET.get("cursor", "")
    )
    loaded = paging.again(found.items, cases.WHOLE)
    query = {key: value for key, value in request.GET.items() if value and key != "cursor"}
    shown: dict[str, Any] = {
        "form": asked,
        "measure": asked.measure,
        "indicator": indicator,
        "place": _called(district, places),
        "month_name": asked.name,
        "month": asked.period.month,
        "cell": _counted(request, asked, at=at),
        "seen": rows.filter(**{f"{path}__in": seen.values("pk")}).count(),
        "items": [cases.of(one, today=today, eyes=Eyes(request.user)) for one in loaded],
        "found": found,
        "query": urlencode(query),
    }
    return render(request, "home/sight/behind.html", shown, status=200 if asked.is_valid() else 400)


def _seen(request: StaffRequest, district: str) -> CaseQuerySet:
    """Of a district, as the list of cases shows it: nobody's whose district is covered (R7)."""
    visible = Case.objects.visible_to(request.user)
    if not district.isdigit():
        return visible
    of_place: CaseQuerySet = CaseFilter({"district": district}, visible, request=request).qs
    return of_place


def _counted(request: StaffRequest, asked: BehindAsked, *, at: datetime) -> Cell:
    """The same number as on the page before, hidden where it is hidden there."""
    period, district = asked.period, asked.asked("district")
    found = table(asked.measure.code, period.since, period.until, ("district",), at=at)
    numbers = {row.keys[0]: int(row.value) for row in found.rows}
    column = Eye.of(request.user).column(numbers)
    key = {"": TOTAL, behind.NONE: UNKNOWN}.get(district, district)
    return column.get(key, Cell(0))


def _called(district: str, places: dict[str, str]) -> str:
    if district == behind.NONE:
        return "地区がまだのもの"
    return f"{places[district]}地区" if district else "市全体"

"""会議体: all tables above the case, and one of them with its years."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from districts import rules as places
from districts.models import Issue
from districts.views.door import StaffRequest
from fujisawa_care.foundation import paging, wareki
from fujisawa_care.foundation.conflicts import number
from fujisawa_care.foundation.verdict import require
from meetings import rules
from meetings import rules_above as above
from meetings.filters import FIRST_YEAR, LAST_YEAR, BodyFilter
from meetings.models import TEACHES, Meeting, MeetingBody
from meetings.sheets import bodies as sheets
from meetings.sheets import turnout

SIZE, MOST_ISSUES = 30, 30


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    """By kind, as the city draws them: from the district up."""
    require(places.gather(request.user))
    above = MeetingBody.objects.visible_to(request.user).above().active()
    wanted = BodyFilter(request.GET, above, request=request)
    rows = wanted.qs if wanted.is_valid() else above.none()
    now = timezone.now()
    year = wareki.fiscal_year(timezone.localdate(now))
    items = [sheets.row(one) for one in sheets.loaded(rows, year=year, at=now)]
    page = {
        "form": wanted.form,
        "items": items,
        "year": wareki.fiscal_name(year),
        "narrowed": bool(request.GET),
    }
    status = 200 if wanted.is_valid() else 400
    return render(request, "meetings/bodies/list.html", page, status=status)


def show(request: StaffRequest, code: str, *, status: int = 200, **more: Any) -> HttpResponse:
    body = body_of(request, code)
    this_year = wareki.fiscal_year(timezone.localdate())
    asked = number(request.GET.get("year", ""))
    year = asked if FIRST_YEAR <= asked <= LAST_YEAR else this_year
    rows = Meeting.objects.visible_to(request.user).filter(body=body, fiscal_year=year)
    found = paging.page(
        rows, order=("-starts_at",), size=SIZE, cursor=request.GET.get("cursor", "")
    )
    issues = sheets.heard(body, year=year) & Issue.objects.visible_to(request.user)
    page: dict[str, Any] = {
        "body": sheets.row(body),
        "years": sheets.years(body, shown=year, today=this_year),
        "label": wareki.fiscal_name(year),
        "items": [
            sheets.sat(one)
            for one in paging.again(found.items, sheets.sittings_loaded(Meeting.objects.all()))
        ],
        "found": found,
        "query": f"year={year}",
        "came": turnout.by_agency(body, year=year),
        "totals": turnout.by_year(body),
        "teaches": body.kind in TEACHES,
        "may_offer": above.offer(request.user, body),
        "courses": [
            turnout.course(one) for one in turnout.loaded(body.courses.filter(fiscal_year=year))
        ],
        "past": sheets.past(body, year=year),
        "issues": issues[:MOST_ISSUES],
        "may_call": rules.call(request.user, body),
        **more,
    }
    return render(request, "meetings/bodies/page.html", page, status=status)


@require_safe
def page(request: StaffRequest, code: str) -> HttpResponse:
    return show(request, code)


def body_of(request: StaffRequest, code: str) -> MeetingBody:
    """A table above the case; those of cases are in the list of sittings."""
    above = MeetingBody.objects.visible_to(request.user).above()
    return get_object_or_404(above.select_related("district"), code=code)

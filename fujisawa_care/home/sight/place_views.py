"""ひとつの地区のページ: reached from the map, and from there to everything the district has."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.views.door import StaffRequest
from districts.models import ClosedMonth, District
from fujisawa_care.foundation.verdict import require
from fujisawa_care.home.sight import headlines, place, seeing
from fujisawa_care.home.sight.asking import MonthAsked


@require_safe
def page(request: StaffRequest, code: str) -> HttpResponse:
    require(seeing.look(request.user))
    at, today = timezone.now(), timezone.localdate()
    asked = MonthAsked(request.GET, today=today)
    try:
        found = place.of(code, asked.period, asked.year, viewer=request.user, at=at, today=today)
    except District.DoesNotExist as nowhere:
        raise Http404 from nowhere
    shown: dict[str, Any] = {
        "form": asked,
        "place": found,
        "definitions": headlines.definitions(found.tables),
        "month": asked.period.month,
        "month_name": asked.name,
        "counted_at": at,
        "closed": ClosedMonth.objects.filter(month=asked.period.since).first(),
        "today": today,
        "below": settings.SMALL_BELOW,
        "whole": seeing.whole(request.user),
    }
    return render(request, "home/sight/place.html", shown, status=200 if asked.is_valid() else 400)

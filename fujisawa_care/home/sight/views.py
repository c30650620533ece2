"""13地区のようす: the page, and the same numbers as a table to take along."""

from __future__ import annotations

import csv
import io
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.views.door import StaffRequest
from districts.models import ClosedMonth
from fujisawa_care.foundation.verdict import require
from fujisawa_care.home.sight import asking, board, given, headlines, measures, seeing
from fujisawa_care.home.sight.asking import BoardAsked
from fujisawa_care.home.sight.covering import Eye


@require_safe
def page(request: StaffRequest) -> HttpResponse:
    require(seeing.look(request.user))
    at = timezone.now()
    asked = BoardAsked(request.GET, today=timezone.localdate())
    eye = Eye.of(request.user)
    found = board.of(asked.period, asked.year, asked.chosen, asked.sorted_by, eye=eye, at=at)
    told = {name: asked.asked(name) for name in ("month", "measure", "order")}
    shown: dict[str, Any] = {
        "form": asked,
        "board": found,
        "headlines": headlines.of(found, asked.two_months, eye=eye, at=at),
        "definitions": headlines.definitions(found.tables),
        "chosen": asked.chosen,
        "order": asked.sorted_by,
        "measures": measures.ALL,
        "columns": measures.COUNTED,
        "month": asked.period.month,
        "month_name": asked.name,
        "counted_at": at,
        "closed": ClosedMonth.objects.filter(month=asked.period.since).first(),
        "below": settings.SMALL_BELOW,
        "whole": eye.whole,
        "beside": [(name, value) for name, value in told.items() if value and name != "month"],
        "kept": {
            name: urlencode({key: value for key, value in told.items() if value and key != name})
            for name in told
        },
        "query": urlencode({"month": told["month"]} if told["month"] else {}),
    }
    return render(request, "home/sight/board.html", shown, status=200 if asked.is_valid() else 400)


@require_safe
def table(request: StaffRequest) -> HttpResponse:
    """One line a number, with all it needs to be read alone; what is small stays in the house."""
    require(seeing.look(request.user))
    asked = BoardAsked(request.GET, today=timezone.localdate())
    if not asked.is_valid():
        return page(request)
    at = timezone.now()
    found = board.of(
        asked.period, asked.year, asked.chosen, asking.PLACE, eye=Eye.of(request.user), at=at
    )
    written = io.StringIO()
    out = csv.writer(written, lineterminator="\r\n")
    out.writerow(given.COLUMNS)
    out.writerows(given.lines(found, asked.period, at=at))
    answer = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="13chiku-{asked.period.month}.csv"'
    )
    return answer

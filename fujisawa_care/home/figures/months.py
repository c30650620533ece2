"""閉めた月の画面: which months are closed, the numbers of one, and what differs since."""

from __future__ import annotations

from datetime import date
from textwrap import wrap
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.views.door import StaffRequest
from districts import rules
from districts.models import ClosedMonth
from fujisawa_care.foundation.doors import or_show, posted_to
from fujisawa_care.foundation.workdays import months_later
from fujisawa_care.home.figures import closing
from fujisawa_care.home.figures.views import seen
from fujisawa_care.home.indicators.shape import Period
from fujisawa_care.home.indicators.words import month_name, names

BACK = 24


def _over(today: date) -> list[Period]:
    """The newest first; what has not ended is no month yet."""
    this = today.replace(day=1)
    return [Period.of_month(f"{months_later(this, -n):%Y-%m}") for n in range(1, BACK + 1)]


def _whole_sight(request: StaffRequest) -> None:
    if not seen(request).whole:
        raise Http404


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    _whole_sight(request)
    months = _over(timezone.localdate())
    rows = ClosedMonth.objects.filter(month__gte=months[-1].since).select_related("closed_by")
    closed = {row.month: row for row in rows}
    page: dict[str, Any] = {
        "months": [
            {"month": each.month, "name": month_name(each.month), "closed": closed.get(each.since)}
            for each in months
        ],
    }
    return render(request, "home/figures/months.html", page)


def _show(request: StaffRequest, month: str) -> HttpResponse:
    _whole_sight(request)
    today = timezone.localdate()
    if month not in {each.month for each in _over(today)}:
        raise Http404
    period = Period.of_month(month)
    closed = ClosedMonth.objects.select_related("closed_by").filter(month=period.since).first()
    page: dict[str, Any] = {
        "month": month,
        "name": month_name(month),
        "closed": closed,
        "may_close": closed is None
        and rules.close_month(request.user, period.since, at=timezone.now()),
    }
    if closed:
        page |= _kept(closed, period)
        page["whole"] = closing.whole(closed)
        page["digest"] = " ".join(wrap(closed.digest, 8))
        if "compare" in request.GET:
            page["differences"] = closing.compared(closed, at=timezone.now())
    return render(request, "home/figures/month.html", page)


@require_safe
def page(request: StaffRequest, month: str) -> HttpResponse:
    return _show(request, month)


@posted_to("figures-month")
@or_show(_show)
def close(request: StaffRequest, month: str) -> HttpResponse:
    _whole_sight(request)
    if month not in {each.month for each in _over(timezone.localdate())}:
        raise Http404
    closing.close(month, by=request.user, at=timezone.now())
    messages.success(request, f"{month_name(month)}の数を閉めました。この数はもう変わりません")
    return redirect("figures-month", month)


def _kept(closed: ClosedMonth, period: Period) -> dict[str, Any]:
    """Each number of the whole city, and of each district where it has one."""
    rows = closed.figures.filter(cut__in=("", "district")).values_list("code", "key", "value")
    found = {(code, key): value for code, key, value in rows}
    districts = names("district", period, {key for _, key in found if key})
    return {
        "districts": [*districts.values()],
        "lines": [
            {
                "label": told["label"],
                "unit": told["unit"],
                "definition": told["definition"],
                "whole": found.get((code, "")),
                "parts": [found.get((code, key)) for key in districts],
            }
            for code, told in closed.definitions.items()
        ],
    }

"""会議の数: the numbers of a fiscal year, and the items behind them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.views.door import StaffRequest
from fujisawa_care.foundation import paging
from meetings.forms.counts import BehindAsked, SpanAsked
from meetings.models import AgendaItem
from meetings.sheets import counts

SIZE = 30


@require_safe
def numbers(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    asked = SpanAsked(request.GET, years=counts.years(today), today=today)
    valid = asked.is_valid()
    page: dict[str, Any] = {
        "form": asked,
        "counted": counts.count(asked.span(), at=timezone.now()),
        "of_sittings": counts.OF_SITTINGS,
        "of_items": counts.OF_ITEMS,
        "of_reasons": counts.OF_REASONS,
    }
    return render(request, "meetings/counts/numbers.html", page, status=200 if valid else 400)


@require_safe
def items(request: StaffRequest) -> HttpResponse:
    """Whoever sees none of them still sees how many there are."""
    today = timezone.localdate()
    asked = BehindAsked(request.GET, years=counts.years(today), today=today)
    span = asked.span()
    counted = counts.talked(span).filter(**asked.narrowed)
    visible = AgendaItem.objects.visible_to(request.user).filter(pk__in=counted.values("pk"))
    found = paging.page(
        visible.select_related("meeting__body", "case"),
        order=("-opened_at",),
        size=SIZE,
        cursor=request.GET.get("cursor", ""),
    )
    query = {name: value for name, value in request.GET.items() if value and name != "cursor"}
    page: dict[str, Any] = {
        "form": asked,
        "span": span,
        "items": counts.behind(found.items, viewer=request.user),
        "found": found,
        "counted": counted.count(),
        "visible": visible.count(),
        "query": urlencode(query),
    }
    status = 200 if asked.is_valid() else 400
    return render(request, "meetings/counts/items.html", page, status=status)

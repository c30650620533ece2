"""数の画面: the numbers of the city or of one's districts, on screen and to take along."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.views.door import StaffRequest
from fujisawa_care.foundation import wareki
from fujisawa_care.home.figures import grid, leaving, sight
from fujisawa_care.home.figures.asking import FiguresAsked
from fujisawa_care.home.figures.grid import Grid


def seen(request: StaffRequest) -> sight.Sight:
    """How far this person counts; whoever counts nothing finds no page."""
    found = sight.of(request.user)
    if found is None:
        raise Http404
    return found


def _asked(request: StaffRequest) -> tuple[FiguresAsked, sight.Sight]:
    whose = seen(request)
    return FiguresAsked(request.GET, sight=whose, today=timezone.localdate()), whose


@require_safe
def figures(request: StaffRequest) -> HttpResponse:
    asked, whose = _asked(request)
    valid = asked.is_valid()
    below = 0 if whose.whole else settings.SMALL_BELOW
    page: dict[str, Any] = {
        "form": asked,
        "grid": grid.count(asked.asked(), at=timezone.now(), below=below),
        "query": urlencode({name: value for name, value in request.GET.items() if value}),
        "whole": whose.whole,
        "year": wareki.fiscal_year(timezone.localdate()),
        "small": settings.SMALL_BELOW,
    }
    return render(request, "home/figures/page.html", page, status=200 if valid else 400)


@require_safe
def lines(request: StaffRequest) -> HttpResponse:
    return leaving.as_csv(_taken(request))


@require_safe
def workbook(request: StaffRequest) -> HttpResponse:
    return leaving.as_workbook(_taken(request))


def _taken(request: StaffRequest) -> Grid:
    """What leaves the office never shows a small number, whoever takes it (R13)."""
    asked, _ = _asked(request)
    if not asked.is_valid():
        raise Http404
    return grid.count(asked.asked(), at=timezone.now(), below=settings.SMALL_BELOW)

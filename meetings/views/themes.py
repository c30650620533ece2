"""重点テーマ: the road map, one theme with its years, a line written on, and the sheet that reports it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from districts import rules as places
from districts.views.door import StaffRequest, only_once
from fujisawa_care.foundation import daywords, paper, wareki
from fujisawa_care.foundation.conflicts import number
from fujisawa_care.foundation.doors import put, refused
from fujisawa_care.foundation.verdict import require
from meetings import rules
from meetings.actions import themes
from meetings.forms.themes import LineForm, NewLineForm
from meetings.models import Initiative, Pact, Theme
from meetings.sheets import themes as sheets
from meetings.sheets.pacts import line_changes
from meetings.sheets.pacts import named as _named

UNPROCESSABLE = 422
YEARS = range(2000, 2201)


@require_safe
def road_map(request: StaffRequest) -> HttpResponse:
    require(places.gather(request.user))
    lines: dict[tuple[str, int], list[Initiative]] = defaultdict(list)
    for one in Initiative.objects.visible_to(request.user).order_by("pk"):
        lines[one.theme_id, one.fiscal_year].append(one)
    years = sorted({year for _, year in lines})
    page = {
        "years": [(_named(year), _short(year)) for year in years],
        "rows": [
            (
                theme,
                [(_short(year), lines.get((theme.pk, year), [])) for year in years],
            )
            for theme in Theme.objects.all()
        ],
    }
    return render(request, "meetings/themes/list.html", page)


@require_http_methods(["GET", "POST"])
def page(request: StaffRequest, code: str) -> HttpResponse:
    require(places.gather(request.user))
    theme = get_object_or_404(Theme, pk=code)
    this_year = wareki.fiscal_year(timezone.localdate())
    form = NewLineForm(request.POST or None, initial={"fiscal_year": this_year})
    if request.method == "POST":
        require(rules.look_after(request.user))
        if form.is_valid():
            try:
                return only_once(request, lambda: _added(request, theme, form))
            except ValidationError as refused:
                put(form, refused)
    lines: dict[int, list[Initiative]] = defaultdict(list)
    for one in Initiative.objects.visible_to(request.user).filter(theme=theme).order_by("pk"):
        lines[one.fiscal_year].append(one)
    shown: dict[str, Any] = {
        "theme": theme,
        "years": [(year, _named(year), lines[year]) for year in sorted(lines)[::-1]],
        "may_write": rules.look_after(request.user),
        "pacts": Pact.objects.visible_to(request.user)
        .running(timezone.localdate())
        .filter(themes=theme)
        .order_by("partner", "pk"),
        "form": form,
        "once": request.POST.get("once") or uuid4(),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "meetings/themes/page.html", shown, status=status)


def _added(request: StaffRequest, theme: Theme, form: NewLineForm) -> str:
    year = form.cleaned_data["fiscal_year"]
    themes.add(theme, by=request.user, at=timezone.now(), fiscal_year=year, line=form.line())
    messages.success(request, f"{_named(year)}の取組を加えました")
    return reverse("theme", args=[theme.pk])


@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    visible = Initiative.objects.visible_to(request.user).select_related("theme")
    one = get_object_or_404(visible, pk=pk)
    require(rules.look_after(request.user))
    told = {name: getattr(one, name) for name in LineForm.base_fields}
    form, status = LineForm(request.POST or None, initial=told), 200
    if request.method == "POST":
        who, now = request.user, timezone.now()
        status = refused(
            form, lambda: themes.report(one, by=who, at=now, seen=form.seen, line=form.line())
        )
    if not status:
        messages.success(request, "取組を残しました")
        return redirect("theme", one.theme_id)
    page = {
        "one": one,
        "year": _named(one.fiscal_year),
        "form": form,
        "version": form.seen if form.is_bound else one.version,
    }
    return render(request, "meetings/themes/edit.html", page, status=status)


@require_safe
def versions(request: StaffRequest, pk: int) -> HttpResponse:
    visible = Initiative.objects.visible_to(request.user).select_related("theme")
    one = get_object_or_404(visible, pk=pk)
    page = {"one": one, "year": _named(one.fiscal_year), "versions": line_changes(one)}
    return render(request, "meetings/themes/versions.html", page)


@require_safe
def report(request: StaffRequest, code: str) -> HttpResponse:
    """報告: the progress of one fiscal year, and where the next one goes."""
    require(places.gather(request.user))
    theme = get_object_or_404(Theme, pk=code)
    year = _year(request)
    data = sheets.report(theme, year=year, viewer=request.user)
    mark = f"印刷 {request.user.name}　{daywords.moment(timezone.now())}"
    made = paper.pdf("theme_report", data, mark=mark)
    return paper.sheet(made, filename=f"theme-{theme.number}-{year}.pdf")


def _short(year: int) -> str:
    """H29, where a phone has no room for more."""
    return wareki.short(date(year, 4, 1)).partition(".")[0]


def _year(request: StaffRequest) -> int:
    """A year nobody plans for is answered like none: with this one."""
    asked = number(request.GET.get("year", ""))
    return asked if asked in YEARS else wareki.fiscal_year(timezone.localdate())

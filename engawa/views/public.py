"""みんなの縁側: what residents read without signing in; nothing here knows of any case."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from districts.models import District
from engawa.filters import SiteFilter
from engawa.models import Site
from engawa.sheets import pictures, sites
from engawa.sheets.sites import SiteSheet
from fujisawa_care.foundation import paper, wareki

DAYS = 7


@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """今日 開いているところ, then the days of the week, in a few filters."""
    today = timezone.localdate()
    wanted = SiteFilter(request.GET, Site.objects.public(), request=request)
    rows = wanted.qs if wanted.is_valid() else Site.objects.none()
    found = _sheets(rows)
    page = {
        "form": wanted.form,
        "query": request.GET.urlencode(),
        "today": today,
        "open_today": [one for one in found if one.today.open],
        "week": [(today + timedelta(days=n), _on(found, n)) for n in range(1, DAYS)],
        "found": found,
        "districts": District.objects.all(),
        "licence": settings.OPEN_DATA_LICENCE,
    }
    status = 200 if wanted.is_valid() else 400
    return render(request, "engawa/public/list.html", page, status=status)


@login_not_required
@require_safe
def place(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    row = get_object_or_404(sites.loaded(Site.objects.public(), today), pk=pk)
    page = {"site": sites.of(row, today=today), "today": today, "pictures": pictures.public(row)}
    return render(request, "engawa/public/place.html", page)


@login_not_required
@require_safe
def leaflet(request: HttpRequest, code: str) -> HttpResponse:
    """地区のちらし: one A4 with the places of a district, as they stand today."""
    district = get_object_or_404(District, pk=code)
    today = timezone.localdate()
    found = _sheets(Site.objects.public().filter(district=district))
    data = {
        "district": district.name,
        "day": wareki.long(today),
        "sites": [_printed(one) for one in found],
    }
    made = paper.pdf("leaflet", data, mark="")
    return paper.sheet(made, filename=f"engawa-{code}.pdf")


def _sheets(rows: Any) -> list[SiteSheet]:
    today = timezone.localdate()
    loaded = sites.loaded(rows, today).order_by("district", "name", "pk")
    return [sites.of(one, today=today) for one in loaded]


def _on(found: list[SiteSheet], number: int) -> list[SiteSheet]:
    return [one for one in found if one.week[number].open]


def _printed(site: SiteSheet) -> dict[str, Any]:
    return {
        "name": site.name,
        "kind": site.kind_label,
        "place": site.place,
        "access": site.access,
        "when": "・".join(one.label for one in site.dots if one.open) or site.days_said,
        "hours": site.hours_said,
        "what": site.what,
        "tel": site.tel,
        "fictional": site.fictional,
        "confirmed": wareki.long(site.confirmed_on) if site.confirmed_on else "",
    }

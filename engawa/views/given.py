"""オープンデータ: the places as a table, on a map and in a calendar, with licence and date."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from engawa.models import Site
from engawa.sheets import sites
from engawa.sheets.days import Hours
from engawa.sheets.sites import SiteSheet
from fujisawa_care.foundation.workdays import TOKYO

COLUMNS = (
    *("id", "名前", "場のかたち", "種類", "だれ向け", "地区", "住所", "会場", "行きかた", "電話"),
    *("運営", "開いている日", "時間", "していること", "どんなところ", "緯度", "経度"),
    *("確かめた日", "出典", "架空", "更新", "ライセンス"),
)
# what a spreadsheet would take for a formula
FORMULA = ("=", "+", "-", "@", "\t")
ALL_DAY = timedelta(days=1)


@login_not_required
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """UTF-8 with its mark, so that a spreadsheet reads it; one line a place, blank is not known."""
    written = io.StringIO()
    out = csv.writer(written, lineterminator="\r\n")
    out.writerow(COLUMNS)
    today = timezone.localdate()
    for site in _rows():
        out.writerow([_plain(cell) for cell in _line(site, today=f"{today:%Y-%m-%d}")])
    answer = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    return _named(answer, "engawa.csv")


@login_not_required
@require_safe
def geojson(request: HttpRequest) -> HttpResponse:
    """RFC 7946; a place whose coordinates nobody knows has no geometry, and is there all the same."""
    told = {
        "type": "FeatureCollection",
        "licence": settings.OPEN_DATA_LICENCE,
        "as_of": f"{timezone.localdate():%Y-%m-%d}",
        "features": [_feature(one) for one in _rows()],
    }
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    answer.headers["Content-Type"] = "application/geo+json"
    return _named(answer, "engawa.geojson")


@login_not_required
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The open days of the coming two months; a day said otherwise is as it was said."""
    made = Calendar()
    for name, value in {
        "prodid": "-//tsunagu-daicho//engawa//ja",
        "version": "2.0",
        "x-wr-calname": "みんなの縁側",
        "x-published-ttl": "P1D",
    }.items():
        made.add(name, value)
    made.add("comment", f"{settings.OPEN_DATA_LICENCE} {timezone.localdate():%Y-%m-%d}")
    stamp = timezone.now().astimezone(UTC)
    for site in _rows():
        for hours in site.coming:
            made.add_component(_event(site, hours, stamp))
    answer = HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
    return _named(answer, "engawa.ics")


def _rows() -> list[SiteSheet]:
    today = timezone.localdate()
    loaded = sites.loaded(Site.objects.public(), today).order_by("district", "name", "pk")
    return [sites.of(one, today=today) for one in loaded]


def _line(site: SiteSheet, *, today: str) -> list[Any]:
    return [
        *(site.id, site.name, site.sort_label, site.kind and site.kind_label),
        *(site.target and site.target_label, site.district.name if site.district else ""),
        *(site.address, site.venue, site.access, site.tel, site.runs),
        *(site.days_said, site.hours_said, "、".join(site.pastimes), site.what),
        *(site.latitude, site.longitude, site.confirmed_on, site.source),
        *("架空" if site.fictional else "", today, settings.OPEN_DATA_LICENCE),
    ]


def _plain(cell: Any) -> Any:
    words = "" if cell is None else cell
    return f"'{words}" if isinstance(words, str) and words.startswith(FORMULA) else words


def _feature(site: SiteSheet) -> dict[str, Any]:
    known = site.latitude is not None and site.longitude is not None
    return {
        "type": "Feature",
        "id": site.id,
        "geometry": {"type": "Point", "coordinates": [site.longitude, site.latitude]}
        if known
        else None,
        "properties": {
            "name": site.name,
            "kind": site.kind or None,
            "district": site.district.code if site.district else None,
            "address": site.address or None,
            "venue": site.venue or None,
            "tel": site.tel or None,
            "days": site.days_said or None,
            "hours": site.hours_said or None,
            "confirmed_on": f"{site.confirmed_on:%Y-%m-%d}" if site.confirmed_on else None,
            "fictional": site.fictional,
            "url": settings.BASE_URL + reverse("place", args=[site.id]),
        },
    }


def _event(site: SiteSheet, hours: Hours, stamp: datetime) -> Event:
    event = Event()
    clock = f"{hours.starts:%H%M}" if hours.starts else ""
    event.add("uid", f"site-{site.id}-{hours.day:%Y%m%d}{clock}@tsunagu-daicho")
    event.add("dtstamp", stamp)
    if hours.starts is None:
        event.add("dtstart", hours.day)
        event.add("dtend", hours.day + ALL_DAY)
    else:
        event.add("dtstart", datetime.combine(hours.day, hours.starts, TOKYO).astimezone(UTC))
        if hours.ends is not None:
            event.add("dtend", datetime.combine(hours.day, hours.ends, TOKYO).astimezone(UTC))
    event.add("summary", f"{site.name}（{hours.what}）" if hours.what else site.name)
    if site.address or site.venue:
        event.add("location", site.place)
    event.add("url", settings.BASE_URL + reverse("place", args=[site.id]))
    return event


def _named(answer: HttpResponse, name: str) -> HttpResponse:
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer

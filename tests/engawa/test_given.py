"""オープンデータ: read back with the readers others use."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import geojson
import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from engawa.models import OpeningException, Site

pytestmark = pytest.mark.django_db


def _given(name: str) -> bytes:
    answer = Client().get(f"/api/v1/engawa.{name}")
    assert answer.status_code == 200
    return bytes(answer.content)


def test_the_table_has_a_line_a_place_and_blanks_stay_blank(bench: Site, unknown: Site) -> None:
    Site.objects.filter(pk=unknown.pk).update(what="=1+1")
    lines = list(csv.DictReader(io.StringIO(_given("csv").decode("utf-8-sig"))))
    assert {one["名前"] for one in lines} == {bench.name, unknown.name}
    blank = next(one for one in lines if one["名前"] == unknown.name)
    assert (blank["種類"], blank["地区"], blank["電話"], blank["確かめた日"]) == ("", "", "", "")
    assert (blank["どんなところ"], blank["ライセンス"], blank["架空"]) == (
        "'=1+1",
        "CC BY 4.0",
        "架空",
    )


def test_a_place_without_coordinates_is_on_the_map_without_a_point(
    bench: Site, unknown: Site
) -> None:
    Site.objects.filter(pk=bench.pk).update(
        latitude=Decimal("35.361"), longitude=Decimal("139.465")
    )
    told = geojson.loads(_given("geojson"))
    assert (told.is_valid, told.errors()) == (True, [])
    points = {one["properties"]["name"]: one["geometry"] for one in told["features"]}
    assert points[bench.name] == {"type": "Point", "coordinates": [139.465, 35.361]}
    assert points[unknown.name] is None
    assert (told["licence"], told["as_of"]) == ("CC BY 4.0", f"{timezone.localdate():%Y-%m-%d}")


def test_the_calendar_holds_the_open_days_and_what_was_said_of_them(
    bench: Site, unknown: Site, owner_worker: object
) -> None:
    said = {"site": bench, "said_by": owner_worker, "said_at": timezone.now()}
    monday = _next_monday()
    Site.objects.update(closed_on_holidays=False)
    OpeningException.objects.create(day=monday, open=False, **said)
    found = Calendar.from_ical(_given("ics")).walk("VEVENT")
    days = {one.decoded("dtstart").astimezone(timezone.get_default_timezone()) for one in found}
    assert monday not in {one.date() for one in days}
    assert monday + timedelta(days=2) in {one.date() for one in days}
    assert {f"{one:%H:%M}" for one in days} == {"10:00"}
    assert {str(one["summary"]) for one in found} == {bench.name}


def _next_monday() -> date:
    today = timezone.localdate()
    return today + timedelta(days=7 - today.weekday())

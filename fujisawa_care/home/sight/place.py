"""ひとつの地区: its figures, who walks there, where people meet, what is missing, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import QuerySet
from django.urls import reverse

from districts import sheets
from districts.models import Agency, District, Posting, Resource, Staff
from districts.sheets import Need
from engawa.models import Site
from engawa.sheets import sites
from engawa.sheets.days import Day
from engawa.sheets.sites import SiteSheet
from fujisawa_care.foundation.workdays import TOKYO
from fujisawa_care.home.indicators.shape import Period, Table
from fujisawa_care.home.sight import behind, columns, people
from fujisawa_care.home.sight.charts import Bars, bars
from fujisawa_care.home.sight.covering import NOUGHT, TOTAL, Cell, Eye
from fujisawa_care.home.sight.measures import COUNTED, HEARD, PASSED, Measure
from fujisawa_care.home.sight.people import Ageing
from meetings.models import Meeting

MOST = 5


@dataclass(frozen=True)
class Figure:
    """A number of the district beside the city's, and the list behind it."""

    measure: Measure
    cell: Cell
    city: Cell
    address: str


@dataclass(frozen=True)
class Coming:
    """A day to come: a sitting, or a place that is open."""

    day: date
    hour: time | None
    what: str
    address: str
    sitting: bool = False


@dataclass(frozen=True)
class Place:
    district: District
    ageing: Ageing | None
    figures: tuple[Figure, ...]
    bars: Bars
    csws: tuple[Posting, ...]
    agencies: tuple[Agency, ...]
    sites: tuple[SiteSheet, ...]
    coming: tuple[Coming, ...]
    needs: tuple[Need, ...]
    resources: tuple[Resource, ...]
    tables: dict[str, Table]


def of(
    code: str, period: Period, year: Period, *, viewer: Staff, at: datetime, today: date
) -> Place:
    """District.DoesNotExist where there is none."""
    district = sheets.described(District.objects.all(), on=today).get(pk=code)
    eye, tables = Eye.of(viewer), columns.asked(period, year, at=at)
    there = _sites(Site.objects.visible_to(viewer).there().filter(district=district), today)
    return Place(
        district=district,
        ageing=people.by_district(district.populations.all()).get(code),
        figures=tuple(_figure(one, tables[one.code], period, eye, code) for one in COUNTED),
        bars=bars(
            columns.named(year),
            columns.through(tables[HEARD], year, eye, code),
            columns.through(tables[PASSED.code], year, eye, code),
        ),
        csws=tuple(district.postings.all()),
        agencies=tuple(sheets.local_agencies(district)),
        sites=there,
        coming=_coming(there, _sittings(district, viewer, at)),
        needs=tuple(sheets.needs(district)),
        resources=tuple(
            Resource.objects.visible_to(viewer).there().filter(districts=district).order_by("name")
        ),
        tables=tables,
    )


def _figure(measure: Measure, counted: Table, period: Period, eye: Eye, code: str) -> Figure:
    column = columns.of_month(counted, period.month, eye)
    cell = column.get(code, NOUGHT)
    return Figure(measure, cell, column[TOTAL], behind.address(measure, period.month, code))


def _sites(rows: QuerySet[Site], today: date) -> tuple[SiteSheet, ...]:
    loaded = sites.loaded(rows, today).order_by("name", "pk")
    return tuple(sites.of(one, today=today) for one in loaded)


def _sittings(district: District, viewer: Staff, at: datetime) -> QuerySet[Meeting]:
    coming = Meeting.objects.visible_to(viewer).coming(at).filter(body__district=district)
    return coming.select_related("body").order_by("starts_at", "pk")[:MOST]


def _coming(there: Iterable[SiteSheet], sittings: Iterable[Meeting]) -> tuple[Coming, ...]:
    """The next day of each, the nearest first."""
    days = [*map(_sitting, sittings), *(_open(site, site.next) for site in there if site.next)]
    return tuple(sorted(days, key=lambda one: (one.day, one.hour or time(), one.what)))


def _sitting(one: Meeting) -> Coming:
    begins = one.starts_at.astimezone(TOKYO)
    return Coming(
        begins.date(), begins.time(), one.called, reverse("meeting", args=[one.pk]), sitting=True
    )


def _open(site: SiteSheet, day: Day) -> Coming:
    hour = day.hours[0].starts
    return Coming(day.day, hour, site.name, reverse("site", args=[site.id]))

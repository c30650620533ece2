"""毎月の報告の見えかた: what a place told of a month, which months are told, and who has not told yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, QuerySet, Sum

from engawa.models import ActivityReport, Site
from engawa.sheets import days
from fujisawa_care.foundation.workdays import months_later

GENERATIONS = ("child", "adult", "older")
BACK = 6


@dataclass(frozen=True)
class ReportSheet:
    """Visits are visits and not persons; what was not counted is None."""

    id: int
    month: date
    open_days: int | None
    child: int | None
    adult: int | None
    older: int | None
    consultations: int | None
    topics: tuple[str, ...]
    volunteer_hours: Decimal | None
    text: str
    sent_at: datetime | None
    written_by: str
    updated_at: datetime
    version: int

    @property
    def visits(self) -> int:
        return sum(getattr(self, one) or 0 for one in GENERATIONS)

    @property
    def sent(self) -> bool:
        return self.sent_at is not None

    @property
    def corrected(self) -> bool:
        return self.sent_at is not None and self.updated_at > self.sent_at


@dataclass(frozen=True)
class Told:
    """A month of a place, and its report where there is one."""

    month: date
    report: ReportSheet | None

    @property
    def sent(self) -> bool:
        return self.report is not None and self.report.sent


@dataclass(frozen=True)
class Row:
    """A place in the list of one month."""

    site: Site
    report: ReportSheet | None
    asked: bool


def loaded(rows: QuerySet[ActivityReport]) -> QuerySet[ActivityReport]:
    return rows.select_related("written_by", "site").prefetch_related("topics")


def of(report: ActivityReport) -> ReportSheet:
    """Of `loaded`."""
    told: dict[str, Any] = {
        name: getattr(report, name)
        for name in (
            *("month", "open_days", *GENERATIONS, "consultations", "volunteer_hours", "text"),
            *("sent_at", "updated_at", "version"),
        )
    }
    topics = tuple(one.label for one in report.topics.all())
    return ReportSheet(id=report.pk, topics=topics, written_by=report.written_by.name, **told)


def first_of(day: date) -> date:
    return day.replace(day=1)


def last_of(month: date) -> date:
    return months_later(month, 1) - timedelta(days=1)


def month_of(said: str) -> date | None:
    """2026-10; what is no month is None."""
    year, _, number = said.partition("-")
    if not (
        len(said) == len("2026-10") and (year + number).isascii() and (year + number).isdigit()
    ):
        return None
    try:
        return date(int(year), int(number), 1)
    except ValueError:
        return None


def planned_days(site: Site, month: date) -> int | None:
    """How many days its calendar says it was open; None where no day of it is known."""
    one = days.loaded(Site.objects.filter(pk=site.pk), month, last_of(month)).get()
    count = sum(day.open for day in days.of(one, month, last_of(month)))
    return count or None


def lately(site: Site, *, today: date, back: int = BACK) -> list[Told]:
    """This month and those before it, the latest first."""
    months = [months_later(first_of(today), -number) for number in range(back)]
    found = {
        one.month: of(one)
        for one in loaded(ActivityReport.objects.filter(site=site, month__gte=months[-1]))
    }
    return [Told(month, found.get(month)) for month in months]


def with_report(sites: QuerySet[Site], month: date) -> QuerySet[Site]:
    """For the list of a month: who sent what; a draft is its writer's own."""
    sent = loaded(ActivityReport.objects.sent().filter(month=month))
    return sites.select_related("district").prefetch_related(
        Prefetch("reports", sent, to_attr="of_month")
    )


def rows(sites: Iterable[Site]) -> list[Row]:
    """Of `with_report`, marked whether it is asked for one."""
    found: list[Row] = []
    for one in sites:
        told = next((of(each) for each in one.of_month), None)  # type: ignore[attr-defined]  # the prefetch above
        found.append(Row(one, told, asked=getattr(one, "reports_asked", True)))
    return found


def sums(sent: QuerySet[ActivityReport]) -> dict[str, int]:
    """Over the reports that were sent; one query."""
    counted = sent.aggregate(
        reports=Count("pk"),
        **{name: Sum(name) for name in ("open_days", *GENERATIONS, "consultations")},
    )
    found = {name: value or 0 for name, value in counted.items()}
    return found | {"visits": sum(found[name] for name in GENERATIONS)}

"""期限: whose report of a month is missing, which place nobody has looked in on; questions to the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case as When_
from django.db.models import Exists, OuterRef, Q, QuerySet, When

from cases.models import ReminderKind
from districts.models import Posting, Role, Staff
from engawa.models import ActivityReport, Desk, Site, SiteSort
from fujisawa_care.foundation.workdays import TOKYO, add_working_days, months_later

REPORT_LATE = (5, 10)  # working days of the month after: to the place, then to the CSW
YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Call:
    """What to say to whom about which place; another month, or another look, is another occasion."""

    kind: ReminderKind
    to: tuple[Staff, ...]
    site: Site
    page: str
    occasion: str
    stage: int = 1


@dataclass(frozen=True)
class Walkers:
    """Who looks after the places of a district: its CSW; where there is none, the coordinators."""

    csws: dict[str, tuple[Staff, ...]]
    coordinators: tuple[Staff, ...]

    def of(self, district: str | None) -> tuple[Staff, ...]:
        return self.csws.get(district or "", ()) or self.coordinators


def walkers(at: datetime) -> Walkers:
    """Two questions, however many districts there are."""
    today = at.astimezone(TOKYO).date()
    held = Posting.objects.on(today).filter(
        district__isnull=False, staff__role=Role.CSW, staff__is_active=True
    )
    found: dict[str, tuple[Staff, ...]] = {}
    for one in held.select_related("staff__agency").order_by("staff"):
        found[one.district_id or ""] = (*found.get(one.district_id or "", ()), one.staff)
    together = Staff.objects.filter(role=Role.COORDINATOR, is_active=True)
    return Walkers(found, tuple(together.select_related("agency").order_by("pk")))


def asked(sites: QuerySet[Site], month: date) -> QuerySet[Any]:
    """Marks the 地域の縁側 that report: with an account of their own, or having sent one within a year."""
    here = Desk.objects.filter(site=OuterRef("pk"), staff__is_active=True)
    sent = ActivityReport.objects.sent().filter(site=OuterRef("pk"))
    began = datetime.combine(months_later(month, 1), time(), TOKYO)
    reports = Q(Exists(here)) | Q(Exists(sent.filter(month__gt=month - YEAR)))
    return sites.filter(sort=SiteSort.ENGAWA).annotate(
        reports_asked=When_(When(reports, created_at__lt=began, then=True), default=False)
    )


def told(month: date) -> Q:
    """Their report of that month was sent."""
    return Q(pk__in=ActivityReport.objects.sent().filter(month=month).values("site"))


def late_reports(at: datetime) -> Iterator[Call]:
    """Of places that are asked for one and have not sent it."""
    today = at.astimezone(TOKYO).date()
    month = months_later(today.replace(day=1), -1)
    first, second = (
        add_working_days(today.replace(day=1) - timedelta(days=1), n) for n in REPORT_LATE
    )
    if today <= first:
        return
    overdue = today > second
    owing = asked(Site.objects.there(), month).filter(reports_asked=True).exclude(told(month))
    accounts = _accounts(owing)
    around = walkers(at)
    for site in owing.order_by("pk"):
        own = accounts.get(site.pk, ())
        if own:
            page = f"/engawa/desk/reports/{month:%Y-%m}/"
            yield Call(ReminderKind.REPORT_LATE, own, site, page, f"{month:%Y-%m}")
        if overdue or not own:
            page = f"/engawa/{site.pk}/reports/{month:%Y-%m}/"
            to = around.of(site.district_id)
            yield Call(ReminderKind.REPORT_LATE, to, site, page, f"{month:%Y-%m}", stage=2)


def stale(at: datetime) -> Iterator[Call]:
    """Nobody made sure of it for half a year, or ever: said once, until somebody has looked."""
    around = walkers(at)
    for site in Site.objects.stale(at.astimezone(TOKYO).date()).order_by("pk"):
        since: date | str = site.confirmed_on or "never"
        to = around.of(site.district_id)
        yield Call(ReminderKind.SITE_STALE, to, site, f"/engawa/{site.pk}/", str(since))


def _accounts(sites: QuerySet[Any]) -> dict[int, tuple[Staff, ...]]:
    found: dict[int, tuple[Staff, ...]] = {}
    desks = Desk.objects.filter(site__in=sites, staff__is_active=True).select_related("staff")
    for one in desks.order_by("pk"):
        found[one.site_id] = (*found.get(one.site_id, ()), one.staff)
    return found

"""縁側のお知らせ: a report not sent, a place nobody looked in on; each said once (R10)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from cases.models import Reminder, ReminderKind
from districts.models import Agency, District, Role, Staff
from engawa.actions import reminding, reports
from engawa.actions.reports import Told
from engawa.models import Desk, Site
from fujisawa_care.foundation.workdays import TOKYO

pytestmark = pytest.mark.django_db
FIFTH, SIXTH, TENTH, ELEVENTH = (
    datetime(2026, 11, day, 9, tzinfo=TOKYO) for day in (9, 10, 16, 17)
)


@pytest.fixture
def place(zengyo: District, manager: Staff) -> Site:
    made = datetime(2026, 4, 1, 9, tzinfo=TOKYO)
    seen = {"confirmed_on": date(2026, 10, 1), "confirmed_by": manager}
    return Site.objects.create(
        name="みほん亭（架空）",
        sort="engawa",
        district=zengyo,
        created_at=made,
        updated_at=made,
        **seen,
    )


@pytest.fixture
def its_account(place: Site, desk: Agency, now: datetime) -> Staff:
    staff = Staff.objects.create_user("tei", name="亭野 ひとり", role=Role.SITE, agency=desk)
    Desk.objects.create(site=place, staff=staff, since=now)
    return staff


def told() -> list[tuple[str, Staff, str, int]]:
    rows = Reminder.objects.filter(kind=ReminderKind.REPORT_LATE).order_by("pk")
    return [(one.about, one.recipient, one.page, one.stage) for one in rows]


def test_first_the_place_then_the_csw_each_once(
    place: Site, its_account: Staff, receiver_worker: Staff
) -> None:
    own = (place.name, its_account, "/engawa/desk/reports/2026-10/", 1)
    theirs = (place.name, receiver_worker, f"/engawa/{place.pk}/reports/2026-10/", 2)
    for at, expected in (
        (FIFTH, []),
        (SIXTH, [own]),
        (TENTH, [own]),
        (ELEVENTH, [own, theirs]),
        (ELEVENTH + timedelta(days=3), [own, theirs]),
    ):
        reminding.raise_due(at=at)
        assert told() == expected


def test_a_sent_report_and_a_place_that_never_reports_are_not_asked_after(
    place: Site, its_account: Staff, receiver_worker: Staff, bench: Site
) -> None:
    whole = Told(open_days=1, child=0, adult=0, older=1)
    said = {"by": its_account, "at": SIXTH, "seen": 0, "told": whole}
    reports.write(place, date(2026, 10, 1), send=True, **said)  # type: ignore[arg-type]  # each fits
    reminding.raise_due(at=ELEVENTH)
    assert told() == []
    Staff.objects.filter(pk=its_account.pk).update(is_active=False)
    reminding.raise_due(at=ELEVENTH + timedelta(days=30))
    assert [one[1] for one in told()] == [receiver_worker]


def test_a_place_nobody_looked_in_on(
    place: Site, unknown: Site, coordinator: Staff, receiver_worker: Staff
) -> None:
    for at in (SIXTH, SIXTH + timedelta(days=1), SIXTH + timedelta(days=200)):
        reminding.raise_due(at=at)
    rows = Reminder.objects.filter(kind=ReminderKind.SITE_STALE).order_by("pk")
    assert [(one.about, one.recipient) for one in rows] == [
        (unknown.name, coordinator),
        (place.name, receiver_worker),
    ]

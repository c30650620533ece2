"""開いている日: the week, third Saturdays, holidays, and the last word about a single day."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from django.db import DatabaseError, transaction

from districts.models import Staff
from engawa.models import OpeningException, Site
from engawa.sheets import days

pytestmark = pytest.mark.django_db


def _days(site: Site, first: date, last: date) -> list[days.Day]:
    found = days.loaded(Site.objects.all(), first, last).get(pk=site.pk)
    return list(days.of(found, first, last))


def _open(site: Site, first: date, last: date) -> list[int]:
    return [one.day.day for one in _days(site, first, last) if one.open]


def test_a_month_has_its_mondays_wednesdays_and_one_saturday(bench: Site) -> None:
    """November 2026: the 3rd is a holiday on a Tuesday, the 23rd on a Monday."""
    found = _open(bench, date(2026, 11, 1), date(2026, 11, 30))
    assert found == [2, 4, 9, 11, 16, 18, 21, 25, 30]
    [closed] = _days(bench, date(2026, 11, 23), date(2026, 11, 23))
    assert (closed.open, closed.because) == (False, "勤労感謝の日")
    Site.objects.update(closed_on_holidays=False)
    assert 23 in _open(bench, date(2026, 11, 1), date(2026, 11, 30))


def test_the_last_word_about_a_day_counts(bench: Site, owner_worker: Staff, now: datetime) -> None:
    day = date(2026, 11, 25)
    said = {"site": bench, "day": day, "said_by": owner_worker, "said_at": now}
    OpeningException.objects.create(open=False, because="もちつきの準備", **said)
    [closed] = _days(bench, day, day)
    assert (closed.open, closed.because) == (False, "もちつきの準備")
    OpeningException.objects.create(open=True, starts=time(13), **said)
    [opened] = _days(bench, day, day)
    assert [(one.starts, one.ends, one.changed) for one in opened.hours] == [(time(13), None, True)]
    with pytest.raises(DatabaseError), transaction.atomic():
        OpeningException.objects.update(open=False)


def test_of_a_place_known_by_name_only_no_day_is_said(unknown: Site) -> None:
    found = days.loaded(Site.objects.all(), date(2026, 11, 1), date(2027, 1, 2))
    assert days.next_open(found.get(pk=unknown.pk), date(2026, 11, 1)) is None


def test_the_next_open_day_and_the_days_a_week(bench: Site) -> None:
    today = date(2026, 11, 19)
    found = days.loaded(Site.objects.all(), today, date(2027, 1, 20)).get(pk=bench.pk)
    found_day = days.next_open(found, today)
    assert found_day is not None
    assert (found_day.day, days.a_week(found)) == (date(2026, 11, 21), 2)

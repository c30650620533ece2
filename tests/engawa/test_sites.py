"""場: put on the list, put right by two without losing a word, its days said, its end only when nobody is there."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from districts.models import District, Staff
from engawa.actions import sites
from engawa.actions.sites import Line, Place
from engawa.models import Condition, OpeningException, Site, SiteVersion
from engawa.sheets import conditions, days
from engawa.sheets import sites as sheets
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed

pytestmark = pytest.mark.django_db


def test_who_keeps_the_list_puts_a_place_on_it(
    receiver_worker: Staff, owner_worker: Staff, zengyo: District, now: datetime
) -> None:
    told = Place(name="ささえ処（架空）", kind="core", district=zengyo, features=["meal"])
    site = sites.add(told, by=receiver_worker, at=now, fictional=True)
    assert (site.confirmed_by, site.features, site.version) == (receiver_worker, ["meal"], 1)
    with pytest.raises(NotAllowed, match="CSW"):
        sites.add(Place(name="別の場"), by=owner_worker, at=now)
    with pytest.raises(ValidationError, match="もうあります"):
        sites.add(told, by=receiver_worker, at=now)


def test_two_who_put_it_right_lose_no_word(
    bench: Site, receiver_worker: Staff, now: datetime
) -> None:
    first = Place(name=bench.name, tel="0466-00-0001")
    sites.change(bench, by=receiver_worker, at=now, seen=1, told=first)
    with pytest.raises(IllegalStep, match="先に直しました"):
        sites.change(bench, by=receiver_worker, at=now, seen=1, told=Place(name=bench.name))
    bench.refresh_from_db()
    assert (bench.tel, SiteVersion.objects.filter(pgh_obj=bench).count()) == ("0466-00-0001", 2)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "空|名前"),
        ({"sort": "farm", "kind": "basic"}, "地域の縁側だけ"),
        ({"latitude": 1, "longitude": 1}, "藤沢のあたり"),
        ({"company_from": 9, "company_to": 3}, "少ないほうから"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    receiver_worker: Staff, now: datetime, wrong: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValidationError, match=words):
        sites.add(Place(**({"name": "場"} | wrong)), by=receiver_worker, at=now)
    assert not Site.objects.exists()


def test_the_week_is_replaced_whole_and_a_day_is_said(
    bench: Site, receiver_worker: Staff, now: datetime
) -> None:
    lines = [Line(weekday=4, starts=time(9), ends=time(13)), Line(weekday=5, weeks=[1, 3])]
    sites.set_week(bench, by=receiver_worker, at=now, lines=lines)
    day = (now + timedelta(days=3)).date()
    sites.say_of(bench, day, by=receiver_worker, at=now, opens=False, because="もちつき")
    found: Any = days.loaded(Site.objects.all(), day, day).get(pk=bench.pk)
    assert [(one.weekday, one.weeks) for one in found.week] == [(4, []), (5, [1, 3])]
    assert [one.because for one in days.of(found, day, day)] == ["もちつき"]
    with pytest.raises(ValidationError, match="今日より後"):
        sites.say_of(bench, date(2026, 1, 1), by=receiver_worker, at=now, opens=True)
    with pytest.raises(ValidationError, match="休みの日"):
        sites.say_of(bench, day, by=receiver_worker, at=now, opens=False, starts=time(9))
    assert OpeningException.objects.count() == 1


def test_a_condition_is_seen_and_seen_again(
    bench: Site, receiver_worker: Staff, now: datetime
) -> None:
    weekly = Condition.objects.create(
        code="weekly", label="週に1回以上", kinds=["basic"], position=1
    )
    only_core = Condition.objects.create(code="c", label="基幹だけ", kinds=["core"], position=2)
    for met in (False, True):
        sites.check(bench, weekly, by=receiver_worker, at=now, met=met)
    with pytest.raises(ValidationError, match="この種類の縁側にない"):
        sites.check(bench, only_core, by=receiver_worker, at=now, met=True)
    loaded = sheets.loaded(Site.objects.all(), now.date()).get(pk=bench.pk)
    [one] = conditions.of(loaded).checked
    assert (one.label, one.met, one.by) == ("週に1回以上", True, receiver_worker.name)
    with pytest.raises(DatabaseError), transaction.atomic():
        bench.checks.update(met=False)


def test_a_place_that_has_ended_is_left_as_it_was(
    bench: Site, receiver_worker: Staff, now: datetime
) -> None:
    with pytest.raises(ValidationError, match="終わったわけ"):
        sites.end(bench, by=receiver_worker, at=now, because="")
    sites.end(bench, by=receiver_worker, at=now, because="家主の都合")
    with pytest.raises(IllegalStep, match="終わっています"):
        sites.confirm(bench, by=receiver_worker, at=now)
    with pytest.raises(DatabaseError), transaction.atomic():
        bench.delete()

"""見学: no name goes along but on the person's word, whoever asks and whoever takes it back (R6, R7)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, transaction

from cases.actions import cases, consents
from cases.actions.consents import Told
from cases.models import Case, Event, FollowUp, Reminder
from districts.models import Agency, Staff
from engawa.actions import place_words, staying, visits
from engawa.actions.visits import Wanted
from engawa.models import CheckIn, Participation, Site, VisitAsked
from engawa.sheets import visits as sheets
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from fujisawa_care.foundation.workdays import next_working_day
from tests.cast import Begin
from tests.engawa.ways import begun

pytestmark = pytest.mark.django_db
NAME = "例田 花子"


@pytest.fixture
def way(known_case: Case, bench: Site, owner_worker: Staff, now: datetime) -> Participation:
    return begun(known_case, bench, by=owner_worker, at=now)


def _asked(way: Participation, site: Site, by: Staff, at: datetime, **more: object) -> VisitAsked:
    wanted = Wanted(on=at.date(), **more)  # type: ignore[arg-type]
    return visits.ask(way, site, by=by, at=at, wanted=wanted)


def _seen(site: Site, day: date) -> list[tuple[str, str]]:
    return [(one.name, one.words) for one in sheets.of_us(site, today=day)]


def test_a_place_reads_no_name_and_words_that_tell_are_refused(
    way: Participation, bench: Site, bench_account: Staff, owner_worker: Staff, now: datetime
) -> None:
    for tells in ("花子さんです", "れいだ　はなこ", "電話は0466-00-0142", way.case.number):
        with pytest.raises(ValidationError, match="だれのことか"):
            _asked(way, bench, owner_worker, now, words=tells)
    with pytest.raises(IllegalStep, match="本人がまだ言っていません"):
        _asked(way, bench, owner_worker, now, named=True)
    _asked(way, bench, owner_worker, now, words="将棋がすきな方です")
    assert _seen(bench, now.date()) == [("", "将棋がすきな方です")]
    assert Reminder.objects.get(recipient=bench_account).subject == bench.name
    with pytest.raises(ValidationError, match="もう見学をたのんでいます"):
        _asked(way, bench, owner_worker, now)


def test_the_database_refuses_a_name_that_nobody_agreed_to(
    way: Participation, bench: Site, owner_worker: Staff, now: datetime
) -> None:
    visit = _asked(way, bench, owner_worker, now)
    with pytest.raises(DatabaseError, match="名前は伝わりません"), transaction.atomic():
        VisitAsked.objects.filter(pk=visit.pk).update(name=NAME)


def test_a_yes_to_this_place_lets_the_name_go_and_a_no_takes_it_out(
    way: Participation, bench: Site, unknown: Site, owner_worker: Staff, now: datetime
) -> None:
    said = {"by": owner_worker, "at": now, "method": "verbal"}
    place_words.hear(way, bench, event="given", **said)  # type: ignore[arg-type]
    _asked(way, bench, owner_worker, now, named=True)
    assert _seen(bench, now.date())[0][0] == NAME
    with pytest.raises(IllegalStep, match="本人がまだ言っていません"):
        _asked(way, unknown, owner_worker, now, named=True)
    place_words.hear(way, bench, event="withdrawn", **said)  # type: ignore[arg-type]
    assert _seen(bench, now.date())[0][0] == ""


@pytest.mark.parametrize("no", ["refused", "withdrawn"])
def test_a_no_to_all_sharing_reaches_the_place_too(
    no: str, way: Participation, bench: Site, owner_worker: Staff, now: datetime
) -> None:
    yes = Told(event="given", method="verbal")
    consents.record(way.case, by=owner_worker, at=now, told=yes)
    place_words.hear(way, bench, by=owner_worker, at=now, event="given", method="written")
    _asked(way, bench, owner_worker, now, named=True)
    later = now + timedelta(hours=1)
    consents.record(way.case, by=owner_worker, at=later, told=Told(event=no))
    assert _seen(bench, now.date())[0][0] == ""


def test_a_consent_reaches_a_place_only_where_it_names_its_agency(
    way: Participation,
    bench: Site,
    desk: Agency,
    ikiiki: Agency,
    owner_worker: Staff,
    now: datetime,
) -> None:
    Site.objects.filter(pk=bench.pk).update(agency=ikiiki)
    bench.refresh_from_db()
    for agencies, items in (((), ()), ((desk,), ()), ((ikiiki,), ("story",))):
        told = Told(event="given", method="verbal", agencies=agencies, items=items)
        consents.record(way.case, by=owner_worker, at=now, told=told)
        with pytest.raises(IllegalStep):
            _asked(way, bench, owner_worker, now, named=True)
    named = Told(event="given", method="verbal", agencies=(ikiiki,), items=("name", "story"))
    consents.record(way.case, by=owner_worker, at=now, told=named)
    assert _asked(way, bench, owner_worker, now, named=True).name == NAME


def test_under_protection_no_name_and_no_house(
    way: Participation, bench: Site, owner_worker: Staff, begin: Begin, now: datetime
) -> None:
    place_words.hear(way, bench, by=owner_worker, at=now, event="given", method="verbal")
    _asked(way, bench, owner_worker, now, named=True)
    begin(way.case)
    [one] = sheets.of_us(bench, today=now.date())
    assert (one.name, one.asker, one.tel) == ("", sheets.THE_CITY, "")
    visits.withdraw(VisitAsked.objects.get(), by=owner_worker, at=now)
    with pytest.raises(IllegalStep, match="支援措置"):
        _asked(way, bench, owner_worker, now, named=True)


def test_the_place_answers_for_itself_and_for_no_other(
    way: Participation, bench: Site, unknown: Site, bench_account: Staff, owner_worker: Staff,
    outsider: Staff, now: datetime,
) -> None:  # fmt: skip
    own, other = _asked(way, bench, owner_worker, now), _asked(way, unknown, owner_worker, now)
    for by, visit in ((bench_account, other), (outsider, own)):
        with pytest.raises(NotAllowed):
            visits.answer(visit, by=by, at=now, welcome=True)
    visits.answer(own, by=bench_account, at=now, welcome=True, words="お待ちしています")
    visits.answer(other, by=owner_worker, at=now, welcome=False, words="人手がない")
    way.refresh_from_db()
    assert (way.state, way.site) == ("visiting", bench)
    assert Reminder.objects.filter(recipient=owner_worker, kind="visit_answered").count() == 1
    with pytest.raises(IllegalStep, match="もう返事"):
        visits.answer(own, by=bench_account, at=now, welcome=False)


def test_both_are_asked_again_in_the_rhythm_and_no_longer_than_that_step(
    way: Participation, bench: Site, owner_worker: Staff, now: datetime
) -> None:
    call_command("load_places", verbosity=0)
    call_command("load_sites", verbosity=0)
    visit = _asked(way, bench, owner_worker, now)
    with pytest.raises(IllegalStep, match="見学に行ったこと"):
        staying.try_out(way, bench, by=owner_worker, at=now)
    visits.answer(visit, by=owner_worker, at=now, welcome=True)
    visits.went(visit, by=owner_worker, at=now, words="笑っていた")

    def open_ones() -> list[tuple[str, date]]:
        rows = CheckIn.objects.filter(follow_up__state="open").order_by("follow_up__due_on", "pk")
        return [(one.whom, one.follow_up.due_on) for one in rows]

    day = next_working_day(now.date() + timedelta(days=1))
    assert open_ones() == [("person", day), ("host", day)]
    staying.try_out(way, bench, by=owner_worker, at=now)
    days = [next_working_day(now.date() + timedelta(days=n)) for n in (14, 14, 30, 30)]
    assert [day for _, day in open_ones()] == days
    staying.settle(way, by=owner_worker, at=now)
    assert len(open_ones()) == 4
    staying.seek(way, by=owner_worker, at=now, because="曜日が合わなくなった")
    way.refresh_from_db()
    assert (open_ones(), way.state, way.site) == ([], "seeking", None)
    assert FollowUp.objects.open().filter(case=way.case).exists()
    assert Event.objects.filter(case=way.case, kind="participation").count() == 7


def test_with_the_case_the_asking_ends_and_the_place_is_told(
    way: Participation, bench: Site, bench_account: Staff, owner_worker: Staff, now: datetime
) -> None:
    _asked(way, bench, owner_worker, now)
    cases.close(way.case, by=owner_worker, at=now, outcome="moved", reason="転居した")
    assert VisitAsked.objects.get().state == "withdrawn"
    told = Reminder.objects.filter(recipient=bench_account).values_list("kind", flat=True)
    assert sorted(told) == ["visit_asked", "visit_off"]
    assert _seen(bench, now.date()) == []


def test_a_visit_missed_or_taken_back_leaves_the_search_open(
    way: Participation, bench: Site, owner_worker: Staff, now: datetime
) -> None:
    visit = _asked(way, bench, owner_worker, now)
    visits.answer(visit, by=owner_worker, at=now, welcome=True, on=now.date() + timedelta(days=2))
    with pytest.raises(IllegalStep, match="まだ来ていません"):
        visits.went(visit, by=owner_worker, at=now)
    visits.missed(visit, by=owner_worker, at=now + timedelta(days=2), words="朝おきられなかった")
    way.refresh_from_db()
    assert way.state == "seeking"

"""参加支援: begun once, put right by two without losing a word, and over with its case (R12)."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from cases.actions import cases
from cases.models import Case, Event
from districts.models import Staff
from engawa.actions import participations, tray
from engawa.actions.participations import Wishes
from engawa.models import Candidate, Interest, Participation, Site
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from tests.engawa.ways import begun

pytestmark = pytest.mark.django_db


def test_a_case_has_one_at_a_time_and_only_who_writes_begins_it(
    case: Case, owner_worker: Staff, outsider: Staff, now: datetime
) -> None:
    with pytest.raises(NotAllowed):
        begun(case, by=outsider, at=now)
    way = begun(case, by=owner_worker, at=now)
    with pytest.raises(ValidationError, match="もう始まっています"):
        begun(case, by=owner_worker, at=now)
    assert [*Participation.objects.visible_to(outsider)] == []
    assert [*Participation.objects.visible_to(owner_worker)] == [way]
    assert [one.state for one in way.steps.all()] == ["seeking"]
    assert Event.objects.get(kind="participation").data == {"what": "始めた"}


def test_two_who_put_wishes_right_lose_no_word(
    case: Case, owner_worker: Staff, now: datetime
) -> None:
    way = begun(case, by=owner_worker, at=now)
    shogi = Interest.objects.create(code="shogi", label="将棋", position=1)
    said = Wishes(own_words="将棋がさしたい", interests=[shogi])
    participations.change(way, by=owner_worker, at=now, seen=1, wishes=said)
    with pytest.raises(IllegalStep, match="先に直しました"):
        participations.change(way, by=owner_worker, at=now, seen=1, wishes=Wishes())
    way.refresh_from_db()
    assert (way.version, [*way.interests.all()]) == (2, [shogi])
    participations.change(
        way, by=owner_worker, at=now, seen=2, wishes=Wishes(days=[1, 0], interests=[])
    )
    way.refresh_from_db()
    assert (way.version, way.days, way.own_words) == (3, [0, 1], "")


def test_a_place_lies_on_the_tray_once_and_what_spoke_for_it_stays(
    case: Case, bench: Site, owner_worker: Staff, now: datetime
) -> None:
    way = begun(case, bench, bench, by=owner_worker, at=now)
    tray.take_out(way, bench, by=owner_worker, at=now)
    tray.put(way, bench, by=owner_worker, at=now)
    assert Candidate.objects.filter(taken_out_at__isnull=True).count() == 1
    assert Candidate.objects.count() == 2


def test_the_end_needs_a_reason_and_comes_once(
    case: Case, bench: Site, owner_worker: Staff, now: datetime
) -> None:
    way = begun(case, by=owner_worker, at=now)
    with pytest.raises(ValidationError, match="終えるわけ"):
        participations.end(way, by=owner_worker, at=now, because="")
    participations.end(way, by=owner_worker, at=now, because="ひとりで通えるようになった")
    for again in (
        lambda: participations.end(way, by=owner_worker, at=now, because="もう一度"),
        lambda: tray.put(way, bench, by=owner_worker, at=now),
    ):
        with pytest.raises(IllegalStep, match="終わっています"):
            again()
    assert begun(case, by=owner_worker, at=now) != way


def test_it_is_over_with_its_case(case: Case, owner_worker: Staff, now: datetime) -> None:
    way = begun(case, by=owner_worker, at=now)
    cases.close(case, by=owner_worker, at=now, outcome="linked", reason="通えるようになった")
    way.refresh_from_db()
    assert (way.state, way.ended_because) == ("ended", participations.CASE_OVER)
    with pytest.raises(IllegalStep, match="終わっています"):
        begun(case, by=owner_worker, at=now)


def test_the_database_lets_no_way_go_on_in_a_closed_case(
    case: Case, owner_worker: Staff, now: datetime
) -> None:
    cases.close(case, by=owner_worker, at=now, outcome="linked", reason="通えるようになった")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="続いている参加支援"), transaction.atomic():
        Participation.objects.create(case=case, begun_by=owner_worker, begun_at=now, updated_at=now)

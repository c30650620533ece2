"""支援措置と今日の動き: where to meet and what to do stay covered on every way to the day (R7)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases.actions import calendar_keys, follow_ups, openings, protections, safety_notes
from cases.actions.follow_ups import Next
from cases.actions.people import Known
from cases.actions.protections import Shield
from cases.models import Case, FollowUp
from cases.sheets import shields
from districts.models import Staff
from tests.cast import Receive

pytestmark = pytest.mark.django_db
SECRETS = ("架空台1-2", "0142", "小学校の前", "第三公園", "裏の離れ")


@pytest.fixture
def kept(receive: Receive, owner_worker: Staff, now: datetime) -> Case:
    """Everything of the day's that may tell where somebody is."""
    case = receive(
        person=Known(name="例田 花子", phones=("0466-00-0142",), address="架空台1-2"),
        at=now - timedelta(days=40),
    )
    then = Next(
        what="小学校の前で会う",
        due_on=timezone.localdate(),
        due_time=time(9),
        kind="visit",
        place="第三公園",
    )
    follow_ups.plan(case, by=owner_worker, at=now, then=then)
    safety_notes.write(case, by=owner_worker, at=now, kind="other", words="裏の離れに声をかける")
    safety_notes.write(case, by=owner_worker, at=now, kind="two_people")
    shield = Shield(starts_on=timezone.localdate(now), other_parties=("例田 太郎",))
    protections.begin(case, by=owner_worker, at=now, shield=shield)
    return case


@pytest.fixture
def visit(kept: Case) -> FollowUp:
    return FollowUp.objects.get(case=kept, kind="visit")


def test_no_way_to_the_day_tells_where(
    owner: Client, owner_worker: Staff, kept: Case, visit: FollowUp, now: datetime
) -> None:
    secret = calendar_keys.make(owner_worker, at=now).secret
    ways = [
        *("/today/", "/today/week/", "/today/month/", "/today/late/", "/today/quiet/"),
        *("/today/pick/", f"/cases/{kept.number}/visits/", f"/cases/{kept.number}/"),
        *(f"/follow-ups/{visit.pk}/{verb}/" for verb in ("done", "move", "pass")),
        *(f"/follow-ups/{visit.pk}/done/?result={one}" for one in ("absent", "met")),
        f"/calendar/{secret}.ics",
        f"/api/v1/cases/{kept.number}/safety-notes/",
        "/api/v1/follow-ups/",
    ]
    for way in ways:
        answer = owner.get(way)
        told = answer.content.decode()
        assert answer.status_code == 200, way
        assert [one for one in SECRETS if one in told] == [], way
    assert "2人で訪問" in owner.get("/today/").content.decode()
    assert "善行" not in owner.get(f"/calendar/{secret}.ics").content.decode()


def test_a_cover_is_never_written_down(owner: Client, kept: Case, visit: FollowUp) -> None:
    day = timezone.localdate() + timedelta(days=7)
    owner.post(f"/follow-ups/{visit.pk}/move/", {"due_on": f"{day}", "why": "天気"})
    visit.refresh_from_db()
    assert (visit.due_on, visit.place) == (day, "第三公園")
    form = owner.get(f"/follow-ups/{visit.pk}/done/?result=absent").content.decode()
    assert f'value="{shields.HIDDEN}"' not in form


def test_opened_with_a_reason_the_form_proposes_the_same_again(
    owner: Client, owner_worker: Staff, kept: Case, visit: FollowUp, now: datetime
) -> None:
    openings.begin(kept, by=owner_worker, at=now, reason="訪問", lasts=timedelta(minutes=30))
    form = owner.get(f"/follow-ups/{visit.pk}/done/?result=absent").content.decode()
    assert ('value="小学校の前で会う"' in form, 'value="第三公園"' in form) == (True, True)

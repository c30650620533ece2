"""地区の会議: a CSW prepares what sits above the case in their own district, and no table of cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from districts.models import District, Staff
from fujisawa_care.foundation.problems import NotAllowed
from meetings import dues
from meetings.actions import agenda, meetings, members, notes, series, turnout
from meetings.actions.meetings import Sitting
from meetings.actions.members import Called
from meetings.actions.series import Repeated
from meetings.models import Meeting, MeetingBody, Reason
from tests.screens import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(council_body: MeetingBody, zengyo: District) -> MeetingBody:
    council_body.district = zengyo
    council_body.save(update_fields=["district"])
    return council_body


@pytest.fixture
def elsewhere(db: None) -> MeetingBody:
    other = District.objects.exclude(code="07").first() or District.objects.create(
        code="12", name="鵠沼", kana="くげぬま", tile_row=5, tile_column=2
    )
    return MeetingBody.objects.create(
        code="small_area_12", name="小地域ケア会議", kind="small_area", position=4, district=other
    )


@pytest.fixture
def said(now: datetime) -> dict[str, Any]:
    begins = now + timedelta(days=14)
    return {"plan": Sitting(starts_at=begins, ends_at=begins + timedelta(hours=2), place="会館")}


def test_from_the_call_to_the_minutes(
    table: MeetingBody, receiver_worker: Staff, outsider: Staff, said: dict[str, Any],
    hold: Callable[[Meeting], Meeting], now: datetime,
) -> None:  # fmt: skip
    told: dict[str, Any] = {"by": receiver_worker, "at": now}
    meeting = meetings.call(table, **told, **said)
    members.add(meeting, **told, who=Called(staff=outsider))
    topic = agenda.table(
        meeting, None, **told, reason=Reason.NONE, title="買い物", question="だれが運ぶか"
    )
    meetings.invite(meeting, **told)
    assert dues.secretaries(meeting) == (receiver_worker,)
    hold(meeting)
    notes.write(meeting, **told, base="", text="午前に運ぶ")
    with pytest.raises(NotAllowed):
        agenda.remove(topic, by=outsider, at=now, because="まちがい")
    turnout.count(
        Meeting.objects.get(pk=meeting.pk), by=receiver_worker, at=meeting.starts_at,
        people={"g:市民": 3}, seen={},
    )  # fmt: skip
    agenda.remove(topic, **told, because="時間がたりないため")
    assert meetings.settle(meeting, **told).state == "settled"


def test_not_of_cases_nor_of_another_district_nor_for_others(
    table: MeetingBody, elsewhere: MeetingBody, juso_body: MeetingBody, shien_body: MeetingBody,
    juso: Meeting, receiver_worker: Staff, joiner_worker: Staff, said: dict[str, Any],
    now: datetime, zengyo: District,
) -> None:  # fmt: skip
    MeetingBody.objects.filter(pk=shien_body.pk).update(district=zengyo)
    shien_body.refresh_from_db()
    for body in (elsewhere, juso_body, shien_body):
        with pytest.raises(NotAllowed, match="会議の用意をするのは"):
            meetings.call(body, by=receiver_worker, at=now, **said)
    with pytest.raises(NotAllowed):
        meetings.call(table, by=joiner_worker, at=now, **said)
    with pytest.raises(NotAllowed):
        meetings.cancel(juso, by=receiver_worker, at=now, because="わけ")
    receiver_worker.postings.update(ends_on="2026-05-01")
    moved = Staff.objects.get(pk=receiver_worker.pk)
    with pytest.raises(NotAllowed):
        meetings.call(table, by=moved, at=now, **said)


def test_the_rhythm_is_kept_by_whoever_called_it(
    table: MeetingBody, receiver_worker: Staff, now: datetime
) -> None:
    opens = now.replace(hour=14, minute=0).time()
    plan = Repeated(
        rhythm="weekly", weekday=2, starts_at=opens, ends_at=now.replace(hour=15).time(),
        since=now.date(), place="会館",
    )  # fmt: skip
    began = series.begin(table, by=receiver_worker, at=now, plan=plan)
    series.make_ahead(at=now + timedelta(days=30))
    assert {one.called_by for one in began.meetings.all()} == {receiver_worker}


def test_the_pages_offer_one_s_own_tables_and_no_other(
    table: MeetingBody, elsewhere: MeetingBody, juso: Meeting, receiver_worker: Staff,
    stranger: Client, sign_in: SignIn,
) -> None:  # fmt: skip
    csw = sign_in(receiver_worker)
    listing = csw.get("/meetings/").content.decode()
    assert ('href="/meetings/new/"' in listing, "重層①の候補" in listing) == (True, False)
    page = csw.get("/meetings/new/").content.decode()
    offered = [f'value="{one.pk}"' in page for one in (table, elsewhere, juso.body)]
    assert offered == [True, False, False]
    told = {"on": "R20.4.5", "begins": "14:00", "ends": "15:00", "place": "会館"}
    wrong = csw.post("/meetings/new/", told | {"body": str(elsewhere.pk), "once": str(uuid4())})
    assert wrong.status_code == 422
    made = csw.post("/meetings/new/", told | {"body": str(table.pk), "once": str(uuid4())})
    meeting = Meeting.objects.get(body=table)
    assert (made.status_code, made["Location"]) == (302, f"/meetings/{meeting.pk}/")
    own = csw.get(f"/meetings/{meeting.pk}/").content.decode()
    assert ("出席者を加える" in own, "取りやめる" in own) == (True, True)
    assert "出席者を加える" not in stranger.get(f"/meetings/{meeting.pk}/").content.decode()
    assert stranger.get("/meetings/new/").status_code == 403

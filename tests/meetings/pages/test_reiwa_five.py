"""令和5年度: nine months of sittings entered through the screens, and the figures the city published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case
from districts.models import Staff
from fujisawa_care.foundation.workdays import TOKYO
from meetings.models import AgendaItem, Meeting, MeetingBody, Member
from tests.cast import Receive

if TYPE_CHECKING:
    from time_machine import TimeMachineFixture

pytestmark = pytest.mark.django_db
# six of 重層的支援会議, all ②; nine of 支援会議: the day of each and its reason
JUSO = [(month, 12, "juso2") for month in (4, 5, 6, 9, 10, 12)]
SHIEN = [(month, 20, "shien2" if month in (6, 10) else "shien1") for month in range(4, 13)]
PAGE = "/meetings/counts/?year=2023&until=R5.12.31"


class Desk:
    """The secretary at the screens: every step is a form that was sent and answered with its page."""

    def __init__(self, staff: Staff, clock: TimeMachineFixture) -> None:
        self.staff, self.clock = staff, clock
        self.client = Client()

    def goes_to(self, at: datetime) -> None:
        self.clock.move_to(at)
        self.client.force_login(self.staff)

    def sends(self, where: str, *keys: int | str, **said: Any) -> None:
        told = {"once": str(uuid4())} | said
        answer = self.client.post(reverse(where, args=keys), told)
        assert answer.status_code in (302, 303), answer.content.decode()

    def calls(self, body: MeetingBody, day: datetime) -> Meeting:
        hours = {"begins": "14:00", "ends": "15:30"}
        self.sends(
            "meeting-new", body=body.pk, on=f"{day:%Y-%m-%d}", place="会議室（架空）", **hours
        )
        meeting = Meeting.objects.latest("pk")
        self.sends("meeting-member-add", meeting.pk, name="民生委員（架空）")
        self.sends("meeting-invite", meeting.pk)
        return meeting

    def brings(self, case: Case, meeting: Meeting, reason: str) -> AgendaItem:
        said = {"meeting": meeting.pk, "reason": reason, "question": "どう関わるか"}
        self.sends("case-table", case.number, **said)
        return AgendaItem.objects.latest("pk")

    def holds(self, meeting: Meeting, item: AgendaItem) -> None:
        member = Member.objects.get(meeting=meeting)
        self.sends("meeting-begin", meeting.pk)
        self.sends("meeting-member-swear", meeting.pk, member.pk)
        self.sends("meeting-item-open", meeting.pk, item.pk)
        said = {"decision": "go", "wording": "この方針で関わる。", "roles-count": "0"}
        self.sends("meeting-item", meeting.pk, item.pk, do="decide", memo="", base="", **said)
        self.sends("meeting-settle", meeting.pk)


@pytest.fixture
def cases(receive: Receive) -> Callable[..., Case]:
    def case(at: datetime, *, agreed: bool) -> Case:
        more = {"consent": "given", "consent_method": "written"} if agreed else {}
        return receive(at=at, **more)

    return case


def test_nine_months_give_six_and_nine(
    cases: Callable[..., Case],
    juso_body: MeetingBody,
    shien_body: MeetingBody,
    manager: Staff,
    time_machine: TimeMachineFixture,
) -> None:
    desk = Desk(manager, time_machine)
    days = [(juso_body, *one) for one in JUSO] + [(shien_body, *one) for one in SHIEN]
    for body, month, number, reason in sorted(days, key=lambda one: one[1:3]):
        day = datetime(2023, month, number, 14, 5, tzinfo=TOKYO)
        desk.goes_to(day - timedelta(days=7))
        case = cases(day - timedelta(days=8), agreed=body == juso_body)
        meeting = desk.calls(body, day)
        item = desk.brings(case, meeting, reason)
        desk.goes_to(day)
        desk.holds(meeting, item)
    desk.goes_to(datetime(2024, 1, 5, 9, tzinfo=TOKYO))
    page = desk.client.get(PAGE).content.decode()
    for kind, sittings in (("juso", 6), ("shien", 9)):
        card = page[page.index(f'id="h-{kind}"') :].partition("</section>")[0]
        assert f'開いた回数 <b class="num">{sittings}</b>回' in card
    counted = desk.client.get(
        "/api/v1/meetings/counts/", {"year": "2023", "until": "2023-12-31"}
    ).json()["results"]
    assert {one["code"]: one["value"] for one in counted} == {
        "juso_sittings": 6,
        "juso_items": 6,
        "juso_juso1": 0,
        "juso_juso2": 6,
        "juso_none": 0,
        "shien_sittings": 9,
        "shien_items": 9,
        "shien_shien1": 7,
        "shien_shien2": 2,
        "shien_none": 0,
    }

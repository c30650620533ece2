"""A very small city for trying operations in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone
from schemathesis import Case as Call
from schemathesis.core.parameters import ParameterLocation

from cases.actions import attachments, calendar_keys, consultations, records, safety_notes
from cases.actions.consultations import Intake
from cases.actions.people import Known
from cases.actions.referrals import HandOver
from cases.dues import Terms
from cases.models import Consultation, FollowUp, HouseholdMember, Outcome, Referral, Reminder
from districts.actions import tokens
from districts.models import Agency, AgencyType, District, Role, Staff, Topic

ONCE = "Idempotency-Key"


@dataclass(frozen=True)
class World:
    token: str
    number: str
    keys: dict[str, int]

    def fill(self, call: Call[Any]) -> None:
        """Real keys in place of invented ones, unless the wrong one is the point."""
        if call.meta is None:
            return
        if not call.meta.is_negative_at(ParameterLocation.HEADER) and ONCE in call.headers:
            call.headers[ONCE] = uuid4().hex  # one that was used, or none, is refused unread
        if call.meta.is_negative_at(ParameterLocation.PATH):
            return
        for name in call.path_parameters:
            real: Any = self.number if name == "number" else self._key(call.path)
            if real is not None:
                call.path_parameters[name] = real

    def _key(self, address: str) -> Any:
        if "/districts/" in address:
            return "07"
        return next((key for kind, key in self.keys.items() if f"/{kind}/" in address), None)


def built() -> World:
    now = timezone.now() - timedelta(minutes=5)
    desk = Agency.objects.create(name="窓口（架空）", type=AgencyType.COUNTER, citywide=True)
    council = Agency.objects.create(name="社協（架空）", type=AgencyType.COUNCIL, citywide=True)
    clerk = Staff.objects.create_user("clerk", name="窓口田", role=Role.COUNTER, agency=desk)
    other = Staff.objects.create_user("other", name="ふみ出", role=Role.CSW, agency=council)
    _hand_over(by=other, to=desk, at=now)
    heard = _hand_over(by=clerk, to=council, at=now)
    case = heard.case
    record = records.write(
        case, by=clerk, at=now, happened_at=now, method="phone", text="電話で話した"
    )
    paper = attachments.add(case, by=clerk, at=now, name="同意書.txt", content="同意".encode())
    return World(
        token=tokens.issue(clerk, lasts=timedelta(hours=1), at=timezone.now()).token,
        number=case.number,
        keys={
            "agencies": desk.pk,
            "attachments": paper.pk,
            "people": case.person_id or 0,
            "consultations": heard.pk,
            "records": record.pk,
            "follow-ups": FollowUp.objects.get(case=case).pk,
            "referrals": Referral.objects.get(to_agency=desk).pk,
            "calendar-keys": calendar_keys.make(clerk, at=now).key.pk,
            "safety-notes": safety_notes.write(case, by=clerk, at=now, kind="dog").pk,
            "reminders": Reminder.objects.get(recipient=clerk).pk,
            "members": HouseholdMember.objects.get(household=case.household_id).pk,
        },
    )


def _hand_over(*, by: Staff, to: Agency, at: datetime) -> Consultation:
    zengyo, _ = District.objects.get_or_create(
        code="07", name="善行", kana="ぜんぎょう", tile_row=4, tile_column=2
    )
    topic, _ = Topic.objects.get_or_create(code="hikikomori", label="ひきこもり", position=1)
    intake = Intake(
        channel="counter",
        story="家から出ていない",
        person=Known(name="例田 一郎", kana="れいだ いちろう", birth_text="50代"),
        district=zengyo,
        topics=(topic,),
        outcome=Outcome.REFER,
        refer_to=(HandOver(agency=to),),
    )
    return consultations.receive(intake, by=by, at=at, terms=Terms())

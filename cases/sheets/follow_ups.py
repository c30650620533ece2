"""次の一手の見えかた: what, who, by when, for whom, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from cases.models import FollowUp, FollowUpKind, FollowUpOutcome, Purpose
from cases.sheets.shields import NOBODY, Eyes
from cases.states import FollowUpState
from districts.models import Agency, Staff


@dataclass(frozen=True)
class FollowUpSheet:
    id: int
    number: str
    purpose: str
    purpose_label: str
    kind: str
    kind_label: str
    what: str
    due_on: date
    due_time: str
    place: str
    agency: Agency
    assignee: Staff | None
    state: str
    state_label: str
    outcome: str
    outcome_label: str
    note: str
    referral: int | None
    planned_at: datetime
    planned_by: Staff
    ended_at: datetime | None
    ended_by: Staff | None


def loaded(follow_ups: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    return follow_ups.select_related("case__person", "agency", "assignee", "planned_by", "ended_by")


def of(follow_up: FollowUp, *, eyes: Eyes = NOBODY) -> FollowUpSheet:
    cover = eyes.over(follow_up.case)
    outcome = follow_up.outcome
    return FollowUpSheet(
        id=follow_up.pk,
        number=follow_up.case.number,
        purpose=follow_up.purpose,
        purpose_label=Purpose(follow_up.purpose).label,
        kind=follow_up.kind,
        kind_label=FollowUpKind(follow_up.kind).label,
        what=cover.text(follow_up.what),
        due_on=follow_up.due_on,
        due_time=f"{follow_up.due_time:%H:%M}" if follow_up.due_time else "",
        place=cover.text(follow_up.place),
        agency=cover.agency(follow_up.agency),
        assignee=cover.staff_of(follow_up.assignee),
        state=follow_up.state,
        state_label=FollowUpState(follow_up.state).label,
        outcome=outcome,
        outcome_label=FollowUpOutcome(outcome).label if outcome else "",
        note=cover.text(follow_up.outcome_note),
        referral=follow_up.referral_id,
        planned_at=follow_up.planned_at,
        planned_by=cover.staff(follow_up.planned_by),
        ended_at=follow_up.ended_at,
        ended_by=cover.staff_of(follow_up.ended_by),
    )

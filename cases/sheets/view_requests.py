"""閲覧のおねがいの見えかた: before a yes the asker learns no more than that there is something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from cases.models import Level, ViewRequest
from cases.sheets.shields import NOBODY, Eyes
from cases.states import ViewRequestState
from districts.models import Agency, AgencyType, Staff


@dataclass(frozen=True)
class ViewRequestSheet:
    """`number` is empty, and `owner` nobody, as long as the viewer may not know them."""

    id: int
    number: str
    owner: Agency | None
    owner_kind: str
    mine: bool
    asked_by: Staff
    agency: Agency
    reason: str
    asked_at: datetime
    state: str
    state_label: str
    level: int | None
    level_label: str
    until: date | None
    answered_by: Staff | None
    answered_at: datetime | None
    answer_note: str

    @property
    def waiting(self) -> bool:
        return self.state == ViewRequestState.ASKED

    @property
    def granted(self) -> bool:
        return self.state == ViewRequestState.GRANTED

    @property
    def reads(self) -> bool:
        return self.level is not None and self.level >= Level.READ


def loaded(requests: QuerySet[ViewRequest]) -> QuerySet[ViewRequest]:
    return requests.select_related(
        "case__person", "case__owner", "asked_by__agency", "agency", "answered_by__agency"
    )


def of(request: ViewRequest, *, viewer: Staff, eyes: Eyes = NOBODY) -> ViewRequestSheet:
    case, cover = request.case, eyes.over(request.case)
    ours = viewer.agency_id == case.owner_id
    yes = request.state == ViewRequestState.GRANTED
    return ViewRequestSheet(
        id=request.pk,
        number=case.number if ours or yes or request.by_number else "",
        owner=cover.agency(case.owner) if ours or yes else None,
        owner_kind=AgencyType(case.owner.type).label if ours or not cover.on else "",
        mine=request.asked_by_id == viewer.pk,
        asked_by=request.asked_by,
        agency=request.agency,
        reason=request.reason if request.asked_by_id == viewer.pk else cover.text(request.reason),
        asked_at=request.asked_at,
        state=request.state,
        state_label=ViewRequestState(request.state).label,
        level=request.level,
        level_label=Level(request.level).label if request.level else "",
        until=request.until,
        answered_by=cover.staff_of(request.answered_by),
        answered_at=request.answered_at,
        answer_note=cover.text(request.answer_note),
    )

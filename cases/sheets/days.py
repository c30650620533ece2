"""一日の見えかた: who is to be seen or called, late ones, and those nobody has heard of for long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cases.models import (
    CONTACTS,
    Case,
    FollowUp,
    FollowUpKind,
    FollowUpOutcome,
    Purpose,
    RecordOutcome,
    SupportRecord,
)
from cases.sheets import cases, safety_notes
from cases.sheets.cases import CaseSheet
from cases.sheets.safety_notes import SafetySheet
from cases.sheets.shields import HIDDEN, NOBODY, Eyes
from cases.states import FollowUpState
from fujisawa_care.foundation.kept import Kept
from fujisawa_care.foundation.workdays import TOKYO


@dataclass(frozen=True)
class Errand:
    """One thing to do on a day, with the case it is for."""

    id: int
    case: CaseSheet
    kind: str
    kind_label: str
    purpose: str
    purpose_label: str
    what: str
    due_on: date
    due_time: str
    place: str
    safety: tuple[SafetySheet, ...]
    state: str
    outcome_label: str
    note: str
    unclaimed: bool
    absences: int

    @property
    def open(self) -> bool:
        return self.state == FollowUpState.OPEN

    @property
    def in_person(self) -> bool:
        """A visit or a call is met or missed; other work is done or moved."""
        return self.kind in (FollowUpKind.VISIT, FollowUpKind.PHONE)

    @property
    def returned(self) -> bool:
        return self.purpose == Purpose.RETURNED


@dataclass(frozen=True)
class Silence:
    """`contact_on` is the day of the next visit or call; None where nobody has set one."""

    case: CaseSheet
    days: int
    absences: int
    contact_on: date | None


@dataclass(frozen=True)
class Together:
    errands: list[Errand]
    silences: list[Silence]


def loaded(follow_ups: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    """With how often in a row nobody was there."""
    return follow_ups.annotate(absences=_missed(OuterRef("case")))


def _missed(case: OuterRef) -> Coalesce:
    """Absences since the person was last met."""
    met_since = SupportRecord.objects.filter(
        case=OuterRef("case"), outcome=RecordOutcome.MET, happened_at__gt=OuterRef("happened_at")
    )
    missed = (
        SupportRecord.objects.filter(case=case, outcome=RecordOutcome.ABSENT)
        .exclude(Exists(met_since))
        .order_by()
        .values("case")
        .annotate(times=Count("pk"))
        .values("times")
    )
    return Coalesce(Subquery(missed), 0)


OF_THE_DAY = Kept(
    lambda: cases.loaded(Case.objects.all()).annotate(absences=_missed(OuterRef("pk")))
)


def together(
    follow_ups: Iterable[FollowUp], silent: Iterable[int], *, today: date, eyes: Eyes = NOBODY
) -> Together:
    """Both in the order given; the cases of both are fetched together."""
    rows, quiet = list(follow_ups), list(silent)
    keys = {one.case_id for one in rows}
    found = OF_THE_DAY.of(keys.union(quiet))
    sheets = {case.pk: cases.of(case, today=today, eyes=eyes) for case in found}
    missed: dict[int, int] = {case.pk: case.absences for case in found}  # type: ignore[attr-defined]
    safety = safety_notes.running((case for case in found if case.pk in keys), eyes=eyes)
    return Together(
        [
            _errand(one, sheets[one.case_id], safety.get(one.case_id, ()), missed[one.case_id])
            for one in rows
        ],
        [_silence(sheets[pk], missed[pk], today) for pk in quiet if pk in sheets],
    )


def _silence(case: CaseSheet, absences: int, today: date) -> Silence:
    contacts = [one.due_on for one in case.nexts if one.kind in CONTACTS]
    return Silence(
        case=case,
        days=(today - _day(case.last_record_at)).days,
        absences=absences,
        contact_on=contacts[0] if contacts else None,
    )


def _errand(
    follow_up: FollowUp, case: CaseSheet, safety: tuple[SafetySheet, ...], absences: int
) -> Errand:
    outcome = follow_up.outcome
    return Errand(
        id=follow_up.pk,
        case=case,
        kind=follow_up.kind,
        kind_label=FollowUpKind(follow_up.kind).label,
        purpose=follow_up.purpose,
        purpose_label=Purpose(follow_up.purpose).label,
        what=HIDDEN if case.covered else follow_up.what,
        due_on=follow_up.due_on,
        due_time=f"{follow_up.due_time:%-H:%M}" if follow_up.due_time else "",
        place=HIDDEN if case.covered and follow_up.place else follow_up.place,
        safety=safety,
        state=follow_up.state,
        outcome_label=FollowUpOutcome(outcome).label if outcome else "",
        note="" if case.covered else follow_up.outcome_note,
        unclaimed=follow_up.assignee_id is None,
        absences=absences,
    )


def _day(at: datetime) -> date:
    return at.astimezone(TOKYO).date()

"""ケースの見えかた: one sheet for lists, pages and the API, made with a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cases.models import (
    Case,
    CaseQuerySet,
    ConsentEvent,
    ConsentMethod,
    ConsentState,
    Consultation,
    FollowUp,
    FollowUpKind,
    Purpose,
    Standing,
    standing,
)
from cases.sheets import people
from cases.sheets.people import PersonSheet
from cases.sheets.shields import NOBODY, Cover, Eyes
from cases.states import CaseStage
from districts import sheets as places
from districts.models import Agency, District, Programme, Staff, Topic
from fujisawa_care.foundation.kept import Kept

ANONYMOUS = "匿名の方"
NO_PERSON = "氏名を聞いていない方"
SIGNS: dict[str, str] = {ConsentState.GIVEN: "check", ConsentState.REFUSED: "ban"}


@dataclass(frozen=True)
class ConsentSheet:
    state: str
    label: str
    method: str
    method_label: str
    at: datetime | None
    valid_until: date | None = None
    lapsed: bool = False

    @property
    def given(self) -> bool:
        return self.state == ConsentState.GIVEN

    @property
    def tone(self) -> str:
        return "ok" if self.given else "warn"

    @property
    def sign(self) -> str:
        return SIGNS.get(self.state, "timer" if self.lapsed else "circle-dashed")

    @property
    def words(self) -> str:
        """Short enough for a chip."""
        if self.given:
            return f"同意・{self.method_label}" if self.method_label else "同意あり"
        if self.state == ConsentState.REFUSED:
            return "同意なし"
        return "同意の期限ぎれ" if self.lapsed else "同意まだ"


NOT_TOLD = ConsentSheet(ConsentState.NOT_ASKED, "", "", "", None)


@dataclass(frozen=True)
class NextSheet:
    """次の一手."""

    id: int
    what: str
    kind: str
    kind_label: str
    purpose: str
    due_on: date
    due_time: str
    place: str
    agency: Agency
    assignee: Staff | None

    @property
    def returned(self) -> bool:
        return self.purpose == Purpose.RETURNED


@dataclass(frozen=True)
class CaseSheet:
    id: int
    number: str
    title: str
    stage: str
    stage_label: str
    person: PersonSheet | None
    household: int
    living_with: str
    owner: Agency
    owner_staff: Staff | None
    owner_since: datetime
    district: District | None
    topics: tuple[Topic, ...]
    consent: ConsentSheet
    next: NextSheet | None
    nexts: tuple[NextSheet, ...]
    programmes: tuple[str, ...]
    hops: int
    coordinators_since: datetime | None
    opened_at: datetime
    closed_at: datetime | None
    outcome: str
    outcome_label: str
    closing_reason: str
    last_record_at: datetime
    updated_at: datetime
    version: int
    protected: bool
    covered: bool

    @property
    def open(self) -> bool:
        return self.stage == CaseStage.OPEN

    @property
    def stopped(self) -> bool:
        """A consent was taken back, and that is not yet settled with those who relied on it."""
        return any(one.purpose == Purpose.WITHDRAWAL for one in self.nexts)


JOINED = ("person__district", "person__town", "household", "owner", "owner_staff", "district")
PLATES = places.named(
    agencies="owner",
    staff="owner_staff",
    districts="district person__district",
    towns="person__town",
)
NEXT_PLATES = places.named(agencies="agency", staff="assignee")


STEPS = Kept(
    lambda: (
        FollowUp.objects.open()
        .select_related("agency", "assignee")
        .defer(*NEXT_PLATES)
        .order_by("due_on", "due_time", "pk")
    ),
    by="case",
)
TROUBLES = Kept(
    lambda: Case.topics.through.objects.select_related("topic").order_by(
        "topic__position", "topic__code"
    ),
    by="case",
)
CONSENTS = Kept(ConsentEvent.objects.newest, by="case")
HEARD = Kept(
    lambda: Consultation.objects.only("case", "received_at", "consent", "anonymous").order_by(
        "-received_at", "-pk"
    ),
    by="case",
)


def loaded(cases: CaseQuerySet) -> CaseQuerySet:
    """`cases` with all that a sheet reads, in the same number of queries for one row or a hundred."""
    return (
        cases.select_related(*JOINED)
        .defer(*PLATES)
        .beside(
            open_follow_ups=STEPS,
            known_troubles=TROUBLES,
            latest_consents=CONSENTS,
            latest_consultations=HEARD,
        )
    )


WHOLE = Kept(lambda: loaded(Case.objects.all()))


def of(case: Case, *, today: date, eyes: Eyes = NOBODY) -> CaseSheet:
    """The whole case, for those who may read it; `case` comes from `loaded`."""
    cover = eyes.over(case)
    nexts = tuple(_next(one, cover) for one in case.open_follow_ups)  # type: ignore[attr-defined]
    person = people.of(case.person, today=today, opened=not cover.on) if case.person else None
    return CaseSheet(
        id=case.pk,
        number=case.number,
        title=person.title if person else nameless(case),
        stage=case.stage,
        stage_label=CaseStage(case.stage).label,
        person=person,
        household=case.household_id,
        living_with=cover.text(case.household.living_with),
        owner=cover.agency(case.owner),
        owner_staff=cover.staff_of(case.owner_staff),
        owner_since=case.owner_since,
        district=cover.place(case.district),
        topics=topics_of(case),
        consent=consent_of(case, today=today),
        next=nexts[0] if nexts else None,
        nexts=nexts,
        programmes=_programmes(case),
        hops=case.hops,
        coordinators_since=case.coordinators_since,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        outcome=case.outcome,
        outcome_label=case.get_outcome_display(),
        closing_reason=cover.text(case.closing_reason),
        last_record_at=case.last_record_at,
        updated_at=case.updated_at,
        version=case.version,
        protected=bool(person and person.protected),
        covered=cover.on,
    )


def topics_of(case: Case) -> tuple[Topic, ...]:
    return tuple(one.topic for one in case.known_troubles)  # type: ignore[attr-defined]


def consent_of(case: Case, *, today: date) -> ConsentSheet:
    """What the consent events add up to; before any, what was ticked at the counter."""
    events: list[ConsentEvent] = case.latest_consents  # type: ignore[attr-defined]
    if events:
        return standing_sheet(standing(events, on=today))
    heard: list[Consultation] = case.latest_consultations  # type: ignore[attr-defined]
    state = ConsentState(heard[0].consent) if heard else ConsentState.NOT_ASKED
    return ConsentSheet(state, state.label, "", "", None)


def standing_sheet(stands: Standing) -> ConsentSheet:
    rests = stands.event
    if rests is None:
        return NOT_TOLD
    method = ConsentMethod(rests.method).label if rests.method else ""
    label = "期限がきれた" if stands.lapsed else stands.state.label
    return ConsentSheet(
        *(stands.state, label, rests.method, method, rests.happened_at, rests.valid_until),
        lapsed=stands.lapsed,
    )


def nameless(case: Case) -> str:
    heard: list[Consultation] = case.latest_consultations  # type: ignore[attr-defined]
    return ANONYMOUS if any(one.anonymous for one in heard) else NO_PERSON


def _programmes(case: Case) -> tuple[str, ...]:
    """Every case is 包括的相談支援; plans and the coordinators add to it."""
    coordinated = (Programme.COORDINATION,) if case.coordinators_since else ()
    return (Programme.CONSULTATION, *coordinated)


def _next(follow_up: FollowUp, cover: Cover) -> NextSheet:
    return NextSheet(
        id=follow_up.pk,
        what=cover.text(follow_up.what),
        kind=follow_up.kind,
        kind_label=FollowUpKind(follow_up.kind).label,
        purpose=follow_up.purpose,
        due_on=follow_up.due_on,
        due_time=f"{follow_up.due_time:%H:%M}" if follow_up.due_time else "",
        place=cover.text(follow_up.place),
        agency=cover.agency(follow_up.agency),
        assignee=cover.staff_of(follow_up.assignee),
    )

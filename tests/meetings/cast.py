"""The tables and who sits there: bodies, a sitting of each today at two, and members to call to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from cases.actions import consents, plans
from cases.actions.consents import Told
from cases.models import Case, ConsentEvent, Plan
from districts.models import Agency, Staff
from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.workdays import TOKYO
from meetings.actions import agenda, secrecy
from meetings.models import AgendaItem, LegalBasis, Meeting, MeetingBody, MeetingKind, Member
from meetings.states import MeetingState
from tests.cases.tables import drafted

Call = Callable[..., Meeting]
Join = Callable[..., Member]
Table = Callable[..., AgendaItem]
Agree = Callable[..., ConsentEvent]


def _body(code: str, name: str, kind: MeetingKind, basis: LegalBasis, position: int) -> MeetingBody:
    body = MeetingBody.objects.create(code=code, name=name, kind=kind, position=position)
    body.bases.add(basis)
    return body


@pytest.fixture
def juso_body(db: None) -> MeetingBody:
    basis = LegalBasis.objects.create(
        code="guideline",
        name="重層的支援会議の実施要綱",
        band="本人の同意にもとづく重層的支援会議です。",
        position=1,
    )
    return _body("juso", "重層的支援会議", MeetingKind.JUSO, basis, 1)


@pytest.fixture
def shien_body(db: None) -> MeetingBody:
    basis = LegalBasis.objects.create(
        code="act106_6",
        name="社会福祉法第106条の6",
        band="社会福祉法第106条の6にもとづく支援会議です。",
        without_consent=True,
        position=2,
    )
    return _body("shien", "支援会議", MeetingKind.SHIEN, basis, 2)


@pytest.fixture
def council_body(db: None) -> MeetingBody:
    """A table above the case."""
    return MeetingBody.objects.create(
        code="small_area_07", name="小地域ケア会議（善行）", kind=MeetingKind.SMALL_AREA, position=3
    )


@pytest.fixture
def call(coordinator: Staff, now: datetime) -> Call:
    """A sitting of a body: of today at two unless another day is named."""

    def call(body: MeetingBody, *, at: datetime | None = None, **more: object) -> Meeting:
        begins = at or now.astimezone(TOKYO).replace(hour=14, minute=0, second=0, microsecond=0)
        told: dict[str, object] = {
            "kind": body.kind,
            "fiscal_year": wareki.fiscal_year(begins.date()),
            "ordinal": Meeting.objects.filter(body=body).count() + 1,
            "starts_at": begins,
            "ends_at": begins + timedelta(hours=2),
            "place": "市役所 会議室（架空）",
            "state": MeetingState.INVITED,
            "called_by": coordinator,
            "created_at": now - timedelta(days=14),
            "updated_at": now - timedelta(days=14),
        }
        meeting = Meeting.objects.create(body=body, **(told | more))
        meeting.bases.set(body.bases.all())
        return meeting

    return call


@pytest.fixture
def juso(call: Call, juso_body: MeetingBody) -> Meeting:
    return call(juso_body)


@pytest.fixture
def shien(call: Call, shien_body: MeetingBody) -> Meeting:
    return call(shien_body)


@pytest.fixture
def join() -> Join:
    """Somebody called to a sitting: with an account, or by name."""

    def join(meeting: Meeting, staff: Staff | None = None, **more: object) -> Member:
        told: dict[str, object] = {"answer": "coming"}
        if staff is not None:
            told |= {"agency": staff.agency, "name": staff.name}
        return Member.objects.create(meeting=meeting, staff=staff, **(told | more))

    return join


@pytest.fixture
def hold(now: datetime) -> Callable[[Meeting], Meeting]:
    """The sitting has begun."""

    def hold(meeting: Meeting, *, at: datetime = now) -> Meeting:
        meeting.state, meeting.held_at = MeetingState.HELD, at
        meeting.save(update_fields=["state", "held_at"])
        return meeting

    return hold


@pytest.fixture
def agree(owner_worker: Staff, now: datetime) -> Agree:
    """The person says yes: to everybody, or to the agencies named."""

    def agree(
        case: Case, *agencies: Agency, at: datetime = now, event: str = "given", **more: object
    ) -> ConsentEvent:
        told: dict[str, object] = {"event": event, "agencies": agencies}
        if event == "given":
            told["method"] = "written"
        return consents.record(case, by=owner_worker, at=at, told=Told(**(told | more)))  # type: ignore[arg-type]

    return agree


@pytest.fixture
def asked_plan(
    case: Case, agree: Agree, owner_worker: Staff, joiner_worker: Staff, now: datetime
) -> Plan:
    """The person said yes; the other agency was asked yesterday and has not answered."""
    houses = (owner_worker.agency, joiner_worker.agency)
    plan = drafted(case, *houses, by=owner_worker, at=now - timedelta(days=1))
    plans.ask(plan, by=owner_worker, at=now - timedelta(days=1))
    agree(case, at=now)
    return plan


@pytest.fixture
def seat(juso: Meeting, join: Join, joiner_worker: Staff, now: datetime) -> Member:
    """The other agency's seat at the table, sworn to secrecy."""
    return secrecy.swear(join(juso, joiner_worker), by=joiner_worker, at=now)


@pytest.fixture
def table(manager: Staff, now: datetime) -> Table:
    """By a manager, who sees every case and looks after sittings."""

    def table(meeting: Meeting, case: Case | None, **more: object) -> AgendaItem:
        reason = {"juso": "juso1", "shien": "shien1"}.get(meeting.kind, "none") if case else "none"
        told: dict[str, object] = {
            "by": manager,
            "at": now,
            "reason": reason,
            "question": "だれが中心になるか",
        }
        return agenda.table(meeting, case, **(told | more))  # type: ignore[arg-type]

    return table

"""受け止め: any counter takes any trouble; everything the intake says is written in one transaction."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules
from cases.actions import (
    consents,
    events,
    follow_ups,
    grounds,
    homes,
    numbers,
    people,
    referrals,
    reminders,
)
from cases.actions.follow_ups import Next
from cases.actions.people import Known
from cases.actions.referrals import HandOver
from cases.dues import Terms
from cases.models import (
    WITHOUT_CONSENT,
    AccessGround,
    Case,
    ClosingOutcome,
    ConsentState,
    Consultation,
    EventKind,
    Level,
    Outcome,
    OwnedBecause,
    Person,
    ReminderKind,
    Urgency,
    WhyNot,
)
from cases.states import CaseStage
from districts.models import Agency, District, Staff, Topic
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO, add_working_days

# Said at this counter today: an earlier yes does not stand against it.
WITHHELD = (ConsentState.NOT_YET, ConsentState.REFUSED)


@dataclass(frozen=True, kw_only=True)
class Unasked:
    """What a counter says where there is no yes; all of it may stay empty."""

    brought_by: str = ""
    why_not: str = ""
    why_not_note: str = ""
    known_to: str = ""


@dataclass(frozen=True, kw_only=True)
class Keeper:
    """Who is in charge of what a place noticed: a house, and who of it where that is one."""

    agency: Agency
    staff: Staff | None = None


@dataclass(frozen=True, kw_only=True)
class Intake:
    """What the counter heard; only the channel and the story are asked for.

    Beside a `known_person`, `person` is what was said this time: it fills in what was empty.
    """

    channel: str
    story: str
    consulter: str = ""
    anonymous: bool = False
    person: Known | None = None
    known_person: Person | None = None
    district: District | None = None
    living_with: str = ""
    topics: tuple[Topic, ...] = ()
    main_topic: Topic | None = None
    consent: str = ConsentState.NOT_ASKED
    consent_method: str = ""
    unasked: Unasked = Unasked()
    outcome: str = Outcome.CONTINUE
    urgency: str = Urgency.NORMAL
    refer_to: tuple[HandOver, ...] = ()
    then: Next | None = None
    keeper: Keeper | None = None


@transaction.atomic
def receive(intake: Intake, *, by: Staff, at: datetime, terms: Terms) -> Consultation:
    """One spine: a person, a case with its number, the owner, the grounds, consent, what comes then.

    A known person's open case that `by` may write on takes the words in; otherwise a case is made,
    and closed in the same step when information was all that was needed.
    """
    require(rules.receive(by, keeper=intake.keeper.agency if intake.keeper else None))
    _consistent(intake)
    case = _open_case(intake.known_person, by)
    person = _person(intake, by=by, at=at)
    known = case is not None
    if case is None:
        case = _new_case(intake, person, by=by, at=at)
    else:
        _fill(case, intake)
    case.topics.add(*intake.topics)
    consultation = _consultation(case, intake, by=by, at=at)
    events.add(case, EventKind.RECEIVED, by=by, at=at, consultation=consultation)
    if kind := consents.TOLD_AT_INTAKE.get(ConsentState(intake.consent)):
        consents.put(case, by=by, at=at, event=kind, method=intake.consent_method)
        if known:
            consents.settle(case, by=by, at=at)
    _afterwards(case, consultation, intake, by=by, at=at, terms=terms)
    return consultation


def _consistent(intake: Intake) -> None:
    if not intake.story:
        raise ValidationError({"story": "お話の内容を入れてください"})
    if intake.outcome == Outcome.REFER and not intake.refer_to:
        raise ValidationError({"refer_to": "つなぎ先をえらんでください"})
    if intake.outcome != Outcome.REFER and intake.refer_to:
        raise ValidationError(
            {"refer_to": "つなぐときは、このあとの対応で「つなぐ」をえらんでください"}
        )
    agencies = [one.agency.pk for one in intake.refer_to]
    if len(set(agencies)) != len(agencies):
        raise ValidationError({"refer_to": "同じ機関が2回えらばれています"})
    if intake.main_topic is not None and intake.main_topic not in intake.topics:
        raise ValidationError(
            {"main_topic": "いちばんの困りごとは、関わる分野の中からえらんでください"}
        )
    if intake.consent == ConsentState.GIVEN and intake.unasked != Unasked():
        raise ValidationError({"consent": "同意があるときは、同意がない理由を残しません"})
    if intake.unasked.why_not not in ("", *WhyNot.values):
        raise ValidationError({"why_not": "「同意がない理由」をえらんでください"})
    if intake.anonymous and (intake.person is not None or intake.known_person is not None):
        raise ValidationError(
            {"anonymous": "匿名のときは、氏名などを残しません。どちらかにしてください"}
        )


def _open_case(person: Person | None, by: Staff) -> Case | None:
    if person is None:
        return None
    mine = AccessGround.objects.of(by).at_least(Level.WRITE)
    return (
        Case.objects.select_for_update(no_key=True)
        .filter(person=person, stage=CaseStage.OPEN, pk__in=mine.values("case"))
        .order_by("-opened_at")
        .first()
    )


def _person(intake: Intake, *, by: Staff, at: datetime) -> Person | None:
    if intake.known_person is not None:
        said = intake.person or Known()
        return people.fill(intake.known_person, said, district=intake.district)
    if intake.person is not None:
        return people.put(intake.person, district=intake.district, by=by, at=at)
    return None


def _fill(case: Case, intake: Intake) -> None:
    """What the open case did not know yet; the caller holds its row."""
    homes.also_live(case.household, intake.living_with)
    if case.district is None and intake.district is not None:
        case.district = intake.district
        case.save(update_fields=["district"])
        case.refresh_from_db(fields=["version", "updated_at"])


def _new_case(intake: Intake, person: Person | None, *, by: Staff, at: datetime) -> Case:
    only_information = intake.outcome == Outcome.INFORMATION
    keeper = intake.keeper or Keeper(agency=by.agency, staff=by)
    case = Case.objects.create(
        number=numbers.take(at=at),
        household=homes.of_person(person, intake.living_with, by=by, at=at),
        person=person,
        owner=keeper.agency,
        owner_staff=keeper.staff,
        owner_since=at,
        owner_because=OwnedBecause.RECEIVED,
        district=intake.district or (person.district if person else None),
        stage=CaseStage.CLOSED if only_information else CaseStage.OPEN,
        opened_at=at,
        closed_at=at if only_information else None,
        outcome=ClosingOutcome.INFORMATION if only_information else "",
        closing_reason="受け止めの場で情報をお伝えした" if only_information else "",
        last_record_at=at,
        updated_at=at,
    )
    grounds.of_new_case(case, by=None if intake.keeper else by, at=at)
    return case


def _consultation(case: Case, intake: Intake, *, by: Staff, at: datetime) -> Consultation:
    consultation = Consultation.objects.create(
        case=case,
        received_at=at,
        received_by=by,
        agency=by.agency,
        channel=intake.channel,
        consulter=intake.consulter,
        anonymous=intake.anonymous,
        story=intake.story,
        main_topic=intake.main_topic,
        urgency=intake.urgency,
        outcome=intake.outcome,
        consent=intake.consent,
        **asdict(intake.unasked),
    )
    consultation.topics.add(*intake.topics)
    return consultation


def _afterwards(
    case: Case,
    consultation: Consultation,
    intake: Intake,
    *,
    by: Staff,
    at: datetime,
    terms: Terms,
) -> None:
    """What was decided at the counter: each referral asked, or the next step set."""
    shared = WITHOUT_CONSENT if intake.consent in WITHHELD else None
    for one in intake.refer_to:
        referrals.send(
            case,
            by=by,
            at=at,
            to=one,
            urgency=intake.urgency,
            shared=shared,
            consultation=consultation,
            terms=terms,
        )
    if intake.keeper is not None:
        _leave_to(intake.keeper, case, by=by, at=at, terms=terms)
    elif intake.outcome == Outcome.CONTINUE:
        then = intake.then or Next(what="次の連絡をする", due_on=_soon(at, terms))
        follow_ups.plan(case, by=by, at=at, then=then)


def _leave_to(keeper: Keeper, case: Case, *, by: Staff, at: datetime, terms: Terms) -> None:
    """The first contact is theirs (R4), and they are told."""
    follow_ups.put(
        case,
        by=by,
        at=at,
        what="縁側の気づきを確かめる",
        due_on=_soon(at, terms),
        agency=keeper.agency,
        assignee=keeper.staff,
    )
    kind = ReminderKind.NOTICED
    if keeper.staff is not None:
        reminders.tell(case, kind, to=[keeper.staff], at=at)
    else:
        reminders.tell_agency(case, kind, agency=keeper.agency, at=at)


def _soon(at: datetime, terms: Terms) -> date:
    return add_working_days(at.astimezone(TOKYO).date(), terms.first_contact)

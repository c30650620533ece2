"""支援措置: set for a year, extended on being asked again, ended (R7)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules
from cases.actions import events, parting
from cases.models import (
    MOST_OTHERS,
    AddressProtection,
    Case,
    EventKind,
    Person,
    ProtectionMember,
    ProtectionSide,
)
from cases.states import PROTECTION_STEPS, ProtectionState
from districts.models import Staff
from fujisawa_care.foundation import daywords
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.steps import step
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO, a_year_from

ENDED = "この支援措置は、もう終わっています"


@dataclass(frozen=True, kw_only=True)
class Shield:
    """つける支援措置: whom it covers, from whom, from when, and what else must not be found out."""

    starts_on: date
    ends_on: date | None = None
    other_parties: tuple[str, ...] = ()
    others: Collection[Person] = field(default=())
    also: Collection[Person] = field(default=())
    school: str = ""
    workplace: str = ""
    meeting_place: str = ""


@transaction.atomic
def begin(case: Case, *, by: Staff, at: datetime, shield: Shield) -> AddressProtection:
    """Covers the person and `also`; where the 相手方 shares their household, the household becomes two."""
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    require(rules.protect(by, case))
    if case.person is None:
        raise ValidationError({"covered": "本人がまだわかっていないケースには、つけられません"})
    covered = {one.pk: one for one in (case.person, *shield.also)}
    others = {one.pk: one for one in shield.others}
    names = _names(shield, others.values())
    if covered.keys() & others.keys():
        raise ValidationError({"others": "まもる方を、相手方にもえらんでいます"})
    protection = AddressProtection(
        case=case,
        starts_on=shield.starts_on,
        ends_on=_last_day(shield, at),
        other_parties=names,
        school=shield.school,
        workplace=shield.workplace,
        meeting_place=shield.meeting_place,
        state=ProtectionState.RUNNING,
        set_at=at,
        set_by=by,
        updated_at=at,
    )
    protection.validate_constraints()
    protection.save()
    for side, people in ((ProtectionSide.OTHER, others), (ProtectionSide.COVERED, covered)):
        for person in sorted(people):
            ProtectionMember.objects.create(protection=protection, person_id=person, side=side)
    parting.part(covered, others, at=at)
    _tell(protection, EventKind.PROTECTED, by=by, at=at)
    return protection


@transaction.atomic
def extend(
    protection: AddressProtection, *, by: Staff, at: datetime, ends_on: date | None = None
) -> AddressProtection:
    """Another year, on being asked again in the last month (never by itself)."""
    case, protection = _locked(protection)
    require(rules.protect(by, case))
    if protection.state != ProtectionState.RUNNING:
        raise IllegalStep(ENDED, code="protection-ended")
    first, today = protection.extendable_from, _day(at)
    if today < first:
        raise IllegalStep(
            f"延長できるのは、終わりの1か月前（{daywords.spoken(first, today=today)}）からです",
            code="protection-not-yet-extendable",
        )
    last = a_year_from(protection.ends_on + timedelta(days=1))
    wanted = ends_on or last
    if not protection.ends_on < wanted <= last:
        raise ValidationError(
            {"ends_on": f"いまの終わりの日より後で、{daywords.spoken(last)}までの日にしてください"}
        )
    protection.ends_on, protection.extensions = wanted, protection.extensions + 1
    protection.save(update_fields=["ends_on", "extensions"])
    _tell(protection, EventKind.PROTECTION_EXTENDED, by=by, at=at)
    protection.refresh_from_db(fields=["version", "updated_at"])
    return protection


@transaction.atomic
def note(
    protection: AddressProtection,
    *,
    by: Staff,
    at: datetime,
    school: str,
    workplace: str,
    meeting_place: str,
    other_parties: Sequence[str],
) -> AddressProtection:
    """Put right what else is kept and from whom; the period and the people stay."""
    case, protection = _locked(protection)
    require(rules.protect(by, case))
    if protection.state != ProtectionState.RUNNING:
        raise IllegalStep(ENDED, code="protection-ended")
    protection.school, protection.workplace = school, workplace
    protection.meeting_place = meeting_place
    protection.other_parties = _at_least_one(other_parties)
    protection.save(update_fields=["school", "workplace", "meeting_place", "other_parties"])
    events.add(case, EventKind.UPDATED, by=by, at=at, note="支援措置の控えを直した")
    protection.refresh_from_db(fields=["version", "updated_at"])
    return protection


@transaction.atomic
def end(
    protection: AddressProtection, *, by: Staff, at: datetime, reason: str
) -> AddressProtection:
    """Before its time, with a reason; from this moment nothing is covered on its account."""
    if not reason:
        raise ValidationError({"reason": "終わりにする理由を入れてください"})
    case, protection = _locked(protection)
    require(rules.protect(by, case))
    _over(protection, ProtectionState.ENDED)
    protection.ended_at, protection.ended_by, protection.end_reason = at, by, reason
    protection.save(update_fields=["state", "ended_at", "ended_by", "end_reason"])
    _tell(protection, EventKind.PROTECTION_ENDED, by=by, at=at)
    protection.refresh_from_db(fields=["version", "updated_at"])
    return protection


@transaction.atomic
def lapse(*, at: datetime) -> int:
    """End what has run its time; a round that never comes covers longer, never shows sooner."""
    over = AddressProtection.objects.running().filter(ends_on__lt=_day(at)).order_by("pk")
    lapsed = 0
    for one in over:
        _case, protection = _locked(one)
        if protection.state == ProtectionState.RUNNING and protection.ends_on < _day(at):
            _over(protection, ProtectionState.LAPSED)
            protection.ended_at = at
            protection.save(update_fields=["state", "ended_at"])
            _tell(protection, EventKind.PROTECTION_ENDED, by=protection.set_by, at=at)
            lapsed += 1
    return lapsed


def _names(shield: Shield, others: Collection[Person]) -> list[str]:
    """As typed, and as known where somebody was picked."""
    return _at_least_one([*shield.other_parties, *(one.name or one.kana for one in others)])


def _at_least_one(names: Sequence[str]) -> list[str]:
    found = [name for name in dict.fromkeys(names) if name]
    if not found:
        raise ValidationError({"other_parties": "相手方を入れてください"})
    if len(found) > MOST_OTHERS:
        raise ValidationError({"other_parties": f"相手方は{MOST_OTHERS}人までです"})
    return found


def _last_day(shield: Shield, at: datetime) -> date:
    """A year, or as many days of it as were granted; what is over needs no cover."""
    last = a_year_from(shield.starts_on)
    wanted = shield.ends_on or last
    if shield.starts_on > _day(at) + timedelta(days=31):
        raise ValidationError({"starts_on": "はじめの日が先すぎます。年をたしかめてください"})
    if wanted < _day(at):
        raise ValidationError({"starts_on": "期間がもうすぎています。日をたしかめてください"})
    if not shield.starts_on <= wanted <= last:
        raise ValidationError(
            {"ends_on": f"終わりの日は、はじめの日から1年（{daywords.spoken(last)}）までです"}
        )
    return wanted


def _locked(protection: AddressProtection) -> tuple[Case, AddressProtection]:
    """The case first, then the row: every action locks in this order."""
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=protection.case_id)
    fresh = AddressProtection.objects.select_for_update(of=("self",)).select_related("set_by")
    found = fresh.get(pk=protection.pk)
    found.case = case
    return case, found


def _over(protection: AddressProtection, after: ProtectionState) -> None:
    protection.state = step(
        PROTECTION_STEPS,
        ProtectionState(protection.state),
        after,
        words=ENDED,
        code="protection-ended",
    )


def _tell(protection: AddressProtection, kind: EventKind, *, by: Staff, at: datetime) -> None:
    """One line on the case, without a name of either side."""
    period = f"{protection.starts_on:%Y-%m-%d}から{protection.ends_on:%Y-%m-%d}まで"
    words = protection.end_reason or period
    events.add(protection.case, kind, by=by, at=at, note=words)


def _day(at: datetime) -> date:
    return at.astimezone(TOKYO).date()

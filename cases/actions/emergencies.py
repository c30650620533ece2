"""緊急の閲覧: the glass is broken with a reason, for a day, and the managers look into it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules
from cases.actions import events, grounds, reminders
from cases.models import (
    Case,
    Emergency,
    EventKind,
    Ground,
    Level,
    ReminderKind,
)
from districts.models import Role, Staff
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require


@transaction.atomic
def begin(case: Case, *, by: Staff, at: datetime, reason: str, lasts: timedelta) -> Emergency:
    """Read at once, for so long; the owner and every manager are told."""
    require(rules.break_glass(by))
    if not reason:
        raise ValidationError({"reason": "開く理由を入れてください"})
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    if Case.objects.visible_to(by).filter(pk=case.pk).exists():
        raise IllegalStep(
            "このケースは、もう見られます。緊急で開くことはいりません", code="already-in-sight"
        )
    grounds.lapse(at=at, case=case)
    emergency = Emergency(
        case=case, opened_by=by, agency=by.agency, reason=reason, opened_at=at, until=at + lasts
    )
    emergency.validate_constraints()
    emergency.save()
    grounds.give(
        case,
        Ground.EMERGENCY,
        to=by,
        level=Level.READ,
        at=at,
        emergency=emergency,
        expires_at=emergency.until,
    )
    told = {one.pk: one for one in Staff.objects.filter(role=Role.MANAGER, is_active=True)}
    if case.owner_staff and case.owner_staff.is_active:
        told[case.owner_staff.pk] = case.owner_staff
    reminders.tell(case, ReminderKind.EMERGENCY, to=told.values(), at=at)
    events.add(case, EventKind.EMERGENCY, by=by, at=at, note=reason)
    return emergency


@transaction.atomic
def see(emergency: Emergency, *, by: Staff, at: datetime, note: str = "") -> Emergency:
    """A manager has looked into it; once, and by name."""
    require(rules.look_into(by))
    emergency = Emergency.objects.select_for_update(of=("self",)).get(pk=emergency.pk)
    if emergency.seen_at is not None:
        raise IllegalStep("この閲覧は、もう確かめられています", code="emergency-already-seen")
    emergency.seen_by, emergency.seen_at, emergency.seen_note = by, at, note
    emergency.save(update_fields=["seen_by", "seen_at", "seen_note"])
    return emergency

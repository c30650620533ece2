"""つなぎの返事のあと: what follows for the owner, the team and the sender when a referral is answered."""

from __future__ import annotations

from datetime import date, datetime

from cases.actions import echoes, follow_ups, grounds, reminders
from cases.models import (
    Case,
    FollowUp,
    Ground,
    Level,
    OwnedBecause,
    Purpose,
    Referral,
    ReferralKind,
    ReminderKind,
)
from districts.models import Agency, Staff
from fujisawa_care.foundation.workdays import TOKYO


def take_over(case: Case, referral: Referral, *, staff: Staff, by: Staff, at: datetime) -> None:
    """The receiver is the owner from `at`; the old owner's sight and open work end or go along."""
    before, to = case.owner, referral.to_agency
    account(case, agency=to, staff=staff, because=OwnedBecause.ACCEPTED, at=at)
    grounds.instead(case, of=before, to=to, owned=True, at=at)
    grounds.give(case, Ground.OWN_RECORD, to=referral.sent_by, level=Level.SHEET, at=at)
    # a role agreed at a table stays with the house that took it on
    planned = FollowUp.objects.open().filter(case=case, agency=before)
    planned.exclude(purpose=Purpose.ROLE).update(agency=to, assignee=staff)
    # Whoever else was asked to take over is now asked to join the new owner.
    Referral.objects.unanswered().filter(case=case, kind=ReferralKind.TRANSFER).update(
        kind=ReferralKind.JOIN
    )
    echoes.ring(case, by=by, at=at)
    _tell_sender(case, referral, at=at)


def account(
    case: Case, *, agency: Agency, staff: Staff | None, because: OwnedBecause, at: datetime
) -> None:
    """Who is accountable from `at`; the ownership's history is written by the database (R1)."""
    case.owner, case.owner_staff = agency, staff
    case.owner_since, case.owner_because = case.not_before(at), because
    case.save(update_fields=["owner", "owner_staff", "owner_since", "owner_because"])


def join(case: Case, referral: Referral, *, by: Staff, at: datetime, due: date) -> None:
    """The receiver joins; the owner stays, and keeps a next step of its own."""
    if referral.to_agency_id != case.owner_id:
        grounds.give(case, Ground.TEAM, to=referral.to_agency, level=Level.WRITE, at=at)
    if not FollowUp.objects.open().filter(case=case, agency=case.owner).exists():
        follow_ups.put(
            case,
            by=by,
            at=at,
            what=f"{referral.to_agency.name}と進め方を決める",
            due_on=due,
            agency=case.owner,
            assignee=case.owner_staff,
        )
    _tell_sender(case, referral, at=at)


def back_to_sender(case: Case, referral: Referral, *, by: Staff, at: datetime) -> None:
    """Today, and first on the list of whoever is accountable (R2)."""
    sender = referral.sent_by
    mine = referral.from_agency_id == case.owner_id == sender.agency_id and sender.is_active
    follow_ups.put(
        case,
        by=by,
        at=at,
        what=f"{referral.to_agency.name}から戻りました。次のつなぎ先を決める",
        due_on=at.astimezone(TOKYO).date(),
        agency=case.owner,
        assignee=sender if mine else case.owner_staff,
        purpose=Purpose.RETURNED,
        referral=referral,
    )
    _tell_sender(case, referral, at=at)


def never_without_next(case: Case, *, by: Staff, at: datetime, what: str) -> None:
    """R4: where the last follow-up has just ended, the owner gets one for today."""
    if FollowUp.objects.open().filter(case=case).exists():
        return
    follow_ups.put(
        case,
        by=by,
        at=at,
        what=what,
        due_on=at.astimezone(TOKYO).date(),
        agency=case.owner,
        assignee=case.owner_staff,
    )


def _tell_sender(case: Case, referral: Referral, *, at: datetime) -> None:
    """Whoever sent it, or the house they sent it for when they are there no more."""
    kind, sender, house = ReminderKind.ANSWERED, referral.sent_by, referral.from_agency
    if sender.is_active and sender.agency_id == house.pk:
        reminders.tell(case, kind, to=[sender], at=at, referral=referral)
    else:
        reminders.tell_agency(case, kind, agency=house, at=at, referral=referral)

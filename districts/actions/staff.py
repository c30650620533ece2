"""職員: enlisted, posted, moved and released; an account is never deleted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

import structlog
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction
from knox.models import AuthToken

from districts import rules
from districts.models import Agency, District, Posting, Role, Staff
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require

log = structlog.get_logger()


@transaction.atomic
def enlist(
    *,
    username: str,
    name: str,
    role: Role | str,
    agency: Agency,
    by: Staff | None,
    at: datetime,
    password: str | None = None,
    kana: str = "",
    email: str = "",
) -> Staff:
    """Without a password nobody can sign in to the account until one is set."""
    require(rules.may_administer(by))
    staff = Staff(
        username=Staff.normalize_username(username),
        name=name,
        kana=kana,
        email=email,
        role=role,
        agency=agency,
        is_staff=role == Role.ADMINISTRATOR,
        date_joined=at,
    )
    if password is not None:
        validate_password(password, staff)
    staff.set_password(password)
    staff.full_clean()
    staff.save()
    log.info("staff_enlisted", staff=staff.pk, by=by and by.pk, at=at.isoformat())
    return staff


@transaction.atomic
def post(
    staff: Staff,
    *,
    district: District | None,
    starts_on: date,
    by: Staff | None,
    at: datetime,
    ends_on: date | None = None,
) -> Posting:
    """Without a district the posting is to the whole city."""
    require(rules.may_administer(by))
    posting = Posting(staff=staff, district=district, starts_on=starts_on, ends_on=ends_on)
    posting.full_clean()
    posting.save()
    log.info("staff_posted", staff=staff.pk, by=by and by.pk, at=at.isoformat())
    return posting


@transaction.atomic
def end_posting(posting: Posting, *, last_day: date, by: Staff | None, at: datetime) -> Posting:
    require(rules.may_administer(by))
    posting = Posting.objects.select_for_update().get(pk=posting.pk)
    posting.ends_on = last_day
    posting.full_clean()
    posting.save(update_fields=["ends_on"])
    log.info("posting_ended", posting=posting.pk, by=by and by.pk, at=at.isoformat())
    return posting


@transaction.atomic
def reach(staff: Staff, *, email: str, by: Staff | None, at: datetime) -> Staff:
    """Where reminders are mailed to; empty, they stay on the screen."""
    require(rules.may_administer(by))
    staff.email = email
    staff.full_clean()
    staff.save(update_fields=["email"])
    log.info("staff_reached", staff=staff.pk, by=by and by.pk, at=at.isoformat())
    return staff


@transaction.atomic
def move(
    staff: Staff,
    *,
    agency: Agency,
    by: Staff | None,
    at: datetime,
    hanging: Collection[str] = (),
) -> Staff:
    """人事異動: what hangs on a person belongs to the old agency and has to be passed on first."""
    require(rules.may_administer(by))
    staff = Staff.objects.select_for_update().get(pk=staff.pk)
    _refuse_while(hanging)
    staff.agency = agency
    staff.full_clean()
    _save(staff, "agency")
    log.info("staff_moved", staff=staff.pk, by=by and by.pk, at=at.isoformat())
    return staff


@transaction.atomic
def deactivate(
    staff: Staff, *, by: Staff | None, at: datetime, hanging: Collection[str] = ()
) -> Staff:
    """`hanging`: what the caller found, in words (R4). Tokens end at once, sessions at a look."""
    require(rules.may_deactivate(staff, by))
    staff = Staff.objects.select_for_update().get(pk=staff.pk)
    _refuse_while(hanging)
    staff.is_active = False
    _save(staff, "is_active")
    AuthToken.objects.filter(user=staff).delete()
    log.info("staff_deactivated", staff=staff.pk, by=by and by.pk, at=at.isoformat())
    return staff


def _save(staff: Staff, field: str) -> None:
    """The database has the last word on what hangs: something may have come since it was counted."""
    try:
        with transaction.atomic():
            staff.save(update_fields=[field])
    except IntegrityError as refused:
        raise IllegalStep(rules.SOMETHING_HANGS.reason, code="still-in-charge") from refused


def _refuse_while(hanging: Collection[str]) -> None:
    if not (verdict := rules.nothing_hangs(hanging)):
        raise IllegalStep(verdict.reason, code=verdict.code)

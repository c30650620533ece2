"""何がだれに届くはずか: every reminder owed at a moment, reckoned from the facts without the code under test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from cases.models import Case, FollowUp, Referral
from districts.models import Staff
from fujisawa_care.foundation.workdays import TOKYO, add_working_days, is_working_day

DAY = timedelta(days=1)
HOURS = (2, 4, 6)
# kind, stage, about what, which occasion
Key = tuple[str, int, int, str]


def owed(at: datetime) -> Iterator[tuple[Key, frozenset[str]]]:
    """Each reminder whose time has come by `at`, and who is to have it."""
    for moment, key, people in (*_unanswered(), *_steps(), *_silence()):
        if moment <= at:
            yield key, people


def _unanswered() -> Iterator[tuple[datetime, Key, frozenset[str]]]:
    waiting = Referral.objects.filter(status="sent")
    for one in waiting.values("pk", "sent_at", "urgency", "sent_by__username", "to_agency"):
        sent = one["sent_at"].astimezone(TOKYO)
        people = _at_the_desk(one["to_agency"])
        for stage, hours in enumerate(HOURS, start=1):
            moment = _worked(sent, stage)
            if one["urgency"] == "now":
                moment = min(moment, sent + timedelta(hours=hours))
            if stage == 2:
                people |= {one["sent_by__username"]}
            if stage == 3:
                people |= {"manager"}
            yield moment, ("unanswered", stage, one["pk"], ""), people


def _steps() -> Iterator[tuple[datetime, Key, frozenset[str]]]:
    fields = ("pk", "due_on", "due_time", "assignee__username", "agency")
    for pk, day, hour, who, agency in FollowUp.objects.filter(state="open").values_list(*fields):
        people = frozenset({who}) if who else _at_the_desk(agency)
        occasion = f"{day} {hour or ''}"
        midnight = datetime.combine(day, hour or time(), TOKYO)
        yield midnight, ("due", 1, pk, occasion), people
        for stage, days in enumerate((1, 3), start=1):
            late = datetime.combine(add_working_days(day, days) + DAY, time(), TOKYO)
            also = {"manager"} if stage == 2 else set()
            yield late, ("overdue", stage, pk, occasion), people | also


def _silence() -> Iterator[tuple[datetime, Key, frozenset[str]]]:
    quiet = Case.objects.filter(stage="open")
    for pk, last, who in quiet.values_list("pk", "last_record_at", "owner_staff__username"):
        occasion = f"{last.astimezone(TOKYO):%Y-%m-%d}"
        yield last + 30 * DAY, ("quiet", 1, pk, occasion), frozenset({who})
        yield last + 45 * DAY, ("quiet", 2, pk, occasion), frozenset({who, "manager"})


def _worked(sent: datetime, days: int) -> datetime:
    """When so many working days have passed, closed days counting for nothing."""
    day = add_working_days(sent.date(), days)
    if is_working_day(sent.date()):
        return datetime.combine(day, sent.timetz())
    return datetime.combine(day + DAY, time(), TOKYO)


def _at_the_desk(agency: int) -> frozenset[str]:
    here = Staff.objects.filter(agency=agency, is_active=True).exclude(role="administrator")
    return frozenset(here.values_list("username", flat=True))

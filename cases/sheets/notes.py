"""お知らせの見えかた: what is it about, without a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from cases.models import AccessGround, Level, Reminder, ReminderKind, ReminderQuerySet
from cases.sheets.shields import NOBODY, Eyes
from districts.models import Staff

SIGNS = {
    ReminderKind.ARRIVED: "inbox",
    ReminderKind.ANSWERED: "corner-up-left",
    ReminderKind.SAID: "message-square",
    ReminderKind.UNANSWERED: "timer",
    ReminderKind.DUE: "bell",
    ReminderKind.OVERDUE: "circle-alert",
    ReminderKind.QUIET: "clock",
    ReminderKind.COORDINATION: "scale",
    ReminderKind.PASSED: "user-check",
    ReminderKind.PROTECTION: "shield",
    ReminderKind.SUCCEEDED: "users",
    ReminderKind.CLOSED: "archive",
    ReminderKind.NOTICED: "armchair",
    ReminderKind.REPORT_LATE: "calendar-days",
    ReminderKind.SITE_STALE: "armchair",
    ReminderKind.DESK_ASKED: "key-round",
    ReminderKind.EMERGENCY: "triangle-alert",
    ReminderKind.VIEW_ASKED: "eye",
    ReminderKind.VIEW_ANSWERED: "eye",
    ReminderKind.CONSENTED: "eye",
    ReminderKind.CONSENT_WITHDRAWN: "eye-off",
    ReminderKind.CONSENT_ENDS: "timer",
    ReminderKind.CONSENT_AGAIN: "message-square",
    ReminderKind.ROLE_ASKED: "user-check",
    ReminderKind.ROLE_ANSWERED: "corner-up-left",
    ReminderKind.ROLE_DECIDED: "gavel",
    ReminderKind.EVALUATION: "clipboard-list",
    ReminderKind.INVITED: "scale",
    ReminderKind.SITTING: "scale",
    ReminderKind.PACKET: "printer",
    ReminderKind.OFF_TABLE: "eye-off",
    ReminderKind.BROUGHT: "scale",
    ReminderKind.ITEM_OFF: "undo-2",
    ReminderKind.CONTINUED: "refresh-cw",
    ReminderKind.SITTING_MOVED: "calendar-clock",
    ReminderKind.CALLED_OFF: "ban",
    ReminderKind.PAPERS: "file-text",
    ReminderKind.PACT_ENDS: "handshake",
    ReminderKind.PACT_OVER: "handshake",
    ReminderKind.ISSUE_ANSWERED: "flag",
}


@dataclass(frozen=True)
class Note:
    id: int
    kind: str
    title: str
    icon: str
    case: str | None
    subject: str
    about: str
    page: str
    referral: int | None
    follow_up: int | None
    raised_at: datetime
    read_at: datetime | None
    mail_label: str

    @property
    def late(self) -> bool:
        return self.kind in (ReminderKind.UNANSWERED, ReminderKind.OVERDUE)


def loaded(reminders: ReminderQuerySet, *, viewer: Staff) -> ReminderQuerySet:
    """`reminders` with what is told of them, and whether `viewer` still reads the case."""
    held = AccessGround.objects.of(viewer).at_least(Level.READ)
    return reminders.select_related(
        "case__person", "referral__to_agency", "referral__from_agency", "follow_up"
    ).annotate(readable=Exists(held.filter(case=OuterRef("case"))))


def of(reminder: Reminder, *, eyes: Eyes = NOBODY) -> Note:
    kind = ReminderKind(reminder.kind)
    return Note(
        id=reminder.pk,
        kind=reminder.kind,
        title=kind.label,
        icon=SIGNS[kind],
        case=reminder.case.number if reminder.case else None,
        subject=reminder.subject,
        about=_about(reminder, eyes),
        page=reminder.page,
        referral=reminder.referral_id,
        follow_up=reminder.follow_up_id,
        raised_at=reminder.raised_at,
        read_at=reminder.read_at,
        mail_label=reminder.get_mail_display(),
    )


def _about(reminder: Reminder, eyes: Eyes) -> str:
    if reminder.case is None:
        return ""
    cover = eyes.over(reminder.case)
    if reminder.kind == ReminderKind.PROTECTION:
        return "支援措置。続けるには、延長の申出が要ります"
    if referral := reminder.referral:
        ends = (cover.agency(referral.from_agency), cover.agency(referral.to_agency))
        return f"{ends[0].name}から{ends[1].name}へ"
    if reminder.about:
        return reminder.about
    readable: bool = reminder.readable  # type: ignore[attr-defined]
    return cover.text(reminder.follow_up.what) if reminder.follow_up and readable else ""

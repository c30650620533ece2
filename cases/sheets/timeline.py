"""経過: everything that happened to a case, each event with what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from cases.models import (
    Case,
    Channel,
    Consulter,
    Event,
    EventKind,
    FollowUpOutcome,
    LeftBehind,
    Method,
    Plan,
    RecordOutcome,
    Referral,
    SupportRecord,
)
from cases.sheets import summaries
from cases.sheets.marks import MARKS
from cases.sheets.shields import NOBODY, Cover, Eyes
from districts import sheets as places
from districts.models import Agency, Staff


@dataclass(frozen=True)
class Moment:
    id: int
    kind: str
    kind_label: str
    at: datetime
    by: Staff
    agency: Agency
    title: str
    text: str
    third_party_text: str
    note: str
    mark: str
    icon: str
    outcome: str
    record: int | None
    corrected: int | None
    corrected_text: str
    superseded: bool
    quoted: bool
    data: dict[str, Any]


PLATES = places.named(agencies="agency referral__to_agency referral__from_agency", staff="by")


def loaded(case: Case) -> QuerySet[Event]:
    return (
        case.events.select_related(
            *("by", "agency", "consultation", "referral__to_agency", "referral__from_agency"),
            *("follow_up", "record__corrects", "consent", "plan"),
        )
        .defer(*PLATES)
        .prefetch_related(Prefetch("record__corrections", SupportRecord.objects.only("corrects")))
    )


def of(event: Event, *, eyes: Eyes = NOBODY) -> Moment:
    cover = eyes.over(event.case)
    kind = EventKind(event.kind)
    mark, icon = MARKS[kind]
    record = event.record
    return Moment(
        id=event.pk,
        kind=event.kind,
        kind_label=kind.label,
        at=record.happened_at if record else event.at,
        by=cover.staff(event.by),
        agency=cover.agency(event.agency),
        title=_title(event, cover),
        text=cover.text(_text(event)),
        third_party_text=cover.text(record.third_party_text) if record else "",
        note=cover.text(_note(event)),
        mark="a" if record and record.outcome == RecordOutcome.ABSENT else mark,
        icon=_icon(record) if record else icon,
        outcome=record.outcome if record else "",
        record=record.pk if record else None,
        corrected=record.corrects_id if record else None,
        corrected_text=cover.text(record.corrects.text) if record and record.corrects else "",
        superseded=bool(record and len(record.corrections.all())),
        quoted=kind == EventKind.RECEIVED,
        data={} if cover.on else event.data,
    )


def _note(event: Event) -> str:
    """One word beside it; a contact says which follow-up it ended."""
    if event.record is None:
        return event.note
    parts = [f"次の一手「{event.follow_up.what}」"] if event.follow_up else []
    if event.record.left:
        left = "・".join(LeftBehind(one).label for one in event.record.left)
        parts.append(f"置いてきたもの：{left}")
    return "　".join(parts) or event.note


def _icon(record: SupportRecord) -> str:
    if record.outcome == RecordOutcome.ABSENT:
        return "door-closed"
    return {Method.PHONE: "phone", Method.VISIT: "footprints", Method.CONFERENCE: "scale"}.get(
        Method(record.method), "pencil"
    )


def _title(event: Event, cover: Cover) -> str:
    """The heading a case worker would write by hand."""
    if event.consultation:
        who = Consulter(event.consultation.consulter).label if event.consultation.consulter else ""
        how = Channel(event.consultation.channel).label
        return f"受け止め（{'・'.join(part for part in (who, how) if part)}）"
    if event.record:
        outcome = RecordOutcome(event.record.outcome)
        words = [Method(event.record.method).label]
        words += [] if outcome == RecordOutcome.NONE else [outcome.label]
        return "・".join(words) + ("（直した記録）" if event.record.corrects_id else "")
    if event.consent:
        return f"同意：{event.consent.get_event_display()}"
    if event.referral:
        return _about_referral(event, event.referral, cover)
    about = event.follow_up.what if event.follow_up and not cover.on else ""
    if event.kind == EventKind.SUMMARIZED:
        about = "・".join(summaries.labels(event.data["points"]))
    if event.kind in (EventKind.FAMILY, EventKind.UPDATED, EventKind.ASSESSED):
        about = event.data.get("what", "")
    if event.kind in (EventKind.ON_AGENDA, EventKind.OFF_AGENDA):
        return _about_table(event, cover)
    if event.kind == EventKind.PARTICIPATION and not cover.on:
        about = event.data.get("what", "")
    if event.plan:
        about = _about_plan(event, event.plan, cover)
    if event.kind == EventKind.HANDED_ON:
        about = "から".join(part for part in (event.data["from"], f"{event.data['to']}へ") if part)
    return "：".join(part for part in (EventKind(event.kind).label, about) if part)


def _about_table(event: Event, cover: Cover) -> str:
    """Which sitting; and of what a no has moved, from which to which."""
    label = EventKind(event.kind).label
    if cover.on or not (what := event.data.get("what", "")):
        return label
    if moved := event.data.get("moved_from"):
        return f"議題が移った：{moved}から{what}へ"
    return f"{label}：{what}"


def _about_plan(event: Event, plan: Plan, cover: Cover) -> str:
    """Of which kind, and to whom or how far it came."""
    about = "" if cover.on else str(event.data.get("what", ""))
    return "・".join(part for part in (plan.get_kind_display(), about) if part)


def _about_referral(event: Event, referral: Referral, cover: Cover) -> str:
    to, sender = cover.agency(referral.to_agency).name, cover.agency(referral.from_agency).name
    return {
        EventKind.REFERRED: f"{to}へつないだ",
        EventKind.ACCEPTED: f"{to}が受けた",
        EventKind.JOINED: f"{to}がいっしょに受けた",
        EventKind.RETURNED: f"{to}から戻った",
        EventKind.WITHDRAWN: f"{to}へのつなぎを取り下げた",
        EventKind.SAID: f"{sender}と{to}のやりとり",
    }.get(EventKind(event.kind), EventKind(event.kind).label)


def _text(event: Event) -> str:
    if event.consultation:
        return event.consultation.story
    if event.record:
        return event.record.text
    if event.kind == EventKind.REFERRED and event.referral:
        return event.referral.note
    if event.kind == EventKind.RETURNED and event.referral:
        return event.referral.get_return_reason_display()
    if event.kind == EventKind.DONE and event.follow_up and event.follow_up.outcome:
        return FollowUpOutcome(event.follow_up.outcome).label
    return ""

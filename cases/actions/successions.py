"""引き継ぎ: what hung on one person is passed on, case by case, in one transaction; for a day it can be undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import dues, rules
from cases.actions import events, grounds, reminders
from cases.models import (
    Case,
    Event,
    EventKind,
    FollowUp,
    Ground,
    Level,
    OwnedBecause,
    ReminderKind,
    Succession,
    SuccessionItem,
)
from districts.actions import agencies
from districts.actions import staff as staff_acts
from districts.models import Agency, Staff
from fujisawa_care.foundation import daywords
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO

UNDONE_WITHIN = timedelta(days=1)
TAKEN_BACK = "引き継ぎを取り消した"


@dataclass(frozen=True, kw_only=True)
class Portion:
    """What one successor gets: a case, with all that hung on the leaver in it, and one word."""

    case: Case
    to: Staff
    note: str = ""


@transaction.atomic
def hand_on(
    staff: Staff, *, by: Staff, at: datetime, portions: Sequence[Portion], note: str = ""
) -> Succession:
    """Pass on everything in `portions`: all of it, or where one is no longer the leaver's, nothing."""
    require(rules.hand_on(by, staff.agency))
    if not portions:
        raise ValidationError({"to": "引き継ぐ相手をえらんでください"})
    for to in {one.to.pk: one.to for one in portions}.values():
        require(rules.succeed(to, staff.agency))
        if to.pk == staff.pk:
            raise ValidationError({"to": "本人には引き継げません。ほかの方をえらんでください"})
    if len({one.case.pk for one in portions}) != len(portions):
        raise ValidationError({"to": "同じケースが2回えらばれています"})
    succession = Succession.objects.create(
        from_staff=staff, from_agency=staff.agency, note=note, made_by=by, made_at=at
    )
    for portion in sorted(portions, key=lambda one: one.case.pk):  # one order, so none waits round
        _pass(succession, portion)
    _tell(succession, portions)
    return succession


@transaction.atomic
def acknowledge(succession: Succession, *, by: Staff, at: datetime) -> Succession:
    """受けとりました: the successor has read it; until then it stands on their list."""
    require(rules.acknowledge(by, succession))
    mine = succession.items.filter(to_staff=by, acknowledged_at__isnull=True)
    mine.update(acknowledged_at=at)
    return succession


@transaction.atomic
def undo(succession: Succession, *, by: Staff, at: datetime) -> Succession:
    """Take back, within a day, whatever nobody has touched since; the rest stays and says why."""
    succession = (
        Succession.objects.select_for_update(of=("self",))
        .select_related("from_staff", "from_agency")
        .get(pk=succession.pk)
    )
    require(rules.undo(by, succession))
    if succession.undone_at is not None:
        raise IllegalStep("この引き継ぎは、もう取り消されています", code="succession-undone")
    if at > succession.made_at + UNDONE_WITHIN:
        raise IllegalStep(
            "引き継いでから1日をすぎたので、取り消せません。新しく引き継いでください",
            code="undo-too-late",
        )
    for case_id, items in _by_case(succession).items():
        case = Case.objects.select_for_update(no_key=True).get(pk=case_id)
        _take_back(case, items, succession, by=by, at=at)
    succession.undone_by, succession.undone_at = by, at
    succession.save(update_fields=["undone_by", "undone_at"])
    return succession


def _pass(succession: Succession, portion: Portion) -> None:
    case = Case.objects.select_for_update(no_key=True).get(pk=portion.case.pk)
    staff, by, at = succession.from_staff, succession.made_by, succession.made_at
    mine = list(FollowUp.objects.open().filter(case=case, assignee=staff).select_for_update())
    owned = case.owner_staff_id == staff.pk and case.closed_at is None
    if not owned and not mine:
        raise IllegalStep(
            f"{case.number}は、もう{staff.name}さんの担当ではありません。画面を開きなおしてください",
            code="not-theirs",
        )
    if owned:
        _own(case, portion.to, at=at)
    for follow_up in mine:
        _give(follow_up, portion.to)
    event = events.add(
        case,
        EventKind.HANDED_ON,
        by=by,
        at=at,
        note=portion.note,
        data={"from": staff.name, "to": portion.to.name},
    )
    SuccessionItem.objects.bulk_create(
        SuccessionItem(
            succession=succession,
            case=case,
            follow_up=follow_up,
            event=event,
            to_staff=portion.to,
            to_agency_id=portion.to.agency_id,
            note=portion.note,
        )
        for follow_up in [*([None] if owned else []), *mine]
    )


def _own(case: Case, to: Staff, *, at: datetime) -> None:
    """The agency stays accountable; the ownership's history is written by the database."""
    case.owner_staff, case.owner_because = to, OwnedBecause.SUCCEEDED
    case.owner_since = case.not_before(at)
    case.save(update_fields=["owner_staff", "owner_since", "owner_because"])


def _give(follow_up: FollowUp, to: Staff) -> None:
    follow_up.assignee, follow_up.agency_id = to, to.agency_id
    follow_up.save(update_fields=["assignee", "agency"])


def _take_back(
    case: Case,
    items: Collection[SuccessionItem],
    succession: Succession,
    *,
    by: Staff,
    at: datetime,
) -> None:
    staff = succession.from_staff
    theirs = succession.items.filter(pk__in=[one.pk for one in items])
    if why := _why_kept(case, items, staff, at=at):
        theirs.update(kept_because=why)
        return
    for item in items:
        if item.follow_up is None:
            _own(case, staff, at=at)
        else:
            _give(item.follow_up, staff)
    to = next(iter(items)).to_staff
    events.add(
        case,
        EventKind.HANDED_ON,
        by=by,
        at=at,
        note=TAKEN_BACK,
        data={"from": to.name, "to": staff.name},
    )
    theirs.update(undone_at=at)


def _why_kept(case: Case, items: Iterable[SuccessionItem], staff: Staff, *, at: datetime) -> str:
    """Whatever was done on the case since, by anybody, stands on the hand-over: it stays."""
    since = Event.objects.filter(case=case, pk__gt=max(one.event_id for one in items))
    if (first := since.order_by("pk").first()) is not None:
        return f"{daywords.moment(first.at)}に「{first.get_kind_display()}」があります"
    verdict = rules.succeed(staff, next(iter(items)).to_agency)
    return "" if verdict else verdict.reason


def _by_case(succession: Succession) -> dict[int, list[SuccessionItem]]:
    found: dict[int, list[SuccessionItem]] = {}
    items = succession.items.select_related("follow_up", "to_staff", "to_agency")
    for item in items.order_by("case", "pk"):
        found.setdefault(item.case_id, []).append(item)
    return found


def _tell(succession: Succession, portions: Iterable[Portion]) -> None:
    """One word to each successor, however many cases it is about."""
    first: dict[int, Portion] = {}
    for portion in portions:
        if portion.to.pk != succession.made_by_id:
            first.setdefault(portion.to.pk, portion)
    for portion in first.values():
        reminders.tell(portion.case, ReminderKind.SUCCEEDED, to=[portion.to], at=succession.made_at)


@transaction.atomic
def divide(
    agency: Agency,
    *,
    name: str,
    staff: Sequence[Staff],
    by: Staff,
    at: datetime,
    short_name: str = "",
) -> Agency:
    """機関を分ける: `staff` go to a new house of the same kind, and what hangs on them goes along (R1, R4).

    No hop: nobody was sent round. What none of them had taken stays with the old house.
    """
    if not staff:
        raise ValidationError({"staff": "移る方をえらんでください"})
    into = agencies.open_agency(
        name=name,
        short_name=short_name,
        by=by,
        at=at,
        programmes=agency.programmes,
        topics=agency.topics.all(),
        districts=agency.districts.all(),
        blocks=agency.blocks.all(),
        type=agency.type,
        kind=agency.kind,
        operator=agency.operator,
        citywide=agency.citywide,
        accepts_referrals=agency.accepts_referrals,
        fictional=agency.fictional,
        valid_from=at.astimezone(TOKYO).date(),
    )
    for one in sorted(staff, key=lambda each: each.pk):
        theirs = dues.cases_of(one).order_by("pk").values_list("pk", flat=True)
        for pk in list(theirs):
            _follow(pk, one, agency, into, by=by, at=at)
        staff_acts.move(one, agency=into, by=by, at=at)
    return into


def _follow(
    case_id: int, staff: Staff, agency: Agency, into: Agency, *, by: Staff, at: datetime
) -> None:
    """Their own cases with the sight that goes with them; in others' cases their next steps alone."""
    case = Case.objects.select_for_update(no_key=True).get(pk=case_id)
    mine = FollowUp.objects.open().filter(case=case, assignee=staff)
    if case.owner_staff_id == staff.pk and case.owner_id == agency.pk:
        at = case.not_before(at)
        grounds.end(case, Ground.OWNER, at=at)
        case.owner, case.owner_since = into, at
        case.owner_because = OwnedBecause.SUCCEEDED
        case.save(update_fields=["owner", "owner_since", "owner_because"])
        grounds.give(case, Ground.OWNER, to=into, level=Level.WRITE, at=at)
        if (
            FollowUp.objects.open()
            .filter(case=case, agency=agency)
            .exclude(assignee=staff)
            .exists()
        ):
            grounds.give(case, Ground.TEAM, to=agency, level=Level.WRITE, at=at)
    else:
        grounds.give(case, Ground.TEAM, to=into, level=Level.WRITE, at=at)
    mine.update(agency=into)
    names = {"from": agency.name, "to": into.name}
    events.add(case, EventKind.HANDED_ON, by=by, at=at, data=names)

"""引き継ぎ: what hung on one person or a whole house is passed on, case by case; for a day it can be undone."""

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
from cases.models.succession import for_staff
from districts.actions import agencies
from districts.actions import staff as staff_acts
from districts.models import Agency, Staff
from fujisawa_care.foundation import daywords
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO

UNDONE_WITHIN = timedelta(days=1)
NOBODY = "引き継ぐ相手をえらんでください"
TAKEN_BACK = "引き継ぎを取り消した"


@dataclass(frozen=True, kw_only=True)
class Portion:
    """What one successor gets: a case, with all that hung on the leaver in it, and one word.

    Where a whole house hands over it may be for nobody in particular.
    """

    case: Case
    to: Staff | None
    note: str = ""


@transaction.atomic
def hand_on(
    staff: Staff, *, by: Staff, at: datetime, portions: Sequence[Portion], note: str = ""
) -> Succession:
    """Pass on everything in `portions`: all of it, or where one is no longer the leaver's, nothing."""
    require(rules.hand_on(by, staff.agency))
    if any(one.to is None for one in portions):
        raise ValidationError({"to": NOBODY})
    _check(portions, staff.agency)
    if any(one.to == staff for one in portions):
        raise ValidationError({"to": "本人には引き継げません。ほかの方をえらんでください"})
    succession = Succession.objects.create(
        from_staff=staff, from_agency=staff.agency, note=note, made_by=by, made_at=at
    )
    for portion in sorted(portions, key=lambda one: one.case.pk):  # one order, so none waits round
        if portion.to is not None:
            _pass(succession, staff, portion, portion.to)
    _tell(succession, portions, staff.agency)
    return succession


@transaction.atomic
def hand_over(
    agency: Agency,
    to: Agency,
    *,
    by: Staff,
    at: datetime,
    portions: Sequence[Portion],
    note: str = "",
) -> Succession:
    """機関ぜんたい: the house accountable changes with its sight and its next steps; no hop (R1, R4)."""
    require(rules.hand_over(by, agency, to, on=at.astimezone(TOKYO).date()))
    _check(portions, to)
    succession = Succession.objects.create(
        from_staff=None, from_agency=agency, note=note, made_by=by, made_at=at
    )
    for portion in sorted(portions, key=lambda one: one.case.pk):
        _pass_over(succession, to, portion)
    _tell(succession, portions, to)
    return succession


@transaction.atomic
def acknowledge(succession: Succession, *, by: Staff, at: datetime) -> Succession:
    """受けとりました: the successor has read it; until then it stands on their list."""
    require(rules.acknowledge(by, succession))
    mine = succession.items.filter(for_staff(by), acknowledged_at__isnull=True)
    mine.update(acknowledged_at=at, acknowledged_by=by)
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
        if succession.from_staff is None:
            _take_back_over(case, items, succession, by=by, at=at)
        else:
            _take_back(case, items, succession.from_staff, by=by, at=at)
    succession.undone_by, succession.undone_at = by, at
    succession.save(update_fields=["undone_by", "undone_at"])
    return succession


def _check(portions: Sequence[Portion], house: Agency) -> None:
    if not portions:
        raise ValidationError({"to": NOBODY})
    for to in {one.to.pk: one.to for one in portions if one.to}.values():
        require(rules.succeed(to, house))
    if len({one.case.pk for one in portions}) != len(portions):
        raise ValidationError({"to": "同じケースが2回えらばれています"})


def _pass(succession: Succession, staff: Staff, portion: Portion, to: Staff) -> None:
    case = Case.objects.select_for_update(no_key=True).get(pk=portion.case.pk)
    by, at = succession.made_by, succession.made_at
    mine = list(FollowUp.objects.open().filter(case=case, assignee=staff).select_for_update())
    owned = case.owner_staff_id == staff.pk and case.closed_at is None
    if not owned and not mine:
        raise IllegalStep(
            f"{case.number}は、もう{staff.name}さんの担当ではありません。画面を開きなおしてください",
            code="not-theirs",
        )
    if owned:
        _own(case, to, at=at)
    for follow_up in mine:
        _give(follow_up, to, agency_id=to.agency_id)
    event = events.add(
        case,
        EventKind.HANDED_ON,
        by=by,
        at=at,
        note=portion.note,
        data={"from": staff.name, "to": to.name},
    )
    SuccessionItem.objects.bulk_create(
        SuccessionItem(
            succession=succession,
            case=case,
            follow_up=follow_up,
            event=event,
            from_staff=staff,
            to_staff=to,
            to_agency_id=to.agency_id,
            note=portion.note,
        )
        for follow_up in [*([None] if owned else []), *mine]
    )


def _pass_over(succession: Succession, to: Agency, portion: Portion) -> None:
    case = Case.objects.select_for_update(no_key=True).get(pk=portion.case.pk)
    agency, at = succession.from_agency, case.not_before(succession.made_at)
    planned = FollowUp.objects.open().filter(case=case, agency=agency)
    had: list[tuple[FollowUp | None, Staff | None]] = [
        (one, one.assignee)
        for one in planned.select_for_update(of=("self",)).select_related("assignee").order_by("pk")
    ]
    owned = case.owner_id == agency.pk and case.closed_at is None
    if not owned and not had:
        raise IllegalStep(
            f"{case.number}は、もう{agency.name}の担当ではありません。画面を開きなおしてください",
            code="not-theirs",
        )
    if owned:
        had.insert(0, (None, case.owner_staff))
        _account(case, to, portion.to, at=at)
    _see_instead(case, agency, to, owned=owned, at=at)
    planned.update(agency=to, assignee=portion.to)
    names = {"from": agency.name, "to": to.name}
    event = events.add(
        case, EventKind.HANDED_ON, by=succession.made_by, at=at, note=portion.note, data=names
    )
    SuccessionItem.objects.bulk_create(
        SuccessionItem(
            succession=succession,
            case=case,
            follow_up=follow_up,
            event=event,
            from_staff=staff,
            to_staff=portion.to,
            to_agency=to,
            note=portion.note,
        )
        for follow_up, staff in had
    )


def _see_instead(case: Case, agency: Agency, to: Agency, *, owned: bool, at: datetime) -> None:
    """The sight goes with it, as accountable or as one of the team."""
    if owned:
        grounds.end(case, Ground.OWNER, at=at)
        grounds.end(case, Ground.TEAM, at=at, agency_id=to.pk)
        grounds.give(case, Ground.OWNER, to=to, level=Level.WRITE, at=at)
        return
    grounds.end(case, Ground.TEAM, at=at, agency_id=agency.pk)
    if case.owner_id != to.pk:
        grounds.give(case, Ground.TEAM, to=to, level=Level.WRITE, at=at)


def _account(case: Case, agency: Agency, staff: Staff | None, *, at: datetime) -> None:
    """Another house is accountable; the ownership's history is written by the database, without a hop."""
    case.owner, case.owner_staff = agency, staff
    case.owner_since, case.owner_because = at, OwnedBecause.SUCCEEDED
    case.save(update_fields=["owner", "owner_staff", "owner_since", "owner_because"])


def _own(case: Case, to: Staff, *, at: datetime) -> None:
    """The agency stays accountable; the ownership's history is written by the database."""
    case.owner_staff, case.owner_because = to, OwnedBecause.SUCCEEDED
    case.owner_since = case.not_before(at)
    case.save(update_fields=["owner_staff", "owner_since", "owner_because"])


def _give(follow_up: FollowUp, to: Staff | None, *, agency_id: int) -> None:
    follow_up.assignee, follow_up.agency_id = to, agency_id
    follow_up.save(update_fields=["assignee", "agency"])


def _take_back(
    case: Case,
    items: Collection[SuccessionItem],
    staff: Staff,
    *,
    by: Staff,
    at: datetime,
) -> None:
    theirs = SuccessionItem.objects.filter(pk__in=[one.pk for one in items])
    if why := _why_kept(case, items, staff):
        theirs.update(kept_because=why)
        return
    for item in items:
        if item.follow_up is None:
            _own(case, staff, at=at)
        else:
            _give(item.follow_up, staff, agency_id=staff.agency_id)
    to = next(one.to_staff for one in items if one.to_staff)
    events.add(
        case,
        EventKind.HANDED_ON,
        by=by,
        at=at,
        note=TAKEN_BACK,
        data={"from": to.name, "to": staff.name},
    )
    theirs.update(undone_at=at)


def _take_back_over(
    case: Case,
    items: Collection[SuccessionItem],
    succession: Succession,
    *,
    by: Staff,
    at: datetime,
) -> None:
    """To whom it was, or where they are no more there, to nobody in particular of the house."""
    agency, to = succession.from_agency, next(one.to_agency for one in items)
    theirs = SuccessionItem.objects.filter(pk__in=[one.pk for one in items])
    if why := _touched(case, items):
        theirs.update(kept_because=why)
        return
    at = case.not_before(at)
    for item in items:
        former = item.from_staff
        back = former if former and rules.succeed(former, agency) else None
        if item.follow_up is None:
            _account(case, agency, back, at=at)
        else:
            _give(item.follow_up, back, agency_id=agency.pk)
    grounds.as_before(case, agencies=(agency, to), since=succession.made_at, at=at)
    names = {"from": to.name, "to": agency.name}
    events.add(case, EventKind.HANDED_ON, by=by, at=at, note=TAKEN_BACK, data=names)
    theirs.update(undone_at=at)


def _why_kept(case: Case, items: Collection[SuccessionItem], staff: Staff) -> str:
    if why := _touched(case, items):
        return why
    verdict = rules.succeed(staff, next(iter(items)).to_agency)
    return "" if verdict else verdict.reason


def _touched(case: Case, items: Iterable[SuccessionItem]) -> str:
    """Whatever was done on the case since, by anybody, stands on the hand-over: it stays."""
    since = Event.objects.filter(case=case, pk__gt=max(one.event_id for one in items))
    if (first := since.order_by("pk").first()) is not None:
        return f"{daywords.moment(first.at)}に「{first.get_kind_display()}」があります"
    return ""


def _by_case(succession: Succession) -> dict[int, list[SuccessionItem]]:
    found: dict[int, list[SuccessionItem]] = {}
    items = succession.items.select_related("follow_up", "from_staff", "to_staff", "to_agency")
    for item in items.order_by("case", "pk"):
        found.setdefault(item.case_id, []).append(item)
    return found


def _tell(succession: Succession, portions: Iterable[Portion], house: Agency) -> None:
    """One word to each successor, or to the house, however many cases it is about."""
    kind, at = ReminderKind.SUCCEEDED, succession.made_at
    first: dict[Staff | None, Portion] = {}
    for portion in portions:
        first.setdefault(portion.to, portion)
    for to, portion in first.items():
        if to is None:
            case = Case.objects.get(pk=portion.case.pk)
            reminders.tell_agency(case, kind, agency=house, at=at)
        elif to.pk != succession.made_by_id:
            reminders.tell(portion.case, kind, to=[to], at=at)


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
        _account(case, into, staff, at=at)
        _see_instead(case, agency, into, owned=True, at=at)
        theirs = FollowUp.objects.open().filter(case=case, agency=agency)
        if theirs.exclude(assignee=staff).exists():
            grounds.give(case, Ground.TEAM, to=agency, level=Level.WRITE, at=at)
    else:
        grounds.give(case, Ground.TEAM, to=into, level=Level.WRITE, at=at)
    mine.update(agency=into)
    names = {"from": agency.name, "to": into.name}
    events.add(case, EventKind.HANDED_ON, by=by, at=at, data=names)

"""引き継ぎ: what hung on one person or a whole house is passed on, case by case; for a day it can be undone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules
from cases.actions import echoes, events, grounds, passing, plan_roles, reminders
from cases.models import Case, Event, EventKind, ReminderKind, Succession, SuccessionItem
from cases.models.succession import for_staff
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

    Where a whole house hands over it may be for nobody in particular, and for another `house`
    than the rest.
    """

    case: Case
    to: Staff | None
    note: str = ""
    house: Agency | None = None


@transaction.atomic
def hand_on(
    staff: Staff, *, by: Staff, at: datetime, portions: Sequence[Portion], note: str = ""
) -> Succession:
    """Pass on everything in `portions`: all of it, or where one is no longer the leaver's, nothing."""
    require(rules.hand_on(by, staff.agency))
    if any(one.to is None for one in portions):
        raise ValidationError({"to": NOBODY})
    if any(one.to == staff for one in portions):
        raise ValidationError({"to": "本人には引き継げません。ほかの方をえらんでください"})
    succession = Succession(
        from_staff=staff, from_agency=staff.agency, note=note, made_by=by, made_at=at
    )
    return _pass_all(succession, staff, portions, house=staff.agency)


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
    """機関ぜんたい: the house accountable changes with its sight and all that hangs on it; no hop (R1, R4)."""
    for house in {one.pk: one for one in (to, *(each.house for each in portions)) if one}.values():
        require(rules.hand_over(by, agency, house, on=at.astimezone(TOKYO).date()))
    succession = Succession(from_staff=None, from_agency=agency, note=note, made_by=by, made_at=at)
    return _pass_all(succession, agency, portions, house=to)


def rehearse(passing_on: Callable[[], Succession]) -> None:
    """All of it done and taken back at once: what refuses at the end refuses at the check already."""
    with transaction.atomic():
        passing_on()
        transaction.set_rollback(True)


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
        case = passing.locked(case_id)
        theirs = SuccessionItem.objects.filter(pk__in=[one.pk for one in items])
        if why := _why_kept(succession, case, items):
            theirs.update(kept_because=why)
        else:
            _take_back(succession, case, items, by=by, at=at)
            theirs.update(undone_at=at)
    succession.undone_by, succession.undone_at = by, at
    succession.save(update_fields=["undone_by", "undone_at"])
    return succession


def _pass_all(
    succession: Succession, whose: Staff | Agency, portions: Sequence[Portion], *, house: Agency
) -> Succession:
    """Checked, then passed in the order of the cases, so that no two wait for each other."""
    if not portions:
        raise ValidationError({"to": NOBODY})
    for to, where in {(one.to, one.house or house) for one in portions if one.to}:
        require(rules.succeed(to, where))
    if len({one.case.pk for one in portions}) != len(portions):
        raise ValidationError({"to": "同じケースが2回えらばれています"})
    succession.save()
    for portion in sorted(portions, key=lambda one: one.case.pk):
        _pass(succession, whose, portion, portion.house or house)
    _tell(succession, portions, house)
    return succession


def _pass(succession: Succession, whose: Staff | Agency, portion: Portion, house: Agency) -> None:
    case, by = passing.locked(portion.case.pk), succession.made_by
    at = case.not_before(succession.made_at)
    items = passing.hanging(case, whose)
    passing.give(items, case, agency=house, to=portion.to, at=at)
    if whose == succession.from_agency:
        passing.see(items, case, of=succession.from_agency, to=house, at=at)
        names = {"from": whose.name, "to": house.name}
    else:
        names = {"from": whose.name, "to": portion.to.name if portion.to else ""}
    echoes.ring(case, by=by, at=at)
    event = events.add(case, EventKind.HANDED_ON, by=by, at=at, note=portion.note, data=names)
    for item in items:
        item.succession, item.event, item.note = succession, event, portion.note
        item.to_staff, item.to_agency = portion.to, house
    SuccessionItem.objects.bulk_create(items)


def _take_back(
    succession: Succession, case: Case, items: Sequence[SuccessionItem], *, by: Staff, at: datetime
) -> None:
    """To whom it was; of a house, where they are no more there, to nobody in particular of it."""
    leaver, agency, to = succession.from_staff, succession.from_agency, items[0].to_agency
    at = case.not_before(at)
    for item in items:
        passing.put(item, case, agency=agency, to=leaver or _still_there(item, agency), at=at)
    if leaver is None:
        plan_roles.carry_back(case, agency, to=to)
        grounds.as_before(case, agencies=(agency, to), since=succession.made_at, at=at)
    had, gets = (items[0].to_staff, leaver) if leaver else (to, agency)
    names = {"from": had.name if had else "", "to": gets.name}
    echoes.ring(case, by=by, at=at)
    events.add(case, EventKind.HANDED_ON, by=by, at=at, note=TAKEN_BACK, data=names)


def _still_there(item: SuccessionItem, agency: Agency) -> Staff | None:
    former = item.from_staff
    return former if former and rules.succeed(former, agency) else None


def _why_kept(succession: Succession, case: Case, items: Collection[SuccessionItem]) -> str:
    """Whatever was done on the case since, by anybody, stands on the hand-over: it stays."""
    since = Event.objects.filter(case=case, pk__gt=max(one.event_id for one in items))
    if (first := since.order_by("pk").first()) is not None:
        return f"{daywords.moment(first.at)}に「{first.get_kind_display()}」があります"
    if succession.from_staff is None:
        return ""
    verdict = rules.succeed(succession.from_staff, succession.from_agency)
    return "" if verdict else verdict.reason


def _by_case(succession: Succession) -> dict[int, list[SuccessionItem]]:
    found: dict[int, list[SuccessionItem]] = {}
    items = succession.items.select_related(
        "follow_up", "referral", "from_staff", "to_staff", "to_agency"
    )
    for item in items.order_by("case", "pk"):
        found.setdefault(item.case_id, []).append(item)
    return found


def _tell(succession: Succession, portions: Iterable[Portion], house: Agency) -> None:
    """One word to each successor, or to the house, however many cases it is about."""
    kind, at = ReminderKind.SUCCEEDED, succession.made_at
    first: dict[Staff | Agency, Portion] = {}
    for portion in portions:
        first.setdefault(portion.to or portion.house or house, portion)
    for to, portion in first.items():
        if isinstance(to, Agency):
            reminders.tell_agency(Case.objects.get(pk=portion.case.pk), kind, agency=to, at=at)
        elif to.pk != succession.made_by_id:
            reminders.tell(portion.case, kind, to=[to], at=at)

"""資料の中身: what stands on each item when the papers are locked; names are withheld where nobody asked for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from cases.models import Case, SupportRecord
from cases.sheets import cases, summaries
from cases.sheets.shields import HIDDEN, NOBODY
from fujisawa_care.foundation import daywords, wareki
from fujisawa_care.foundation.numbering import numbered
from fujisawa_care.foundation.workdays import TOKYO
from meetings.models import AgendaItem, Meeting, Packet, PacketCopy, Reason
from meetings.sheets import items as sheets
from meetings.sheets import names, roles, tabled
from meetings.sheets.names import Names
from meetings.states import ItemState

COURSE, DIGITS = 5, 9
SELF, KIN = "本人", "ご家族"
WITHHELD = "氏名はふせて記しています（対応表は事務局が保管）。"
GONE = (ItemState.REMOVED, ItemState.REROUTED)


def content(meeting: Meeting, *, today: date) -> dict[str, Any]:
    """Whole and plain, so that an edition reads the same for ever."""
    rows = meeting.items.exclude(state__in=GONE).select_related("plan").order_by("position")
    clock = meeting.starts_at
    found = []
    for item in sheets.loaded(rows):
        ends = clock + timedelta(minutes=item.minutes)
        found.append(_item(item, today=today) | {"time": f"{_clock(clock)}〜{_clock(ends)}"})
        clock = ends
    return {
        "called": meeting.called,
        "day": wareki.long(meeting.starts_at.astimezone(TOKYO).date()),
        "place": meeting.place,
        "bands": [one.band for one in meeting.bases.all()],
        "items": found,
    }


@dataclass(frozen=True)
class CopySheet:
    number: int
    holder: str
    back: datetime | None


@dataclass(frozen=True)
class Pile:
    """What was printed of one edition; what a later one replaced is to come back as well."""

    edition: int
    replaced_by: int
    copies: tuple[CopySheet, ...]

    @property
    def out(self) -> bool:
        return any(one.back is None for one in self.copies)


@dataclass(frozen=True)
class Reader:
    """Who may have a copy, and which number of the newest edition is out with them."""

    id: int
    name: str
    number: int | None


def editions(meeting: Meeting) -> tuple[Packet, ...]:
    return tuple(Packet.objects.filter(meeting=meeting).select_related("locked_by"))


def stale(packet: Packet, *, today: date) -> bool:
    """Whether anything has changed since it was locked."""
    return bool(packet.content != content(packet.meeting, today=today))


def piles(meeting: Meeting) -> tuple[Pile, ...]:
    """Newest first."""
    each, found = _names(meeting), dict[int, list[CopySheet]]()
    rows = PacketCopy.objects.filter(packet__meeting=meeting).select_related("packet")
    for one in rows.order_by("-packet__edition", "number"):
        copy = CopySheet(one.number, _holder(one, each), one.collected_at)
        found.setdefault(one.packet.edition, []).append(copy)
    newest = sheets.edition(meeting)
    return tuple(
        Pile(edition, 0 if edition == newest else edition + 1, tuple(copies))
        for edition, copies in found.items()
    )


def readers(meeting: Meeting, newest: Packet | None) -> tuple[Reader, ...]:
    """Who has confirmed secrecy, and so may have a copy."""
    each = _names(meeting)
    out = newest.copies.filter(collected_at__isnull=True) if newest else PacketCopy.objects.none()
    numbers = dict(out.order_by("-number").values_list("member", "number"))
    sworn = meeting.members.filter(left_at__isnull=True, sworn_at__isnull=False)
    return tuple(Reader(one.pk, each[one.pk], numbers.get(one.pk)) for one in sworn)


def paper(packet: Packet, copies: Iterable[PacketCopy]) -> dict[str, Any]:
    """What is printed: the edition once for each copy."""
    each = _names(packet.meeting)
    told: dict[str, Any] = packet.content
    return told | {
        "edition": packet.edition,
        "copies": [f"番号 {one.number:02}　配布先：{_holder(one, each)}" for one in copies],
        "items": [one | {"question": numbered(one["question"])} for one in told["items"]],
    }


def _names(meeting: Meeting) -> dict[int, str]:
    """Also of those who have left: their copies may still be out."""
    return sheets.called_each(meeting.members.select_related("agency", "staff"))


def _holder(copy: PacketCopy, each: dict[int, str]) -> str:
    return each[copy.member_id] if copy.member_id else "予備"


def _item(item: AgendaItem, *, today: date) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": item.pk,
        "number": item.position,
        "title": item.title,
        "sub": "",
        "reason": "" if item.reason == Reason.NONE else Reason(item.reason).label,
        "by": f"{item.tabled_by.name}（{item.tabled_by.agency.name}）",
        "consent": "",
        "question": [one for one in item.question.splitlines() if one.strip()],
        "points": [],
        "course": [],
        "roles": [
            [one.who, one.what, daywords.spoken(one.due_on) if one.due_on else "", one.standing]
            for one in roles.of(item, today=today)
        ],
        "before": _before(item, today=today),
        "plan": None,
    }
    return told | _of_case(item, told, today=today) if item.case_id else told


def _of_case(item: AgendaItem, told: dict[str, Any], *, today: date) -> dict[str, Any]:
    case = cases.loaded(Case.objects.filter(pk=item.case_id or 0)).get()
    sheet = cases.of(case, today=today)
    age = sheet.person.age_band if sheet.person and not sheet.covered else ""
    place = f"{sheet.district.name}地区" if sheet.district else ""
    known: Names = () if item.name_shown else names.of(case)
    who = "、".join(filter(None, (f"{SELF}（{age}）" if age else SELF, sheet.living_with)))
    house = f"{names.without(who, known)}。{place}{'。' if place else ''}{'' if item.name_shown else WITHHELD}"
    points = [
        [one.label.partition("（")[0], names.without(one.text, known)]
        for one in summaries.newest(case, eyes=NOBODY).points
        if one.text
    ]
    covered = {"question": [HIDDEN], "roles": [], "before": [], "plan": None}
    return {
        "title": sheet.title if item.name_shown and not sheet.covered else case.number,
        "sub": "・".join(filter(None, (age, place))),
        "consent": sheet.consent.words,
        "points": [["世帯", house], *points],
        "course": [] if sheet.covered else _course(case, known),
        "plan": _plan(item),
        "question": [names.without(one, known) for one in told["question"]],
        "roles": _nameless(told["roles"], known),
        "before": _nameless(told["before"], known),
        **(covered if sheet.covered else {}),
    }


def _nameless(rows: list[list[str]], known: Names) -> list[list[str]]:
    return [[names.without(cell, known) for cell in row] for row in rows]


def _plan(item: AgendaItem) -> dict[str, Any] | None:
    """The plan that is to be decided, as it lies on the table."""
    plan = tabled.of(item, eyes=NOBODY)
    if plan is None:
        return None
    span = "から".join(wareki.long(day) for day in (plan.starts_on, plan.ends_on) if day)
    words = [
        ["望み", plan.wishes],
        ["めざす姿", plan.aim],
        ["方向性", plan.direction],
        ["期間", span],
    ]
    return {
        "called": f"{plan.kind_label} 第{plan.edition}版",
        "words": [pair for pair in words if pair[1]],
        "goals": [
            {"text": goal.text, "rows": [tabled.cells(one) for one in goal.tasks]}
            for goal in plan.goals
        ],
    }


def _course(case: Case, known: Names) -> list[list[str]]:
    rows = SupportRecord.objects.filter(case=case, corrections__isnull=True)
    last = list(rows.order_by("-happened_at", "-pk")[:COURSE])
    return [
        [
            daywords.spoken(one.happened_at.astimezone(TOKYO).date()),
            one.get_method_display(),
            names.without(one.text, known),
        ]
        for one in reversed(last)
    ]


def _before(item: AgendaItem, *, today: date) -> list[list[str]]:
    if item.follows is None:
        return []
    rows = roles.that_followed(item.follows, today=today)
    return [[one.who, one.what, one.words] for one in rows]


def _clock(at: Any) -> str:
    return daywords.clock(at)

"""次第: what is to be decided, hour by hour, as far as whoever asks may read it (R6, R7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cases.sheets.shields import HIDDEN, Eyes
from districts.models import Staff
from fujisawa_care.foundation import daywords, wareki
from fujisawa_care.foundation.workdays import TOKYO
from meetings.models import AgendaItem
from meetings.sheets import names
from meetings.sheets.names import Names
from meetings.sheets.sittings import ItemLine, MeetingSheet

NOT_YOURS = "守秘を確かめた、席のある方が見られます"


def asked(items: Sequence[AgendaItem], *, viewer: Staff) -> dict[int, tuple[str, ...]]:
    """今日きめること of each item, line by line; names are withheld as in the papers."""
    eyes, cases = Eyes(viewer), [one.case for one in items if one.case is not None]
    known = names.of_each(cases)
    return {one.pk: _question(one, eyes, known) for one in items}


def of(sheet: MeetingSheet) -> dict[str, Any]:
    """The paper of it."""
    row = sheet.row
    starts = row.starts_at.astimezone(TOKYO)
    people = [
        f"{one.name}（{one.agency.name}）" if one.agency else one.name for one in sheet.members
    ]
    facts = [
        ["日時", f"{wareki.long(starts.date())}　{starts:%-H:%M}から"],
        ["場所", row.place],
        ["出席", "、".join(people)],
    ]
    return {
        "called": row.called,
        "day": wareki.long(starts.date()),
        "bands": [f"{one.name}　{one.band}" for one in sheet.bases],
        "facts": [pair for pair in facts if pair[1]],
        "items": [_item(one) for one in sheet.items],
    }


def _item(line: ItemLine) -> dict[str, Any]:
    title = "　".join(part for part in (line.number or line.title, line.district) if part)
    return {
        "number": line.position,
        "time": daywords.clock(line.begins_at),
        "minutes": line.minutes,
        "title": title if line.visible else NOT_YOURS,
        "reason": line.reason_label if line.number else "",
        "question": list(line.question),
    }


def _question(item: AgendaItem, eyes: Eyes, known: Mapping[int, Names]) -> tuple[str, ...]:
    lines = tuple(one for one in item.question.splitlines() if one.strip())
    if item.case is None or not lines:
        return lines
    if eyes.over(item.case).on:
        return (HIDDEN,)
    hidden = () if item.name_shown else known[item.case.pk]
    return tuple(names.without(one, hidden) for one in lines)

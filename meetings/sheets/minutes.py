"""記録の中身: what was talked about and decided at a sitting, on paper."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from cases.sheets.shields import HIDDEN
from districts.models import Staff
from fujisawa_care.foundation import daywords, wareki
from fujisawa_care.foundation.workdays import TOKYO
from meetings.models import AgendaItem, Answer, Meeting, Reason
from meetings.sheets import above, names, orders, tabled
from meetings.sheets import items as sheets
from meetings.sheets import turnout as counted
from meetings.states import ItemState

GONE = {ItemState.REROUTED: "移した議題", ItemState.REMOVED: "外した議題"}


def content(
    meeting: Meeting, *, viewer: Staff, today: date, readable: Collection[int]
) -> dict[str, Any]:
    """What is not `readable` keeps its number and nothing else; names are withheld as at the table."""
    hours = f"{daywords.clock(meeting.starts_at)}〜{daywords.clock(meeting.ends_at)}"
    facts = [["日時", hours], ["場所", meeting.place], *_people(meeting)]
    if meeting.notes:
        facts.append(["記録", meeting.notes])
    if not meeting.of_cases:
        facts += _above(meeting, viewer)
    rows = sheets.loaded(meeting.items.order_by("position"))
    return {
        "called": meeting.called,
        "day": wareki.long(meeting.starts_at.astimezone(TOKYO).date()),
        "bands": [one.band for one in meeting.bases.all()],
        "facts": [pair for pair in facts if pair[1]],
        "items": [
            _item(one, sheets.of(one, viewer=viewer, today=today))
            if one.pk in readable
            else _number(one)
            for one in rows
        ],
    }


def _people(meeting: Meeting) -> list[list[str]]:
    """出席 is who was seen; of whom nobody wrote down, only that they would stay away is known."""
    here = meeting.members.filter(left_at__isnull=True).select_related("agency", "staff")
    each = sheets.called_each(here)
    told: dict[str, list[str]] = {"議長": [], "出席": [], "欠席": [], "未確認": []}
    for one in here:
        away = one.attended is False or one.answer == Answer.AWAY
        told["出席" if one.attended else "欠席" if away else "未確認"].append(each[one.pk])
        if one.chairs:
            told["議長"].append(each[one.pk])
    return [[label, "、".join(people)] for label, people in told.items()]


def _number(item: AgendaItem) -> dict[str, Any]:
    title = GONE.get(ItemState(item.state), orders.NOT_YOURS)
    return {"number": item.position, "title": title, "sub": "", "facts": [], "roles": []}


def _above(meeting: Meeting, viewer: Staff) -> list[list[str]]:
    """How many came of which agency, what was handed out, and what the 地域課題 were answered."""
    came = counted.rows(meeting)
    each = "、".join(f"{one.name} {one.people}人" for one in came)
    papers = [
        f"資料{number}　{one.title}（{one.reach_label}）"
        for number, one in enumerate(above.handouts(meeting, viewer=viewer), start=1)
    ]
    issues = [
        f"{one.place}・{one.topic.label}　{one.text}"
        + (f"\n→ {one.answer}" if one.answer else "\n→ 答えはまだありません")
        for one in above.heard(meeting)
    ]
    return [
        ["参加人数", f"{counted.total(came)}人（{each}）" if came else ""],
        ["配布資料", "\n".join(papers)],
        ["地域課題", "\n".join(issues)],
    ]


def _item(item: AgendaItem, sheet: sheets.ItemSheet) -> dict[str, Any]:
    decided, known = sheet.decision, sheets.unsaid(item)
    check = daywords.spoken(sheet.next_check_on) if sheet.next_check_on else ""
    reason = Reason(item.reason)
    facts = [
        ["理由", reason.label if reason != Reason.NONE else ""],
        ["きめること", "\n".join(sheet.question)],
        ["同意", sheet.consent],
        ["議事メモ", HIDDEN if sheet.covered else sheet.memo],
        ["決定", decided.label if decided else sheet.state_label],
        ["決定の文", decided.wording if decided else ""],
        ["次に確かめる日", check],
    ]
    return {
        "number": sheet.number,
        "title": sheet.title,
        "sub": sheet.sub,
        "facts": [[name, names.without(told, known)] for name, told in facts if told],
        "roles": [[names.without(cell, known) for cell in row] for row in _roles(sheet)],
    }


def _roles(sheet: sheets.ItemSheet) -> list[list[str]]:
    shared = [
        [one.who, one.what, daywords.spoken(one.due_on) if one.due_on else "", one.standing]
        for one in sheet.roles
    ]
    return shared + _of_plan(sheet)


def _of_plan(sheet: sheets.ItemSheet) -> list[list[str]]:
    """What a decided plan gives to whom stands beside what the table shared out itself."""
    if sheet.plan is None or sheet.state != ItemState.DECIDED:
        return []
    return [tabled.cells(one) for one in sheet.plan.tasks]

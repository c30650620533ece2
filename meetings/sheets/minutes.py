"""記録の中身: what was talked about and decided at a sitting, on paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from cases.sheets.shields import HIDDEN
from districts.models import Staff
from fujisawa_care.foundation import daywords, wareki
from fujisawa_care.foundation.workdays import TOKYO
from meetings.models import Meeting
from meetings.sheets import above, tabled
from meetings.sheets import items as sheets
from meetings.sheets import turnout as counted
from meetings.states import ItemState


def content(meeting: Meeting, *, viewer: Staff, today: date) -> dict[str, Any]:
    """As far as the viewer may read it; names are withheld as at the table."""
    here = meeting.members.filter(left_at__isnull=True).exclude(attended=False)
    present = [sheets.called(one) for one in here.select_related("agency", "staff")]
    hours = f"{daywords.clock(meeting.starts_at)}〜{daywords.clock(meeting.ends_at)}"
    facts = [["日時", hours], ["場所", meeting.place], ["出席", "、".join(present)]]
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
        "items": [_item(sheets.of(one, viewer=viewer, today=today)) for one in rows],
    }


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


def _item(sheet: sheets.ItemSheet) -> dict[str, Any]:
    decided = sheet.decision
    check = daywords.spoken(sheet.next_check_on) if sheet.next_check_on else ""
    facts = [
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
        "facts": [pair for pair in facts if pair[1]],
        "roles": [
            [one.who, one.what, daywords.spoken(one.due_on) if one.due_on else "", one.standing]
            for one in sheet.roles
        ]
        + _of_plan(sheet),
    }


def _of_plan(sheet: sheets.ItemSheet) -> list[list[str]]:
    """What a decided plan gives to whom stands beside what the table shared out itself."""
    if sheet.plan is None or sheet.state != ItemState.DECIDED:
        return []
    return [tabled.cells(one) for one in sheet.plan.tasks]

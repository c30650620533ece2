"""Plans and the sittings that decide them, as the tests of this room need them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from cases.actions import plans
from cases.actions.plans import Goal, Task, Words
from cases.models import Case, Plan
from districts.models import Agency, Staff
from fujisawa_care.foundation.workdays import TOKYO
from meetings.models import AgendaItem, ItemDecision, Meeting, MeetingBody


def words(today: date, *agencies: Agency, **more: Any) -> Words:
    """One goal for the first agency and whoever helps it; half a year, looked back on at its end."""
    tasks = tuple(
        Task(
            what="見学に同行する",
            agency=one,
            standing="help" if number else "lead",
            times="週1回",
            until=today + timedelta(days=30 + number),
        )
        for number, one in enumerate(agencies)
    )
    found = Words(
        wishes="人と将棋がさしたい",
        starts_on=today,
        ends_on=today + timedelta(days=182),
        evaluate_on=today + timedelta(days=175),
        goals=(Goal(text="縁側に自分で通う", tasks=tasks),),
    )
    return replace(found, **more)


def drafted(
    case: Case, *agencies: Agency, by: Staff, at: datetime, kind: str = "participation"
) -> Plan:
    day = at.astimezone(TOKYO).date()
    return plans.draft(case, by=by, at=at, kind=kind, words=words(day, *agencies))


def tabled(case: Case, *agencies: Agency, by: Staff, at: datetime, **more: Any) -> Plan:
    plan = drafted(case, *agencies, by=by, at=at, **more)
    plans.ask(plan, by=by, at=at)
    return plans.table(plan, by=by, at=at)


def decide(plan: Plan, *, by: Staff, at: datetime, approved: bool = True) -> Plan:
    """As a sitting does it: its item, its decision, and the plan's with it."""
    item = _item(plan, by=by, at=at)
    done = plans.decide(
        plan,
        by=by,
        at=at,
        sitting="支援会議 第1回",
        held_on=at.astimezone(TOKYO).date(),
        approved=approved,
        wording="この方針で進める" if approved else "もう一度考える",
    )
    ItemDecision.objects.create(
        item=item,
        decision="go" if approved else "again",
        wording=done.wording,
        plan_decision=done,
        decided_by=by,
        decided_at=at,
    )
    return Plan.objects.get(pk=plan.pk)


def decided(case: Case, *agencies: Agency, by: Staff, at: datetime, **more: Any) -> Plan:
    return decide(tabled(case, *agencies, by=by, at=at, **more), by=by, at=at)


def running(case: Case, *agencies: Agency, by: Staff, at: datetime, **more: Any) -> Plan:
    return plans.start(decided(case, *agencies, by=by, at=at, **more), by=by, at=at)


def _item(plan: Plan, *, by: Staff, at: datetime) -> AgendaItem:
    body, _ = MeetingBody.objects.get_or_create(
        code="shien", defaults={"name": "支援会議", "kind": "shien", "position": 1}
    )
    sitting = Meeting.objects.create(
        body=body,
        kind="shien",
        fiscal_year=2026,
        ordinal=Meeting.objects.count() + 1,
        starts_at=at,
        ends_at=at + timedelta(hours=2),
        state="held",
        held_at=at,
        called_by=by,
        created_at=at,
        updated_at=at,
    )
    return AgendaItem.objects.create(
        meeting=sitting,
        position=1,
        case=plan.case,
        plan=plan,
        reason="shien2",
        minutes=20,
        state="tabled",
        tabled_by=by,
        tabled_at=at,
        updated_at=at,
    )

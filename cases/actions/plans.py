"""支援プラン: written together, asked of those it names, laid on a table and decided there (R11)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules_plans
from cases.actions import (
    events,
    follow_ups,
    plan_merging,
    plan_roles,
    plan_rows,
    plan_words,
    reminders,
)
from cases.actions.plan_courses import end, renew, start, start_due
from cases.actions.plan_evaluations import evaluate
from cases.actions.plan_words import Goal, Task, Words
from cases.models import (
    Case,
    EventKind,
    Plan,
    PlanDecision,
    PlanKind,
    PlanRevision,
    PlanTask,
    ReminderKind,
    Signature,
    TaskAnswer,
)
from cases.states import PlanState
from districts.models import Staff
from fujisawa_care.foundation import daywords
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO

# the verbs of this noun stand in three files; all are asked for here
__all__ = ["Goal", "Task", "Words", "end", "evaluate", "renew", "start", "start_due"]

DRAFT = {"what": "支援プランの案"}


@transaction.atomic
def draft(case: Case, *, by: Staff, at: datetime, kind: str, words: Words) -> Plan:
    """Begin a plan; of each kind a case has one that is not over."""
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(rules_plans.draft(by, case))
    if kind not in PlanKind.values:
        raise ValidationError({"kind": "プランの種類をえらんでください"})
    plan = plan_rows.put(case, by=by, at=at, kind=kind)
    plan_rows.write(plan, plan_words.whole(words), by=by, at=at)
    events.add(case, EventKind.PLAN_DRAFTED, by=by, at=at, plan=plan)
    return plan


@transaction.atomic
def save(
    plan: Plan,
    *,
    by: Staff,
    at: datetime,
    version: int,
    words: Words,
    asked: Collection[str] = (),
    picked: Mapping[str, str] | None = None,
) -> Plan:
    """Lay `words` over the version they were typed on; two words for one cell are a Conflict."""
    case, plan = plan_rows.locked(plan)
    require(rules_plans.save(by, plan))
    newest = PlanRevision.objects.select_related("written_by", "agency").newest(plan)
    before = PlanRevision.objects.newest(plan, until=version)
    now, mine = plan_words.of(plan), plan_words.whole(words)
    base = plan_words.read(before.content) if before else now
    both = plan_merging.together(base=base, theirs=now, mine=mine, asked=asked, picked=picked)
    if newest and both.merged.clashes:
        raise plan_merging.PlanConflict(
            both,
            who=f"{newest.written_by.name}（{newest.agency.name}）",
            at=newest.written_at,
            version=plan.version,
            own=newest.written_by_id == by.pk,
        )
    if both.words != now:
        plan_rows.write(plan, both.words, by=by, at=at)
        events.add(case, EventKind.UPDATED, by=by, at=at, plan=plan, data=DRAFT)
    return plan


@transaction.atomic
def ask(plan: Plan, *, by: Staff, at: datetime, tasks: Collection[PlanTask] = ()) -> Plan:
    """Ask each agency named whether it will; `tasks` asks those again who could not.

    What one's own house does needs no letter to oneself.
    """
    case, plan = plan_rows.locked(plan)
    require(rules_plans.save(by, plan))
    again = {one.pk for one in tasks}
    waiting = [
        one
        for one in plan.tasks.select_related("agency", "carried_by").select_for_update(of=("self",))
        if one.house
        and (
            one.answer == TaskAnswer.NOT_ASKED
            or (one.pk in again and one.answer == TaskAnswer.DECLINED)
        )
    ]
    houses = {one.house.pk: one.house for one in waiting if one.house}
    for one in waiting:
        own = one.house is not None and one.house.pk == by.agency_id
        one.answer = TaskAnswer.AGREED if own else TaskAnswer.ASKED
        one.answered_by, one.answered_at = (by, at) if own else (None, None)
        one.answer_note = ""
        one.save(update_fields=["answer", "answer_note", "answered_by", "answered_at"])
    for pk, house in houses.items():
        if pk != by.agency_id:
            kind, page = ReminderKind.ROLE_ASKED, f"/plans/{plan.pk}/asked/"
            reminders.tell_agency(case, kind, agency=house, at=at, page=page)
    if houses:
        names = "、".join(one.name for one in houses.values())
        events.add(case, EventKind.PLAN_ASKED, by=by, at=at, plan=plan, data={"what": names})
    return plan


@transaction.atomic
def answer(task: PlanTask, *, by: Staff, at: datetime, agreed: bool, note: str = "") -> PlanTask:
    """Once for each asking; a no says why."""
    case, plan = plan_rows.locked(task.plan)
    task = (
        PlanTask.objects.select_for_update(of=("self",))
        .select_related("agency", "carried_by", "answered_by")
        .get(pk=task.pk)
    )
    task.plan = plan
    require(rules_plans.answer(by, task))
    if task.answer != TaskAnswer.ASKED:
        raise IllegalStep(_already(task), code="role-already-answered")
    if not agreed and not note:
        raise ValidationError({"note": "引き受けられないわけを入れてください"})
    task.answer = TaskAnswer.AGREED if agreed else TaskAnswer.DECLINED
    task.answer_note, task.answered_by, task.answered_at = note, by, at
    task.save(update_fields=["answer", "answer_note", "answered_by", "answered_at"])
    _tell_writer(case, plan, at=at)
    data = {"what": f"{by.agency.name}：{task.get_answer_display()}"}
    events.add(case, EventKind.PLAN_ANSWERED, by=by, at=at, plan=plan, note=note, data=data)
    return task


@transaction.atomic
def show(plan: Plan, *, by: Staff, at: datetime, on: date, signature: str) -> Plan:
    """The person has had the sheet in their hands, and how far they went along with it."""
    case, plan = plan_rows.locked(plan)
    require(rules_plans.show(by, plan))
    if signature not in Signature.values or signature == Signature.NONE:
        raise ValidationError({"signature": "本人のようすをえらんでください"})
    if on > _day(at):
        raise ValidationError({"on": "これからの日です。見せた日をたしかめてください"})
    plan.signature = signature
    plan.shown_on = min(filter(None, (plan.shown_on, on)))
    plan.signed_on = None if signature == Signature.SHOWN else on
    plan.save(update_fields=["signature", "shown_on", "signed_on"])
    data = {"what": plan.get_signature_display()}
    events.add(case, EventKind.PLAN_SHOWN, by=by, at=at, plan=plan, data=data)
    return plan_rows.counted(plan)


@transaction.atomic
def table(plan: Plan, *, by: Staff, at: datetime) -> Plan:
    """On the agenda of a sitting: from here its words are those that the sitting will have."""
    case, plan = plan_rows.locked(plan)
    require(rules_plans.table(by, plan, on=_day(at)))
    plan.state, plan.tabled_at = plan_rows.stepped(plan, PlanState.TABLED), at
    plan.validate_constraints()
    plan.save(update_fields=["state", "tabled_at"])
    events.add(case, EventKind.PLAN_TABLED, by=by, at=at, plan=plan)
    return plan_rows.counted(plan)


@transaction.atomic
def take_back(plan: Plan, *, by: Staff, at: datetime, because: str) -> Plan:
    """Off the table, a draft again; asked for by a sitting, which knows who may: its chair, too."""
    case, plan = plan_rows.locked(plan)
    require(rules_plans.take_back(plan))
    if not because:
        raise ValidationError({"because": "案にもどすわけを入れてください"})
    plan.state = plan_rows.stepped(plan, PlanState.DRAFT)
    plan.save(update_fields=["state"])
    events.add(case, EventKind.PLAN_TAKEN_BACK, by=by, at=at, plan=plan, note=because)
    return plan_rows.counted(plan)


@transaction.atomic
def decide(
    plan: Plan,
    *,
    by: Staff,
    at: datetime,
    sitting: str,
    held_on: date,
    approved: bool,
    wording: str,
    answer: str = "",
) -> PlanDecision:
    """What the sitting said. A yes gives the roles with their sight and next steps; a no, the draft back.

    Asked for by a sitting alone, which knows who may: the database wants its item at commit.
    """
    case, plan = plan_rows.locked(plan)
    require(rules_plans.decide(plan))
    if not wording:
        raise ValidationError({"wording": "決定の文を入れてください"})
    decision = PlanDecision.objects.create(
        plan=plan,
        sitting=sitting,
        held_on=held_on,
        approved=approved,
        answer=answer,
        wording=wording,
        decided_by=by,
        decided_at=at,
    )
    plan.state = plan_rows.stepped(plan, PlanState.DECIDED if approved else PlanState.DRAFT)
    plan.decided_at = at if approved else None
    plan.save(update_fields=["state", "decided_at"])
    if approved:
        if plan.renews:
            follow_ups.drop_of_plan(plan.renews, by=by, at=at)
        plan_roles.begin(plan, by=by, at=at)
        plan_roles.settle(case, at=at)
    kind = EventKind.PLAN_DECIDED if approved else EventKind.PLAN_TAKEN_BACK
    events.add(case, kind, by=by, at=at, plan=plan, note=wording[:1000], data={"what": sitting})
    return decision


def _already(task: PlanTask) -> str:
    if task.answered_by is None or task.answered_at is None:
        return "この役割は、まだたのまれていません"
    when = daywords.moment(task.answered_at)
    what = task.get_answer_display()
    return f"この役割には、{when}に{task.answered_by.name}さんがもう返事をしています（{what}）"


def _tell_writer(case: Case, plan: Plan, *, at: datetime) -> None:
    """Whoever wrote the plan, or their house where they are there no more."""
    kind, who = ReminderKind.ROLE_ANSWERED, plan.drafted_by
    page = f"/cases/{case.number}/plan/"
    if who.is_active and who.agency_id == plan.agency_id:
        reminders.tell(case, kind, to=[who], at=at, page=page)
    else:
        reminders.tell_agency(case, kind, agency=plan.agency, at=at, page=page)


def _day(at: datetime) -> date:
    return at.astimezone(TOKYO).date()

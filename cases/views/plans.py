"""支援プラン: the plans of a case, and the one page on which a plan is written and read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import rules_plans
from cases.actions import plan_words, plans
from cases.actions.plan_merging import PlanConflict
from cases.forms import plan_rows
from cases.forms.plan_rows import Block
from cases.forms.plans import Doers, PlanForm, initial, typed
from cases.models import Case, DraftKind, Plan, PlanKind, TaskAnswer
from cases.models.plan import MONTHS
from cases.sheets import (
    access,
    cases,
    plan_checks,
    plan_returns,
    plan_steps,
    shields,
    summaries,
)
from cases.sheets import plans as sheets
from cases.views import plan_clashes
from cases.views.cases import look
from cases.views.door import COVERED, StaffRequest, case_of, only_once, plan_of
from cases.views.drafts import Writing, too_late, writing
from fujisawa_care.foundation import conflicts
from fujisawa_care.foundation.doors import posted_to, put
from fujisawa_care.foundation.problems import Problem
from fujisawa_care.foundation.workdays import months_later

UNPROCESSABLE, CONFLICT = 422, 409
ASK, AGAIN, TABLE = "ask", "again", "table"


@require_safe
def listing(request: StaffRequest, number: str) -> HttpResponse:
    """The plans of a case; where one alone is not over, that is what is wanted."""
    case = case_of(request, number)
    rows = list(sheets.loaded(Plan.objects.filter(case=case)).order_by("-drafted_at", "-pk"))
    live = [one for one in rows if one.ended_at is None]
    if len(live) == 1 and "all" not in request.GET:
        return redirect("plan", number, live[0].pk)
    ground = look(request, case)
    eyes = shields.on_one(case, viewer=request.user)
    page = {
        "sheet": cases.of(case, today=timezone.localdate(), eyes=eyes),
        "ground": access.held(ground, eyes=eyes),
        "plans": [sheets.of(one, eyes=eyes) for one in rows],
        "kinds": _not_yet(live),
        "may_draft": rules_plans.draft(request.user, case),
        "once": uuid4(),
    }
    return render(request, "cases/plans/case.html", page)


@posted_to("case-plans")
def begin(request: StaffRequest, number: str) -> HttpResponse:
    """A draft at once, with the person's wishes as they were heard, for half a year from next month."""
    case = case_of(request, number)

    def begun() -> str:
        begins = months_later(timezone.localdate().replace(day=1), 1)
        ends = months_later(begins, MONTHS) - timedelta(days=1)
        eyes = shields.on_one(case, viewer=request.user)
        known = summaries.newest(case, eyes=eyes)
        words = plan_words.Words(
            wishes="" if eyes.over(case).on else known.wishes,
            starts_on=begins,
            ends_on=ends,
            evaluate_on=ends,
        )
        plan = plans.draft(
            case, by=request.user, at=timezone.now(), kind=request.POST.get("kind", ""), words=words
        )
        messages.success(request, f"{plan.get_kind_display()}のプランの案を作りました")
        return reverse("plan", args=[number, plan.pk])

    try:
        return only_once(request, begun)
    except ValidationError as refused:
        messages.error(request, "。".join(refused.messages))
        return redirect(f"{reverse('case-plans', args=[number])}?all=1")


@require_http_methods(["GET", "POST"])
def page(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    case, plan = plan_of(request, number, pk)
    if request.method == "POST":
        return _posted(request, case, plan)
    look(request, case)
    if not _editing(request, case, plan):
        return show(request, case, plan)
    draft = writing(request, DraftKind.PLAN, case=case, plan=plan)
    if draft.opened:
        return _again(request, case, plan, draft)
    words = plan_words.of(plan)
    blocks = plan_rows.roomy(plan_rows.of(words))
    first = initial(words) | plan_rows.flat(blocks)
    return show(request, case, plan, _form(case, plan, blocks, initial=first), writing=draft)


def _again(request: StaffRequest, case: Case, plan: Plan, draft: Writing) -> HttpResponse:
    """As it was left, over the version on which it was being typed: saving lays both together."""
    left = draft.posted()
    blocks = plan_rows.roomy(plan_rows.read(left))
    form = _form(case, plan, blocks, initial=_said(typed(left, blocks)))
    version = conflicts.number(left.get("version", "")) or plan.version
    return show(request, case, plan, form, version=version, writing=draft)


def _said(data: QueryDict) -> dict[str, Any]:
    """As typed, without a word about what is still missing."""
    return {name: data.getlist(name) if name == "menus" else data[name] for name in data}


def _posted(request: StaffRequest, case: Case, plan: Plan) -> HttpResponse:
    """Saved, unless a button only moved a row; that page is drawn again and nothing is written."""
    sent = conflicts.sent(request)
    blocks = plan_rows.read(request.POST)
    for verb in plan_rows.VERBS:
        if verb in request.POST:
            return _moved(request, case, plan, blocks, verb)
    blocks = plan_rows.squeezed(blocks)
    places = plan_rows.renumbered(blocks)
    form = _form(case, plan, blocks, data=typed(request.POST, blocks))
    version = sent.version or plan.version
    if form.is_valid():
        try:
            return only_once(request, lambda: _saved(request, plan, form, sent, places))
        except PlanConflict as refused:
            if shields.on_one(case, viewer=request.user).over(case).on:
                form.add_error(None, COVERED)
                return show(request, case, plan, form, status=CONFLICT, version=version)
            return _asked(request, case, plan, refused)
        except ValidationError as refused:
            put(form, refused, _beside(refused))
        except Problem as refused:
            return too_late(request, DraftKind.PLAN, case, refused)
    return show(request, case, plan, form, status=UNPROCESSABLE, version=version)


def _moved(
    request: StaffRequest, case: Case, plan: Plan, blocks: list[Block], verb: str
) -> HttpResponse:
    cell = plan_rows.moved(blocks, verb, request.POST[verb])
    blocks = plan_rows.roomy(blocks)
    form = _form(case, plan, blocks, initial=_said(typed(request.POST, blocks)))
    if cell in form.fields:
        form.fields[cell].widget.attrs["autofocus"] = True
    version = conflicts.number(request.POST.get("version", "")) or plan.version
    return show(request, case, plan, form, version=version, moved=True)


def _saved(
    request: StaffRequest,
    plan: Plan,
    form: PlanForm,
    sent: conflicts.Sent,
    places: Mapping[str, str],
) -> str:
    asked, picked = plan_clashes.told(sent, places)
    saved = plans.save(
        plan,
        by=request.user,
        at=timezone.now(),
        version=sent.version or plan.version,
        words=form.words(),
        asked=asked,
        picked=picked,
    )
    here = reverse("plan", args=[plan.case.number, plan.pk])
    then = request.POST.get("then", "")
    if then in (ASK, AGAIN):
        declined = saved.tasks.filter(answer=TaskAnswer.DECLINED) if then == AGAIN else ()
        plans.ask(saved, by=request.user, at=timezone.now(), tasks=list(declined))
        messages.success(request, "案を保存し、機関にたずねました。返事が来るとお知らせします")
    elif then == TABLE:
        return _to_the_table(request, saved, here)
    else:
        messages.success(request, "案を保存しました")
    return here


def _to_the_table(request: StaffRequest, plan: Plan, here: str) -> str:
    """On to the sittings that may have it; what it still wants is said on its own page."""
    if allowed := rules_plans.table(request.user, plan, on=timezone.localdate()):
        return reverse("plan-table", args=[plan.pk])
    messages.warning(request, f"案を保存しました。{allowed.reason}")
    return here


def _asked(request: StaffRequest, case: Case, plan: Plan, refused: PlanConflict) -> HttpResponse:
    """What both wrote on one page; the cells both wrote in are for a person to decide."""
    words = refused.words
    blocks = plan_rows.roomy(plan_rows.of(words))
    named = [row.agency for goal in words.goals for row in goal.tasks]
    first = initial(words) | plan_rows.flat(blocks)
    form = _form(case, plan, blocks, named=named, initial=first)
    panel = plan_clashes.panel(refused, form)
    return show(request, case, plan, form, status=CONFLICT, version=refused.version, conflict=panel)


def _form(
    case: Case,
    plan: Plan,
    blocks: Sequence[Block],
    *,
    named: Sequence[Any] = (),
    **how: Any,
) -> PlanForm:
    also = [*named, *(one.agency for goal in plan.goals.all() for one in goal.tasks.all())]
    doers = Doers.of(case, today=timezone.localdate(), named=also)
    menus = [one.pk for one in plan.menus.all()]
    return PlanForm(blocks=blocks, doers=doers, menus=menus, **how)


def show(
    request: StaffRequest,
    case: Case,
    plan: Plan,
    form: PlanForm | None = None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    eyes = shields.on_one(case, viewer=request.user)
    sheet = sheets.of(plan, eyes=eyes)
    by, today = request.user, timezone.localdate()
    page = {
        "sheet": cases.of(case, today=today, eyes=eyes),
        "plan": sheet,
        "returned": plan_returns.of(plan, eyes=eyes),
        "steps": plan_steps.steps(sheet),
        "checks": plan_checks.checks(plan, at=timezone.now()) if sheet.draft else (),
        "loads": plan_checks.loads(sheet) if not sheet.covered else (),
        "form": form,
        "version": plan.version,
        "once": uuid4(),
        "may_save": rules_plans.save(by, plan),
        "may_table": rules_plans.table(by, plan, on=today),
        "may_show": rules_plans.show(by, plan),
        "may_start": rules_plans.start(by, plan),
        "may_evaluate": rules_plans.evaluate(by, plan),
        "may_end": rules_plans.end(by, plan),
        "may_renew": rules_plans.renew(by, plan),
        "others": Plan.objects.filter(case=case).count() - 1,
        **more,
    }
    if form and "writing" not in page:
        page["writing"] = writing(request, DraftKind.PLAN, case=case, plan=plan)
    return render(request, "cases/plans/page.html", page, status=status)


def _editing(request: StaffRequest, case: Case, plan: Plan) -> bool:
    covered = shields.on_one(case, viewer=request.user).over(case).on
    return bool(rules_plans.save(request.user, plan)) and not covered


def _beside(refused: ValidationError) -> dict[str, str]:
    """A house and its person are one choice of the page."""
    names = getattr(refused, "error_dict", {})
    return {
        name: f"{name.removesuffix('-staff')}-agency" for name in names if name.endswith("-staff")
    }


def _not_yet(live: Sequence[Plan]) -> list[tuple[str, str]]:
    there = {one.kind for one in live}
    return [(value, label) for value, label in PlanKind.choices if value not in there]

"""プランの歩み: shown to the person, begun, looked back on, ended or written anew."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import rules_plans
from cases.actions import plans
from cases.forms.plan_steps import GOAL, EndForm, EvaluationForm, ShownForm
from cases.models import AGREED, Conclusion, DraftKind, Plan, PlanKind
from cases.sheets import cases, plan_changes, shields
from cases.sheets import plans as sheets
from cases.states import PlanState
from cases.views.cases import look
from cases.views.door import StaffRequest, only_once, plan_of
from cases.views.drafts import Writing, writing
from fujisawa_care.foundation import paging, wareki
from fujisawa_care.foundation.doors import posted_to, put
from fujisawa_care.foundation.problems import Problem

UNPROCESSABLE, SIZE = 422, 20
ALLOWED = {"shown": rules_plans.show, "evaluate": rules_plans.evaluate, "end": rules_plans.end}
GOES_ON = {
    Conclusion.CLOSE: "plan-end",
    Conclusion.SUSPEND: "plan-end",
}


@require_http_methods(["GET", "POST"])
def shown(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """本人に見せた: on which day, and how far they went along with it."""
    _case, plan = plan_of(request, number, pk)
    form = ShownForm(request.POST or None, initial={"on": wareki.short(timezone.localdate())})

    def work() -> str:
        given = form.cleaned_data
        plans.show(plan, by=request.user, at=timezone.now(), **given)
        messages.success(request, "本人の確認を残しました")
        return _page(plan)

    return _asked(request, plan, "shown", form, work)


@require_http_methods(["GET", "POST"])
def evaluate(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    case, plan = plan_of(request, number, pk)
    eyes = shields.on_one(case, viewer=request.user)
    goals = sheets.of(plan, eyes=eyes).goals
    draft = writing(request, DraftKind.EVALUATION, case=case, plan=plan)
    reached = {name: said[-1] for name, said in draft.fields.items() if name.startswith(GOAL)}
    today = {"on": wareki.short(timezone.localdate())}
    initial = today | reached | draft.initial(EvaluationForm)
    form = EvaluationForm(request.POST or None, goals=goals, initial=initial)

    def work() -> str:
        given = form.cleaned_data
        plans.evaluate(
            plan,
            by=request.user,
            at=timezone.now(),
            reached=form.reached,
            **{name: given[name] for name in ("on", "changes", "own_words", "text", "conclusion")},
        )
        messages.success(request, "評価を残しました")
        following = GOES_ON.get(given["conclusion"])
        if following:
            return f"{reverse(following, args=[number, pk])}?as={given['conclusion']}"
        return _page(plan)

    return _asked(request, plan, "evaluate", form, work, draft=draft)


@require_http_methods(["GET", "POST"])
def end(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """終結・中断; a draft is put away in the same way."""
    case, plan = plan_of(request, number, pk)
    names = plan.kind == PlanKind.MULTI_AGENCY and plan.state in (*AGREED, PlanState.SUSPENDED)
    suspends = request.GET.get("as") == Conclusion.SUSPEND
    draft = writing(request, DraftKind.PLAN_END, case=case, plan=plan)
    form = EndForm(
        request.POST or None,
        owner=case.owner,
        names=names,
        draft=plan.state == PlanState.DRAFT,
        initial={
            "state": PlanState.SUSPENDED if suspends else PlanState.CLOSED,
            "stays_with": case.owner_id,
            **draft.initial(EndForm),
        },
    )

    def work() -> str:
        given = form.cleaned_data
        done = plans.end(
            plan,
            by=request.user,
            at=timezone.now(),
            state=given["state"],
            because=given["because"],
            stays_with=given.get("stays_with"),
        )
        messages.success(request, f"プランを{PlanState(done.state).label}にしました")
        visible = Plan.objects.visible_to(request.user).filter(pk=pk).exists()
        return _page(plan) if visible else reverse("plan-list")  # whoever has stepped back

    return _asked(request, plan, "end", form, work, draft=draft)


@posted_to("plan")
def renew(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """再プラン: the next edition, whose roles are asked anew."""
    _case, plan = plan_of(request, number, pk)

    def work() -> str:
        draft = plans.renew(plan, by=request.user, at=timezone.now())
        messages.success(
            request, f"第{draft.edition}版の案を作りました。役割の期限を入れなおしてください"
        )
        return reverse("plan", args=[number, draft.pk])

    return _done(request, plan, work)


@posted_to("plan")
def start(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """Before its day, or again after it was put aside."""
    _case, plan = plan_of(request, number, pk)

    def work() -> str:
        plans.start(plan, by=request.user, at=timezone.now())
        messages.success(request, "プランを始めました")
        return _page(plan)

    return _done(request, plan, work)


@require_safe
def versions(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """Who put which cell otherwise, from what to what."""
    case, plan = plan_of(request, number, pk)
    look(request, case)
    eyes = shields.on_one(case, viewer=request.user)
    found = paging.page(
        plan_changes.loaded(plan),
        order=("-version",),
        size=SIZE,
        cursor=request.GET.get("cursor", ""),
    )
    page = {
        "number": number,
        "plan": sheets.of(plan, eyes=eyes),
        "versions": plan_changes.of(found.items, eyes=eyes),
        "found": found,
    }
    return render(request, "cases/plans/versions.html", page)


def _page(plan: Plan) -> str:
    return reverse("plan", args=[plan.case.number, plan.pk])


def _done(request: StaffRequest, plan: Plan, work: Callable[[], str]) -> HttpResponse:
    """A bare verb; what it says no to is said on the page of the plan."""
    try:
        return only_once(request, work)
    except ValidationError as refused:
        messages.error(request, "。".join(refused.messages))
    except Problem as refused:
        messages.error(request, refused.message)
    return redirect(_page(plan))


def _asked(
    request: StaffRequest,
    plan: Plan,
    verb: str,
    form: Form,
    work: Callable[[], str],
    *,
    draft: Writing | None = None,
) -> HttpResponse:
    """The form of a verb; what was typed stays on the page that refuses it."""
    if request.method == "GET":
        look(request, plan.case)
        return _form(request, plan, verb, form, draft=draft)
    status = UNPROCESSABLE
    if form.is_valid():
        try:
            return only_once(request, work)
        except ValidationError as refused:
            put(form, refused, {"reached": "on"})
        except Problem as refused:
            form.add_error(None, refused.message)
            status = refused.status
    return _form(request, plan, verb, form, status=status, draft=draft)


def _form(
    request: StaffRequest,
    plan: Plan,
    verb: str,
    form: Form,
    *,
    status: int = 200,
    draft: Writing | None = None,
) -> HttpResponse:
    case = plan.case
    eyes = shields.on_one(case, viewer=request.user)
    page = {
        "sheet": cases.of(case, today=timezone.localdate(), eyes=eyes),
        "plan": sheets.of(plan, eyes=eyes),
        "form": form,
        "allowed": ALLOWED[verb](request.user, plan),
        "once": request.POST.get("once") or uuid4(),
        "writing": draft,
    }
    return render(request, f"cases/plans/{verb}.html", page, status=status)

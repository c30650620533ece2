"""参加支援: begun for a case, read on one page, its wishes put right, and ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Case
from cases.sheets import access, cases, shields
from cases.views.cases import look
from cases.views.door import StaffRequest, case_of, only_once, uncovered
from engawa import rules_way
from engawa.actions import participations
from engawa.forms.visits import AnswerForm, WentForm
from engawa.forms.way import BecauseForm, WishForm
from engawa.models import Participation, VisitAsked
from engawa.sheets import participations as sheets
from engawa.sheets import visits
from engawa.sheets.visits import VisitSheet
from engawa.states import ParticipationState
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.doors import posted_to, put, refused
from fujisawa_care.foundation.verdict import require

SIZE, UNPROCESSABLE = 30, 422


def way_of(request: StaffRequest, number: str, pk: int) -> tuple[Case, Participation]:
    """One of a case the caller may read."""
    case = case_of(request, number)
    row: Participation = get_object_or_404(
        sheets.loaded(Participation.objects.filter(case=case)), pk=pk
    )
    row.case = case
    return case, row


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    """Those of one's cases that go on, or of one step."""
    asked = request.GET.get("state", "")
    shown = asked if asked in ParticipationState.values else ""
    seen = Participation.objects.visible_to(request.user)
    rows = seen.filter(state=shown) if shown else seen.going()
    found = paging.page(rows, order=("-begun_at",), size=SIZE, cursor=request.GET.get("cursor", ""))
    eyes = shields.Eyes(request.user)
    loaded = paging.again(found.items, sheets.loaded(Participation.objects.all()))
    page = {
        "items": [sheets.of(one, eyes=eyes) for one in loaded],
        "found": found,
        "shown": shown,
        "states": ParticipationState.choices,
        "query": f"state={shown}" if shown else "",
    }
    return render(request, "engawa/ways/list.html", page)


@require_safe
def of_case(request: StaffRequest, number: str) -> HttpResponse:
    """This case's: the one that goes on, and those that have ended."""
    case = case_of(request, number)
    ground, eyes = look(request, case), shields.on_one(case, viewer=request.user)
    rows = sheets.loaded(Participation.objects.filter(case=case)).order_by("-begun_at", "-pk")
    ways = [sheets.of(one, eyes=eyes) for one in rows]
    page = {
        "sheet": cases.of(case, today=timezone.localdate(), eyes=eyes),
        "ground": access.held(ground, eyes=eyes),
        "ways": ways,
        "may_begin": rules_way.begin(request.user, case),
        "going": any(not one.over for one in ways),
    }
    return render(request, "engawa/ways/of_case.html", page)


@require_http_methods(["GET", "POST"])
def new(request: StaffRequest, number: str) -> HttpResponse:
    case = case_of(request, number)
    require(rules_way.begin(request.user, case))
    eyes = shields.on_one(case, viewer=request.user)
    near = None if eyes.over(case).on else case.district
    form = WishForm(request.POST or None, initial={"near": near})
    if request.method == "POST" and form.is_valid():

        def begun() -> str:
            wishes = form.wishes()
            made = participations.begin(case, by=request.user, at=timezone.now(), wishes=wishes)
            messages.success(request, "参加支援を始めました。合いそうな場をさがせます")
            return reverse("participation-places", args=[number, made.pk])

        try:
            return only_once(request, begun)
        except ValidationError as wrong:
            put(form, wrong)
    return _form(request, form, number)


@require_safe
def page(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    return show(request, number, pk)


def show(
    request: StaffRequest, number: str, pk: int, *, status: int = 200, **forms: Form
) -> HttpResponse:
    case, row = way_of(request, number, pk)
    ground, eyes = look(request, case), shields.on_one(case, viewer=request.user)
    today = timezone.localdate()
    rows = visits.loaded(VisitAsked.objects.filter(participation=row)).order_by("-pk")
    told = {
        "sheet": cases.of(case, today=today, eyes=eyes),
        "ground": access.held(ground, eyes=eyes),
        "way": sheets.of(row, eyes=eyes),
        "steps": sheets.steps(row, eyes=eyes),
        "tray": sheets.tray(row, today=today, eyes=eyes),
        "visits": [_visit(visits.of(one, eyes=eyes), forms) for one in rows],
        "today": today,
        "asking": sheets.asking(row, eyes=eyes),
        "may_walk": rules_way.walk(request.user, row),
        "may_look": rules_way.look_for(request.user, row),
        "end_form": forms.get("end") or BecauseForm(auto_id="end_%s"),
        "seek_form": forms.get("seek") or BecauseForm(auto_id="seek_%s"),
        "refused": next(iter(forms.values()), None),
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "engawa/ways/page.html", told, status=status)


def _visit(visit: VisitSheet, forms: Mapping[str, Form]) -> dict[str, Any]:
    """With its own forms, or the one that was just refused."""
    key = visit.id
    return {
        "visit": visit,
        "answer_form": forms.get(f"answer_{key}") or AnswerForm(auto_id=f"answer_{key}_%s"),
        "went_form": forms.get(f"went_{key}") or WentForm(auto_id=f"went_{key}_%s"),
    }


@require_http_methods(["GET", "POST"])
@uncovered
def edit(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    case, row = way_of(request, number, pk)
    require(rules_way.walk(request.user, row))
    if request.method == "GET":
        look(request, case)
        return _form(request, WishForm.of(row), number, row, version=row.version)
    form, who, now = WishForm(request.POST), request.user, timezone.now()
    status = refused(
        form,
        lambda: participations.change(row, by=who, at=now, seen=form.seen, wishes=form.wishes()),
    )
    if not status:
        messages.success(request, "望みを直しました")
        return redirect("participation", number, pk)
    return _form(request, form, number, row, version=form.seen, status=status)


@posted_to("participation")
def end(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    _case, row = way_of(request, number, pk)
    form = BecauseForm(request.POST, auto_id="end_%s")

    def ended() -> str:
        participations.end(row, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "参加支援を終えました")
        return reverse("participation", args=[number, pk])

    answer: list[HttpResponse] = []
    status = refused(form, lambda: answer.append(only_once(request, ended)))
    return answer[0] if answer else show(request, number, pk, status=status, end=form)


def _form(
    request: StaffRequest,
    form: WishForm,
    number: str,
    row: Participation | None = None,
    *,
    version: int = 0,
    status: int = UNPROCESSABLE,
) -> HttpResponse:
    told: dict[str, Any] = {
        "form": form,
        "number": number,
        "way": row,
        "version": version,
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "engawa/ways/wishes.html", told, status=status if form.errors else 200)

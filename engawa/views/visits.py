"""見学とそのあと: the answer taken down or given by the place, the visit made or missed, and the steps to staying."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from cases.views.door import StaffRequest, case_of
from districts.views import door
from engawa.actions import staying, visits
from engawa.forms.visits import AnswerForm, NoteForm, WentForm
from engawa.forms.way import BecauseForm
from engawa.models import Participation, VisitAsked
from engawa.views import desk, ways
from fujisawa_care.foundation.doors import posted_to, refused


def _said(
    request: StaffRequest, way: Participation, form: Form, work: Callable[[], str], *, bound: str
) -> HttpResponse:
    """Done once; or the page of the way again, with what was typed where it was typed."""
    there = reverse("participation", args=[way.case.number, way.pk])

    def done() -> str:
        messages.success(request, work())
        return there

    answer: list[HttpResponse] = []
    status = refused(form, lambda: answer.append(door.only_once(request, done)))
    if answer:
        return answer[0]
    return ways.show(request, way.case.number, way.pk, status=status, **{bound: form})


def _visit(request: StaffRequest, number: str, way: int, pk: int) -> VisitAsked:
    case = case_of(request, number)
    rows = VisitAsked.objects.select_related("participation__case", "site")
    return get_object_or_404(rows, participation__case=case, participation=way, pk=pk)


def _way(request: StaffRequest, number: str, pk: int) -> Participation:
    case = case_of(request, number)
    row: Participation = get_object_or_404(
        Participation.objects.select_related("site").filter(case=case), pk=pk
    )
    row.case = case
    return row


@posted_to("participation")
def answer(request: StaffRequest, number: str, pk: int, visit: int) -> HttpResponse:
    """返事を電話で聞いた."""
    row = _visit(request, number, pk, visit)
    form = AnswerForm(request.POST, auto_id=f"answer_{visit}_%s")

    def work() -> str:
        made = visits.answer(row, by=request.user, at=timezone.now(), **form.told())
        return f"「{row.site.name}」の返事（{made.get_state_display()}）を残しました"

    return _said(request, row.participation, form, work, bound=f"answer_{visit}")


@posted_to("participation")
def went(request: StaffRequest, number: str, pk: int, visit: int) -> HttpResponse:
    row = _visit(request, number, pk, visit)
    form = WentForm(request.POST, auto_id=f"went_{visit}_%s")

    def work() -> str:
        act = visits.went if form.cleaned_data["how"] == "went" else visits.missed
        act(row, by=request.user, at=timezone.now(), words=form.cleaned_data["words"])
        return "見学のことを残しました"

    return _said(request, row.participation, form, work, bound=f"went_{visit}")


@posted_to("participation")
def withdraw(request: StaffRequest, number: str, pk: int, visit: int) -> HttpResponse:
    row = _visit(request, number, pk, visit)

    def work() -> str:
        visits.withdraw(row, by=request.user, at=timezone.now())
        return f"「{row.site.name}」への見学のおねがいを取り下げました"

    return _said(request, row.participation, NoteForm(request.POST), work, bound="note")


@posted_to("participation")
def try_out(request: StaffRequest, number: str, pk: int, visit: int) -> HttpResponse:
    """お試しを始める, where that visit was."""
    row, form = _visit(request, number, pk, visit), NoteForm(request.POST)

    def work() -> str:
        staying.try_out(
            row.participation, row.site, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        return "お試しを始めました。2週間と1か月のあとに、本人と場の方に聞きます"

    return _said(request, row.participation, form, work, bound="note")


@posted_to("participation")
def settle(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    row, form = _way(request, number, pk), NoteForm(request.POST)

    def work() -> str:
        staying.settle(row, by=request.user, at=timezone.now(), **form.cleaned_data)
        return "定着にしました。1か月と3か月のあとに、本人と場の方に聞きます"

    return _said(request, row, form, work, bound="note")


@posted_to("participation")
def seek(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    row, form = _way(request, number, pk), BecauseForm(request.POST, auto_id="seek_%s")

    def work() -> str:
        staying.seek(row, by=request.user, at=timezone.now(), **form.cleaned_data)
        return "さがしなおします"

    return _said(request, row, form, work, bound="seek")


@posted_to("desk")
def answer_own(request: StaffRequest, pk: int) -> HttpResponse:
    """The place's own account answers what was asked of it."""
    own = VisitAsked.objects.filter(site__desks__staff=request.user)
    row = get_object_or_404(own.select_related("participation__case", "site"), pk=pk)
    form = AnswerForm(request.POST)

    def work() -> str:
        made = visits.answer(row, by=request.user, at=timezone.now(), **form.told())
        messages.success(request, f"返事（{made.get_state_display()}）を届けました")
        return reverse("desk")

    answer: list[HttpResponse] = []
    status = refused(form, lambda: answer.append(door.only_once(request, work)))
    return answer[0] if answer else desk.show(request, status=status, visit=form)

"""配布資料: put on the table of a sitting, given back as a file, called otherwise, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.views.door import StaffRequest
from fujisawa_care.foundation.doors import download, or_show, posted_to, put, refused
from fujisawa_care.foundation.files import TOO_LARGE
from fujisawa_care.foundation.verdict import require
from meetings import rules_above as rules
from meetings.actions import handouts
from meetings.forms.above import HandoutEditForm, HandoutForm, WhyForm
from meetings.models import Handout
from meetings.sheets import above as sheets
from meetings.views.door import meeting_of
from meetings.views.sittings import show

UNPROCESSABLE = 422
BESIDE = {"__all__": "file"}


@posted_to("meeting")
@or_show(show)
def add(request: StaffRequest, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    form = HandoutForm(
        request.POST, request.FILES, too_large=TOO_LARGE in request.META, auto_id="handout_%s"
    )
    if form.is_valid():
        file = form.cleaned_data.pop("file")
        told = {"name": file.name, "content": file.read(), **form.cleaned_data}
        try:
            made = handouts.add(meeting, by=request.user, at=timezone.now(), **told)
        except ValidationError as refused:
            put(form, refused, BESIDE)
        else:
            messages.success(request, f"資料「{made.title}」を入れました")
            return redirect("meeting", pk)
    return show(request, pk, status=UNPROCESSABLE, bringing=form)


@require_safe
def read(request: StaffRequest, pk: int) -> HttpResponse:
    """A file to keep, never a page to run; what was taken back is gone."""
    one = _handout(request, pk)
    if one.removed_at is not None:
        raise Http404
    return download(one.stored, one.name, shelf=handouts.SHELF)


@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    one = _handout(request, pk)
    require(rules.arrange(request.user, one))
    form = HandoutEditForm(request.POST or None, initial=_now(one))
    if request.method == "POST" and not refused(form, lambda: _changed(request, one, form)):
        messages.success(request, "資料のことばを残しました")
        return redirect("meeting", one.meeting_id)
    return _page(request, one, form)


def _changed(request: StaffRequest, one: Handout, form: HandoutEditForm) -> None:
    now, said = timezone.now(), form.cleaned_data
    position = said.pop("position")
    handouts.change(one, by=request.user, at=now, **said)
    if position != one.position:
        handouts.move(one, by=request.user, at=now, position=position)


@posted_to("handout-edit")
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    one, form = _handout(request, pk), WhyForm(request.POST, auto_id="why_%s")
    who, now = request.user, timezone.now()
    if refused(form, lambda: handouts.remove(one, by=who, at=now, why=form.cleaned_data["why"])):
        return _page(request, one, HandoutEditForm(initial=_now(one)), why=form)
    messages.success(request, f"資料「{one.title}」を取り下げました")
    return redirect("meeting", one.meeting_id)


def _now(one: Handout) -> dict[str, object]:
    return {name: getattr(one, name) for name in HandoutEditForm.base_fields}


def _page(
    request: StaffRequest, one: Handout, form: HandoutEditForm, *, why: WhyForm | None = None
) -> HttpResponse:
    wrong: Form = why or form
    page = {
        "one": sheets.handout(one, viewer=request.user),
        "meeting": one.meeting,
        "form": form,
        "why": why or WhyForm(auto_id="why_%s"),
        "wrong": wrong,
    }
    status = UNPROCESSABLE if wrong.errors else 200
    return render(request, "meetings/handouts/edit.html", page, status=status)


def _handout(request: StaffRequest, pk: int) -> Handout:
    return get_object_or_404(sheets.loaded(Handout.objects.visible_to(request.user)), pk=pk)

"""議題（ケースのない）: added to a sitting above the case, put right, put in order, taken off."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.views.door import StaffRequest, only_once
from fujisawa_care.foundation.doors import or_show, posted_to, put, refused
from fujisawa_care.foundation.verdict import require
from meetings import rules
from meetings.actions import agenda
from meetings.forms.above import TopicEditForm, TopicForm, WhyForm
from meetings.models import AgendaItem, Meeting, Reason
from meetings.views.door import meeting_of
from meetings.views.sittings import show

UNPROCESSABLE = 422


@posted_to("meeting")
@or_show(show)
def add(request: StaffRequest, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    form = TopicForm(request.POST, auto_id="topic_%s")
    if form.is_valid():
        try:
            return only_once(request, lambda: _added(request, meeting, form))
        except ValidationError as refused:
            put(form, refused)
    return show(request, pk, status=UNPROCESSABLE, topic=form)


def _added(request: StaffRequest, meeting: Meeting, form: TopicForm) -> str:
    now, said = timezone.now(), form.cleaned_data
    item = agenda.table(meeting, None, by=request.user, at=now, reason=Reason.NONE, **said)
    messages.success(request, f"「{item.title}」を議題に入れました")
    return reverse("meeting", args=[meeting.pk])


@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    item = _topic(request, pk)
    require(rules.change(request.user, item))
    form = TopicEditForm(request.POST or None, initial=_now(item))
    if request.method == "POST" and not refused(form, lambda: _changed(request, item, form)):
        messages.success(request, "議題を残しました")
        return redirect("meeting", item.meeting_id)
    return _page(request, item, form)


def _changed(request: StaffRequest, item: AgendaItem, form: TopicEditForm) -> None:
    now, said = timezone.now(), form.cleaned_data
    position = said.pop("position")
    agenda.change(
        item, by=request.user, at=now, reason=item.reason, name_shown=item.name_shown, **said
    )
    if position != item.position:
        agenda.move(item, by=request.user, at=now, position=position)


@posted_to("topic")
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    item, form = _topic(request, pk), WhyForm(request.POST, auto_id="why_%s")
    who, now = request.user, timezone.now()
    if refused(form, lambda: agenda.remove(item, by=who, at=now, because=form.cleaned_data["why"])):
        return _page(request, item, TopicEditForm(initial=_now(item)), why=form)
    messages.success(request, f"「{item.title}」を議題から外しました")
    return redirect("meeting", item.meeting_id)


def _now(item: AgendaItem) -> dict[str, object]:
    return {name: getattr(item, name) for name in TopicEditForm.base_fields}


def _page(
    request: StaffRequest, item: AgendaItem, form: TopicEditForm, *, why: WhyForm | None = None
) -> HttpResponse:
    wrong: Form = why or form
    page = {
        "item": item,
        "meeting": item.meeting,
        "form": form,
        "why": why or WhyForm(auto_id="why_%s"),
        "wrong": wrong,
    }
    status = UNPROCESSABLE if wrong.errors else 200
    return render(request, "meetings/topics/edit.html", page, status=status)


def _topic(request: StaffRequest, pk: int) -> AgendaItem:
    rows = AgendaItem.objects.visible_to(request.user).filter(case=None)
    return get_object_or_404(rows.select_related("meeting__body"), pk=pk)

"""出席者: called to a sitting, answering it, ticked on the day, taken off again."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from cases.views.door import StaffRequest
from fujisawa_care.foundation.doors import or_show, posted_to, put
from meetings.actions import meetings as acts
from meetings.actions import members, secrecy
from meetings.forms.sittings import AnswerForm, MemberForm
from meetings.models import Answer
from meetings.views.door import meeting_of, member_of
from meetings.views.sittings import show

UNPROCESSABLE = 422


@posted_to("meeting")
@or_show(show)
def add(request: StaffRequest, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    form = MemberForm(request.POST, meeting=meeting, auto_id="add_%s")
    if form.is_valid():
        try:
            member = members.add(meeting, by=request.user, at=timezone.now(), who=form.who())
        except ValidationError as refused:
            put(form, refused)
        else:
            messages.success(request, f"{member.name}さんを出席者に加えました")
            return redirect("meeting", pk)
    return show(request, pk, status=UNPROCESSABLE, adding=form)


@posted_to("meeting")
@or_show(show)
def remove(request: StaffRequest, pk: int, member: int) -> HttpResponse:
    row = member_of(request, pk, member)
    members.remove(row, by=request.user, at=timezone.now())
    messages.success(request, f"{row.name}さんを出席者から外しました")
    return redirect("meeting", pk)


@posted_to("meeting")
@or_show(show)
def chair(request: StaffRequest, pk: int, member: int) -> HttpResponse:
    row = members.chair(member_of(request, pk, member), by=request.user, at=timezone.now())
    messages.success(request, f"議長は{row.name}さんです")
    return redirect("meeting", pk)


@posted_to("meeting")
@or_show(show)
def attend(request: StaffRequest, pk: int, member: int) -> HttpResponse:
    row, came = member_of(request, pk, member), request.POST.get("came") == "yes"
    members.attend(row, by=request.user, at=timezone.now(), attended=came)
    return redirect("meeting", pk)


@posted_to("meeting")
@or_show(show)
def answer(request: StaffRequest, pk: int, member: int) -> HttpResponse:
    """One's own answer, or one that a secretary heard."""
    row, form = member_of(request, pk, member), AnswerForm(request.POST, auto_id="answer_%s")
    if not form.is_valid():
        return show(request, pk, status=UNPROCESSABLE, answering=form)
    said = form.cleaned_data["answer"]
    acts.answer(row, by=request.user, at=timezone.now(), coming=said)
    messages.success(request, f"返事を「{Answer(said).label}」で残しました")
    return redirect("meeting", pk)


@posted_to("meeting")
@or_show(show)
def swear(request: StaffRequest, pk: int, member: int) -> HttpResponse:
    """守秘の確認: one's own, or a signature on paper before a secretary."""
    row = member_of(request, pk, member)
    secrecy.swear(row, by=request.user, at=timezone.now())
    messages.success(request, f"{row.name}さんの守秘の確認を残しました")
    return redirect("meeting", pk)

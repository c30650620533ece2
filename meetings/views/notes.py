"""記録を書く: the minutes of a sitting above the case, kept while they are typed."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.views.door import StaffRequest
from fujisawa_care.foundation import daywords
from fujisawa_care.foundation.doors import posted_to, refused
from fujisawa_care.foundation.problems import Problem
from fujisawa_care.foundation.verdict import require
from meetings import rules_above as rules
from meetings.actions import notes
from meetings.forms.items import MemoForm
from meetings.models import Meeting
from meetings.views.door import meeting_of

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def page(request: StaffRequest, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    form, status = MemoForm(initial={"memo": meeting.notes, "base": meeting.notes}), 200
    if request.method != "POST":
        require(rules.note(request.user, meeting))
    else:
        form = MemoForm(request.POST)
        status = refused(form, lambda: _written(request, meeting, form))
        if not status:
            messages.success(request, "記録を残しました")
            return redirect("meeting", pk)
    found = {"meeting": meeting, "form": form, "pad": reverse("meeting-notes-pad", args=[pk])}
    return render(request, "meetings/notes/page.html", found, status=status)


def _written(request: StaffRequest, meeting: Meeting, form: MemoForm) -> Meeting:
    base, text = form.cleaned_data["base"], form.cleaned_data["memo"]
    return notes.write(meeting, by=request.user, at=timezone.now(), base=base, text=text)


@posted_to("meeting-notes")
def pad(request: StaffRequest, pk: int) -> HttpResponse:
    """What stands there now, for the page to go on from."""
    meeting, form, now = meeting_of(request, pk), MemoForm(request.POST), timezone.now()
    if not form.is_valid():
        return JsonResponse({"said": next(iter(form.errors.values()))[0]}, status=UNPROCESSABLE)
    try:
        kept = _written(request, meeting, form)
    except ValidationError as refused:
        return JsonResponse({"said": refused.messages[0]}, status=UNPROCESSABLE)
    except Problem as refused:
        return JsonResponse({"said": refused.message}, status=refused.status)
    return JsonResponse({"memo": kept.notes, "said": f"保存しました {daywords.clock(now)}"})

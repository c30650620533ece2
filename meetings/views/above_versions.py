"""直した記録: who changed what of the papers and the numbers of a sitting above the case."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.views.door import StaffRequest
from meetings.sheets import above_versions as sheets
from meetings.views.door import meeting_of


@require_safe
def page(request: StaffRequest, pk: int) -> HttpResponse:
    """At a table of cases there is none: what lies there is kept in the editions of its packet."""
    meeting = meeting_of(request, pk)
    if meeting.of_cases:
        raise Http404
    page = {"meeting": meeting, "versions": sheets.changes(meeting, viewer=request.user)}
    return render(request, "meetings/above_versions.html", page)

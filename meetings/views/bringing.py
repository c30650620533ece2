"""ケースを会議に出す: the table that fits and why, the sittings to come, and why not the others (R5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.models import Case
from cases.sheets import cases, shields
from cases.views.cases import look
from cases.views.door import StaffRequest, case_of, only_once
from fujisawa_care.foundation import daywords
from fujisawa_care.foundation.doors import put
from fujisawa_care.foundation.problems import Problem
from fujisawa_care.foundation.verdict import Verdict
from meetings import rules, table_rules
from meetings.actions import agenda
from meetings.forms.bringing import BringForm
from meetings.models import OF_CASES, Meeting, Reason

UNPROCESSABLE, MOST = 422, 12


@dataclass(frozen=True)
class Offer:
    """One sitting to come, and whether this case may lie on its table."""

    meeting: Meeting
    words: str
    fits: Verdict


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: StaffRequest, number: str) -> HttpResponse:
    case = case_of(request, number)
    offers = _offers(request, case)
    fitting = {str(one.meeting.pk): one for one in offers if one.fits}
    proposal = rules.propose(case, timezone.now())
    asked = request.GET.get("meeting", "")
    first = next((key for key, one in fitting.items() if one.meeting.kind == proposal.table), "")
    first = first or ("" if len(fitting) > 1 else next(iter(fitting), ""))
    form = BringForm(
        request.POST or None,
        fitting=[(key, one.words) for key, one in fitting.items()],
        reasons=_counted_as([one.meeting for one in fitting.values()], case),
        initial={"reason": proposal.reason, "meeting": asked if asked in fitting else first},
    )
    if request.method != "POST":
        look(request, case)
        return _page(request, case, form, offers, proposal)
    status = UNPROCESSABLE
    if form.is_valid():
        try:
            return only_once(request, lambda: _brought(request, case, fitting, form))
        except ValidationError as refused:
            put(form, refused)
        except Problem as refused:
            form.add_error(None, refused.message)
            status = refused.status
    return _page(request, case, form, offers, proposal, status=status)


def _counted_as(meetings: Sequence[Meeting], case: Case) -> tuple[Reason, ...]:
    """What it may be counted as on any of these tables, in the order of the city."""
    fitting = {one for meeting in meetings for one in rules.reasons(meeting, case)}
    return tuple(one for one in Reason if one in fitting)


def _brought(request: StaffRequest, case: Case, fitting: dict[str, Offer], form: BringForm) -> str:
    """A secretary picks those whom the consent reaches, and may pick otherwise on the next page."""
    said, me, now = form.cleaned_data, request.user, timezone.now()
    meeting = fitting[said["meeting"]].meeting
    told = {"reason": said["reason"], "question": said["question"]}
    picks = rules.look_after(me)
    seats = table_rules.reached(meeting, case, at=now) if picks else None
    item = agenda.table(meeting, case, by=me, at=now, seats=seats, **told)
    messages.success(request, f"{case.number}を{meeting.called}の議題に入れました")
    if request.GET.get("meeting") != str(meeting.pk):
        return reverse("case", args=[case.number])
    if picks:
        return reverse("meeting-item-seats", args=[meeting.pk, item.pk])
    return reverse("meeting", args=[meeting.pk])


def _offers(request: StaffRequest, case: Case) -> list[Offer]:
    """The next sittings; that one is held is no secret to whoever brings a case to it."""
    now = timezone.now()
    coming = Meeting.objects.coming(now).filter(kind__in=OF_CASES)
    found = coming.select_related("body").order_by("starts_at", "pk")[:MOST]
    return [
        Offer(
            one,
            f"{one.called}（{daywords.moment(one.starts_at, today=timezone.localdate())}）",
            rules.fits(one, case, agencies=(), at=now) and rules.table(request.user, one, case),
        )
        for one in found
    ]


def _page(
    request: StaffRequest,
    case: Case,
    form: BringForm,
    offers: list[Offer],
    proposal: rules.Proposal,
    *,
    status: int = 200,
) -> HttpResponse:
    eyes = shields.on_one(case, viewer=request.user)
    page = {
        "sheet": cases.of(case, today=timezone.localdate(), eyes=eyes),
        "form": form,
        "offers": offers,
        "fitting": any(one.fits for one in offers),
        "proposal": proposal,
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "meetings/bring.html", page, status=status)

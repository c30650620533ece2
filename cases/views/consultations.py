"""受け止め: the intake page, who it may be, where it may go, and what was saved."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import rules
from cases.actions import consultations
from cases.dues import Terms
from cases.forms import drafts as papers
from cases.forms.consultations import IntakeForm
from cases.models import Case, Consultation, DraftKind, Outcome
from cases.sheets import candidates, cases, handovers
from cases.sheets.shields import Eyes
from cases.views.door import StaffRequest, only_once
from cases.views.drafts import Writing, writing
from districts import sheets as places
from districts.models import Agency, District
from fujisawa_care.foundation.doors import posted_to, put
from fujisawa_care.foundation.problems import Problem
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import add_working_days

SHOWN = 4
UNPROCESSABLE = 422
BESIDE = {"then": "next_on", "due_on": "next_on", "what": "next_what", "agency": "refer_to"}


@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    require(rules.receive(request.user))
    draft = writing(request, DraftKind.INTAKE)
    if request.method == "GET":
        return _page(request, _blank(request, draft), draft)
    if "suggest" in request.POST:
        return _page(request, _as_typed(request), draft)
    form = _typed(request, request.POST)
    if form.is_valid():
        try:
            return only_once(request, lambda: _receive(request, form))
        except ValidationError as refused:
            put(form, refused, BESIDE)
        except Problem as refused:
            asked = form.cleaned_data["outcome"] == Outcome.REFER
            form.add_error("refer_to" if asked else None, refused.message)
    return _page(request, form, draft, status=UNPROCESSABLE)


@posted_to("intake-new")
def candidates_of(request: StaffRequest) -> HttpResponse:
    """同じ方かもしれません, as the name is being typed."""
    require(rules.receive(request.user))
    form = _typed(request, request.POST)
    return render(request, "cases/intake/same.html", {"form": form, **_same(request, form)})


@posted_to("intake-new")
def agencies(request: StaffRequest) -> HttpResponse:
    """つなぎ先, as topics and district are being chosen."""
    require(rules.receive(request.user))
    form = _typed(request, request.POST)
    form.is_valid()
    page = {"form": form, "quiet": True, **_where(request, form)}
    return render(request, "cases/intake/agencies.html", page)


@require_safe
def saved(request: StaffRequest, pk: int) -> HttpResponse:
    """What became of it: the number, who was asked, by when, and what is next."""
    mine = Consultation.objects.filter(received_by=request.user)
    consultation = get_object_or_404(mine.select_related("case"), pk=pk)
    today = timezone.localdate()
    case = cases.loaded(Case.objects.filter(pk=consultation.case_id)).get()
    eyes = Eyes(request.user)
    sent = consultation.referrals.filter(
        sent_by=request.user, sent_at=consultation.received_at
    ).order_by("pk")
    asked = handovers.loaded(sent, viewer=request.user)
    return render(
        request,
        "cases/intake/saved.html",
        {
            "case": cases.of(case, today=today, eyes=eyes),
            "asked": [handovers.of(one, today=today, eyes=eyes) for one in asked],
            "opens": Case.objects.visible_to(request.user).filter(pk=case.pk).exists(),
        },
    )


def _receive(request: StaffRequest, form: IntakeForm) -> str:
    terms = Terms.of(settings.CARE)
    received = consultations.receive(form.intake(), by=request.user, at=timezone.now(), terms=terms)
    return reverse("intake-saved", args=[received.pk])


def _soon() -> date:
    return add_working_days(timezone.localdate(), Terms.of(settings.CARE).first_contact)


def _blank(request: StaffRequest, draft: Writing) -> IntakeForm:
    posted = request.user.districts
    here = f"{posted[0].code} {posted[0].name}" if len(posted) == 1 else ""
    initial = {"place": here, "next_on": f"{_soon():%Y-%m-%d}"} | draft.initial(IntakeForm)
    return IntakeForm(by=request.user, soon=_soon(), initial=initial)


def _typed(request: StaffRequest, fields: QueryDict) -> IntakeForm:
    return IntakeForm(fields, by=request.user, soon=_soon())


def _as_typed(request: StaffRequest) -> IntakeForm:
    """Everything as it stands, without a word about what is still missing."""
    typed = papers.initial(IntakeForm, dict(request.POST.lists()))
    return IntakeForm(by=request.user, soon=_soon(), initial=typed)


def _page(
    request: StaffRequest, form: IntakeForm, draft: Writing, *, status: int = 200
) -> HttpResponse:
    fields = request.POST if request.method == "POST" else draft.posted()
    typed = _typed(request, fields) if fields else form
    started = fields.get("started", "")
    return render(
        request,
        "cases/intake/new.html",
        {
            "form": form,
            "writing": draft,
            "places": District.objects.all(),
            "started": started if started.isdecimal() else int(time.time() * 1000),
            **_same(request, typed),
            **_where(request, typed),
        },
        status=status,
    )


def _same(request: StaffRequest, form: IntakeForm) -> dict[str, Any]:
    """Nothing is asked of the people known before something is typed."""
    if not form.is_bound:
        return {"same": candidates.Candidates()}
    said = form.said()
    found = candidates.find(said, viewer=request.user, today=timezone.localdate())
    return {"same": found, "said": said, "chosen": form.data.get("person", "")}


def _where(request: StaffRequest, form: IntakeForm) -> dict[str, Any]:
    """The best few to tick, with the reason; every other one in the list beside them."""
    given = getattr(form, "cleaned_data", {})
    topics = [topic.pk for topic in (*given.get("topics", ()), given.get("main_topic")) if topic]
    district = given["place"].district if given.get("place") else None
    if not form.is_bound and len(request.user.districts) == 1:
        district = request.user.districts[0]
    proposed = places.candidates(topics, district, on=timezone.localdate(), at_most=SHOWN + 1)
    picked = list(given.get("refer_to", ()))
    offered = [one for one in proposed if one.agency.pk != request.user.agency_id][:SHOWN]
    known = {one.agency.pk for one in offered}
    return {
        "offered": offered,
        "picked": {one.pk for one in picked},
        "also_picked": [one for one in picked if one.pk not in known],
        "others": _others(request, known | {one.pk for one in picked}),
    }


def _others(request: StaffRequest, known: set[int]) -> list[Agency]:
    taking = Agency.objects.valid_on(timezone.localdate()).filter(accepts_referrals=True)
    return [
        one for one in taking.order_by("name") if one.pk not in known | {request.user.agency_id}
    ]

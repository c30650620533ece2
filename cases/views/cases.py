"""ケース: the list, the page, who has looked, the end and the new beginning."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import rules
from cases.actions import cases as acts
from cases.actions import sightings
from cases.filters import CaseFilter
from cases.forms.cases import CloseForm, ReopenForm
from cases.forms.records import RecordForm
from cases.models import AccessGround, Case, Door, DraftKind, Event, EventKind, Method
from cases.sheets import (
    access,
    cases,
    handovers,
    households,
    safety_notes,
    shields,
    summaries,
    timeline,
)
from cases.sheets.shields import Eyes
from cases.views.door import StaffRequest, case_of
from cases.views.drafts import writing
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.doors import address, put
from fujisawa_care.foundation.problems import Problem

SIZE, MOMENTS = 30, 20
UNPROCESSABLE = 422
HANDED = (
    EventKind.REFERRED,
    EventKind.ACCEPTED,
    EventKind.JOINED,
    EventKind.RETURNED,
    EventKind.WITHDRAWN,
)
SHOWS = {
    "": ("すべて", Q()),
    "phone": ("電話", Q(record__method=Method.PHONE)),
    "visit": ("訪問", Q(record__method=Method.VISIT)),
    "meeting": ("来所・面談", Q(record__method=Method.MEETING)),
    "handed": ("つなぐ", Q(kind__in=HANDED)),
}


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    visible = Case.objects.visible_to(request.user)
    wanted = CaseFilter(request.GET, visible, request=request)
    rows = wanted.qs if wanted.is_valid() else visible.none()
    found = paging.page(
        rows, order=("-opened_at",), size=SIZE, cursor=request.GET.get("cursor", "")
    )
    today = timezone.localdate()
    page = {
        "filter": wanted,
        "form": wanted.form,
        "items": [
            cases.of(one, today=today, eyes=Eyes(request.user))
            for one in paging.again(found.items, cases.WHOLE)
        ],
        "found": found,
        "query": _without_cursor(request),
    }
    return render(request, "cases/list.html", page, status=200 if wanted.is_valid() else 400)


def show(
    request: StaffRequest, number: str, *, status: int = 200, record: RecordForm | None = None
) -> HttpResponse:
    case = case_of(request, number)
    ground = look(request, case)
    eyes = shields.on_one(case, viewer=request.user)
    moments = _moments(request, case, eyes)
    if request.htmx and request.method == "GET":
        return render(request, "cases/case/moments.html", {"number": number, **moments})
    draft = writing(request, DraftKind.RECORD, case=case)
    running = access.grounds(case).lasting(timezone.now())
    grounds = {one.pk: access.held(one, eyes=eyes) for one in running}
    page = {
        "sheet": cases.of(case, today=timezone.localdate(), eyes=eyes),
        "ground": grounds.get(ground.pk) or access.held(ground, eyes=eyes),
        "team": access.team(grounds.values()),
        "safety": safety_notes.running([case], eyes=eyes).get(case.pk, ()),
        "summary": summaries.newest(case, eyes=eyes),
        "household": households.of(case, today=timezone.localdate(), eyes=eyes),
        "trail": handovers.trail(case, eyes=eyes),
        "may_write": rules.write(request.user, case),
        "may_assign": rules.assign(request.user, case),
        "may_close": rules.close(request.user, case),
        "may_reopen": rules.reopen(request.user, case),
        "form": record or RecordForm(initial=draft.initial(RecordForm)),
        "writing": draft,
        **moments,
    }
    return render(request, "cases/case/page.html", page, status=status)


@require_safe
def page(request: StaffRequest, number: str) -> HttpResponse:
    return show(request, number)


@require_safe
def views(request: StaffRequest, number: str) -> HttpResponse:
    """見た人の記録: every look, and the grounds on which one may."""
    case = case_of(request, number)
    ground = look(request, case)
    eyes = shields.on_one(case, viewer=request.user)
    found = paging.page(
        access.looks(case), order=("-at",), size=SIZE, cursor=request.GET.get("cursor", "")
    )
    page = {
        "sheet": cases.of(case, today=timezone.localdate(), eyes=eyes),
        "ground": access.held(ground, eyes=eyes),
        "grounds": [access.held(one, eyes=eyes) for one in access.grounds(case)],
        "looks": [access.look(one, eyes=eyes) for one in found.items],
        "found": found,
    }
    return render(request, "cases/case/views.html", page)


@require_http_methods(["GET", "POST"])
def close(request: StaffRequest, number: str) -> HttpResponse:
    case = case_of(request, number)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.close(case, by=request.user, at=timezone.now(), **form.cleaned_data)
        except ValidationError as refused:
            put(form, refused)
        except Problem as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"{number} を終わりにしました。かかわった機関に知らせました")
            return redirect("case", number)
    return _end_page(request, "cases/case/close.html", number, form)


@require_http_methods(["GET", "POST"])
def reopen(request: StaffRequest, number: str) -> HttpResponse:
    case = case_of(request, number)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (then := form.then()):
        reason = form.cleaned_data["reason"]
        try:
            acts.reopen(case, by=request.user, at=timezone.now(), reason=reason, then=then)
        except ValidationError as refused:
            put(form, refused, {"due_on": "next_on", "what": "next_what"})
        except Problem as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"{number} を再開しました")
            return redirect("case", number)
    return _end_page(request, "cases/case/reopen.html", number, form)


def _end_page(
    request: StaffRequest, template: str, number: str, form: CloseForm | ReopenForm
) -> HttpResponse:
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, template, {"number": number, "form": form}, status=status)


def look(request: StaffRequest, case: Case) -> AccessGround:
    return sightings.look(
        case, by=request.user, at=timezone.now(), door=Door.WEB, address=address(request)
    )


def _moments(request: StaffRequest, case: Case, eyes: Eyes) -> dict[str, Any]:
    """The timeline from the newest, narrowed to one kind; how many there are of each."""
    asked = request.GET.get("show", "")
    shown = asked if asked in SHOWS else ""
    found = paging.page(
        timeline.loaded(case).filter(SHOWS[shown][1]),
        order=("-at",),
        size=MOMENTS,
        cursor=request.GET.get("cursor", ""),
    )
    counts = Event.objects.filter(case=case).aggregate(
        **{f"n_{name}": Count("pk", filter=which) for name, (_, which) in SHOWS.items() if name},
        n_=Count("pk"),
    )
    return {
        "moments": [timeline.of(event, eyes=eyes) for event in found.items],
        "found": found,
        "shown": shown,
        "kinds": [(name, label, counts[f"n_{name}"]) for name, (label, _) in SHOWS.items()],
        "address": reverse("case", args=[case.number]),
    }


def _without_cursor(request: StaffRequest) -> str:
    kept = request.GET.copy()
    kept.pop("cursor", None)
    return kept.urlencode()

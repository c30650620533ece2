"""同意・共有: what stands, what was said when, and what is said now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import rules
from cases.actions import consents as acts
from cases.forms.consents import ConsentForm, DayAsked, a_year
from cases.models import Case, ConsentEvent, ConsentKind
from cases.sheets import access, attachments, cases, consents, foretold, shields
from cases.sheets.shields import Eyes
from cases.views.cases import look
from cases.views.door import StaffRequest, case_of, only_once
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.doors import put
from fujisawa_care.foundation.problems import Problem

SIZE = 20
UNPROCESSABLE = 422
SAID = {
    ConsentKind.ASKED: "お願いしたことを残しました",
    ConsentKind.GIVEN: "同意を残しました",
    ConsentKind.REFUSED: "同意しないことを残しました。新しく見せることは止まります",
    ConsentKind.WITHDRAWN: "取り下げを残しました。見せることは、いま止まりました",
}


@require_http_methods(["GET", "POST"])
def page(request: StaffRequest, number: str) -> HttpResponse:
    case = case_of(request, number)
    if request.method == "GET":
        return _page(request, case, ConsentForm(by=request.user, initial=_proposed(request)))
    form, status = ConsentForm(request.POST, by=request.user), UNPROCESSABLE
    if form.is_valid():
        try:
            return only_once(request, lambda: _recorded(request, case, form))
        except ValidationError as refused:
            put(form, refused, {"happened_at": "on"})
        except Problem as refused:
            form.add_error("event", refused.message)
            status = refused.status
    return _page(request, case, form, status=status)


def _recorded(request: StaffRequest, case: Case, form: ConsentForm) -> str:
    now = timezone.now()
    consent = acts.record(case, by=request.user, at=now, told=form.told(now))
    messages.success(request, SAID[ConsentKind(consent.event)])
    return reverse("case-consents", args=[case.number])


def _proposed(request: StaffRequest) -> dict[str, Any]:
    asked = request.GET.get("event", "")
    event = asked if asked in ConsentKind.values else ConsentKind.ASKED
    return {"event": event, "valid_until": a_year(timezone.localdate())}


def _page(
    request: StaffRequest, case: Case, form: ConsentForm, *, status: int = 200
) -> HttpResponse:
    ground = look(request, case)
    eyes = shields.on_one(case, viewer=request.user)
    today = timezone.localdate()
    found = paging.page(
        consents.loaded(ConsentEvent.objects.filter(case=case)),
        order=("-happened_at",),
        size=SIZE,
        cursor=request.GET.get("cursor", ""),
    )
    asked = DayAsked(request.GET if "on" in request.GET else None, auto_id="day_%s")
    picked = {str(pk) for pk in form["agencies"].value() or ()}
    may_write = rules.write(request.user, case)
    offered = consents.offered(case, by=request.user, today=today, eyes=eyes)
    page = {
        "sheet": cases.of(case, today=today, eyes=eyes),
        "ground": access.held(ground, eyes=eyes),
        "stood": consents.stood_on(case, asked.day(today), eyes=eyes),
        "unasked": consents.all_unasked(case, eyes=eyes),
        "today": today,
        "asked": asked,
        "may_write": may_write,
        "may_hear": may_write or rules.hear(request.user, case, ConsentKind.WITHDRAWN),
        "foretold": () if eyes.over(case).on else foretold.of(case, at=timezone.now()),
        "form": form,
        "offered": offered,
        "picked": picked,
        "others": _others(form, offered),
        "events": _events(case, found.items, eyes),
        "found": found,
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "cases/consents/page.html", page, status=status)


def _events(case: Case, shown: Sequence[ConsentEvent], eyes: Eyes) -> list[dict[str, Any]]:
    """Each answer with the papers that prove it."""
    there = attachments.loaded(case.attachments.there().filter(consent__in=shown))
    papers = [attachments.of(one, eyes=eyes) for one in there.order_by("added_at", "pk")]
    return [
        {
            "event": consents.of(one, eyes=eyes),
            "papers": [paper for paper in papers if paper.consent == one.pk],
        }
        for one in shown
    ]


def _others(form: ConsentForm, offered: list[Any]) -> list[Any]:
    field: Any = form.fields["agencies"]
    known = {one.pk for one in offered}
    return [one for one in field.queryset if one.pk not in known]

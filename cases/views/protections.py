"""支援措置: its page, how it is begun, extended, put right and ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import rules
from cases.actions import protections
from cases.forms.protections import EndForm, ExtendForm, KeptForm, ProtectForm
from cases.models import AddressProtection, Case
from cases.sheets import access, cases, shields
from cases.sheets import protections as sheets
from cases.views.cases import look
from cases.views.door import StaffRequest, case_of, only_once, uncovered
from fujisawa_care.foundation import daywords, paging
from fujisawa_care.foundation.doors import put
from fujisawa_care.foundation.problems import Problem

SIZE, UNPROCESSABLE = 20, 422


@require_safe
def page(request: StaffRequest, number: str) -> HttpResponse:
    """What is kept from whom until when, and who has opened it."""
    case = case_of(request, number)
    ground = look(request, case)
    eyes = shields.on_one(case, viewer=request.user)
    cover, today = eyes.over(case), timezone.localdate()
    rows = sheets.loaded(AddressProtection.objects.about(case)).order_by("state", "-set_at")[:SIZE]
    found = paging.page(
        sheets.openings(case), order=("-at",), size=SIZE, cursor=request.GET.get("cursor", "")
    )
    mine = shields.opening(case, viewer=request.user) if case.person else None
    page = {
        "sheet": cases.of(case, today=today, eyes=eyes),
        "ground": access.held(ground, eyes=eyes),
        "protections": sorted(
            (sheets.of(one, cover=cover, today=today) for one in rows),
            key=lambda one: not one.running,
        ),
        "openings": [sheets.opening(one, cover=cover) for one in found.items],
        "found": found,
        "opened": mine,
        "today": today,
        "may_protect": rules.protect(request.user, case),
    }
    return render(request, "cases/protection/page.html", page)


@require_http_methods(["GET", "POST"])
def begin(request: StaffRequest, number: str) -> HttpResponse:
    case = case_of(request, number)
    today = f"{timezone.localdate():%Y-%m-%d}"
    form = ProtectForm(request.POST or None, case=case, initial={"starts_on": today})

    def begun() -> str:
        protections.begin(case, by=request.user, at=timezone.now(), shield=form.shield())
        messages.success(request, "支援措置をつけました。住所・電話・担当などを、どこでもふせます")
        return reverse("case-protection", args=[number])

    return _asked(request, case, form, begun, "cases/protection/begin.html")


@require_http_methods(["GET", "POST"])
def extend(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    case = case_of(request, number)
    protection = _of(case, pk)
    form = ExtendForm(request.POST or None)

    def extended() -> str:
        now = timezone.now()
        longer = protections.extend(protection, by=request.user, at=now, **form.cleaned_data)
        until = daywords.spoken(longer.ends_on, today=timezone.localdate())
        messages.success(request, f"支援措置を{until}まで延長しました")
        return reverse("case-protection", args=[number])

    return _asked(
        request, case, form, extended, "cases/protection/extend.html", protection=protection
    )


@require_http_methods(["GET", "POST"])
def end(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    case = case_of(request, number)
    protection = _of(case, pk)
    form = EndForm(request.POST or None)

    def ended() -> str:
        now = timezone.now()
        protections.end(protection, by=request.user, at=now, **form.cleaned_data)
        messages.success(request, "支援措置を終わりにしました")
        return reverse("case-protection", args=[number])

    return _asked(request, case, form, ended, "cases/protection/end.html", protection=protection)


@require_http_methods(["GET", "POST"])
@uncovered
def note(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """What else is kept is read before it is put right."""
    case = case_of(request, number)
    protection = _of(case, pk)
    told = {name: getattr(protection, name) for name in sheets.KEPT}
    told["other_parties"] = "\n".join(protection.other_parties)
    form = KeptForm(request.POST or None, initial=told)

    def noted() -> str:
        now = timezone.now()
        protections.note(protection, by=request.user, at=now, **form.cleaned_data)
        messages.success(request, "控えを直しました")
        return reverse("case-protection", args=[number])

    return _asked(request, case, form, noted, "cases/protection/note.html")


def _of(case: Case, pk: int) -> AddressProtection:
    return get_object_or_404(AddressProtection.objects.about(case), pk=pk)


def _asked(
    request: StaffRequest,
    case: Case,
    form: Form,
    work: Callable[[], str],
    template: str,
    **more: Any,
) -> HttpResponse:
    """The page with its form; what is refused stands beside its field, and nothing typed is lost."""
    if request.method == "POST" and form.is_valid():
        try:
            return only_once(request, work)
        except ValidationError as refused:
            put(form, refused)
        except Problem as refused:
            form.add_error(None, refused.message)
    status = UNPROCESSABLE if request.method == "POST" else 200
    once = request.POST.get("once") or uuid4()
    page = {"number": case.number, "form": form, "once": once, **more}
    return render(request, template, page, status=status)

"""協定: with whom the city has agreed on what, put right, ended; and what was done under it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from districts import rules as places
from districts.views.door import StaffRequest, only_once
from fujisawa_care.foundation import paging, wareki
from fujisawa_care.foundation.doors import or_show, posted_to, put, refused
from fujisawa_care.foundation.verdict import require
from meetings import pact_rules as rules
from meetings.actions import pacts
from meetings.filters import PactFilter
from meetings.forms.pacts import BecauseForm, DeedForm, PactForm
from meetings.models import Deed, Pact
from meetings.sheets import pacts as sheets

SIZE, UNPROCESSABLE = 30, 422


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    require(places.gather(request.user))
    visible, today = Pact.objects.visible_to(request.user), timezone.localdate()
    wanted = PactFilter(request.GET, visible, request=request)
    rows = wanted.qs if wanted.is_valid() else visible.none()
    rows = rows if request.GET.get("over") else rows.running(today)
    found = paging.page(rows, order=("partner",), size=SIZE, cursor=request.GET.get("cursor", ""))
    query = request.GET.copy()
    query.pop("cursor", None)
    page = {
        "form": wanted.form,
        "items": paging.again(found.items, sheets.loaded(Pact.objects.all())),
        "found": found,
        "query": query.urlencode(),
        "soon": sheets.soon(today),
        "may_keep": rules.keep(request.user),
    }
    status = 200 if wanted.is_valid() else 400
    return render(request, "meetings/pacts/list.html", page, status=status)


@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    require(rules.keep(request.user))
    form = PactForm(request.POST or None, initial={"themes": [request.GET.get("theme", "")]})
    if request.method == "POST" and form.is_valid():
        try:
            return only_once(request, lambda: _added(request, form))
        except ValidationError as refused:
            put(form, refused)
    return _form(request, form)


def _added(request: StaffRequest, form: PactForm) -> str:
    made = pacts.add(form.told(), by=request.user, at=timezone.now())
    messages.success(request, f"「{made}」をのせました")
    return reverse("pact", args=[made.pk])


@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    pact = _pact(request, pk)
    require(rules.change(request.user, pact))
    if request.method == "GET":
        return _form(request, PactForm.of(pact), pact, version=pact.version)
    form, now = PactForm(request.POST), timezone.now()
    status = refused(
        form,
        lambda: pacts.change(pact, by=request.user, at=now, seen=form.seen, told=form.told()),
    )
    if not status:
        messages.success(request, "協定を直しました")
        return redirect("pact", pk)
    return _form(request, form, pact, version=form.seen, status=status)


def _form(
    request: StaffRequest,
    form: PactForm,
    pact: Pact | None = None,
    *,
    version: int = 0,
    status: int = UNPROCESSABLE,
) -> HttpResponse:
    page = {
        "form": form,
        "pact": pact,
        "version": version,
        "once": request.POST.get("once") or uuid4(),
    }
    status = status if form.errors else 200
    return render(request, "meetings/pacts/edit.html", page, status=status)


def _pact(request: StaffRequest, pk: int) -> Pact:
    return get_object_or_404(sheets.loaded(Pact.objects.visible_to(request.user)), pk=pk)


def _show(request: StaffRequest, pk: int, *, status: int = 200, **forms: Form) -> HttpResponse:
    pact, today = _pact(request, pk), timezone.localdate()
    page: dict[str, Any] = {
        "pact": pact,
        "years": sheets.by_year(pact),
        "soon": sheets.soon(today),
        "may_keep": rules.keep(request.user),
        "may_change": rules.change(request.user, pact),
        "because": forms.get("because") or BecauseForm(auto_id="because_%s"),
        "report": forms.get("report")
        or DeedForm(initial={"fiscal_year": wareki.fiscal_year(today)}),
        "form": forms.get("because") or forms.get("report"),
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "meetings/pacts/page.html", page, status=status)


@require_safe
def page(request: StaffRequest, pk: int) -> HttpResponse:
    return _show(request, pk)


@posted_to("pact")
@or_show(_show)
def end(request: StaffRequest, pk: int) -> HttpResponse:
    pact, form = _pact(request, pk), BecauseForm(request.POST, auto_id="because_%s")
    if not form.is_valid():
        return _show(request, pk, status=UNPROCESSABLE, because=form)
    pacts.end(pact, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, "協定を終えました")
    return redirect("pact", pk)


@posted_to("pact")
@or_show(_show)
def report(request: StaffRequest, pk: int) -> HttpResponse:
    pact, form = _pact(request, pk), DeedForm(request.POST)
    if form.is_valid():
        try:
            return only_once(request, lambda: _reported(request, pact, form))
        except ValidationError as refused:
            put(form, refused)
    return _show(request, pk, status=UNPROCESSABLE, report=form)


def _reported(request: StaffRequest, pact: Pact, form: DeedForm) -> str:
    done = pacts.report(pact, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, f"{sheets.named(done.fiscal_year)}にしたことを残しました")
    return reverse("pact", args=[pact.pk])


@require_http_methods(["GET", "POST"])
def deed(request: StaffRequest, pk: int) -> HttpResponse:
    visible = Deed.objects.filter(pact__in=Pact.objects.visible_to(request.user))
    one = get_object_or_404(visible.select_related("pact"), pk=pk)
    require(rules.keep(request.user))
    form, status = DeedForm.of(one), 200
    if request.method == "POST":
        form = DeedForm(request.POST)
        status = refused(form, lambda: _corrected(request, one, form))
    if not status:
        messages.success(request, "したことを直しました")
        return redirect("pact", one.pact_id)
    page = {"one": one, "form": form, "version": form.seen if form.is_bound else one.version}
    return render(request, "meetings/pacts/deed.html", page, status=status)


def _corrected(request: StaffRequest, one: Deed, form: DeedForm) -> Deed:
    said: dict[str, Any] = form.cleaned_data
    return pacts.correct(one, by=request.user, at=timezone.now(), seen=form.seen, **said)


@require_safe
def versions(request: StaffRequest, pk: int) -> HttpResponse:
    pact = _pact(request, pk)
    page = {"pact": pact, "versions": sheets.changes(pact)}
    return render(request, "meetings/pacts/versions.html", page)

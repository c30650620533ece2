"""閲覧のおねがい: what one has asked, what the house is asked, and the one answer."""

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

from cases import rules
from cases.actions import view_requests as acts
from cases.forms.looking import AskForm, DeclineForm, GrantForm
from cases.models import ViewRequest
from cases.sheets import view_requests
from cases.sheets.shields import Eyes
from cases.views.door import StaffRequest, only_once
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.doors import or_show, posted_to, put
from fujisawa_care.foundation.problems import Problem
from fujisawa_care.foundation.verdict import require

SIZE = 30
UNPROCESSABLE = 422


@require_safe
def arrived(request: StaffRequest) -> HttpResponse:
    return _list(request, asked=False)


@require_safe
def asked(request: StaffRequest) -> HttpResponse:
    return _list(request, asked=True)


def _list(request: StaffRequest, *, asked: bool) -> HttpResponse:
    visible = ViewRequest.objects.visible_to(request.user)
    mine = visible.outgoing(request.user) if asked else visible.incoming(request.user)
    found = paging.page(
        view_requests.loaded(mine),
        order=("-asked_at",),
        size=SIZE,
        cursor=request.GET.get("cursor", ""),
    )
    eyes = Eyes(request.user)
    page = {
        "asked": asked,
        "items": [view_requests.of(one, viewer=request.user, eyes=eyes) for one in found.items],
        "found": found,
    }
    return render(request, "cases/looking/requests.html", page)


@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """見せてほしいとたのむ: the number or who was found comes in by post, never in the address."""
    require(rules.ask_to_view(request.user))
    if request.method == "GET" or "begin" in request.POST:
        told = {name: request.POST.get(name, "")[:2000] for name in ("case", "found")}
        return _new(request, AskForm(initial=told, by=request.user))
    form = AskForm(request.POST, by=request.user)
    if form.is_valid():
        try:
            return only_once(request, lambda: _asked(request, form))
        except ValidationError as refused:
            put(form, refused)
        except Problem as refused:
            form.add_error(None, refused.message)
    return _new(request, form, status=UNPROCESSABLE)


def _new(request: StaffRequest, form: AskForm, *, status: int = 200) -> HttpResponse:
    page = {"form": form, "once": request.POST.get("once") or uuid4()}
    return render(request, "cases/looking/ask.html", page, status=status)


def _asked(request: StaffRequest, form: AskForm) -> str:
    given, now, me = form.cleaned_data, timezone.now(), request.user
    if given["people"]:
        sent = acts.ask_about(given["people"], by=me, at=now, reason=given["reason"])
    else:
        sent = [acts.ask(given["one"], by=me, at=now, reason=given["reason"], by_number=True)]
    messages.success(request, f"主担当に{len(sent)}件たのみました。返事が来たらお知らせします")
    return reverse("view-requests-asked")


def _show(request: StaffRequest, pk: int, *, status: int = 200, **forms: Form) -> HttpResponse:
    visible = ViewRequest.objects.visible_to(request.user)
    row = get_object_or_404(view_requests.loaded(visible), pk=pk)
    page: dict[str, Any] = {
        "one": view_requests.of(row, viewer=request.user, eyes=Eyes(request.user)),
        "may_answer": rules.answer_view(request.user, row),
        "grant": forms.get("grant") or GrantForm(auto_id="grant_%s"),
        "decline": forms.get("decline") or DeclineForm(auto_id="decline_%s"),
        "form": next(iter(forms.values()), None),
    }
    return render(request, "cases/looking/request.html", page, status=status)


@require_safe
def one(request: StaffRequest, pk: int) -> HttpResponse:
    return _show(request, pk)


@posted_to("view-request")
@or_show(_show)
def grant(request: StaffRequest, pk: int) -> HttpResponse:
    form = GrantForm(request.POST, auto_id="grant_%s")
    row = get_object_or_404(ViewRequest.objects.visible_to(request.user), pk=pk)
    if form.is_valid():
        given = form.cleaned_data | {"level": int(form.cleaned_data["level"])}
        try:
            acts.grant(row, by=request.user, at=timezone.now(), **given)
        except ValidationError as refused:
            put(form, refused)
        else:
            messages.success(request, f"{row.asked_by.name}さんが見られるようにしました")
            return redirect("view-requests")
    return _show(request, pk, status=UNPROCESSABLE, grant=form)


@posted_to("view-request")
@or_show(_show)
def decline(request: StaffRequest, pk: int) -> HttpResponse:
    form = DeclineForm(request.POST, auto_id="decline_%s")
    row = get_object_or_404(ViewRequest.objects.visible_to(request.user), pk=pk)
    if form.is_valid():
        acts.decline(row, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"{row.asked_by.name}さんに、見せられない理由を伝えました")
        return redirect("view-requests")
    return _show(request, pk, status=UNPROCESSABLE, decline=form)


@posted_to("view-request")
@or_show(_show)
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(ViewRequest.objects.visible_to(request.user), pk=pk)
    acts.withdraw(row, by=request.user, at=timezone.now())
    messages.success(request, "おねがいを取り下げました")
    return redirect("view-requests-asked")

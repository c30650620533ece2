"""地域課題: what has gathered, one of them with the help that may meet it, and its way to a table."""

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

from districts import rules, sheets
from districts.actions import issues, resources
from districts.filters import IssueFilter
from districts.forms.gathering import BecauseForm, IssueForm, MatchForm
from districts.models import Issue, Match
from districts.views.door import StaffRequest, only_once
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.conflicts import number
from fujisawa_care.foundation.doors import or_show, posted_to, put
from fujisawa_care.foundation.verdict import require

SIZE, HEAPS = 30, 12
UNPROCESSABLE = 422


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    require(rules.gather(request.user))
    visible = Issue.objects.visible_to(request.user)
    wanted = IssueFilter(request.GET, visible, request=request)
    rows = wanted.qs if wanted.is_valid() else visible.none()
    found = paging.page(
        rows, order=("-raised_on",), size=SIZE, cursor=request.GET.get("cursor", "")
    )
    query = request.GET.copy()
    query.pop("cursor", None)
    page = {
        "filter": wanted,
        "form": wanted.form,
        "heaps": sheets.heaps(visible)[:HEAPS],
        "map": sheets.tile_map(),
        "here": request.GET.get("district", ""),
        "items": paging.again(found.items, sheets.issues_loaded(Issue.objects.all())),
        "found": found,
        "query": query.urlencode(),
        "may_hand": rules.bring_together(request.user),
    }
    status = 200 if wanted.is_valid() else 400
    return render(request, "districts/issues/list.html", page, status=status)


@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    require(rules.gather(request.user))
    form = IssueForm(request.POST or None, initial={"district": request.GET.get("district", "")})
    if request.method == "POST" and form.is_valid():
        try:
            return only_once(request, lambda: _raised(request, form))
        except ValidationError as refused:
            put(form, refused)
    page = {"form": form, "once": request.POST.get("once") or uuid4()}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "districts/issues/new.html", page, status=status)


def _raised(request: StaffRequest, form: IssueForm) -> str:
    issue = issues.bring_up(by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, "地域課題を出しました。会議で答えが出たら、お知らせします")
    return reverse("issue", args=[issue.pk])


def _issue(request: StaffRequest, pk: int) -> Issue:
    visible = Issue.objects.visible_to(request.user)
    return get_object_or_404(sheets.issues_loaded(visible), pk=pk)


def _show(request: StaffRequest, pk: int, *, status: int = 200, **forms: Form) -> HttpResponse:
    issue = _issue(request, pk)
    page: dict[str, Any] = {
        "issue": issue,
        "offers": sheets.offers(issue),
        "may_match": issue.state != "withdrawn" and rules.gather(request.user),
        "may_hand": rules.hand_issue(request.user, issue),
        "may_answer": rules.answer_issue(request.user, issue),
        "may_withdraw": rules.withdraw_issue(request.user, issue),
        "match": forms.get("match") or MatchForm(auto_id="match_%s"),
        "because": forms.get("because") or BecauseForm(auto_id="because_%s"),
        "form": next(iter(forms.values()), None),
    }
    return render(request, "districts/issues/page.html", page, status=status)


@require_safe
def page(request: StaffRequest, pk: int) -> HttpResponse:
    return _show(request, pk)


@posted_to("issue")
@or_show(_show)
def match(request: StaffRequest, pk: int) -> HttpResponse:
    issue, form = _issue(request, pk), MatchForm(request.POST, auto_id="match_%s")
    if not form.is_valid():
        return _show(request, pk, status=UNPROCESSABLE, match=form)
    given = form.cleaned_data
    found = resources.match(
        issue, given["resource"], by=request.user, at=timezone.now(), note=given["note"]
    )
    messages.success(request, f"「{found.resource.name}」とつき合わせました")
    return redirect("issue", pk)


@posted_to("issue")
@or_show(_show)
def unmatch(request: StaffRequest, pk: int) -> HttpResponse:
    issue = _issue(request, pk)
    rows = Match.objects.standing().filter(issue=issue)
    found = get_object_or_404(rows, pk=number(request.POST.get("match", "")))
    resources.unmatch(found, by=request.user, at=timezone.now())
    messages.success(request, "つき合わせを外しました")
    return redirect("issue", pk)


@posted_to("issue")
@or_show(_show)
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    issue, form = _issue(request, pk), BecauseForm(request.POST, auto_id="because_%s")
    if not form.is_valid():
        return _show(request, pk, status=UNPROCESSABLE, because=form)
    issues.withdraw(issue, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, "地域課題を取り下げました")
    return redirect("issue-list")

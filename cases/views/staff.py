"""職員: who works where and how much hangs on them; posted, moved and released by an administrator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases import dues
from cases import rules as case_rules
from cases.forms.staff import EndForm, MoveForm, PostingForm
from cases.sheets import staff as sheets
from cases.views.door import StaffRequest
from districts import rules
from districts.actions import staff as acts
from districts.models import Agency, Posting, Staff
from fujisawa_care.foundation import daywords, paging
from fujisawa_care.foundation.doors import or_show, posted_to, put

SIZE = 50
UNPROCESSABLE = 422


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    rows = _everybody(request)
    asked = request.GET.get("agency", "")
    if asked.isascii() and asked.isdigit() and len(asked) < len(str(2**63)):
        rows = rows.filter(agency=int(asked))
    if "all" not in request.GET:
        rows = rows.filter(is_active=True)
    found = paging.page(rows, order=("name",), size=SIZE, cursor=request.GET.get("cursor", ""))
    today = timezone.localdate()
    kept = request.GET.copy()
    kept.pop("cursor", None)
    page = {
        "items": [
            sheets.of(one, today=today)
            for one in paging.again(found.items, sheets.loaded(Staff.objects.all()))
        ],
        "found": found,
        "query": kept.urlencode(),
        "agencies": Agency.objects.filter(staff__isnull=False).distinct().order_by("name"),
        "asked": asked,
        "everybody": "all" in request.GET,
    }
    return render(request, "cases/staff/list.html", page)


def show(request: StaffRequest, pk: int, *, status: int = 200, **forms: Form) -> HttpResponse:
    staff = get_object_or_404(sheets.loaded(_everybody(request)), pk=pk)
    page: dict[str, Any] = {
        "sheet": sheets.of(staff, today=timezone.localdate()),
        "may_change": rules.may_administer(request.user),
        "may_stop": rules.may_deactivate(staff, request.user),
        "may_hand_on": case_rules.hand_on(request.user, staff.agency),
        "posting": forms.get("posting") or PostingForm(),
        "ending": forms.get("ending") or EndForm(),
        "moving": forms.get("moving") or MoveForm(leaving=staff.agency),
        "form": next(iter(forms.values()), None),
    }
    return render(request, "cases/staff/member.html", page, status=status)


@require_safe
def member(request: StaffRequest, pk: int) -> HttpResponse:
    return show(request, pk)


@posted_to("staff-member")
@or_show(show)
def post(request: StaffRequest, pk: int) -> HttpResponse:
    staff, form = _one(request, pk), PostingForm(request.POST)
    if form.is_valid():
        try:
            posted = acts.post(staff, by=request.user, at=timezone.now(), **form.cleaned_data)
        except ValidationError as refused:
            put(form, refused)
        else:
            where = f"{posted.district}地区" if posted.district else "全市"
            messages.success(request, f"{staff.name}さんを{where}に配属しました")
            return redirect("staff-member", pk)
    return show(request, pk, status=UNPROCESSABLE, posting=form)


@posted_to("staff-member")
@or_show(show)
def end_posting(request: StaffRequest, pk: int, posting: int) -> HttpResponse:
    staff, form = _one(request, pk), EndForm(request.POST)
    held = get_object_or_404(Posting, staff=staff, pk=posting)
    if form.is_valid():
        try:
            ended = acts.end_posting(held, by=request.user, at=timezone.now(), **form.cleaned_data)
        except ValidationError as refused:
            put(form, refused)
        else:
            day = daywords.spoken(ended.ends_on or timezone.localdate())
            messages.success(request, f"配属を{day}までにしました")
            return redirect("staff-member", pk)
    return show(request, pk, status=UNPROCESSABLE, ending=form)


@posted_to("staff-member")
@or_show(show)
def move(request: StaffRequest, pk: int) -> HttpResponse:
    staff = _one(request, pk)
    form = MoveForm(request.POST, leaving=staff.agency)
    if not form.is_valid():
        return show(request, pk, status=UNPROCESSABLE, moving=form)
    moved = acts.move(
        staff,
        agency=form.cleaned_data["agency"],
        by=request.user,
        at=timezone.now(),
        hanging=dues.hanging_on(staff),
    )
    messages.success(request, f"{moved.name}さんを{moved.agency.name}に移しました")
    return redirect("staff-member", pk)


@posted_to("staff-member")
@or_show(show)
def deactivate(request: StaffRequest, pk: int) -> HttpResponse:
    staff = _one(request, pk)
    left = acts.deactivate(
        staff, by=request.user, at=timezone.now(), hanging=dues.hanging_on(staff)
    )
    messages.success(request, f"{left.name}さんのアカウントを止めました。記録はそのまま残ります")
    return redirect("staff-member", pk)


def _everybody(request: StaffRequest) -> QuerySet[Staff]:
    """To those who look after people; to anybody else the page is not there."""
    if not rules.may_look_after(request.user):
        raise Http404
    return Staff.objects.all()


def _one(request: StaffRequest, pk: int) -> Staff:
    return get_object_or_404(_everybody(request).select_related("agency"), pk=pk)

"""機関: its names with their days, who works there, renamed and split by an administrator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.actions import divisions
from cases.forms.agencies import RenameForm, SplitForm
from cases.models import Division
from cases.states import DivisionState
from cases.views.door import StaffRequest
from districts import rules
from districts.actions import agencies as acts
from districts.models import Agency, AgencyQuerySet
from fujisawa_care.foundation import daywords, paging
from fujisawa_care.foundation.doors import or_show, posted_to, put

SIZE = 50
UNPROCESSABLE = 422


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    counted = _all(request).annotate(people=Count("staff", filter=Q(staff__is_active=True)))
    found = paging.page(counted, order=("name",), size=SIZE, cursor=request.GET.get("cursor", ""))
    page = {"items": found.items, "found": found, "today": timezone.localdate()}
    return render(request, "cases/agencies/list.html", page)


def show(
    request: StaffRequest, pk: int, division: int = 0, *, status: int = 200, **forms: Form
) -> HttpResponse:
    """The house, whichever of its planned splits was asked about."""
    agency = get_object_or_404(_all(request), pk=pk)
    page: dict[str, Any] = {
        "agency": agency,
        "names": agency.names.order_by(F("valid_from").desc(nulls_last=True)),
        "people": agency.staff.filter(is_active=True).order_by("name", "pk"),
        "today": timezone.localdate(),
        "divisions": agency.divisions.exclude(state=DivisionState.CALLED_OFF)
        .prefetch_related("staff")
        .select_related("into")
        .order_by("-on_day", "-pk"),
        "may_change": rules.may_administer(request.user),
        "renaming": forms.get("renaming") or RenameForm(),
        "splitting": forms.get("splitting") or SplitForm(of=agency),
        "form": next(iter(forms.values()), None),
    }
    return render(request, "cases/agencies/page.html", page, status=status)


@require_safe
def page(request: StaffRequest, pk: int) -> HttpResponse:
    return show(request, pk)


@posted_to("agency")
@or_show(show)
def rename(request: StaffRequest, pk: int) -> HttpResponse:
    agency, form = get_object_or_404(_all(request), pk=pk), RenameForm(request.POST)
    if form.is_valid():
        try:
            acts.rename(agency, by=request.user, at=timezone.now(), **form.cleaned_data)
        except ValidationError as refused:
            put(form, refused)
        else:
            day = daywords.spoken(form.cleaned_data["from_day"])
            messages.success(request, f"{day}から「{form.cleaned_data['name']}」になります")
            return redirect("agency", pk)
    return show(request, pk, status=UNPROCESSABLE, renaming=form)


@posted_to("agency")
@or_show(show)
def split(request: StaffRequest, pk: int) -> HttpResponse:
    agency = get_object_or_404(_all(request), pk=pk)
    form = SplitForm(request.POST, of=agency)
    if form.is_valid():
        try:
            return redirect("agency", _split(request, agency, form.cleaned_data))
        except ValidationError as refused:
            put(form, refused)
    return show(request, pk, status=UNPROCESSABLE, splitting=form)


def _split(request: StaffRequest, agency: Agency, given: dict[str, Any]) -> int:
    """Today, or planned for a day to come; which house is shown then."""
    day, at = given.pop("on_day"), timezone.now()
    said = given | {"staff": list(given["staff"]), "by": request.user, "at": at}
    if day and day != timezone.localdate(at):
        planned = divisions.plan(agency, on_day=day, **said)
        messages.success(request, f"{daywords.spoken(day)}に「{planned.name}」に分けます")
        return agency.pk
    made = divisions.divide(agency, **said)
    messages.success(request, f"「{made.name}」に分けました。担当のケースもいっしょに移りました")
    return made.pk


@posted_to("agency")
@or_show(show)
def call_off(request: StaffRequest, pk: int, division: int) -> HttpResponse:
    planned = get_object_or_404(Division, pk=division, agency__in=_all(request).filter(pk=pk))
    divisions.call_off(planned, by=request.user, at=timezone.now())
    messages.success(request, f"「{planned.name}」に分ける予定をとりやめました")
    return redirect("agency", pk)


def _all(request: StaffRequest) -> AgencyQuerySet:
    if not rules.may_look_after(request.user):
        raise Http404
    return Agency.objects.all()

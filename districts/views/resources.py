"""社会資源: the map and the list, one of them, put right, made sure of and ended."""

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
from districts.actions import resources
from districts.filters import ResourceFilter
from districts.forms.gathering import BecauseForm, ResourceForm
from districts.models import FRESH, Match, Resource
from districts.views.door import StaffRequest, only_once
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.doors import or_show, posted_to, put, refused
from fujisawa_care.foundation.verdict import require

SIZE, UNPROCESSABLE = 30, 422


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    require(rules.gather(request.user))
    visible = Resource.objects.visible_to(request.user)
    wanted = ResourceFilter(request.GET, visible, request=request)
    fine = wanted.is_valid()
    district = wanted.form.cleaned_data.get("district") if fine else None
    rows = wanted.qs if fine else visible.none()
    rows = rows if request.GET.get("ended") else rows.there()
    found = paging.page(rows, order=("name",), size=SIZE, cursor=request.GET.get("cursor", ""))
    query = request.GET.copy()
    query.pop("cursor", None)
    page = {
        "form": wanted.form,
        "map": sheets.tile_map(),
        "here": district.pk if district else "",
        "district": district,
        "needs": sheets.needs(district) if district else [],
        "items": paging.again(found.items, sheets.resources_loaded(Resource.objects.all())),
        "found": found,
        "query": query.urlencode(),
        "stale_before": timezone.localdate() - FRESH,
    }
    status = 200 if fine else 400
    return render(request, "districts/resources/list.html", page, status=status)


@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    require(rules.gather(request.user))
    form = ResourceForm(
        request.POST or None, initial={"districts": [request.GET.get("district", "")]}
    )
    if request.method == "POST" and form.is_valid():
        try:
            return only_once(request, lambda: _added(request, form))
        except ValidationError as refused:
            put(form, refused)
    return _form(request, form)


def _added(request: StaffRequest, form: ResourceForm) -> str:
    made = resources.add(form.told(), by=request.user, at=timezone.now())
    messages.success(request, f"「{made.name}」をのせました")
    return reverse("resource", args=[made.pk])


@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    resource = _resource(request, pk)
    require(rules.change_resource(request.user, resource))
    if request.method == "GET":
        return _form(request, ResourceForm.of(resource), resource, version=resource.version)
    form, now = ResourceForm(request.POST), timezone.now()
    status = refused(
        form,
        lambda: resources.change(
            resource, by=request.user, at=now, seen=form.seen, told=form.told()
        ),
    )
    if not status:
        messages.success(request, f"「{resource.name}」を直しました")
        return redirect("resource", pk)
    return _form(request, form, resource, version=form.seen, status=status)


def _form(
    request: StaffRequest,
    form: ResourceForm,
    resource: Resource | None = None,
    *,
    version: int = 0,
    status: int = 0,
) -> HttpResponse:
    page = {
        "form": form,
        "resource": resource,
        "version": version,
        "once": request.POST.get("once") or uuid4(),
    }
    status = status if form.errors and status else (UNPROCESSABLE if form.errors else 200)
    return render(request, "districts/resources/edit.html", page, status=status)


def _resource(request: StaffRequest, pk: int) -> Resource:
    visible = Resource.objects.visible_to(request.user)
    return get_object_or_404(sheets.resources_loaded(visible), pk=pk)


def _show(request: StaffRequest, pk: int, *, status: int = 200, **forms: Form) -> HttpResponse:
    resource = _resource(request, pk)
    matches = Match.objects.standing().filter(resource=resource)
    page: dict[str, Any] = {
        "resource": resource,
        "matches": matches.select_related("issue__topic", "issue__district").order_by("-pk")[:30],
        "stale": resource.confirmed_on < timezone.localdate() - FRESH,
        "may_change": rules.change_resource(request.user, resource),
        "because": forms.get("because") or BecauseForm(auto_id="because_%s"),
        "form": forms.get("because"),
    }
    return render(request, "districts/resources/page.html", page, status=status)


@require_safe
def page(request: StaffRequest, pk: int) -> HttpResponse:
    return _show(request, pk)


@posted_to("resource")
@or_show(_show)
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    resources.confirm(_resource(request, pk), by=request.user, at=timezone.now())
    messages.success(request, "今日、確かめたことを残しました")
    return redirect("resource", pk)


@posted_to("resource")
@or_show(_show)
def end(request: StaffRequest, pk: int) -> HttpResponse:
    form = BecauseForm(request.POST, auto_id="because_%s")
    if not form.is_valid():
        return _show(request, pk, status=UNPROCESSABLE, because=form)
    ended = resources.end(
        _resource(request, pk), by=request.user, at=timezone.now(), **form.cleaned_data
    )
    messages.success(request, f"「{ended.name}」を一覧から下ろしました")
    return redirect("resource-list")

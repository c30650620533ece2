"""報告の様式の画面: the city puts a report together, sees it filled, and takes it along as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.views.door import StaffRequest
from districts.actions import report_forms
from districts.models import ReportForm
from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.conflicts import number
from fujisawa_care.foundation.doors import posted_to, refused
from fujisawa_care.home.figures import leaving, reports
from fujisawa_care.home.figures.asking import years
from fujisawa_care.home.figures.report_forms import ColumnForm, NewForm, RowForm
from fujisawa_care.home.figures.views import seen


def _seen(request: StaffRequest) -> None:
    if not seen(request).whole:
        raise Http404


def _form(request: StaffRequest, pk: int) -> ReportForm:
    _seen(request)
    rows = ReportForm.objects.filter(retired_at=None).prefetch_related("rows")
    return get_object_or_404(rows, pk=pk)


def _year(request: StaffRequest) -> int:
    """This one, where none that can be counted is asked for."""
    offered = years(timezone.localdate())
    asked = number(request.GET.get("year", ""))
    return asked if asked in offered else offered[0]


@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: StaffRequest) -> HttpResponse:
    _seen(request)
    form = NewForm(request.POST if request.method == "POST" else None, auto_id="id_%s")
    status = 200
    if form.is_bound:
        made: list[ReportForm] = []
        status = refused(form, lambda: made.append(_made(request, form)))
        if made:
            return redirect("figures-form", made[0].pk)
    page = {"form": form, "forms": ReportForm.objects.filter(retired_at=None).order_by("name")}
    return render(request, "home/figures/forms.html", page, status=status)


def _made(request: StaffRequest, form: Form) -> ReportForm:
    return report_forms.make(by=request.user, at=timezone.now(), **form.cleaned_data)


def _show(
    request: StaffRequest, pk: int, *, status: int = 200, wrong: Form | None = None
) -> HttpResponse:
    one, year = _form(request, pk), _year(request)
    page: dict[str, Any] = {
        "one": one,
        "year": year,
        "years": [(each, wareki.fiscal_name(each)) for each in years(timezone.localdate())],
        "grid": reports.fill(one, year, at=timezone.now(), below=0),
        "rows": one.rows.all(),
        "columns": one.columns.select_related("district"),
        "row_form": wrong if isinstance(wrong, RowForm) else RowForm(auto_id="row_%s"),
        "column_form": wrong if isinstance(wrong, ColumnForm) else ColumnForm(auto_id="column_%s"),
        "form": wrong,
        "small": settings.SMALL_BELOW,
    }
    return render(request, "home/figures/form.html", page, status=status)


@require_safe
def page(request: StaffRequest, pk: int) -> HttpResponse:
    return _show(request, pk)


def _put(
    request: StaffRequest, pk: int, form: Form, act: Callable[[ReportForm], object]
) -> HttpResponse:
    one = _form(request, pk)
    if status := refused(form, lambda: act(one)):
        return _show(request, pk, status=status, wrong=form)
    return redirect("figures-form", pk)


@posted_to("figures-form")
def add_row(request: StaffRequest, pk: int) -> HttpResponse:
    form = RowForm(request.POST, auto_id="row_%s")
    return _put(
        request, pk, form, lambda one: report_forms.add_row(one, form.row(), by=request.user)
    )


@posted_to("figures-form")
def add_column(request: StaffRequest, pk: int) -> HttpResponse:
    form = ColumnForm(request.POST, auto_id="column_%s")
    return _put(
        request, pk, form, lambda one: report_forms.add_column(one, form.column(), by=request.user)
    )


@posted_to("figures-form")
def take_out(request: StaffRequest, pk: int) -> HttpResponse:
    """Of a row or a column; what is gone already is no fault."""
    one = _form(request, pk)
    row = one.rows.filter(pk=number(request.POST.get("row", ""))).first()
    column = one.columns.filter(pk=number(request.POST.get("column", ""))).first()
    for part in (row, column):
        if part is not None:
            report_forms.take_out(part, by=request.user)
            messages.success(request, f"「{part.label}」を外しました")
    return redirect("figures-form", pk)


@require_safe
def workbook(request: StaffRequest, pk: int) -> HttpResponse:
    one = _form(request, pk)
    filled = reports.fill(one, _year(request), at=timezone.now(), below=settings.SMALL_BELOW)
    return leaving.as_workbook(filled)

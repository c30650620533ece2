"""年度のまとめの画面: the numbers and charts of a year, the words beside them, and the paper of both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.views.door import StaffRequest
from districts.actions import council
from districts.models import WORDS_LIMIT
from fujisawa_care.foundation import daywords, paper
from fujisawa_care.foundation.doors import refused
from fujisawa_care.foundation.fields import TextField
from fujisawa_care.home.figures import package
from fujisawa_care.home.figures.asking import years
from fujisawa_care.home.figures.package import SECTIONS
from fujisawa_care.home.figures.views import seen


class TextsForm(forms.Form):
    """One field for the words of each section."""

    def __init__(self, data: Mapping[str, Any] | None, *, texts: Mapping[str, str]) -> None:
        super().__init__(data, initial={**texts}, auto_id="id_%s")
        for key, label in SECTIONS.items():
            self.fields[key] = TextField(label=label, limit=WORDS_LIMIT, rows=4)


def _seen(request: StaffRequest, year: int) -> None:
    if not seen(request).whole or year not in years(timezone.localdate()):
        raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: StaffRequest, year: int) -> HttpResponse:
    _seen(request, year)
    texts = {key: row.text for key, row in council.standing(year).items()}
    form = TextsForm(request.POST if request.method == "POST" else None, texts=texts)
    status = 200
    if form.is_bound:
        status = refused(form, lambda: _written(request, year, form))
        if not status:
            return redirect("figures-year", year)
    made = package.of(year, at=timezone.now())
    told: dict[str, Any] = {
        "year": year,
        "made": made,
        "form": form,
        "parts": [(one, form[one.key]) for one in made.sections],
        "years": years(timezone.localdate()),
    }
    return render(request, "home/figures/year.html", told, status=status)


def _written(request: StaffRequest, year: int, form: TextsForm) -> None:
    council.write(year, by=request.user, at=timezone.now(), texts=form.cleaned_data)
    messages.success(request, "文を残しました。PDFにも入ります")


@require_safe
def printed(request: StaffRequest, year: int) -> HttpResponse:
    _seen(request, year)
    at = timezone.now()
    mark = f"作成 {request.user.name}　{daywords.moment(at)}"
    made = package.as_pdf(package.of(year, at=at), mark=mark)
    return paper.sheet(made, filename=package.filename(year))

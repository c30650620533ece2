"""地域課題を出す: from a case, in words that name nobody."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import rules
from cases.actions import issues
from cases.forms.issues import RaiseForm
from cases.models import Case
from cases.views.door import StaffRequest, case_of, only_once
from fujisawa_care.foundation.doors import put
from fujisawa_care.foundation.verdict import require

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def new(request: StaffRequest, number: str) -> HttpResponse:
    case = case_of(request, number)
    require(rules.write(request.user, case))
    form = RaiseForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            return only_once(request, lambda: _raised(request, case, form))
        except ValidationError as refused:
            put(form, refused)
    page = {
        "form": form,
        "number": number,
        "place": "市全体" if case.person and case.person.protected else case.district,
        "once": request.POST.get("once") or uuid4(),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "cases/case/issue.html", page, status=status)


def _raised(request: StaffRequest, case: Case, form: RaiseForm) -> str:
    issue = issues.bring_up(case, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, "地域課題を出しました。会議で答えが出たら、お知らせします")
    return reverse("issue", args=[issue.pk])

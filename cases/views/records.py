"""支援経過記録: one line from the case page, and a correction beside the original."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.actions import records
from cases.forms.records import CorrectionForm, RecordForm
from cases.models import Case, Counterpart, DraftKind, RecordOutcome, SupportRecord
from cases.sheets import shields
from cases.views.cases import look, show
from cases.views.door import StaffRequest, case_of, only_once, uncovered
from cases.views.drafts import too_late, writing
from fujisawa_care.foundation.doors import posted_to, put
from fujisawa_care.foundation.problems import NotAllowed, Problem

UNPROCESSABLE = 422


@posted_to("case")
def write(request: StaffRequest, number: str) -> HttpResponse:
    form = RecordForm(request.POST)
    if form.is_valid():
        case = case_of(request, number)
        try:
            return only_once(request, lambda: _written(request, case, form))
        except ValidationError as refused:
            put(form, refused, {"happened_at": "on", "__all__": "text"})
        except Problem as refused:
            return too_late(request, DraftKind.RECORD, case, refused)
    return show(request, number, status=UNPROCESSABLE, record=form)


@require_http_methods(["GET", "POST"])
@uncovered
def correct(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """The original stays; what is written here stands beside it."""
    own = SupportRecord.objects.visible_to(request.user).filter(case__number=number)
    record = get_object_or_404(own.select_related("case"), pk=pk)
    if request.method == "GET":
        look(request, record.case)
    if shields.on_one(record.case, viewer=request.user).over(record.case).on:
        covered = NotAllowed(shields.HIDDEN, code="protected")
        return too_late(request, DraftKind.CORRECTION, record.case, covered)
    draft = writing(request, DraftKind.CORRECTION, case=record.case, record=record)
    told = {"text": record.text, "third_party_text": record.third_party_text}
    told |= draft.initial(CorrectionForm)
    form = CorrectionForm(request.POST or None, initial=told)
    if request.method == "POST" and form.is_valid():
        try:
            return only_once(request, lambda: _corrected(request, record, form, number))
        except ValidationError as refused:
            put(form, refused, {"__all__": "text"})
        except Problem as refused:
            return too_late(request, DraftKind.CORRECTION, record.case, refused)
    status = UNPROCESSABLE if request.method == "POST" else 200
    page = {"number": number, "form": form, "writing": draft}
    return render(request, "cases/case/correct.html", page, status=status)


def _written(request: StaffRequest, case: Case, form: RecordForm) -> str:
    now, given = timezone.now(), form.cleaned_data
    records.write(
        case,
        by=request.user,
        at=now,
        happened_at=form.happened_at(now),
        method=given["method"],
        counterpart=given["counterpart"] or Counterpart.SELF,
        outcome=given["outcome"] or RecordOutcome.NONE,
        minutes=given["minutes"],
        text=given["text"],
        third_party_text=given["third_party_text"],
    )
    messages.success(request, "記録を残しました")
    return reverse("case", args=[case.number])


def _corrected(
    request: StaffRequest, record: SupportRecord, form: CorrectionForm, number: str
) -> str:
    records.correct(record, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, "直した記録を、もとの記録の上に残しました")
    return reverse("case", args=[number])

"""書類: the files of a case, one more, one back in the hand, one taken back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import rules
from cases.actions import attachments
from cases.forms.attachments import AttachmentForm, RemovalForm
from cases.models import Attachment, Case
from cases.sheets import access, cases, shields
from cases.sheets import attachments as sheets
from cases.sheets import consents as consent_sheets
from cases.sheets import records as record_sheets
from cases.views.cases import look
from cases.views.door import StaffRequest, case_of
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.doors import download, leave, put
from fujisawa_care.foundation.files import TOO_LARGE
from fujisawa_care.foundation.problems import Problem
from fujisawa_care.foundation.verdict import require

SIZE, LONGEST_KEY = 30, 19
UNPROCESSABLE = 422
BESIDE = {"__all__": "file"}


@require_http_methods(["GET", "POST"])
def page(request: StaffRequest, number: str) -> HttpResponse:
    case = case_of(request, number)
    posted = request.method == "POST"
    form = AttachmentForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        case=case,
        too_large=TOO_LARGE in request.META,
        initial={name: request.GET.get(name) for name in ("record", "consent")},
    )
    if posted and form.is_valid():
        try:
            return leave(request, _added(request, case, form))
        except ValidationError as refused:
            put(form, refused, BESIDE)
        except Problem as refused:
            form.add_error(None, refused.message)
    return _page(request, case, form)


def _added(request: StaffRequest, case: Case, form: AttachmentForm) -> str:
    given = form.cleaned_data
    attachments.add(
        case,
        by=request.user,
        at=timezone.now(),
        name=given["file"].name,
        content=given["file"].read(),
        record=given["record"],
        consent=given["consent"],
    )
    messages.success(request, "書類をそえました")
    where = "case-records" if given["record"] else "case-files"
    return reverse("case-consents" if given["consent"] else where, args=[case.number])


def _page(request: StaffRequest, case: Case, form: AttachmentForm) -> HttpResponse:
    ground = look(request, case)
    eyes = shields.on_one(case, viewer=request.user)
    found = paging.page(
        sheets.loaded(case.attachments.all()),
        order=("-added_at",),
        size=SIZE,
        cursor=request.GET.get("cursor", ""),
    )
    record, consent = _key(form, "record"), _key(form, "consent")
    about = record_sheets.loaded(case.records.filter(pk=record)).first() if record else None
    proof = consent_sheets.loaded(case.consents.filter(pk=consent)).first() if consent else None
    page = {
        "sheet": cases.of(case, today=timezone.localdate(), eyes=eyes),
        "ground": access.held(ground, eyes=eyes),
        "may_write": rules.write(request.user, case),
        "items": [sheets.of(each, eyes=eyes) for each in found.items],
        "found": found,
        "form": form,
        "about": record_sheets.of(about, eyes=eyes) if about else None,
        "proof": consent_sheets.of(proof, eyes=eyes) if proof else None,
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "cases/case/files.html", page, status=status)


@require_safe
def read(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """Looked at like the case itself; given as a file to keep, never as a page to run."""
    attachment = _one(request, number, pk)
    look(request, attachment.case)
    eyes = shields.on_one(attachment.case, viewer=request.user)
    require(sheets.of(attachment, eyes=eyes).may_open)
    return download(attachment.stored, attachment.name)


@require_http_methods(["GET", "POST"])
def remove(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    attachment = _one(request, number, pk)
    form = RemovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            why = form.cleaned_data["why"]
            attachments.remove(attachment, by=request.user, at=timezone.now(), why=why)
        except Problem as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "書類を取り下げました")
            return redirect("case-files", number)
    eyes = shields.on_one(attachment.case, viewer=request.user)
    page = {"number": number, "file": sheets.of(attachment, eyes=eyes), "form": form}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "cases/case/file_remove.html", page, status=status)


def _key(form: AttachmentForm, name: str) -> int:
    """What the address or the page says it belongs to; nothing where that is no number."""
    asked = str(form[name].value() or "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < LONGEST_KEY else 0


def _one(request: StaffRequest, number: str, pk: int) -> Attachment:
    visible = sheets.loaded(Attachment.objects.visible_to(request.user))
    return get_object_or_404(visible, pk=pk, case__number=number)

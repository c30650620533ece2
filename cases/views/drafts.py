"""下書き: kept while somebody writes, listed, opened again, thrown away."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.actions import drafts
from cases.forms import drafts as papers
from cases.forms.drafts import Fields, Paper
from cases.models import Case, Draft, DraftKind, SupportRecord
from cases.sheets import drafts as sheets
from cases.sheets.drafts import DraftSheet
from cases.views.door import StaffRequest
from districts.models import Staff
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.daywords import clock
from fujisawa_care.foundation.doors import posted_to

SIZE = 30
PAGES = {
    DraftKind.INTAKE: "intake-new",
    DraftKind.RECORD: "case",
    DraftKind.CORRECTION: "record-correct",
    DraftKind.REFERRAL: "case-refer",
}
WHERE = "X-Draft"


@dataclass(frozen=True)
class Writing:
    """What a form needs to keep itself: its number, its signed paper, and what waits already."""

    once: str
    paper: str
    opened: DraftSheet | None = None
    waiting: DraftSheet | None = None
    fields: Fields = field(default_factory=dict)

    @property
    def cursor(self) -> str:
        return "".join(self.fields.get("cursor", ()))

    def initial(self, form: type[forms.Form]) -> dict[str, Any]:
        return papers.initial(form, self.fields)

    def posted(self) -> QueryDict:
        return papers.posted(self.fields)


def writing(
    request: StaffRequest,
    kind: str,
    *,
    case: Case | None = None,
    record: SupportRecord | None = None,
) -> Writing:
    """A fresh form, the same one again, or the draft the address names; one question in all."""
    again = request.POST.get("once") or request.GET.get("draft", "")
    own = Draft.objects.filter(owner=request.user).about(kind, case=case, record=record)
    found = list(own.order_by("-saved_at")[:SIZE])
    opened = next(
        (one for one in found if request.method != "POST" and str(one.key) == again), None
    )
    key = _uuid(again if opened or request.method == "POST" else "") or uuid4()
    others = [one for one in found if one.key != key]
    about = (case.pk if case else None, record.pk if record else None)
    return Writing(
        once=str(key),
        paper=Paper(request.user.pk, key, kind, *about).sign(),
        opened=_sheet(opened) if opened else None,
        waiting=_sheet(others[0]) if others else None,
        fields=papers.read(opened) if opened else {},
    )


def lay_by(request: HttpRequest) -> Draft | None:
    """Keep what was posted for whoever the page was drawn for, signed in or not any more."""
    paper = Paper.read(request.POST.get("draft", ""))
    owner = paper and Staff.objects.filter(pk=paper.owner, is_active=True).first()
    if not paper or not owner:
        return None
    case = record = None
    if paper.case and not (case := Case.objects.visible_to(owner).filter(pk=paper.case).first()):
        return None
    if paper.record:
        record = SupportRecord.objects.filter(case=case, pk=paper.record).first()
    return drafts.keep(
        case,
        by=owner,
        at=timezone.now(),
        key=paper.key,
        kind=paper.kind,
        record=record,
        fields=papers.words(request.POST),
    )


@posted_to("drafts")
def keep(request: StaffRequest) -> HttpResponse:
    """One line for the status beside the form."""
    try:
        draft = lay_by(request)
    except ValidationError as refused:
        return _said("".join(refused.messages), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if draft is None:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    if draft.owner != request.user:
        words = (
            f"この画面は{draft.owner.name}さんのものです。{draft.owner.name}さんの下書きにしました"
        )
        return _said(words, HTTPStatus.CONFLICT)
    others = Draft.objects.filter(owner=request.user).about(
        draft.kind, case=draft.case, record=draft.record
    )
    rows = [_sheet(one) for one in sheets.loaded(others.exclude(pk=draft.pk))[:SIZE]]
    also = "（別のタブでも編集中です）" if any(one.elsewhere for one in rows) else ""
    answer = _said(f"下書きを保存しました {clock(draft.saved_at)}{also}")
    answer.headers[WHERE] = reverse("draft", args=[draft.key])
    return answer


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    own = Draft.objects.visible_to(request.user)
    found = paging.page(
        sheets.loaded(own),
        order=("-saved_at",),
        size=SIZE,
        cursor=request.GET.get("cursor", ""),
    )
    page = {
        "items": [_sheet(one) for one in found.items],
        "found": found,
        "count": own.count(),
        "days": drafts.KEPT_FOR.days,
    }
    return render(request, "cases/drafts.html", page)


@require_safe
def opened(request: StaffRequest, key: UUID) -> HttpResponse:
    """Back to the form it belongs to; after signing in again this is where one arrives."""
    own = Draft.objects.visible_to(request.user).select_related("case")
    draft = own.filter(key=key).first()
    if draft is None:
        messages.info(request, "その下書きは、もうありません。保存したか、消したものです")
        return redirect("drafts")
    about = [draft.case.number] if draft.case else []
    about += [str(draft.record_id)] if draft.record_id else []
    return redirect(f"{reverse(PAGES[DraftKind(draft.kind)], args=about)}?draft={draft.key}")


@posted_to("draft")
def discard(request: StaffRequest, key: UUID) -> HttpResponse:
    draft = get_object_or_404(Draft.objects.visible_to(request.user), key=key)
    drafts.discard(draft, by=request.user)
    messages.success(request, "下書きを消しました")
    return redirect("drafts")


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page older than this sign-in: its words are kept, or can be sent once more by hand.

    Only what comes from a page of ours: another site may neither write drafts nor lay out a form.
    """
    status = HTTPStatus.FORBIDDEN
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    try:
        draft = lay_by(request) if ours else None
    except ValidationError:
        draft = None
    if "HX-Request" in request.headers:
        answer = HttpResponse(status=status)
        if draft:
            answer.headers[WHERE] = reverse("draft", args=[draft.key])
        return answer
    again: list[tuple[str, str]] = []
    if ours and request.user.is_authenticated and "draft" not in request.POST:
        typed = papers.words(request.POST) | {"once": request.POST.getlist("once")}
        again = [(name, each) for name, values in typed.items() for each in values]
    page = {"draft": draft, "again": again}
    return render(request, "403_csrf.html", page, status=status)


def _sheet(draft: Draft) -> DraftSheet:
    return sheets.of(draft, now=timezone.now(), lasts=drafts.KEPT_FOR)


def _said(words: str, status: int = HTTPStatus.OK) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


def _uuid(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None

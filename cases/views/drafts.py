"""下書き: kept while somebody writes, listed, opened again, thrown away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases import rules
from cases.actions import drafts
from cases.forms import drafts as papers
from cases.forms.drafts import Fields, Paper
from cases.models import Case, Draft, DraftKind, DraftQuerySet, FollowUp, Plan, SupportRecord
from cases.sheets import drafts as sheets
from cases.sheets import shields
from cases.sheets.drafts import DraftSheet
from cases.states import CaseStage
from cases.views.door import StaffRequest
from districts.models import Staff
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.daywords import clock
from fujisawa_care.foundation.doors import posted_to
from fujisawa_care.foundation.problems import NotAllowed, Problem

SIZE = 30
PAGES = {
    DraftKind.INTAKE: "intake-new",
    DraftKind.RECORD: "case",
    DraftKind.CORRECTION: "record-correct",
    DraftKind.REFERRAL: "case-refer",
    DraftKind.SUMMARY: "case-summary",
    DraftKind.RESULT: "follow-up-done",
    DraftKind.MOVE: "follow-up-move",
    DraftKind.STEP: "case-next",
    DraftKind.PLAN: "plan",
    DraftKind.EVALUATION: "plan-evaluate",
    DraftKind.PLAN_END: "plan-end",
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
    follow_up: FollowUp | None = None,
    plan: Plan | None = None,
) -> Writing:
    """A fresh form, the same one again, or the draft the address names; one question in all."""
    again = request.POST.get("once") or request.GET.get("draft", "")
    own = Draft.objects.filter(owner=request.user)
    own = own.about(kind, case=case, record=record, follow_up=follow_up, plan=plan)
    found = list(own.order_by("-saved_at")[:SIZE])
    opened = next(
        (one for one in found if request.method != "POST" and str(one.key) == again), None
    )
    if opened and _covered(request, case):
        opened = None  # to be opened from where a reason is asked for first
    key = _uuid(again if opened or request.method == "POST" else "") or uuid4()
    others = [one for one in found if one.key != key]
    about = [each.pk if each else None for each in (case, record, follow_up, plan)]
    return Writing(
        once=str(key),
        paper=Paper(request.user.pk, key, kind, *about).sign(),
        opened=_sheet(request, opened) if opened else None,
        waiting=_sheet(request, others[0]) if others else None,
        fields=papers.read(opened) if opened else {},
    )


def lay_by(request: HttpRequest) -> Draft | None:
    """Keep what was posted for whoever the page was drawn for, signed in or not any more."""
    paper = Paper.read(request.POST.get("draft", ""))
    owner = paper and Staff.objects.filter(pk=paper.owner, is_active=True).first()
    if not paper or not owner:
        return None
    case = record = follow_up = plan = None
    if paper.case and not (case := Case.objects.visible_to(owner).filter(pk=paper.case).first()):
        return None
    if paper.record:
        record = SupportRecord.objects.filter(case=case, pk=paper.record).first()
    if paper.follow_up:
        follow_up = FollowUp.objects.filter(case=case, pk=paper.follow_up).first()
    if paper.plan:
        plan = Plan.objects.filter(case=case, pk=paper.plan).first()
    return drafts.keep(
        case,
        by=owner,
        at=timezone.now(),
        key=paper.key,
        kind=paper.kind,
        record=record,
        follow_up=follow_up,
        plan=plan,
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
        draft.kind,
        case=draft.case,
        record=draft.record,
        follow_up=draft.follow_up,
        plan=draft.plan,
    )
    rows = [_sheet(request, one) for one in sheets.loaded(others.exclude(pk=draft.pk))[:SIZE]]
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
        "items": [_sheet(request, one) for one in found.items],
        "found": found,
        "count": own.count(),
        "days": drafts.KEPT_FOR.days,
    }
    return render(request, "cases/drafts.html", page)


@require_safe
def opened(request: StaffRequest, key: UUID) -> HttpResponse:
    """Back to the form it belongs to; after signing in again this is where one arrives."""
    draft = _own(request).filter(key=key).first()
    if draft is None:
        messages.info(request, "その下書きは、もうありません。保存したか、消したものです")
        return redirect("drafts")
    if draft.case and _covered(request, draft.case):
        here = urlencode({"next": request.path})
        return redirect(f"{reverse('case-uncover', args=[draft.case.number])}?{here}")
    if draft.case and not (allowed := rules.go_on(request.user, draft)):
        told = papers.told(draft.kind, papers.read(draft))
        return _late(request, draft.case, draft, reason=allowed.reason, words=told)
    return redirect(f"{_page_of(draft)}?draft={draft.key}")


@posted_to("draft")
def turn(request: StaffRequest, key: UUID) -> HttpResponse:
    """A correction or a result that came too late, as a record: opened, and saved by its writer."""
    draft = get_object_or_404(_own(request).filter(kind__in=papers.TURNS), key=key)
    if _covered(request, draft.case):
        return redirect("draft", key)
    try:
        told = papers.as_record(draft)
        turned = drafts.turn(draft, by=request.user, at=timezone.now(), fields=told)
    except Problem:
        return redirect("draft", key)  # where it is said why, beside the words
    return redirect("draft", turned.key)


def too_late(request: StaffRequest, kind: str, case: Case, refused: Problem) -> HttpResponse:
    """What was typed cannot be saved as it was begun: it is kept, shown, and what can be done said."""
    try:
        draft = lay_by(request)
    except ValidationError:
        draft = None
    own = draft if draft and draft.owner == request.user else None
    told = papers.told(kind, papers.words(request.POST))
    forbidden = isinstance(refused, NotAllowed) and not request.htmx
    status = HTTPStatus.FORBIDDEN if forbidden else HTTPStatus.CONFLICT
    case.refresh_from_db(fields=["stage"])
    return _late(request, case, own, reason=refused.message, words=told, status=status)


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


def _late(
    request: StaffRequest,
    case: Case,
    draft: Draft | None,
    *,
    reason: str,
    words: Sequence[tuple[str, str]],
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    turns = draft is not None and draft.kind in papers.TURNS and rules.write(request.user, case)
    page = {
        "number": case.number,
        "draft": draft,
        "reason": reason,
        "words": words,
        "turns": turns,
        "may_reopen": case.stage == CaseStage.CLOSED and rules.reopen(request.user, case),
        "days": drafts.KEPT_FOR.days,
    }
    template = "cases/late/words.html" if request.htmx else "cases/late/page.html"
    return render(request, template, page, status=status)


def _own(request: StaffRequest) -> DraftQuerySet:
    own = Draft.objects.visible_to(request.user)
    return own.select_related("case__person", "record", "follow_up", "plan")


def _page_of(draft: Draft) -> str:
    about: list[str | int] = [draft.case.number] if draft.case else []
    about += [one for one in (draft.record_id, draft.plan_id) if one]
    about = [draft.follow_up_id] if draft.follow_up_id else about
    return reverse(PAGES[DraftKind(draft.kind)], args=about)


def _covered(request: StaffRequest, case: Case | None) -> bool:
    """What was typed while everything was open may say what is covered by now (R7)."""
    return case is not None and shields.on_one(case, viewer=request.user).over(case).on


def _sheet(request: StaffRequest, draft: Draft) -> DraftSheet:
    entered = request.user.last_login
    return sheets.of(draft, now=timezone.now(), entered=entered, lasts=drafts.KEPT_FOR)


def _said(words: str, status: int = HTTPStatus.OK) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


def _uuid(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None

"""受信箱: what has been handed over to us and by us, one sheet at a time, and the answer to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Case as Choose
from django.db.models import Exists, OuterRef, Q, QuerySet, Value, When
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases import rules
from cases.actions import referrals, reminders, sightings
from cases.dues import Terms
from cases.forms.referrals import AnswerForm, PostponeForm, ReturnForm, SayForm
from cases.models import (
    Door,
    FollowUp,
    Level,
    Purpose,
    Referral,
    ReferralQuerySet,
    Reminder,
    Urgency,
)
from cases.sheets import handovers, shields
from cases.sheets.handovers import HandOverSheet
from cases.sheets.shields import Eyes
from cases.states import ReferralStatus
from cases.views.door import StaffRequest, only_once, referral_of
from districts.models import Staff
from fujisawa_care.foundation import daywords, paging
from fujisawa_care.foundation.counting import counted
from fujisawa_care.foundation.doors import address, or_show, posted_to, put

SIZE = 30
UNPROCESSABLE = 422
FIRST_URGENT = ("later", "rank", "reply_due_at")
NEWEST = ("-sent_at",)


@dataclass(frozen=True, kw_only=True)
class Box:
    """One tab: which referrals, in which order, and what to say when there are none."""

    name: str = ""
    title: str
    incoming: bool = True
    mine: bool = True
    status: str = ReferralStatus.SENT
    order: tuple[str, ...] = NEWEST
    empty: str

    @property
    def query(self) -> str:
        return f"box={self.name}" if self.name else ""


WAITING = Box(title="未対応", order=FIRST_URGENT, empty="未対応はありません")
EVERYWHERE = replace(WAITING, name="all", mine=False)
ASKED = Box(
    name="asked",
    title="返事待ち",
    incoming=False,
    order=FIRST_URGENT,
    empty="返事を待っている件はありません",
)
ACCEPTED = Box(
    name="accepted",
    title="受けた",
    status=ReferralStatus.ACCEPTED,
    empty="受けた件はまだありません",
)
RETURNED = Box(
    name="returned", title="戻した", status=ReferralStatus.RETURNED, empty="戻した件はありません"
)
CAME_BACK = replace(
    RETURNED, name="back", title="戻ってきた", incoming=False, empty="戻ってきた件はありません"
)
TAKEN = replace(
    ACCEPTED,
    name="taken",
    title="受けてもらえた",
    incoming=False,
    empty="受けてもらえた件はまだありません",
)
BOXES = {
    box.name: box for box in (WAITING, EVERYWHERE, ASKED, ACCEPTED, RETURNED, CAME_BACK, TAKEN)
}


@require_safe
def inbox(request: StaffRequest) -> HttpResponse:
    box = BOXES.get(request.GET.get("box", ""), WAITING)
    return render(request, "cases/inbox/page.html", _list(request, box))


@require_safe
def sent(request: StaffRequest) -> HttpResponse:
    return render(request, "cases/inbox/page.html", _list(request, ASKED))


def _show(request: StaffRequest, pk: int, *, status: int = 200, **forms: Form) -> HttpResponse:
    referral = referral_of(request, pk)
    eyes = shields.on_one(referral.case, viewer=request.user)
    sheet = handovers.of(referral, today=timezone.localdate(), eyes=eyes)
    if sheet.readable:
        _look(request, referral)
    detail = _detail(request, referral, sheet, forms)
    if request.htmx and request.method == "GET":
        return render(request, "cases/inbox/detail.html", detail)
    page = _list(request, _box_of(request, sheet)) | detail
    return render(request, "cases/inbox/page.html", page, status=status)


@require_safe
def referral(request: StaffRequest, pk: int) -> HttpResponse:
    return _show(request, pk)


@posted_to("referral")
@or_show(_show)
def accept(request: StaffRequest, pk: int) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, pk, status=UNPROCESSABLE, answer=form)
    answered = referrals.accept(
        referral_of(request, pk),
        by=request.user,
        at=timezone.now(),
        together="together" in request.POST,
        note=form.cleaned_data["note"],
        terms=Terms.of(settings.CARE),
    )
    messages.success(request, _accepted(answered, by=request.user))
    return redirect("referral", pk)


@posted_to("referral")
@or_show(_show)
def give_back(request: StaffRequest, pk: int) -> HttpResponse:
    form = ReturnForm(request.POST, by=request.user)
    if form.is_valid():
        try:
            answered = referrals.give_back(
                referral_of(request, pk), by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except ValidationError as refused:
            put(form, refused)
        else:
            words = f"{answered.case.number} を{answered.from_agency.name}へ戻しました"
            messages.success(request, words)
            return redirect("inbox")
    return _show(request, pk, status=UNPROCESSABLE, give_back=form)


@posted_to("referral")
@or_show(_show)
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    answered = referrals.withdraw(referral_of(request, pk), by=request.user, at=timezone.now())
    messages.success(request, f"{answered.to_agency.name}へのつなぎを取り下げました")
    return redirect("referral", pk)


@posted_to("referral")
@or_show(_show)
def say(request: StaffRequest, pk: int) -> HttpResponse:
    form = SayForm(request.POST)
    if not form.is_valid():
        return _show(request, pk, status=UNPROCESSABLE, say=form)

    def said() -> str:
        text = form.cleaned_data["text"]
        referrals.say(referral_of(request, pk), by=request.user, at=timezone.now(), text=text)
        return reverse("referral", args=[pk])

    return only_once(request, said)


@posted_to("referral")
@or_show(_show)
def postpone(request: StaffRequest, pk: int) -> HttpResponse:
    form = PostponeForm(request.POST)
    if form.is_valid():
        try:
            until = form.cleaned_data["until"]
            referrals.postpone(
                referral_of(request, pk), by=request.user, at=timezone.now(), until=until
            )
        except ValidationError as refused:
            put(form, refused)
        else:
            messages.success(request, f"{daywords.spoken(until)}にまた出ます")
            return redirect("inbox")
    return _show(request, pk, status=UNPROCESSABLE, postpone=form)


def _rows(request: StaffRequest, box: Box) -> QuerySet[Referral]:
    today = timezone.localdate()
    visible = Referral.objects.visible_to(request.user).filter(status=box.status)
    mine = _side(visible, request.user, box)
    unread = Reminder.objects.visible_to(request.user).unread().filter(referral=OuterRef("pk"))
    return mine.annotate(
        rank=Choose(When(urgency=Urgency.NOW, then=0), default=1),
        later=Choose(When(Q(postponed_until__gt=today), then=Value(value=True)), default=False),
        unread=Exists(unread),
    )


def _side(visible: ReferralQuerySet, staff: Staff, box: Box) -> QuerySet[Referral]:
    """What was sent to us or by us; what waits is first of all that of one's own districts."""
    if not box.incoming:
        return visible.outgoing(staff)
    if box.mine and box.status == ReferralStatus.SENT:
        return visible.on_the_desk_of(staff, on=timezone.localdate())
    return visible.incoming(staff)


def _list(request: StaffRequest, box: Box) -> dict[str, Any]:
    today = timezone.localdate()
    rows = handovers.listed(_rows(request, box), viewer=request.user)
    found = paging.page(rows, order=box.order, size=SIZE, cursor=request.GET.get("cursor", ""))
    here = Referral.objects.visible_to(request.user).unanswered()
    tabs = {
        "waiting": here.on_the_desk_of(request.user, on=today),
        "everywhere": here.incoming(request.user),
        "asked": here.outgoing(request.user),
    }
    eyes = Eyes(request.user)
    return {
        "box": box,
        "items": [
            (handovers.of(one, today=today, eyes=eyes), one.unread)  # type: ignore[attr-defined]
            for one in found.items
        ],
        "found": found,
        **counted(**tabs),
    }


def _box_of(request: StaffRequest, sheet: HandOverSheet) -> Box:
    """The tab this referral lies in."""
    lies = (sheet.to_agency.pk == request.user.agency_id, sheet.status)
    return next((box for box in BOXES.values() if (box.incoming, box.status) == lies), WAITING)


def _look(request: StaffRequest, referral: Referral) -> None:
    """R9; and whoever has it open has been told."""
    now = timezone.now()
    sightings.look(
        referral.case,
        by=request.user,
        at=now,
        door=Door.WEB,
        address=address(request),
        level=Level.SHEET,
    )
    for told in Reminder.objects.visible_to(request.user).unread().filter(referral=referral):
        reminders.read(told, by=request.user, at=now)


def _detail(
    request: StaffRequest, referral: Referral, sheet: HandOverSheet, forms: dict[str, Form]
) -> dict[str, Any]:
    me = request.user
    return {
        "sheet": sheet,
        "once": uuid4(),
        "may_answer": rules.answer(me, referral),
        "may_withdraw": rules.withdraw(me, referral),
        "may_speak": rules.speak(me, referral),
        "form_return": forms.get("give_back") or ReturnForm(by=me),
        "form_say": forms.get("say") or SayForm(),
        "form_postpone": forms.get("postpone") or PostponeForm(),
        "form_answer": forms.get("answer") or AnswerForm(),
        "form": next(iter(forms.values()), None),
    }


def _accepted(answered: Referral, *, by: Staff) -> str:
    words = "いっしょに受けました" if answered.accepted_as == "join" else "受けました"
    steps = FollowUp.objects.open().filter(case=answered.case, agency=by.agency_id)
    first = steps.filter(purpose=Purpose.FIRST_CONTACT).latest("pk")
    return (
        f"{answered.case.number} を{words}。{answered.from_agency.name}に返事が届き、"
        f"{daywords.spoken(first.due_on)}までの初回の連絡が「今日の動き」に入りました"
    )

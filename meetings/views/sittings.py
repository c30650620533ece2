"""会議: the list, one sitting, a new one, put right, invited to, begun, settled, called off."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Door
from cases.views.door import StaffRequest, only_once
from districts.models import Role, Staff
from fujisawa_care.foundation import conflicts, paging
from fujisawa_care.foundation.doors import or_show, posted_to, put
from fujisawa_care.foundation.merge import Conflict
from fujisawa_care.foundation.problems import Problem
from meetings import dues, rules, table_rules
from meetings.actions import meetings as acts
from meetings.actions import series
from meetings.filters import COMING, PAST, MeetingFilter
from meetings.forms.sittings import (
    NAMES,
    AnswerForm,
    CallForm,
    CancelForm,
    MemberForm,
    SittingForm,
    asked,
    carried,
    proposed,
    read,
)
from meetings.models import Meeting, MeetingBody
from meetings.sheets import sittings
from meetings.states import MeetingState
from meetings.views.above import beside
from meetings.views.door import meeting_of
from meetings.views.orders import whole

SIZE = 30
UNPROCESSABLE, CONFLICT = 422, 409
TO_COME = (MeetingState.PLANNED, MeetingState.INVITED)


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    """What is to come stands first in time; what is over, last first."""
    said = request.GET.copy()
    said.setdefault("when", COMING)
    visible = Meeting.objects.visible_to(request.user)
    wanted = MeetingFilter(said, visible, request=request)
    rows = wanted.qs if wanted.is_valid() else visible.none()
    order = "-starts_at" if said["when"] == PAST else "starts_at"
    found = paging.page(rows, order=(order,), size=SIZE, cursor=request.GET.get("cursor", ""))
    loaded = sittings.loaded(Meeting.objects.all(), viewer=request.user)
    said.pop("cursor", None)
    page = {
        "form": wanted.form,
        "when": said["when"],
        "items": [sittings.row(one) for one in paging.again(found.items, loaded)],
        "found": found,
        "query": said.urlencode(),
        "narrowed": any(value for name, value in said.items() if name != "when"),
        "may_call": _may_call(request.user),
        "secretary": rules.look_after(request.user),
        "adrift": rules.look_after(request.user) and dues.adrift().exists(),
    }
    return render(request, "meetings/list.html", page, status=200 if wanted.is_valid() else 400)


def show(
    request: StaffRequest, pk: int, member: int = 0, *, status: int = 200, **forms: Form
) -> HttpResponse:
    """The sitting, whichever of its members was asked about."""
    meeting = meeting_of(request, pk)
    sheet = whole(request, meeting, Door.WEB)
    me, today = sheet.me, timezone.localdate()
    page: dict[str, Any] = {
        "sheet": sheet,
        "row": sheet.row,
        "may": rules.sitting(request.user, meeting),
        "secretary": rules.tend(request.user, meeting),
        "papers": meeting.of_cases and rules.look_after(request.user),
        "to_come": meeting.state in TO_COME,
        "may_bring": table_rules.bring_to(request.user, meeting),
        "series": meeting.series_id,
        "may_begin": meeting.state in TO_COME and sheet.row.day <= today,
        "over": meeting.state in rules.COMES_TO_AN_END,
        "answering": forms.get("answering")
        or AnswerForm(initial=asked(me.answer) if me else {}, auto_id="answer_%s"),
        "adding": forms.get("adding") or MemberForm(meeting=meeting, auto_id="add_%s"),
        "cancelling": forms.get("cancelling") or CancelForm(auto_id="cancel_%s"),
        "form": next(iter(forms.values()), None),
        **beside(request, meeting, **forms),
    }
    return render(request, "meetings/page.html", page, status=status)


@require_safe
def page(request: StaffRequest, pk: int) -> HttpResponse:
    return show(request, pk)


def _may_call(staff: Staff) -> bool:
    """Some sitting or other."""
    own = staff.role == Role.CSW and MeetingBody.objects.active().called_by(staff).exists()
    return own or bool(rules.look_after(staff))


@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    bodies, status = MeetingBody.objects.active().called_by(request.user), 200
    if not _may_call(request.user):
        reason = rules.look_after(request.user).reason
        return render(request, "403.html", {"reason": reason}, status=403)
    wished = bodies.filter(code=request.GET.get("body", "")[:30]).first()
    first = proposed() | {"body": wished}
    form = CallForm(request.POST or None, initial=first, bodies=bodies)
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                return only_once(request, lambda: _called(request, form))
            except ValidationError as refused:
                put(form, refused, NAMES)
    page = {"form": form, "once": request.POST.get("once") or uuid4()}
    return render(request, "meetings/new.html", page, status=status)


def _called(request: StaffRequest, form: CallForm) -> str:
    body, rhythm = form.cleaned_data["body"], form.repeated()
    if rhythm is not None:
        series.begin(body, by=request.user, at=timezone.now(), plan=rhythm)
        messages.success(request, "くり返しの会議を作りました。3か月先まで、ひとりでに増えます")
        return reverse("meeting-list")
    meeting = acts.call(body, by=request.user, at=timezone.now(), plan=form.plan())
    messages.success(request, f"{meeting.called}を作りました。出席者を入れて、招いてください")
    return reverse("meeting", args=[meeting.pk])


@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    if not (verdict := rules.sitting(request.user, meeting)):
        return render(request, "403.html", {"reason": verdict.reason}, status=403)
    stands = carried(acts.planned(meeting))
    if request.method == "GET":
        initial = stands | {"bases": stands["bases"].split()}
        return _edit(request, meeting, SittingForm(initial=initial), was=stands)
    form, status = SittingForm(request.POST), UNPROCESSABLE
    was = conflicts.was(request, form)
    if form.is_valid():
        try:
            return _changed(request, meeting, form, was)
        except ValidationError as refused:
            put(form, refused, NAMES)
        except Conflict as refused:
            form.add_error(None, _meanwhile(refused, form))
            was, status = stands, CONFLICT
        except Problem as refused:
            form.add_error(None, refused.message)
            status = refused.status
    return _edit(request, meeting, form, was=was, status=status)


def _changed(
    request: StaffRequest, meeting: Meeting, form: SittingForm, was: dict[str, str]
) -> HttpResponse:
    now = timezone.now()
    brought = acts.change(meeting, by=request.user, at=now, said=form.said(), seen=read(was))
    also = conflicts.also(str(form.fields[_field(name)].label) for name in brought)
    messages.success(request, f"予定を残しました{also}")
    return redirect("meeting", meeting.pk)


def _field(name: str) -> str:
    return NAMES.get(name, name)


def _meanwhile(refused: Conflict, form: SittingForm) -> str:
    """What was typed stays; what stands there now is said beside it, and the next press decides."""
    names = [_field(clash.name) for clash in refused.merged.clashes]
    labels = "・".join(str(form.fields[name].label) for name in names)
    return f"ほかの人が先に「{labels}」を直しました。下の内容でよければ、もう一度残してください"


def _edit(
    request: StaffRequest, meeting: Meeting, form: SittingForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    page = {"form": form, "meeting": meeting, "now": sittings.row(meeting), **more}
    return render(request, "meetings/edit.html", page, status=status)


@posted_to("meeting")
@or_show(show)
def invite(request: StaffRequest, pk: int) -> HttpResponse:
    acts.invite(meeting_of(request, pk), by=request.user, at=timezone.now())
    messages.success(request, "招きました。お知らせとメールが届きます")
    return redirect("meeting", pk)


@posted_to("meeting")
@or_show(show)
def begin(request: StaffRequest, pk: int) -> HttpResponse:
    acts.begin(meeting_of(request, pk), by=request.user, at=timezone.now())
    messages.success(request, "会議を始めました")
    return redirect("meeting", pk)


@posted_to("meeting")
@or_show(show)
def settle(request: StaffRequest, pk: int) -> HttpResponse:
    acts.settle(meeting_of(request, pk), by=request.user, at=timezone.now())
    messages.success(request, "会議の記録を終えました")
    return redirect("meeting", pk)


@posted_to("meeting")
@or_show(show)
def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    meeting, form = meeting_of(request, pk), CancelForm(request.POST, auto_id="cancel_%s")
    if not form.is_valid():
        return show(request, pk, status=UNPROCESSABLE, cancelling=form)
    acts.cancel(meeting, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, f"{meeting.called}を取りやめました")
    return redirect("meeting", pk)


@posted_to("meeting")
@or_show(show)
def end_series(request: StaffRequest, pk: int) -> HttpResponse:
    """This one is the last of its rhythm."""
    meeting = meeting_of(request, pk)
    if meeting.series is not None:
        day = timezone.localdate(meeting.starts_at)
        series.end(meeting.series, by=request.user, at=timezone.now(), until=day)
        messages.success(
            request, "くり返しはこの回までです。先の、まだ招いていない回は取りやめました"
        )
    return redirect("meeting", pk)

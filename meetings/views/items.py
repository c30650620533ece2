"""議題の画面: the gate of secrecy, the table itself, and the pad that saves itself."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.actions import sightings
from cases.models import Case, Door, Level
from cases.views.door import StaffRequest, only_once
from fujisawa_care.foundation import daywords
from fujisawa_care.foundation.doors import address, or_show, posted_to, put
from fujisawa_care.foundation.problems import IllegalStep, Problem
from meetings import rules, table_rules
from meetings.actions import agenda, items, secrecy
from meetings.forms import items as sent
from meetings.forms.items import ItemForm, MemoForm, RoleForm
from meetings.models import AgendaItem, Member
from meetings.sheets import items as sheets
from meetings.states import ItemState

UNPROCESSABLE = 422
ROLES = "roles"


def show(
    request: StaffRequest,
    pk: int,
    item: int,
    *,
    form: ItemForm | None = None,
    rows: list[RoleForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    row = _item(request, pk, item)
    if not (may := table_rules.read(request.user, row)):
        return _gate(request, row, may.reason)
    _look(request, row)
    today = timezone.localdate()
    sheet = sheets.of(row, viewer=request.user, today=today)
    lines = sheets.agenda(row.meeting, viewer=request.user, today=today)
    readable = set(table_rules.readable(request.user, row.meeting).values_list("pk", flat=True))
    before, after = sheets.ways(lines, row.pk, readable=readable)
    seated = sheets.members(row.meeting)
    page: dict[str, Any] = {
        "sheet": sheet,
        "lines": lines,
        "members": seated,
        "sworn": sum(one.sworn for one in seated),
        "once": uuid4(),
        "looks_after": rules.tend(request.user, row.meeting),
        "edition": sheets.edition(row.meeting),
        "pad": reverse("meeting-item-memo", args=[pk, item]),
        "before": before,
        "running": _running(row, readable),
        "typed": form is not None,
        "after": after,
        **_may(request, row),
        "form": form or ItemForm(initial=_begins(row, sheet)),
        "known": [one.id for one in sheet.roles],
    }
    if page["may_write"]:
        doers = sent.groups(row, today=today)
        page["rows"] = rows if rows is not None else _begun(row, doers)
    return render(request, "meetings/item.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    if request.method != "POST":
        return show(request, pk, item)
    row = _item(request, pk, item)
    doers = sent.groups(row, today=timezone.localdate())
    rows = sent.forms_of(request.POST, doers)
    form = ItemForm(request.POST)
    do = request.POST.get("do", "")
    if do == "add" or do.startswith("drop-"):
        return _reshaped(request, row, form, rows, doers)
    if not (form.is_valid() & all([one.is_valid() for one in rows])):  # noqa: C419  all of them
        return show(request, pk, item, form=form, rows=rows, status=UNPROCESSABLE)
    work = _decided if do != "keep" else _kept
    try:
        return only_once(request, lambda: work(request, row, form, rows))
    except ValidationError as refused:
        put(form, refused)
        return show(request, pk, item, form=form, rows=rows, status=UNPROCESSABLE)
    except Problem as refused:
        messages.error(request, refused.message)
        if isinstance(refused, IllegalStep) and refused.code == "conflict":
            rows = _on_top(row, rows, doers)
        return show(request, pk, item, form=form, rows=rows, status=refused.status)


@posted_to("meeting-item")
def memo(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """The pad by itself: what stands there now, for the page to go on from."""
    row = _item(request, pk, item)
    form = MemoForm(request.POST)
    try:
        if form.is_valid():
            said = form.cleaned_data
            now = timezone.now()
            kept = items.memo(row, by=request.user, at=now, base=said["base"], text=said["memo"])
            return JsonResponse({"memo": kept.memo, "said": f"保存しました {daywords.clock(now)}"})
        words = next(iter(form.errors.values()))[0]
    except ValidationError as refused:
        words = refused.messages[0]
    except Problem as refused:
        return JsonResponse({"said": refused.message}, status=refused.status)
    return JsonResponse({"said": words}, status=UNPROCESSABLE)


@posted_to("meeting-item")
@or_show(show)
def swear(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    row = _item(request, pk, item)
    me = get_object_or_404(Member, meeting=row.meeting_id, staff=request.user, left_at=None)
    secrecy.swear(me, by=request.user, at=timezone.now())
    return only_once(request, lambda: _here(row))


@posted_to("meeting-item")
@or_show(show)
def begin(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    row = _item(request, pk, item)
    agenda.open_item(row, by=request.user, at=timezone.now())
    return only_once(request, lambda: _here(row))


def _item(request: StaffRequest, pk: int, item: int) -> AgendaItem:
    """An item the caller may know of: sitting there, looking after it, or called and not yet sworn."""
    whole = sheets.loaded(AgendaItem.objects.known_to(request.user))
    return get_object_or_404(whole, meeting=pk, pk=item)


def _gate(request: StaffRequest, row: AgendaItem, why: str) -> HttpResponse:
    me = table_rules.called(request.user, row)
    page = {
        "item": row,
        "meeting": row.meeting,
        "bases": row.meeting.bases.all(),
        "why": why,
        "may_swear": me is not None and me.sworn_at is None,
        "may_seat": row.case_id and rules.change(request.user, row),
        "may_correct": row.case_id and rules.remove(request.user, row),
    }
    return render(request, "meetings/gate.html", page, status=200 if page["may_swear"] else 403)


def _look(request: StaffRequest, row: AgendaItem) -> None:
    if row.case is not None:
        sightings.look(
            row.case,
            by=request.user,
            at=timezone.now(),
            door=Door.WEB,
            address=address(request),
            level=Level.PACKET,
        )


def _may(request: StaffRequest, row: AgendaItem) -> dict[str, Any]:
    me = request.user
    return {
        "may_write": table_rules.share_out(me, row),
        "may_note": table_rules.write_down(me, row),
        "may_decide": table_rules.decide(me, row),
        "may_open": rules.open_item(me, row),
        "may_correct": rules.remove(me, row),
        "may_take_back": row.plan_id and table_rules.take_back(me, row),
        "may_case": Case.objects.visible_to(me).filter(pk=row.case_id or 0).exists(),
    }


def _running(row: AgendaItem, readable: Collection[int]) -> AgendaItem | None:
    """The other item that is talked about now, where it opens to the caller."""
    if row.state != ItemState.TABLED:
        return None
    return row.meeting.items.filter(state=ItemState.OPEN, pk__in=readable).first()


def _begins(row: AgendaItem, sheet: sheets.ItemSheet) -> dict[str, Any]:
    return {"memo": sheet.memo, "base": sheet.memo, "next_check_on": row.next_check_on or ""}


def _begun(row: AgendaItem, doers: sent.Groups) -> list[RoleForm]:
    return sent.fresh([*sent.rows_of(row), {"standing": "lead"}], doers)


def _reshaped(
    request: StaffRequest,
    row: AgendaItem,
    form: ItemForm,
    rows: list[RoleForm],
    doers: sent.Groups,
) -> HttpResponse:
    """A row more, or one less: nothing is saved by it, and nothing typed is lost."""
    left = request.POST.get("do", "").removeprefix("drop-")
    told = [sent.typed(one) for one in rows if one.prefix != f"{ROLES}-{left}"]
    if left == "add":
        told.append({"standing": "lead"})
    again = ItemForm(initial={name: request.POST.get(name, "") for name in form.fields})
    return show(request, row.meeting_id, row.pk, form=again, rows=sent.fresh(told, doers))


def _on_top(row: AgendaItem, rows: list[RoleForm], doers: sent.Groups) -> list[RoleForm]:
    """One's own words again, now beside what somebody else has written meanwhile."""
    now = {str(one["id"]): one["was"] for one in sent.rows_of(row)}
    told = [sent.typed(one) for one in rows]
    return sent.fresh([one | {"was": now.get(str(one["id"]), one["was"])} for one in told], doers)


def _kept(request: StaffRequest, row: AgendaItem, form: ItemForm, rows: list[RoleForm]) -> str:
    said = form.cleaned_data
    items.keep(
        row,
        by=request.user,
        at=timezone.now(),
        base=said["base"],
        text=said["memo"],
        rows=[sent.role(one) for one in rows],
        known=sent.known(request.POST),
    )
    messages.success(request, "役割分担と議事メモを残しました")
    return _here(row)


def _decided(request: StaffRequest, row: AgendaItem, form: ItemForm, rows: list[RoleForm]) -> str:
    said = form.cleaned_data
    roles = [sent.role(one) for one in rows]
    items.decide(
        row,
        by=request.user,
        at=timezone.now(),
        decision=said["decision"],
        wording=said["wording"],
        next_check_on=said["next_check_on"],
        roles=roles,
        known=sent.known(request.POST),
        base=said["base"],
        text=said["memo"],
    )
    houses = len({one.agency.pk for one in roles if one.agency})
    more = f"。{houses}つの機関の「今日の動き」に入りました" if houses else ""
    messages.success(request, f"議題{row.position}の決定を残しました{more}")
    return _here(_next(request, row) or row)


def _next(request: StaffRequest, row: AgendaItem) -> AgendaItem | None:
    """The one after it that is still to come and opens to the caller; else one that was passed over."""
    coming = table_rules.readable(request.user, row.meeting).filter(state=ItemState.TABLED)
    return coming.filter(position__gt=row.position).first() or coming.first()


def _here(row: AgendaItem) -> str:
    return reverse("meeting-item", args=[row.meeting_id, row.pk])

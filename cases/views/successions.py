"""引き継ぎ: chosen case by case, looked at before it is done, acknowledged after, and for a day undone."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import dues, rules
from cases.actions import successions
from cases.forms.successions import HouseForm, LeaverForm, SuccessionForm, at_work
from cases.models import Case, Succession
from cases.sheets import cases, hanging
from cases.sheets import successions as sheets
from cases.sheets.shields import Eyes
from cases.views.door import StaffRequest, only_once
from districts.models import Agency, Role, Staff
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.doors import or_show, posted_to, put
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require

SIZE = 30
AT_ONCE = 200  # two fields a case, within what one form may send


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    """What waits for one's acknowledgement, and everything that was passed on in one's house."""
    visible = Succession.objects.visible_to(request.user)
    found = paging.page(
        visible, order=("-made_at",), size=SIZE, cursor=request.GET.get("cursor", "")
    )
    rows = paging.again(found.items, sheets.loaded(visible, viewer=request.user))
    page = {
        "items": [sheets.of(one, eyes=Eyes(request.user)) for one in rows],
        "found": found,
        "me": request.user,
        "may_begin": rules.hand_on(request.user, request.user.agency),
    }
    return render(request, "cases/successions/list.html", page)


@require_http_methods(["GET", "POST"])
def begin(request: StaffRequest) -> HttpResponse:
    """だれの分か or どの機関の分か, and then what hangs on them."""
    require(rules.hand_on(request.user, request.user.agency))
    if "agency" in request.GET:
        return _of_a_house(request)
    if "staff" not in request.GET:
        return _ask(request)
    chosen = LeaverForm(request.GET, among=_houses(request.user))
    if not chosen.is_valid():
        return _ask(request, person=chosen, status=HTTPStatus.NOT_FOUND)
    staff = chosen.cleaned_data["staff"]
    heirs = [one for one in at_work().filter(agency=staff.agency) if one.pk != staff.pk]
    return _pass_on(request, staff, heirs)


def _ask(
    request: StaffRequest,
    *,
    person: LeaverForm | None = None,
    house: HouseForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Whose; of a whole house only a manager is asked."""
    whole = request.user.role == Role.MANAGER
    page = {
        "form": person or LeaverForm(among=_houses(request.user)),
        "house": (house or HouseForm(today=timezone.localdate())) if whole else None,
    }
    return render(request, "cases/successions/who.html", page, status=status)


def _of_a_house(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    chosen = HouseForm(request.GET, today=today)
    if request.user.role != Role.MANAGER or not chosen.is_valid():
        return _ask(request, house=chosen, status=HTTPStatus.NOT_FOUND)
    agency, houses = chosen.cleaned_data["agency"], chosen.receiving()
    for to, name in houses.items():
        if not (verdict := rules.hand_over(request.user, agency, to, on=today)):
            chosen.add_error(name, verdict.reason)
            return _ask(request, house=chosen, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _pass_on(request, agency, list(at_work().filter(agency__in=houses)), houses=list(houses))


def _pass_on(
    request: StaffRequest,
    whose: Staff | Agency,
    heirs: list[Staff],
    *,
    houses: Sequence[Agency] = (),
) -> HttpResponse:
    left, more = _hanging(request, whose)
    closed, more_closed = _closed(request, whose)
    form = SuccessionForm(
        request.POST or None, hanging=left, successors=heirs, houses=houses, closed=closed
    )
    checked, status = False, HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.OK if (checked := form.is_valid()) else HTTPStatus.UNPROCESSABLE_ENTITY
        if checked:
            try:
                if "go" in request.POST:
                    return only_once(request, lambda: _handed_on(request, whose, form))
                successions.rehearse(lambda: _passed_on(request, whose, form))
            except ValidationError as refused:
                put(form, refused)
                checked, status = False, HTTPStatus.UNPROCESSABLE_ENTITY
            except IllegalStep as refused:
                form.add_error(None, refused.message)
                checked, status = False, HTTPStatus.CONFLICT
    page: dict[str, Any] = {
        "whose": whose.name if houses else f"{whose.name}さん",
        "where": whose.agency.name if isinstance(whose, Staff) else "機関ぜんたい",
        "houses": houses,
        "form": form,
        "more": more,
        "more_closed": more_closed,
        "checked": checked,
        "steps": sum(len(one.steps) for one in left),
        "owned": sum(one.owned for one in left),
        "alone": not heirs,
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "cases/successions/new.html", page, status=status)


def _passed_on(request: StaffRequest, whose: Staff | Agency, form: SuccessionForm) -> Succession:
    by, at, note = request.user, timezone.now(), form.cleaned_data["note"]
    if isinstance(whose, Staff):
        return successions.hand_on(whose, by=by, at=at, portions=form.portions(), note=note)
    to, portions = form.houses[0], form.portions()
    return successions.hand_over(whose, to, by=by, at=at, portions=portions, note=note)


def _handed_on(request: StaffRequest, whose: Staff | Agency, form: SuccessionForm) -> str:
    made = _passed_on(request, whose, form)
    name = f"{whose.name}さん" if isinstance(whose, Staff) else whose.name
    count = made.items.values("case").distinct().count()
    messages.success(request, f"{name}の{count}件を引き継ぎました。1日のあいだは取り消せます")
    return reverse("handover", args=[made.pk])


def show(request: StaffRequest, pk: int, *, status: int = 200) -> HttpResponse:
    succession = _succession(request, pk)
    sheet = sheets.of(succession, eyes=Eyes(request.user))
    ends = succession.made_at + successions.UNDONE_WITHIN
    page = {
        "sheet": sheet,
        "mine": sheet.is_for(request.user) and sheet.undone_at is None,
        "may_undo": rules.undo(request.user, succession),
        "undo_until": ends if ends > timezone.now() and sheet.undone_at is None else None,
    }
    return render(request, "cases/successions/page.html", page, status=status)


@require_safe
def page(request: StaffRequest, pk: int) -> HttpResponse:
    return show(request, pk)


@posted_to("handover")
@or_show(show)
def acknowledge(request: StaffRequest, pk: int) -> HttpResponse:
    successions.acknowledge(_succession(request, pk), by=request.user, at=timezone.now())
    messages.success(
        request, "受けとりました。引き継いだケースは「ケース」と「今日の動き」に出ます"
    )
    return redirect("handover", pk)


@posted_to("handover")
@or_show(show)
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    undone = successions.undo(_succession(request, pk), by=request.user, at=timezone.now())
    kept = undone.items.exclude(kept_because="").values("case").distinct().count()
    words = (
        f"取り消しました。そのあと動きのあった{kept}件は、そのままです"
        if kept
        else "取り消しました"
    )
    messages.success(request, words)
    return redirect("handover", pk)


def _succession(request: StaffRequest, pk: int) -> Succession:
    visible = Succession.objects.visible_to(request.user)
    return get_object_or_404(sheets.loaded(visible, viewer=request.user), pk=pk)


def _houses(by: Staff) -> QuerySet[Staff]:
    """Whose things `by` may hand on: those of the own house, or of every house."""
    staff: QuerySet[Staff] = at_work()
    return staff if by.role == Role.MANAGER else staff.filter(agency=by.agency_id)


def _hanging(request: StaffRequest, whose: Staff | Agency) -> tuple[list[hanging.Hanging], int]:
    """The longest known first; how many more there are than one form can hold."""
    theirs = dues.to_hand_on(whose, by=request.user).order_by("opened_at", "pk")
    rows = cases.loaded(theirs)[:AT_ONCE]
    found = hanging.of(rows, whose, today=timezone.localdate(), eyes=Eyes(request.user))
    more = theirs.count() - AT_ONCE if len(found) == AT_ONCE else 0
    return found, more


def _closed(request: StaffRequest, whose: Staff | Agency) -> tuple[list[Case], int]:
    """What has ended with a house, the last first; nobody picks among these one by one."""
    if isinstance(whose, Staff):
        return [], 0
    theirs = dues.closed_to_hand_on(whose, by=request.user).order_by("-closed_at", "pk")
    found = list(theirs.only("number")[:AT_ONCE])
    return found, theirs.count() - AT_ONCE if len(found) == AT_ONCE else 0

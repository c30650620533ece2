"""席をえらぶ: a secretary picks, item by item, who of those called sits there, whoever brought it (R6)."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.models import stood
from cases.views.door import StaffRequest
from fujisawa_care.foundation.problems import Problem
from fujisawa_care.foundation.verdict import Verdict
from meetings import rules, table_rules
from meetings.actions import seating
from meetings.models import AgendaItem, Member
from meetings.sheets import seats as sheets
from meetings.sheets.packets import DIGITS


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    known = AgendaItem.objects.known_to(request.user).filter(case__isnull=False)
    whole = known.select_related("meeting__body", "case__person", "case__district")
    row = get_object_or_404(whole.select_related("tabled_by__agency"), meeting=pk, pk=item)
    if not (verdict := rules.change(request.user, row)):
        status = 409 if verdict.later else 403
        return render(request, "403.html", {"reason": verdict.reason}, status=status)
    if request.method != "POST":
        return _page(request, row)
    wanted = _numbers(request.POST.getlist("member"))
    was = _numbers(request.POST.getlist("known"))
    try:
        seating.pick(row, by=request.user, at=timezone.now(), wanted=wanted, known=was)
    except Problem as refused:
        return _page(request, row, wanted=wanted, refused=refused)
    messages.success(request, f"議題{row.position}の席を残しました")
    return redirect("meeting", pk)


def _page(
    request: StaffRequest,
    row: AgendaItem,
    *,
    wanted: Iterable[int] | None = None,
    refused: Problem | None = None,
) -> HttpResponse:
    """What was ticked stays ticked where it was refused."""
    me, case = request.user, row.case
    stands = stood(case, at=timezone.now()) if case else None

    def may_sit(member: Member) -> Verdict:
        return table_rules.pick(me, row, member, stands)

    sheet = sheets.of(row, viewer=me, may_sit=may_sit)
    page = {
        "meeting": row.meeting,
        "sheet": sheet,
        "ticked": set(sheet.seated if wanted is None else wanted),
        "refused": refused,
    }
    return render(request, "meetings/seats.html", page, status=refused.status if refused else 200)


def _numbers(said: Iterable[str]) -> set[int]:
    return {int(one) for one in said if one.isascii() and one.isdigit() and len(one) <= DIGITS}

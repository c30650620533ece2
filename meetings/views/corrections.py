"""議題を直す: a case's item put right by the secretaries, or taken off by them and by whoever brought it."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.actions import sightings
from cases.models import Door, Level
from cases.sheets.shields import Eyes
from cases.views.door import StaffRequest
from fujisawa_care.foundation.doors import address, posted_to, refused
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require
from meetings import rules, table_rules
from meetings.actions import agenda
from meetings.forms.above import WhyForm
from meetings.forms.corrections import CorrectionForm
from meetings.models import AgendaItem, Meeting

MEANWHILE = "ほかの人が先にこの議題を直しました。下の内容でよければ、もう一度残してください"


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    row = _item(request, pk, item)
    require(rules.remove(request.user, row))
    form = _form(request, row)
    if request.method != "POST":
        return _page(request, row, form)
    require(rules.change(request.user, row))
    if status := refused(form, lambda: _changed(request, row, form)):
        return _page(request, row, form, status=status)
    messages.success(request, f"議題{row.position}を残しました")
    return redirect(_back(request, row))


@posted_to("meeting-item-edit")
def remove(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    row, why = _item(request, pk, item), WhyForm(request.POST, auto_id="why_%s")
    who, now = request.user, timezone.now()
    require(rules.remove(who, row))
    if status := refused(
        why, lambda: agenda.remove(row, by=who, at=now, because=why.cleaned_data["why"])
    ):
        return _page(request, row, _form(request, row, fresh=True), why=why, status=status)
    messages.success(request, f"{row.meeting.called}の議題{row.position}を外しました")
    return redirect(_back(request, row))


def _changed(request: StaffRequest, row: AgendaItem, form: CorrectionForm) -> None:
    if request.POST.get("version") != str(row.version):
        raise IllegalStep(MEANWHILE, code="conflict")
    now = timezone.now()
    kept = ("reason", "question", "title", "presenter", "minutes", "name_shown")
    said = {name: getattr(row, name) for name in kept} | form.cleaned_data
    position = said.pop("position")
    changed = agenda.change(row, by=request.user, at=now, **said)
    if position != changed.position:
        agenda.move(changed, by=request.user, at=now, position=position)


def _form(request: StaffRequest, row: AgendaItem, *, fresh: bool = False) -> CorrectionForm:
    said = request.POST if request.method == "POST" and not fresh else None
    return CorrectionForm(said, item=row, readable=_readable(request, row))


def _readable(request: StaffRequest, row: AgendaItem) -> bool:
    covered = row.case is not None and Eyes(request.user).over(row.case).on
    return bool(table_rules.read(request.user, row)) and not covered


def _page(
    request: StaffRequest,
    row: AgendaItem,
    form: CorrectionForm,
    *,
    why: WhyForm | None = None,
    status: int = 200,
) -> HttpResponse:
    may = rules.change(request.user, row)
    if may and "question" in form.fields and row.case is not None:
        sightings.look(
            row.case,
            by=request.user,
            at=timezone.now(),
            door=Door.WEB,
            address=address(request),
            level=Level.PACKET,
        )
    wrong: Form = why or form
    page = {
        "item": row,
        "meeting": row.meeting,
        "form": form,
        "may_change": may,
        "why": why or WhyForm(auto_id="why_%s"),
        "wrong": wrong,
        "back": _back(request, row),
    }
    return render(request, "meetings/correct.html", page, status=status)


def _back(request: StaffRequest, row: AgendaItem) -> str:
    """Whoever brought it without being called to the sitting goes back to the case."""
    if (
        row.case is None
        or Meeting.objects.visible_to(request.user).filter(pk=row.meeting_id).exists()
    ):
        return reverse("meeting", args=[row.meeting_id])
    return reverse("case", args=[row.case.number])


def _item(request: StaffRequest, pk: int, item: int) -> AgendaItem:
    known = AgendaItem.objects.known_to(request.user).filter(case__isnull=False)
    whole = known.select_related("meeting__body", "case__person", "case__district")
    return get_object_or_404(whole, meeting=pk, pk=item)

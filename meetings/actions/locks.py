"""鍵の順: the sitting first, then the cases, then what lies between them; every action locks in this order."""

from __future__ import annotations

from collections.abc import Iterable

from cases.models import Case
from meetings.models import AgendaItem, Meeting


def meeting(pk: int) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("body").get(pk=pk)


def case(pk: int) -> Case:
    return Case.objects.select_for_update(no_key=True).get(pk=pk)


def cases(pks: Iterable[int]) -> dict[int, Case]:
    rows = Case.objects.select_for_update(no_key=True).filter(pk__in=set(pks)).order_by("pk")
    return {one.pk: one for one in rows}


def item(item: AgendaItem) -> AgendaItem:
    """The item with its sitting and case, all three locked and as they stand now."""
    sitting = meeting(item.meeting_id)
    of_case = case(item.case_id) if item.case_id else None
    found = AgendaItem.objects.select_for_update(no_key=True).get(pk=item.pk)
    found.meeting, found.case = sitting, of_case
    return found

"""しぼりこみ of what lies on tables: the same for pages and API."""

from __future__ import annotations

from django.db.models import QuerySet
from django_filters import ChoiceFilter

from fujisawa_care.foundation.filters import StrictFilterSet, WholeFilter, WordsFilter
from meetings.models import AgendaItem, MeetingKind, Reason
from meetings.states import ItemState


class ItemFilter(StrictFilterSet):
    meeting = WholeFilter(label="会議", field_name="meeting", min_value=1)
    case = WordsFilter(label="受付番号", method="of_case")
    kind = ChoiceFilter(label="会議の種類", field_name="meeting__kind", choices=MeetingKind.choices)
    reason = ChoiceFilter(label="理由", choices=Reason.choices)
    state = ChoiceFilter(label="ようす", choices=ItemState.choices)

    class Meta:
        model = AgendaItem
        fields: list[str] = []

    def of_case(self, rows: QuerySet[AgendaItem], name: str, value: str) -> QuerySet[AgendaItem]:
        return rows.filter(case__number=value)

"""議題の形: what every answer about an item says, and how a door finds one."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import serializers
from rest_framework.response import Response

from cases.api.doors import View, look
from cases.api.shapes import Shape
from cases.models import Case, ConsentState, Level
from cases.sheets import shields
from districts.api.districts import NamedAgency, NamedStaff
from fujisawa_care.foundation.api.etag import etag
from meetings.models import AgendaItem, Meeting, MeetingKind, Reason
from meetings.sheets import agenda as sheets
from meetings.sheets.agenda import ItemSheet
from meetings.states import ItemState


class SeatSerializer(Shape):
    member = serializers.IntegerField()
    name = serializers.CharField()
    title = serializers.CharField()
    agency = NamedAgency(allow_null=True)
    chairs = serializers.BooleanField()
    sworn = serializers.BooleanField()
    answer = serializers.CharField()


class SittingSerializer(Shape):
    id = serializers.IntegerField(source="pk")
    name = serializers.CharField(source="called")
    kind = serializers.ChoiceField(MeetingKind.choices)
    starts_at = serializers.DateTimeField()


class ItemSerializer(Shape):
    """`readable` is false for a secretary without a ground on the case: then it has no words about it."""

    id = serializers.IntegerField()
    meeting = serializers.IntegerField(source="meeting.pk")
    sitting = SittingSerializer(source="meeting")
    position = serializers.IntegerField()
    case = serializers.CharField(source="number")
    plan = serializers.IntegerField(allow_null=True)
    title = serializers.CharField()
    presenter = serializers.CharField()
    district = serializers.CharField(source="district.code", allow_null=True, default=None)
    reason = serializers.ChoiceField(Reason.choices)
    reason_label = serializers.CharField()
    question = serializers.CharField()
    why = serializers.CharField()
    minutes = serializers.IntegerField()
    state = serializers.ChoiceField(ItemState.choices)
    state_label = serializers.CharField()
    name_shown = serializers.BooleanField()
    readable = serializers.BooleanField()
    consent_state = serializers.ChoiceField(ConsentState.choices, allow_blank=True)
    consent_state_label = serializers.CharField(source="consent_label")
    seats = SeatSerializer(many=True)
    sworn = serializers.IntegerField()
    tabled_by = NamedStaff()
    tabled_at = serializers.DateTimeField()
    opened_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    removed_because = serializers.CharField()


def tag(item: AgendaItem) -> str:
    return etag("agenda-item", item.pk, item.version)


class Items(View):
    serializer_class: type[serializers.Serializer[Any]] = ItemSerializer

    def rows(self) -> QuerySet[AgendaItem]:
        visible = AgendaItem.objects.visible_to(self.caller)
        return sheets.loaded(visible, viewer=self.caller)

    def item(self, pk: int) -> AgendaItem:
        found = get_object_or_404(self.rows(), pk=pk)
        if found.case is not None:
            self.eyes = shields.on_one(found.case, viewer=self.caller)
        return found

    def shown(self, row: AgendaItem) -> ItemSheet:
        return sheets.of(row, today=timezone.localdate(), eyes=self.eyes)

    def answer(self, item: AgendaItem, *, status: int = 200) -> Response:
        """What whoever acted may see of it now; each such answer is a look at the case."""
        fresh = sheets.loaded(AgendaItem.objects.filter(pk=item.pk), viewer=self.caller).get()
        if fresh.case is not None:
            self.eyes = shields.on_one(fresh.case, viewer=self.caller)
        sheet = self.shown(fresh)
        if sheet.readable and fresh.case is not None:
            look(self.request, fresh.case, level=Level.PACKET)
        body = ItemSerializer(sheet).data
        return Response(body, status=status, headers={"ETag": tag(fresh)})

    def visible_case(self, number: str) -> Case:
        return get_object_or_404(Case.objects.visible_to(self.caller), number=number)

    def sitting(self, pk: int, case: Case | None) -> Meeting:
        """One the caller sees; or, for who brings a case, one to which cases can still be brought."""
        visible = Meeting.objects.visible_to(self.caller)
        if case is not None:
            visible = visible | Meeting.objects.of_cases().coming(timezone.now())
        return get_object_or_404(visible.select_related("body").distinct(), pk=pk)

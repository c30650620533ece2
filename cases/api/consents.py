"""同意 in the API: every time it was asked, given, refused or withdrawn."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import consents as acts
from cases.actions.consents import Told
from cases.api.doors import ListingOfCase
from cases.api.shapes import AgencyRef, Shape
from cases.filters import ConsentFilter
from cases.models import ConsentEvent, ConsentItem, ConsentKind, ConsentMethod
from cases.sheets import consents
from cases.sheets.consents import ConsentEventSheet
from districts.api.districts import NamedAgency, NamedStaff
from districts.api.doors import ONCE, sent_once
from fujisawa_care.foundation.api.fields import Code, Day, Moment, Text

TAG = "同意"
MOST_AGENCIES = 50


class ConsentEventSerializer(Shape):
    id = serializers.IntegerField()
    event = serializers.ChoiceField(ConsentKind.choices)
    event_label = serializers.CharField()
    method = serializers.ChoiceField(ConsentMethod.choices, allow_blank=True)
    method_label = serializers.CharField()
    given_by = serializers.CharField()
    given_by_label = serializers.CharField(source="giver")
    agencies = NamedAgency(many=True)
    items = serializers.ListField(child=serializers.CharField())
    happened_at = serializers.DateTimeField()
    taken_by = NamedStaff()
    valid_until = serializers.DateField(allow_null=True)
    note = serializers.CharField()


class ConsentWrittenSerializer(Shape):
    """Whom and what it names may be left out: then it is for whoever the case is handed to, and all of it."""

    event = Code(ConsentKind.choices)
    method = Code(ConsentMethod.choices, required=False, allow_blank=True)
    given_by = Text(max_length=40, required=False, allow_blank=True)
    agencies = serializers.ListField(child=AgencyRef(), required=False, max_length=MOST_AGENCIES)
    items = serializers.ListField(
        child=Code(ConsentItem.choices), required=False, max_length=len(ConsentItem)
    )
    happened_at = Moment(required=False, allow_null=True)
    valid_until = Day(required=False, allow_null=True)
    note = Text(max_length=500, required=False, allow_blank=True)


@extend_schema(tags=[TAG])
class Consents(ListingOfCase):
    serializer_class = ConsentEventSerializer
    filterset_class = ConsentFilter
    queryset = ConsentEvent.objects.none()
    ordering = ("-happened_at", "-pk")

    def get_queryset(self) -> QuerySet[ConsentEvent]:
        return consents.loaded(ConsentEvent.objects.filter(case=self.opened()))

    def shown(self, row: ConsentEvent) -> ConsentEventSheet:
        return consents.of(row, eyes=self.eyes)

    @extend_schema(summary="同意の経過")
    def get(self, request: Request, number: str) -> Response:
        return self.list(request)

    @extend_schema(
        summary="同意について聞いたことを残す（取り下げは、その場でききます）",
        request=ConsentWrittenSerializer,
        responses={201: ConsentEventSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, number: str) -> Response:
        case = self.case()
        given = self.given(ConsentWrittenSerializer)
        given |= {name: tuple(given.get(name, ())) for name in ("agencies", "items")}
        consent = acts.record(case, by=self.caller, at=timezone.now(), told=Told(**given))
        row = consents.loaded(ConsentEvent.objects.filter(pk=consent.pk)).get()
        return Response(ConsentEventSerializer(self.shown(row)).data, status=201)

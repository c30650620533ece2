"""ケース in the API: listed, read, put right, closed and opened again."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases import dues
from cases.actions import cases
from cases.actions.follow_ups import Next
from cases.api.doors import Listing, OfCase, beside, look, terms
from cases.api.shapes import (
    ConsentSerializer,
    Each,
    Labels,
    NextSerializer,
    NextStepSerializer,
    Shape,
    VisiblePerson,
    step,
)
from cases.filters import CaseFilter
from cases.models import Case, ClosingOutcome
from cases.sheets import cases as sheets
from cases.sheets import shields
from cases.sheets.cases import CaseSheet
from cases.states import CaseStage
from districts.api.districts import NamedAgency, NamedStaff
from districts.api.doors import ETAG, IF_MATCH, unchanged
from districts.models import District, Programme, Topic
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.api.etag import etag
from fujisawa_care.foundation.api.fields import Code, Ref, Refs, Text

TAG = "ケース"
MOST_TOPICS = 50
BESIDE = {"due_on": "next.due_on", "what": "next.what"}


class OwnerSerializer(Shape):
    agency = NamedAgency(source="owner")
    staff = NamedStaff(source="owner_staff", allow_null=True)
    since = serializers.DateTimeField(source="owner_since")


class CaseBriefSerializer(Shape):
    number = serializers.CharField()
    title = serializers.CharField()
    stage = serializers.ChoiceField(CaseStage.choices)
    stage_label = serializers.CharField()
    person = serializers.IntegerField(source="person.id", allow_null=True)
    owner = OwnerSerializer(source="*")
    district = serializers.CharField(source="district.code", allow_null=True)
    district_label = serializers.CharField(source="district.name", allow_null=True)
    next = NextSerializer(allow_null=True)


class CaseSerializer(CaseBriefSerializer):
    household = serializers.IntegerField()
    living_with = serializers.CharField()
    topics = Each("code")
    topics_label = Each("label", source="topics")
    consent = ConsentSerializer()
    programmes = serializers.ListField(child=serializers.ChoiceField(Programme.choices))
    programmes_label = Labels(Programme, source="programmes")
    hops = serializers.IntegerField()
    coordinators_since = serializers.DateTimeField(allow_null=True)
    opened_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.ChoiceField(ClosingOutcome.choices, allow_blank=True)
    outcome_label = serializers.CharField()
    closing_reason = serializers.CharField()
    last_record_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class CaseWrittenSerializer(Shape):
    district = Ref(queryset=District.objects.all(), required=False, allow_null=True)
    person = VisiblePerson(required=False, allow_null=True)
    topics = Refs(Topic.objects.active(), required=False, max_length=MOST_TOPICS)


class ClosingSerializer(Shape):
    outcome = Code(ClosingOutcome.choices)
    reason = Text(max_length=2000)


class ReopeningSerializer(Shape):
    """`outcome` is how it had ended: sent as in closing, it says nothing new."""

    outcome = Code(ClosingOutcome.choices, required=False)
    reason = Text(max_length=1000)
    next = NextStepSerializer(required=False, allow_null=True)


def tag(case: Case | CaseSheet) -> str:
    return etag("case", case.number, case.version)


class _OneCase(OfCase):
    serializer_class = CaseSerializer

    def answer(self, case: Case) -> Response:
        """As it is now, for the caller who has just read or changed it."""
        fresh = sheets.loaded(Case.objects.filter(pk=case.pk)).get()
        sheet = sheets.of(fresh, today=timezone.localdate(), eyes=self.eyes)
        return Response(CaseSerializer(sheet).data, headers={"ETag": tag(sheet)})


@extend_schema(tags=[TAG], summary="見てよいケースの一覧")
class Cases(Listing):
    serializer_class = CaseSerializer
    filterset_class = CaseFilter
    queryset = Case.objects.none()
    ordering = ("-opened_at", "-pk")
    ordering_fields = ("opened_at", "last_record_at", "updated_at", "number")

    def get_queryset(self) -> QuerySet[Case]:
        return Case.objects.visible_to(self.caller)

    def loaded(self, rows: list[Case]) -> list[Case]:
        return paging.again(rows, sheets.WHOLE)

    def shown(self, row: Case) -> CaseSheet:
        return sheets.of(row, today=timezone.localdate(), eyes=self.eyes)


@extend_schema(tags=[TAG])
class OneCase(_OneCase):
    @extend_schema(summary="1つのケース（読んだことは記録されます）", parameters=[ETAG])
    def get(self, request: Request, number: str) -> Response:
        visible = sheets.loaded(Case.objects.visible_to(self.caller))
        case = get_object_or_404(visible, number=number)
        look(request, case)
        eyes = shields.on_one(case, viewer=self.caller)
        sheet = sheets.of(case, today=timezone.localdate(), eyes=eyes)
        return Response(CaseSerializer(sheet).data, headers={"ETag": tag(sheet)})

    @extend_schema(
        summary="地区・本人・困りごとを直す（送った項目だけ）",
        request=CaseWrittenSerializer,
        parameters=[IF_MATCH, ETAG],
    )
    def patch(self, request: Request, number: str) -> Response:
        rows = Case.objects.visible_to(self.caller)
        with unchanged(request, rows, tag, number=number) as case:
            self.eyes = shields.on_one(case, viewer=self.caller)
            given = self.given(CaseWrittenSerializer, partial=True)
            changed = cases.update(
                case,
                by=self.caller,
                at=timezone.now(),
                district=given.get("district", case.district),
                person=given.get("person", case.person),
                topics=given.get("topics", case.topics.all()),
            )
        return self.answer(changed)


@extend_schema(tags=[TAG])
class Closing(_OneCase):
    @extend_schema(
        summary="終わりにする", request=ClosingSerializer, responses={200: CaseSerializer}
    )
    def post(self, request: Request, number: str) -> Response:
        case = self.case()
        given = self.given(ClosingSerializer)
        return self.answer(cases.close(case, by=self.caller, at=timezone.now(), **given))


@extend_schema(tags=[TAG])
class Reopening(_OneCase):
    @extend_schema(
        summary="再開する（次の一手がなければ、次の連絡を予定する）",
        request=ReopeningSerializer,
        responses={200: CaseSerializer},
    )
    def post(self, request: Request, number: str) -> Response:
        case = self.case()
        given = self.given(ReopeningSerializer)
        now = timezone.now()
        soon = Next(what="次の連絡をする", due_on=dues.first_contact_due(now, terms()))
        then = step(given.get("next")) or soon
        with beside(BESIDE):
            cases.reopen(case, by=self.caller, at=now, reason=given["reason"], then=then)
        return self.answer(case)

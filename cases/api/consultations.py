"""受け止め in the API: only channel and story are asked for; everything else may follow."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import consultations
from cases.actions.consultations import Intake, Unasked
from cases.actions.referrals import HandOver
from cases.api.cases import MOST_TOPICS, CaseBriefSerializer
from cases.api.doors import Listing, View, beside, look, terms
from cases.api.people import KnownSerializer, known
from cases.api.shapes import AgencyRef, Each, NextStepSerializer, Shape, VisiblePerson, step
from cases.filters import ConsultationFilter
from cases.models import (
    STORY_LIMIT,
    Channel,
    ConsentMethod,
    ConsentState,
    Consultation,
    Consulter,
    Outcome,
    ReferralKind,
    Urgency,
    WhyNot,
)
from cases.sheets import consultations as sheets
from cases.sheets import shields
from cases.sheets.consultations import ConsultationSheet
from cases.states import ReferralStatus
from districts.api.districts import NamedAgency, NamedStaff
from districts.api.doors import ONCE, sent_once
from districts.models import District, Topic
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.api.fields import Code, Ref, Refs, Text, YesNo

TAG = "受け止め"
MOST_AGENCIES = 20
BESIDE = {"agency": "refer_to", "due_on": "next.due_on", "what": "next.what"}


class AskedSerializer(Shape):
    """A referral in the answer to whoever made it."""

    id = serializers.IntegerField()
    to = NamedAgency(source="to_agency")
    kind = serializers.ChoiceField(ReferralKind.choices)
    kind_label = serializers.CharField()
    status = serializers.ChoiceField(ReferralStatus.choices)
    status_label = serializers.CharField()
    reply_due_at = serializers.DateTimeField()


class ConsultationBriefSerializer(Shape):
    """As it stands in lists: opening the words spoken is logged, so they are not among them."""

    id = serializers.IntegerField()
    received_at = serializers.DateTimeField()
    received_by = NamedStaff()
    agency = NamedAgency()
    channel = serializers.ChoiceField(Channel.choices)
    channel_label = serializers.CharField()
    consulter = serializers.ChoiceField(Consulter.choices, allow_blank=True)
    consulter_label = serializers.CharField()
    anonymous = serializers.BooleanField()
    topics = Each("code")
    topics_label = Each("label", source="topics")
    main_topic = serializers.CharField(source="main_topic.code", allow_null=True)
    main_topic_label = serializers.CharField(source="main_topic.label", allow_null=True)
    urgency = serializers.ChoiceField(Urgency.choices)
    urgency_label = serializers.CharField()
    outcome = serializers.ChoiceField(Outcome.choices)
    outcome_label = serializers.CharField()
    consent = serializers.ChoiceField(ConsentState.choices)
    consent_label = serializers.CharField()
    case = CaseBriefSerializer()
    referrals = AskedSerializer(many=True)


class UnaskedSerializer(Shape):
    """What was said at the counter where there is no yes."""

    brought_by = serializers.CharField()
    why_not = serializers.ChoiceField(WhyNot.choices, allow_blank=True)
    why_not_label = serializers.CharField()
    why_not_note = serializers.CharField()
    known_to = serializers.CharField()


class ConsultationSerializer(ConsultationBriefSerializer):
    story = serializers.CharField()
    unasked = UnaskedSerializer(allow_null=True)


class ConsentSaidSerializer(Shape):
    """What stands below `method` belongs to an intake without a yes."""

    state = Code(ConsentState.choices)
    method = Code(ConsentMethod.choices, required=False, allow_blank=True)
    brought_by = Text(max_length=100, required=False, allow_blank=True)
    why_not = Code(WhyNot.choices, required=False, allow_blank=True)
    why_not_note = Text(max_length=200, required=False, allow_blank=True)
    known_to = Text(max_length=200, required=False, allow_blank=True)


class HandOverSerializer(Shape):
    agency = AgencyRef()
    kind = Code(ReferralKind.choices, required=False)
    note = Text(max_length=500, required=False, allow_blank=True)


class IntakeSerializer(Shape):
    channel = Code(Channel.choices)
    consulter = Code(Consulter.choices, required=False, allow_blank=True)
    anonymous = YesNo(required=False)
    person = KnownSerializer(required=False, allow_null=True)
    person_id = VisiblePerson(required=False, allow_null=True)
    district = Ref(queryset=District.objects.all(), required=False, allow_null=True)
    living_with = Text(max_length=200, required=False, allow_blank=True)
    story = Text(max_length=STORY_LIMIT)
    topics = Refs(Topic.objects.active(), required=False, max_length=MOST_TOPICS)
    main_topic = Ref(queryset=Topic.objects.active(), required=False, allow_null=True)
    consent = ConsentSaidSerializer(required=False)
    outcome = Code(Outcome.choices, required=False)
    urgency = Code(Urgency.choices, required=False)
    refer_to: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=HandOverSerializer(), required=False, max_length=MOST_AGENCIES
    )
    next = NextStepSerializer(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.get("person_id") and known(attrs.get("person") or {}):
            words = "personかperson_idの、どちらか1つにしてください。"
            raise serializers.ValidationError({"person_id": words})
        return attrs


def intake(given: dict[str, Any]) -> Intake:
    """The words of the action; where agencies are named and no outcome is, it is handed over."""
    said = known(given.get("person") or {})
    consent = dict(given.get("consent", {}))
    state = consent.pop("state", ConsentState.NOT_ASKED)
    method = consent.pop("method", "")
    worst, topics = given.get("main_topic"), given.get("topics", [])
    handed = tuple(HandOver(**each) for each in given.get("refer_to", ()))
    plain = ("consulter", "anonymous", "living_with", "urgency")
    return Intake(
        channel=given["channel"],
        story=given["story"],
        person=said or None,
        known_person=given.get("person_id"),
        district=given.get("district") or _settled(said.town),
        topics=tuple(topics if worst is None or worst in topics else [worst, *topics]),
        main_topic=worst,
        consent=state,
        consent_method=method,
        unasked=Unasked(**consent),
        outcome=given.get("outcome", Outcome.REFER if handed else Outcome.CONTINUE),
        refer_to=handed,
        then=step(given.get("next")),
        **{name: given[name] for name in plain if name in given},
    )


def _settled(town: Any) -> District | None:
    """The district a town's name alone settles."""
    if town is None or town.split:
        return None
    proposed: list[District] = town.proposed_districts
    return proposed[0] if proposed else None


class _Consultations(View):
    def rows(self) -> QuerySet[Consultation]:
        return sheets.loaded(Consultation.objects.visible_to(self.caller))

    def shown(self, row: Consultation) -> ConsultationSheet:
        return sheets.of(row, today=timezone.localdate(), eyes=self.eyes)


@extend_schema(tags=[TAG])
class Consultations(_Consultations, Listing):
    serializer_class = ConsultationBriefSerializer
    filterset_class = ConsultationFilter
    queryset = Consultation.objects.none()
    ordering = ("-received_at", "-pk")
    ordering_fields = ("received_at",)

    def get_queryset(self) -> QuerySet[Consultation]:
        return Consultation.objects.visible_to(self.caller)

    def loaded(self, rows: list[Consultation]) -> list[Consultation]:
        return paging.again(rows, sheets.loaded(Consultation.objects.all()))

    @extend_schema(summary="受け止めの一覧（お話の内容は1件ずつ読む）")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="受け止める（本人・ケース・主担当・同意・次の一手・つなぎが一度にできる）",
        request=IntakeSerializer,
        responses={201: ConsultationSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request) -> Response:
        asked = intake(self.given(IntakeSerializer))
        with beside(BESIDE):
            heard = consultations.receive(asked, by=self.caller, at=timezone.now(), terms=terms())
        fresh = sheets.loaded(Consultation.objects.filter(pk=heard.pk)).get()
        return Response(ConsultationSerializer(self.shown(fresh)).data, status=201)


@extend_schema(tags=[TAG])
class OneConsultation(_Consultations):
    serializer_class = ConsultationSerializer

    @extend_schema(summary="1つの受け止め（読んだことは記録されます）")
    def get(self, request: Request, pk: int) -> Response:
        heard = get_object_or_404(self.rows(), pk=pk)
        look(request, heard.case)
        self.eyes = shields.on_one(heard.case, viewer=self.caller)
        return Response(ConsultationSerializer(self.shown(heard)).data)

"""だれがなぜ見えるか in the API: owners, grounds and looks of a case."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases import rules
from cases.actions import emergencies
from cases.api.doors import ListingOfCase, View, look, terms
from cases.api.people import PersonSerializer
from cases.api.records import RecordSerializer
from cases.api.shapes import Each, Label, Shape
from cases.filters import GroundFilter, LookFilter, OwnershipFilter
from cases.models import (
    GRANTED,
    AccessGround,
    AccessLog,
    Case,
    ConsentItem,
    Door,
    Ground,
    Level,
    OwnedBecause,
    Ownership,
)
from cases.sheets import access, cases, essentials, ownerships, shields
from cases.sheets.access import Held, Look
from cases.sheets.ownerships import OwnershipSheet
from districts.api.districts import NamedAgency, NamedStaff
from districts.api.doors import ONCE, sent_once
from districts.models import Role
from fujisawa_care.foundation.api.fields import Text
from fujisawa_care.foundation.verdict import require

TAG = "見てよい人・見た人"
# the contract knows three; who has a seat at a table reads its sheet and no more
LEVELS = {level.value: level.name.lower() for level in GRANTED} | {Level.PACKET.value: "sheet"}


class LevelField(serializers.ChoiceField):
    """sheet, read or write."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__([(LEVELS[level.value], level.label) for level in GRANTED], **kwargs)

    def to_representation(self, value: Any) -> str:
        return LEVELS[value]


class OwnershipSerializer(Shape):
    agency = NamedAgency()
    staff = NamedStaff(allow_null=True)
    from_ = serializers.DateTimeField(source="since")
    until = serializers.DateTimeField(allow_null=True)
    because = serializers.ChoiceField(OwnedBecause.choices)
    because_label = serializers.CharField()


class HolderSerializer(Shape):
    """One of the three is given."""

    name = serializers.CharField(source="who")
    agency = NamedAgency(allow_null=True)
    staff = NamedStaff(allow_null=True)
    role = serializers.ChoiceField(Role.choices, allow_blank=True)
    role_label = Label(Role, source="role")


class HeldSerializer(Shape):
    who = HolderSerializer(source="*")
    level = LevelField()
    level_label = serializers.CharField()
    ground = serializers.ChoiceField(Ground.choices)
    ground_label = serializers.CharField()
    from_ = serializers.DateTimeField(source="since")
    until = serializers.DateTimeField(allow_null=True)
    because = serializers.CharField()


class LookSerializer(Shape):
    at = serializers.DateTimeField()
    staff = NamedStaff()
    agency = NamedAgency()
    ground = serializers.ChoiceField(Ground.choices)
    ground_label = serializers.CharField()
    level = LevelField()
    level_label = serializers.CharField()
    door = serializers.ChoiceField(Door.choices)
    door_label = serializers.CharField()
    address = serializers.CharField(allow_null=True)


@extend_schema(tags=[TAG], summary="主担当の、切れ目のない履歴")
class Ownerships(ListingOfCase):
    serializer_class = OwnershipSerializer
    filterset_class = OwnershipFilter
    queryset = Ownership.objects.none()
    ordering = ("since", "pk")

    def get_queryset(self) -> QuerySet[Ownership]:
        return ownerships.loaded(Ownership.objects.filter(case=self.opened()))

    def shown(self, row: Ownership) -> OwnershipSheet:
        return ownerships.of(row, eyes=self.eyes)


@extend_schema(
    tags=[TAG], summary="だれが、どの根拠で見てよいか（onを指定すると、その日に見られた人）"
)
class Grounds(ListingOfCase):
    serializer_class = HeldSerializer
    filterset_class = GroundFilter
    queryset = AccessGround.objects.none()
    ordering = ("-level", "since", "pk")

    def get_queryset(self) -> QuerySet[AccessGround]:
        return access.grounds(self.case())

    def shown(self, row: AccessGround) -> Held:
        return access.held(row, eyes=self.eyes)


class EssentialWordsSerializer(Shape):
    received_at = serializers.DateTimeField()
    agency = NamedAgency()
    channel_label = serializers.CharField()
    story = serializers.CharField()
    own = serializers.BooleanField()


class EssentialsSerializer(Shape):
    number = serializers.CharField()
    title = serializers.CharField()
    stage_label = serializers.CharField()
    person = PersonSerializer(allow_null=True)
    living_with = serializers.CharField()
    topics = Each("code")
    topics_label = Each("label", source="topics")
    words = EssentialWordsSerializer(many=True)
    records = RecordSerializer(many=True)
    grounds = HeldSerializer(many=True)
    opens_case = serializers.BooleanField()
    items = serializers.ListField(child=serializers.ChoiceField(ConsentItem.choices))


@extend_schema(tags=[TAG])
class Sheet(View):
    serializer_class = EssentialsSerializer

    @extend_schema(summary="要点だけ（同意のある項目と、自分が書いたもの）")
    def get(self, request: Request, number: str) -> Response:
        visible = Case.objects.visible_to(self.caller, level=Level.SHEET)
        case = get_object_or_404(cases.loaded(visible), number=number)
        look(request, case, level=Level.SHEET)
        now, today = timezone.now(), timezone.localdate()
        eyes = shields.on_one(case, viewer=self.caller)
        shown = essentials.of(case, viewer=self.caller, at=now, today=today, eyes=eyes)
        return Response(EssentialsSerializer(shown).data)


class EmergencyReasonSerializer(Shape):
    reason = Text(max_length=500)


@extend_schema(tags=[TAG])
class BreakingGlass(View):
    serializer_class = HeldSerializer

    @extend_schema(
        summary="緊急で開く（24時間。管理職に知らせます）",
        request=EmergencyReasonSerializer,
        responses={201: HeldSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, number: str) -> Response:
        require(rules.break_glass(self.caller))
        reason = self.given(EmergencyReasonSerializer)["reason"]
        case = get_object_or_404(Case, number=number)
        opened = emergencies.begin(
            case, by=self.caller, at=timezone.now(), reason=reason, lasts=terms().emergency
        )
        ground = access.grounds(case).get(emergency=opened)
        eyes = shields.on_one(ground.case, viewer=self.caller)
        return Response(HeldSerializer(access.held(ground, eyes=eyes)).data, status=201)


@extend_schema(tags=[TAG], summary="見た人の記録")
class Looks(ListingOfCase):
    serializer_class = LookSerializer
    filterset_class = LookFilter
    queryset = AccessLog.objects.none()
    ordering = ("-at", "-pk")

    def get_queryset(self) -> QuerySet[AccessLog]:
        return access.looks(self.case())

    def shown(self, row: AccessLog) -> Look:
        return access.look(row, eyes=self.eyes)

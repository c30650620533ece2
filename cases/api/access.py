"""だれがなぜ見えるか in the API: owners, grounds and looks of a case."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from cases.api.doors import ListingOfCase
from cases.api.shapes import Label, Shape
from cases.filters import GroundFilter, LookFilter, OwnershipFilter
from cases.models import AccessGround, AccessLog, Door, Ground, Level, OwnedBecause, Ownership
from cases.sheets import access, ownerships
from cases.sheets.access import Held, Look
from cases.sheets.ownerships import OwnershipSheet
from districts.api.districts import NamedAgency, NamedStaff
from districts.models import Role

TAG = "見てよい人・見た人"
LEVELS = {level.value: level.name.lower() for level in Level}


class LevelField(serializers.ChoiceField):
    """sheet, read or write."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__([(LEVELS[level.value], level.label) for level in Level], **kwargs)

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


@extend_schema(tags=[TAG], summary="だれが、どの根拠で見てよいか（終わった根拠も）")
class Grounds(ListingOfCase):
    serializer_class = HeldSerializer
    filterset_class = GroundFilter
    queryset = AccessGround.objects.none()
    ordering = ("-level", "since", "pk")

    def get_queryset(self) -> QuerySet[AccessGround]:
        return access.grounds(self.case())

    def shown(self, row: AccessGround) -> Held:
        return access.held(row, eyes=self.eyes)


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

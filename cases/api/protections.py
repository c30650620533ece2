"""支援措置 in the API: begun, extended, put right, ended."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import protections
from cases.actions.protections import Shield
from cases.api.doors import ListingOfCase, OfCase
from cases.api.shapes import Shape
from cases.filters import ProtectionFilter
from cases.models import LONGEST_OTHER, MOST_OTHERS, AddressProtection, Person
from cases.sheets import protections as sheets
from cases.sheets.protections import ProtectionSheet
from cases.states import ProtectionState
from districts.api.districts import NamedStaff
from districts.api.doors import ETAG, IF_MATCH, ONCE, sent_once, unchanged
from fujisawa_care.foundation.api.etag import etag
from fujisawa_care.foundation.api.fields import Day, Ref, Text

TAG = "支援措置"
MOST_COVERED = 20


class CoveredSerializer(Shape):
    id = serializers.IntegerField()
    title = serializers.CharField()


class ProtectionSerializer(Shape):
    id = serializers.IntegerField()
    state = serializers.ChoiceField(ProtectionState.choices)
    state_label = serializers.CharField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    extensions = serializers.IntegerField()
    extendable_from = serializers.DateField()
    covered = CoveredSerializer(many=True)
    other_parties = serializers.ListField(child=serializers.CharField())
    school = serializers.CharField()
    workplace = serializers.CharField()
    meeting_place = serializers.CharField()
    masked = serializers.ListField(child=serializers.CharField())
    set_at = serializers.DateTimeField()
    set_by = NamedStaff()
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_by = NamedStaff(allow_null=True)
    end_reason = serializers.CharField()


class _Near(Ref):
    """Somebody of the same household, or whom the caller may see; anybody else is as if not there."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Person.objects.all(), **kwargs)

    def get_queryset(self) -> Any:
        view = self.context["view"]
        living = Q(memberships__household__cases__number=view.kwargs["number"])
        visible = Person.objects.visible_to(self.context["request"].user)
        return Person.objects.filter(Q(pk__in=visible.values("pk")) | living).distinct()


class NotedSerializer(Shape):
    school = Text(max_length=200, required=False, allow_blank=True)
    workplace = Text(max_length=200, required=False, allow_blank=True)
    meeting_place = Text(max_length=200, required=False, allow_blank=True)
    other_parties = serializers.ListField(
        child=Text(max_length=LONGEST_OTHER), required=False, max_length=MOST_OTHERS
    )


class BeginSerializer(NotedSerializer):
    starts_on = Day()
    ends_on = Day(required=False, allow_null=True)
    covered = serializers.ListField(child=_Near(), required=False, max_length=MOST_COVERED)
    others = serializers.ListField(child=_Near(), required=False, max_length=MOST_OTHERS)


class ExtendSerializer(Shape):
    ends_on = Day(required=False, allow_null=True)


class EndSerializer(Shape):
    reason = Text(max_length=500)


def tag(protection: AddressProtection) -> str:
    return etag("protection", protection.pk, protection.version)


class _OfProtection(OfCase):
    serializer_class = ProtectionSerializer

    def rows(self) -> QuerySet[AddressProtection]:
        return AddressProtection.objects.about(self.case())

    def sheet(self, row: AddressProtection) -> ProtectionSheet:
        """As the caller may read it from this case, which may just have been covered or uncovered."""
        cover = self.eyes.over(self.case())
        return sheets.of(row, cover=cover, today=timezone.localdate())

    def answer(self, row: AddressProtection, *, status: int = 200) -> Response:
        fresh = sheets.loaded(AddressProtection.objects.filter(pk=row.pk)).get()
        shown = ProtectionSerializer(self.sheet(fresh)).data
        return Response(shown, status=status, headers={"ETag": tag(fresh)})


@extend_schema(tags=[TAG])
class Protections(_OfProtection, ListingOfCase):
    filterset_class = ProtectionFilter
    queryset = AddressProtection.objects.none()
    ordering = ("-set_at", "-pk")
    ordering_fields = ("set_at", "ends_on")

    def get_queryset(self) -> QuerySet[AddressProtection]:
        self.of_case = self.opened()
        return sheets.loaded(AddressProtection.objects.about(self.of_case))

    def shown(self, row: AddressProtection) -> ProtectionSheet:
        cover = self.eyes.over(self.of_case)
        return sheets.of(row, cover=cover, today=timezone.localdate())

    @extend_schema(summary="このケースの本人にかかわる支援措置")
    def get(self, request: Request, number: str) -> Response:
        return self.list(request)

    @extend_schema(
        summary="支援措置をつける（本人はいつも入る。終わりの日がなければ1年）",
        request=BeginSerializer,
        responses={201: ProtectionSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, number: str) -> Response:
        case = self.case()
        given = self.given(BeginSerializer)
        given["also"] = given.pop("covered", ())
        given["other_parties"] = tuple(given.get("other_parties", ()))
        begun = protections.begin(case, by=self.caller, at=timezone.now(), shield=Shield(**given))
        return self.answer(begun, status=201)


@extend_schema(tags=[TAG])
class OneProtection(_OfProtection):
    @extend_schema(summary="1つの支援措置", parameters=[ETAG])
    def get(self, request: Request, number: str, pk: int) -> Response:
        self.opened()
        return self.answer(get_object_or_404(self.rows(), pk=pk))

    @extend_schema(
        summary="控え（学校・勤め先・会う場所・相手方）を直す（送った項目だけ）",
        request=NotedSerializer,
        parameters=[IF_MATCH, ETAG],
    )
    def patch(self, request: Request, number: str, pk: int) -> Response:
        with unchanged(request, self.rows(), tag, pk=pk) as protection:
            kept = ("school", "workplace", "meeting_place", "other_parties")
            said = {name: getattr(protection, name) for name in kept}
            said |= self.given(NotedSerializer, partial=True)
            noted = protections.note(protection, by=self.caller, at=timezone.now(), **said)
        return self.answer(noted)


@extend_schema(tags=[TAG])
class Extending(_OfProtection):
    @extend_schema(
        summary="延長する（終わりの1か月前から、申出を受けて）",
        request=ExtendSerializer,
        responses={200: ProtectionSerializer},
    )
    def post(self, request: Request, number: str, pk: int) -> Response:
        protection = get_object_or_404(self.rows(), pk=pk)
        given = self.given(ExtendSerializer)
        now = timezone.now()
        return self.answer(protections.extend(protection, by=self.caller, at=now, **given))


@extend_schema(tags=[TAG])
class Ending(_OfProtection):
    @extend_schema(
        summary="期間の途中で終わりにする",
        request=EndSerializer,
        responses={200: ProtectionSerializer},
    )
    def post(self, request: Request, number: str, pk: int) -> Response:
        protection = get_object_or_404(self.rows(), pk=pk)
        given = self.given(EndSerializer)
        now = timezone.now()
        return self.answer(protections.end(protection, by=self.caller, at=now, **given))

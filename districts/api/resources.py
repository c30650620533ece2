"""社会資源 in the API: what a district has, confirmed and ended."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from districts import rules, sheets
from districts.actions import resources
from districts.actions.resources import Help
from districts.api.districts import NamedStaff
from districts.api.doors import ETAG, IF_MATCH, ONCE, View, sent_once, unchanged
from districts.filters import ResourceFilter
from districts.models import District, Resource, ResourceKind, Topic
from fujisawa_care.foundation.api.etag import etag
from fujisawa_care.foundation.api.fields import Code, Refs, Strict, Text, YesNo
from fujisawa_care.foundation.verdict import require

TAG = "地域課題・社会資源"
PLAIN = ("name", "kind", "what", "where", "contact", "citywide", "source")


class BecauseSerializer(Strict):
    because = Text(max_length=500)


class NamedResource(serializers.ModelSerializer[Resource]):
    class Meta:
        model = Resource
        fields = ["id", "name"]


class ResourceSerializer(serializers.ModelSerializer[Resource]):
    kind_label = serializers.CharField(source="get_kind_display")
    confirmed_by = NamedStaff()

    class Meta:
        model = Resource
        fields = [
            *("id", "name", "kind", "kind_label", "what", "where", "contact", "citywide"),
            *("districts", "topics", "confirmed_on", "confirmed_by", "ended_on", "ended_because"),
            *("fictional", "source", "updated_at"),
        ]


class HelpSerializer(Strict):
    name = Text(max_length=100)
    kind = Code(ResourceKind.choices)
    what = Text(max_length=1000)
    where = Text(max_length=200, required=False, allow_blank=True)
    contact = Text(max_length=200, required=False, allow_blank=True)
    citywide = YesNo(required=False)
    districts = Refs(District.objects.all(), required=False, max_length=13)
    topics = Refs(Topic.objects.active(), required=False, max_length=50)
    source_ = Text(max_length=200, required=False, allow_blank=True)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """`source` is a word of the framework's own."""
        return {name.rstrip("_"): field for name, field in super().get_fields().items()}


@extend_schema(tags=[TAG])
class Resources(View, generics.ListAPIView[Resource]):
    serializer_class = ResourceSerializer
    filterset_class = ResourceFilter
    queryset = Resource.objects.none()
    ordering = ("name",)
    ordering_fields = ("name", "confirmed_on")

    def get_queryset(self) -> QuerySet[Resource]:
        return sheets.resources_loaded(Resource.objects.visible_to(self.caller))

    @extend_schema(summary="社会資源")
    def get(self, request: Request) -> Response:
        return self.list(request)

    @extend_schema(
        summary="社会資源をのせる",
        request=HelpSerializer,
        responses={201: ResourceSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request) -> Response:
        require(rules.gather(self.caller))
        told = Help(**self.given(HelpSerializer))
        made = resources.add(told, by=self.caller, at=timezone.now())
        return Response(ResourceSerializer(self.get_queryset().get(pk=made.pk)).data, status=201)


def tag_of(resource: Resource) -> str:
    return etag("resource", resource.pk, resource.version)


class _OneResource(View):
    serializer_class = ResourceSerializer

    def rows(self) -> QuerySet[Resource]:
        return sheets.resources_loaded(Resource.objects.visible_to(self.caller))

    def row(self) -> Resource:
        return get_object_or_404(self.rows(), pk=self.kwargs["pk"])

    def answer(self) -> Response:
        row = self.row()
        return Response(ResourceSerializer(row).data, headers={"ETag": tag_of(row)})


@extend_schema(tags=[TAG])
class OneResource(_OneResource):
    @extend_schema(summary="1つの社会資源", parameters=[ETAG])
    def get(self, request: Request, pk: int) -> Response:
        return self.answer()

    @extend_schema(
        summary="社会資源を直す",
        request=HelpSerializer(partial=True),
        responses={200: ResourceSerializer},
        parameters=[IF_MATCH, ETAG],
    )
    def patch(self, request: Request, pk: int) -> Response:
        visible = Resource.objects.visible_to(self.caller)
        with unchanged(request, visible, tag_of, pk=pk) as row:
            given = self.given(HelpSerializer, partial=True)
            said: dict[str, Any] = {name: getattr(row, name) for name in PLAIN} | {
                "districts": list(row.districts.all()),
                "topics": list(row.topics.all()),
            }
            told = Help(**(said | given))
            resources.change(row, by=self.caller, at=timezone.now(), seen=row.version, told=told)
        return self.answer()


@extend_schema(tags=[TAG])
class Confirming(_OneResource):
    @extend_schema(
        summary="いまもあると確かめた", request=None, responses={200: ResourceSerializer}
    )
    def post(self, request: Request, pk: int) -> Response:
        resources.confirm(self.row(), by=self.caller, at=timezone.now())
        return self.answer()


@extend_schema(tags=[TAG])
class EndingResource(_OneResource):
    @extend_schema(
        summary="なくなったので一覧から下ろす",
        request=BecauseSerializer,
        responses={200: ResourceSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        row, given = self.row(), self.given(BecauseSerializer)
        resources.end(row, by=self.caller, at=timezone.now(), **given)
        return self.answer()

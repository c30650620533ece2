"""配布資料 in the API: sent as multipart, put in order, given back as bytes to keep."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.doors import Listing, View
from cases.api.shapes import Shape
from districts.api.districts import NamedAgency, NamedStaff
from districts.api.doors import ETAG, IF_MATCH, unchanged
from fujisawa_care.foundation.api.etag import etag
from fujisawa_care.foundation.api.fields import Code, Text, Whole
from fujisawa_care.foundation.api.problems import TooLarge
from fujisawa_care.foundation.doors import download
from fujisawa_care.foundation.files import TOO_LARGE, FileKind
from meetings.actions import handouts
from meetings.models import Handout, Meeting, Reach
from meetings.sheets import above as sheets
from meetings.sheets.above import HandoutSheet

TAG = "配布資料"


class HandoutSerializer(Shape):
    id = serializers.IntegerField()
    meeting = serializers.IntegerField()
    position = serializers.IntegerField()
    title = serializers.CharField()
    reach = serializers.ChoiceField(Reach.choices)
    reach_label = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(FileKind.choices)
    kind_label = serializers.CharField()
    size = serializers.IntegerField()
    put_by = NamedStaff()
    agency = NamedAgency()
    put_at = serializers.DateTimeField()
    removed_at = serializers.DateTimeField(allow_null=True)
    removed_why = serializers.CharField()


class HandoutPutSerializer(Shape):
    file = serializers.FileField(allow_empty_file=True)
    title = Text(max_length=100, required=False, allow_blank=True)
    reach = Code(Reach.choices, required=False)


class HandoutPatchSerializer(Shape):
    title = Text(max_length=100, required=False)
    reach = Code(Reach.choices, required=False)
    position = Whole(min_value=1, max_value=1000, required=False)


class HandoutRemovedSerializer(Shape):
    reason = Text(max_length=500)


def tag(one: Handout) -> str:
    return etag("handout", one.pk, one.version)


class OfHandouts(View):
    serializer_class: type[serializers.Serializer[Any]] = HandoutSerializer

    def seen(self) -> QuerySet[Handout]:
        return Handout.objects.visible_to(self.caller)

    def one(self, pk: int) -> Handout:
        return get_object_or_404(sheets.loaded(self.seen()), pk=pk)

    def answer(self, pk: int, *, status: int = 200) -> Response:
        fresh = sheets.loaded(Handout.objects.all()).get(pk=pk)
        body = HandoutSerializer(sheets.handout(fresh, viewer=self.caller)).data
        return Response(body, status=status, headers={"ETag": tag(fresh)})


@extend_schema(tags=[TAG])
class Handouts(OfHandouts, Listing):
    queryset = Handout.objects.none()
    filter_backends = ()
    ordering = ("position", "pk")
    parser_classes = [MultiPartParser]

    def meeting(self) -> Meeting:
        return get_object_or_404(Meeting.objects.visible_to(self.caller), pk=self.kwargs["pk"])

    def get_queryset(self) -> QuerySet[Handout]:
        return sheets.loaded(self.seen().filter(meeting=self.meeting()))

    def shown(self, row: Handout) -> HandoutSheet:
        return sheets.handout(row, viewer=self.caller)

    @extend_schema(summary="会議の配布資料（取り下げたものも）")
    def get(self, request: Request, pk: int) -> Response:
        return self.list(request)

    @extend_schema(
        summary="配布資料を入れる（同じ中身は一度だけ）",
        request={"multipart/form-data": HandoutPutSerializer},
        responses={201: HandoutSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        meeting = self.meeting()
        _ = request.data  # what is too large is said while it is read
        if TOO_LARGE in request.META:
            raise TooLarge
        given = self.given(HandoutPutSerializer)
        file: Any = given.pop("file")
        made = handouts.add(
            meeting,
            by=self.caller,
            at=timezone.now(),
            name=file.name,
            content=file.read(),
            **given,
        )
        return self.answer(made.pk, status=201)


@extend_schema(tags=[TAG], responses={200: HandoutSerializer})
class OneHandout(OfHandouts):
    parser_classes = [JSONParser]

    @extend_schema(summary="1つの配布資料", parameters=[ETAG])
    def get(self, request: Request, pk: int) -> Response:
        return self.answer(self.one(pk).pk)

    @extend_schema(
        summary="配布資料のことばと順番を直す",
        request=HandoutPatchSerializer,
        parameters=[IF_MATCH, ETAG],
    )
    def patch(self, request: Request, pk: int) -> Response:
        with unchanged(request, self.seen(), tag, pk=pk) as one:
            now, given = timezone.now(), self.given(HandoutPatchSerializer, partial=True)
            position = given.pop("position", one.position)
            told = {"title": one.title, "reach": one.reach} | given
            handouts.change(one, by=self.caller, at=now, **told)
            if position != one.position:
                handouts.move(one, by=self.caller, at=now, position=position)
        return self.answer(pk)


@extend_schema(tags=[TAG])
class HandoutContent(OfHandouts):
    @extend_schema(
        summary="配布資料の中身",
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, pk: int) -> HttpResponse:
        one = self.one(pk)
        if one.removed_at is not None:
            raise Http404
        return download(one.stored, one.name, shelf=handouts.SHELF)


@extend_schema(tags=[TAG], responses={200: HandoutSerializer})
class RemovingHandout(OfHandouts):
    @extend_schema(
        summary="配布資料を取り下げる（中身は消えます）", request=HandoutRemovedSerializer
    )
    def post(self, request: Request, pk: int) -> Response:
        one, why = self.one(pk), self.given(HandoutRemovedSerializer)["reason"]
        handouts.remove(one, by=self.caller, at=timezone.now(), why=why)
        return self.answer(pk)

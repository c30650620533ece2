"""協定 in the API: agreed, put right, ended; and what was done under it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from districts.api.districts import NamedStaff
from districts.api.doors import ETAG, IF_MATCH, ONCE, View, sent_once, unchanged
from districts.api.resources import BecauseSerializer
from fujisawa_care.foundation.api.etag import etag
from fujisawa_care.foundation.api.fields import Day, Refs, Strict, Text, Whole
from meetings.actions import pacts
from meetings.actions.pacts import Promise
from meetings.filters import PactFilter
from meetings.models import DEED_LIMIT, Deed, Pact, Theme
from meetings.sheets import pacts as sheets

TAG = "重点テーマ・協定"
PLAIN = ("partner", "what", "section", "since", "until", "contact", "source")


class DeedSerializer(serializers.ModelSerializer[Deed]):
    written_by = NamedStaff()

    class Meta:
        model = Deed
        fields = ["id", "pact", "fiscal_year", "text", "written_by", "updated_at"]


class PactSerializer(serializers.ModelSerializer[Pact]):
    written_by = NamedStaff()
    deeds = DeedSerializer(many=True)

    class Meta:
        model = Pact
        fields = [
            *("id", "partner", "what", "themes", "section", "since", "until", "contact"),
            *("ended_on", "ended_because", "fictional", "source", "deeds"),
            *("written_by", "updated_at"),
        ]


class PromiseSerializer(Strict):
    partner = Text(max_length=100)
    what = Text(max_length=2000)
    themes = Refs(Theme.objects.all(), allow_empty=False, max_length=20)
    section = Text(max_length=60)
    since = Day()
    until = Day(required=False, allow_null=True)
    contact = Text(max_length=200, required=False, allow_blank=True)
    source_ = Text(max_length=200, required=False, allow_blank=True)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """`source` is a word of the framework's own."""
        return {name.rstrip("_"): field for name, field in super().get_fields().items()}


class ToldSerializer(Strict):
    fiscal_year = Whole(min_value=1990, max_value=2200)
    text = Text(max_length=DEED_LIMIT)


@extend_schema(tags=[TAG])
class Pacts(View, generics.ListAPIView[Pact]):
    serializer_class = PactSerializer
    filterset_class = PactFilter
    queryset = Pact.objects.none()
    ordering = ("partner",)
    ordering_fields = ("partner", "since")

    def get_queryset(self) -> QuerySet[Pact]:
        return sheets.loaded(Pact.objects.visible_to(self.caller))

    @extend_schema(summary="協定の一覧")
    def get(self, request: Request) -> Response:
        return self.list(request)

    @extend_schema(
        summary="協定をのせる",
        request=PromiseSerializer,
        responses={201: PactSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request) -> Response:
        told = Promise(**self.given(PromiseSerializer))
        made = pacts.add(told, by=self.caller, at=timezone.now())
        return Response(PactSerializer(self.get_queryset().get(pk=made.pk)).data, status=201)


def tag_of(pact: Pact) -> str:
    return etag("pact", pact.pk, pact.version)


class _OnePact(View):
    serializer_class: type[serializers.Serializer[Any]] = PactSerializer

    def row(self) -> Pact:
        visible = sheets.loaded(Pact.objects.visible_to(self.caller))
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def answer(self) -> Response:
        row = self.row()
        return Response(PactSerializer(row).data, headers={"ETag": tag_of(row)})


@extend_schema(tags=[TAG], responses={200: PactSerializer})
class OnePact(_OnePact):
    @extend_schema(summary="1つの協定", parameters=[ETAG])
    def get(self, request: Request, pk: int) -> Response:
        return self.answer()

    @extend_schema(
        summary="協定を直す（期間をのばすのも、ここで）",
        request=PromiseSerializer(partial=True),
        parameters=[IF_MATCH, ETAG],
    )
    def patch(self, request: Request, pk: int) -> Response:
        with unchanged(request, Pact.objects.visible_to(self.caller), tag_of, pk=pk) as row:
            said: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
            given = self.given(PromiseSerializer, partial=True)
            told = Promise(**(said | {"themes": list(row.themes.all())} | given))
            pacts.change(row, by=self.caller, at=timezone.now(), seen=row.version, told=told)
        return self.answer()


@extend_schema(tags=[TAG], responses={200: PactSerializer})
class EndingPact(_OnePact):
    @extend_schema(summary="協定を途中で終える", request=BecauseSerializer)
    def post(self, request: Request, pk: int) -> Response:
        row, given = self.row(), self.given(BecauseSerializer)
        pacts.end(row, by=self.caller, at=timezone.now(), **given)
        return self.answer()


@extend_schema(tags=[TAG])
class Deeds(_OnePact):
    @extend_schema(
        summary="その年度にしたことを書く",
        request=ToldSerializer,
        responses={201: DeedSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, pk: int) -> Response:
        row, given = self.row(), self.given(ToldSerializer)
        made = pacts.report(row, by=self.caller, at=timezone.now(), **given)
        return _deed(made, status=201)


@extend_schema(tags=[TAG], responses={200: DeedSerializer})
class OneDeed(View):
    serializer_class = DeedSerializer

    def rows(self) -> QuerySet[Deed]:
        return Deed.objects.filter(pact__in=Pact.objects.visible_to(self.caller))

    @extend_schema(summary="協定の取組", parameters=[ETAG])
    def get(self, request: Request, pk: int) -> Response:
        return _deed(get_object_or_404(self.rows().select_related("written_by"), pk=pk))

    @extend_schema(
        summary="協定の取組を直す",
        request=ToldSerializer(partial=True),
        parameters=[IF_MATCH, ETAG],
    )
    def patch(self, request: Request, pk: int) -> Response:
        with unchanged(request, self.rows(), deed_tag, pk=pk) as row:
            given = self.given(ToldSerializer, partial=True)
            said: dict[str, Any] = {"fiscal_year": row.fiscal_year, "text": row.text} | given
            made = pacts.correct(row, by=self.caller, at=timezone.now(), seen=row.version, **said)
        return _deed(made)


def deed_tag(deed: Deed) -> str:
    return etag("deed", deed.pk, deed.version)


def _deed(deed: Deed, *, status: int = 200) -> Response:
    body = DeedSerializer(deed).data
    return Response(body, status=status, headers={"ETag": deed_tag(deed)})

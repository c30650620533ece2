"""地域の縁側 in the API: the list, one place, its calendar."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from districts.api.doors import ETAG, IF_MATCH, ONCE, View, sent_once, unchanged
from engawa.actions import sites as acts
from engawa.actions.sites import Line, Place
from engawa.api.shapes import (
    DaySaidSerializer,
    OpenDaySerializer,
    SiteInSerializer,
    SiteSerializer,
    WeekSerializer,
)
from engawa.filters import SiteFilter
from engawa.models import Site
from engawa.sheets import days, sites
from engawa.sheets.sites import SiteSheet
from fujisawa_care.foundation.api.etag import etag
from fujisawa_care.foundation.api.fields import Day, Strict

TAG = "地域の縁側"
MOST_DAYS = timedelta(days=366)


def tag_of(site: Site) -> str:
    return etag("site", site.pk, site.version)


class AskedDaysSerializer(Strict):
    first = Day(required=False)
    last = Day(required=False)


@extend_schema(tags=[TAG])
class Sites(View, generics.ListAPIView[Site]):
    serializer_class = SiteSerializer
    filterset_class = SiteFilter
    queryset = Site.objects.none()
    ordering = ("name",)
    ordering_fields = ("name", "confirmed_on")

    def get_queryset(self) -> QuerySet[Site]:
        return sites.loaded(Site.objects.visible_to(self.caller).there(), timezone.localdate())

    def paginate_queryset(self, queryset: Any) -> Any:
        today = timezone.localdate()
        rows = super().paginate_queryset(queryset)
        return None if rows is None else [sites.of(one, today=today) for one in rows]

    @extend_schema(summary="地域の縁側などの場")
    def get(self, request: Request) -> Response:
        return self.list(request)

    @extend_schema(
        summary="場をのせる",
        request=SiteInSerializer,
        responses={201: SiteSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request) -> Response:
        told = Place(**self.given(SiteInSerializer))
        made = acts.add(told, by=self.caller, at=timezone.now())
        return Response(SiteSerializer(_shown(made.pk)).data, status=201)


class OfSite(View):
    serializer_class = SiteSerializer

    def row(self) -> Site:
        return get_object_or_404(Site.objects.visible_to(self.caller), pk=self.kwargs["pk"])

    def answer(self) -> Response:
        site = self.row()
        return Response(SiteSerializer(_shown(site.pk)).data, headers={"ETag": tag_of(site)})


@extend_schema(tags=[TAG])
class OneSite(OfSite):
    @extend_schema(summary="1つの場", parameters=[ETAG])
    def get(self, request: Request, pk: int) -> Response:
        return self.answer()

    @extend_schema(
        summary="場のことを直す（送った項目だけ）",
        request=SiteInSerializer(partial=True),
        responses={200: SiteSerializer},
        parameters=[IF_MATCH, ETAG],
    )
    def patch(self, request: Request, pk: int) -> Response:
        visible = Site.objects.visible_to(self.caller)
        with unchanged(request, visible, tag_of, pk=pk) as row:
            said = {one.name: getattr(row, one.name) for one in fields(Place)}
            told = Place(**(said | self.given(SiteInSerializer, partial=True)))
            acts.change(row, by=self.caller, at=timezone.now(), seen=row.version, told=told)
        return self.answer()


@extend_schema(tags=[TAG])
class Confirming(OfSite):
    @extend_schema(summary="このとおりだと確かめた", request=None, responses={200: SiteSerializer})
    def post(self, request: Request, pk: int) -> Response:
        acts.confirm(self.row(), by=self.caller, at=timezone.now())
        return self.answer()


@extend_schema(tags=[TAG])
class SiteWeek(OfSite):
    @extend_schema(
        summary="いつもの開く日を置きかえる",
        request=WeekSerializer,
        responses={200: SiteSerializer},
    )
    def put(self, request: Request, pk: int) -> Response:
        lines = [Line(**one) for one in self.given(WeekSerializer)["lines"]]
        acts.set_week(self.row(), by=self.caller, at=timezone.now(), lines=lines)
        return self.answer()


@extend_schema(tags=[TAG])
class SiteCalendar(OfSite):
    queryset = Site.objects.none()
    pagination_class = None
    filter_backends = ()

    @extend_schema(
        summary="開く日（firstからlastまで。なければ今日から2か月）",
        parameters=[OpenApiParameter("first", str), OpenApiParameter("last", str)],
        responses={200: OpenDaySerializer(many=True)},
    )
    def get(self, request: Request, pk: int) -> Response:
        asked = AskedDaysSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        first = asked.validated_data.get("first", timezone.localdate())
        last = asked.validated_data.get("last", first + days.AHEAD)
        if not first <= last <= first + MOST_DAYS:
            raise ValidationError({"last": "firstから1年までの日にしてください"})
        site = get_object_or_404(
            days.loaded(Site.objects.visible_to(self.caller), first, last), pk=pk
        )
        return Response(OpenDaySerializer(days.of(site, first, last), many=True).data)

    @extend_schema(
        summary="この日だけの変更を残す",
        request=DaySaidSerializer,
        responses={201: OpenDaySerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, pk: int) -> Response:
        given = self.given(DaySaidSerializer)
        day, opens = given.pop("day"), given.pop("open")
        acts.say_of(self.row(), day, by=self.caller, at=timezone.now(), opens=opens, **given)
        site = days.loaded(Site.objects.all(), day, day).get(pk=pk)
        return Response(OpenDaySerializer(next(iter(days.of(site, day, day)))).data, status=201)


def _shown(pk: int) -> SiteSheet:
    today = timezone.localdate()
    return sites.of(sites.loaded(Site.objects.all(), today).get(pk=pk), today=today)

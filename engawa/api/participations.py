"""参加支援 in the API: begun, read, put right; places beside the wishes; each step as a verb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.doors import Listing, View, look
from cases.models import Case
from cases.sheets import shields
from districts.api.doors import ETAG, IF_MATCH, ONCE, sent_once, unchanged
from engawa.actions import participations, place_words, staying, tray
from engawa.actions.participations import Wishes
from engawa.api.way_shapes import (
    MatchSerializer,
    NewWaySerializer,
    PlaceWordSerializer,
    WayBecauseSerializer,
    WayNoteSerializer,
    WayPickSerializer,
    WaySerializer,
    WayTrySerializer,
    WishesSerializer,
)
from engawa.filters import ParticipationFilter
from engawa.models import Participation, Site
from engawa.sheets import matching
from engawa.sheets import participations as sheets
from engawa.sheets.participations import WaySheet
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.api.etag import etag
from fujisawa_care.foundation.verdict import no, require

TAG, MOST = "参加支援", 40
UNDER_COVER = no(
    "支援措置のため、場はふせています。ケースのページで理由を入れて開いてください", code="covered"
)


def tag_of(row: Participation) -> str:
    return etag("participation", row.pk, row.version)


@extend_schema(tags=[TAG])
class Participations(Listing):
    serializer_class = WaySerializer
    filterset_class = ParticipationFilter
    queryset = Participation.objects.none()
    ordering = ("-begun_at", "-pk")
    ordering_fields = ("begun_at",)

    def get_queryset(self) -> QuerySet[Participation]:
        return Participation.objects.visible_to(self.caller)

    def loaded(self, rows: list[Participation]) -> list[Participation]:
        return paging.again(rows, sheets.loaded(Participation.objects.all()))

    def shown(self, row: Participation) -> WaySheet:
        return sheets.of(row, eyes=self.eyes)

    @extend_schema(summary="見える参加支援")
    def get(self, request: Request) -> Response:
        return self.list(request)

    @extend_schema(
        summary="参加支援を始める",
        request=NewWaySerializer,
        responses={201: WaySerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request) -> Response:
        given = self.given(NewWaySerializer)
        visible = Case.objects.visible_to(self.caller).select_related("person")
        case = get_object_or_404(visible, number=given.pop("case"))
        made = participations.begin(case, by=self.caller, at=timezone.now(), wishes=Wishes(**given))
        shown = sheets.loaded(Participation.objects.all()).get(pk=made.pk)
        return Response(WaySerializer(sheets.of(shown, eyes=self.eyes)).data, status=201)


class OfWay(View):
    serializer_class: Any = WaySerializer

    def row(self) -> Participation:
        rows = sheets.loaded(Participation.objects.visible_to(self.caller))
        found: Participation = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.eyes = shields.on_one(found.case, viewer=self.caller)
        return found

    def answer(self) -> Response:
        row = self.row()
        shown = WaySerializer(sheets.of(row, eyes=self.eyes))
        return Response(shown.data, headers={"ETag": tag_of(row)})


@extend_schema(tags=[TAG])
class OneParticipation(OfWay):
    @extend_schema(summary="1つの参加支援", parameters=[ETAG])
    def get(self, request: Request, pk: int) -> Response:
        look(request, self.row().case)
        return self.answer()

    @extend_schema(
        summary="望みを直す（送った項目だけ）",
        request=WishesSerializer(partial=True),
        responses={200: WaySerializer},
        parameters=[IF_MATCH, ETAG],
    )
    def patch(self, request: Request, pk: int) -> Response:
        visible = Participation.objects.visible_to(self.caller)
        with unchanged(request, visible, tag_of, pk=pk) as row:
            said: dict[str, Any] = {one.name: getattr(row, one.name) for one in fields(Wishes)}
            said["interests"] = row.interests.all()
            wishes = Wishes(**(said | self.given(WishesSerializer, partial=True)))
            participations.change(
                row, by=self.caller, at=timezone.now(), seen=row.version, wishes=wishes
            )
        return self.answer()


@extend_schema(tags=[TAG])
class Matches(OfWay):
    serializer_class = MatchSerializer
    queryset = Site.objects.none()
    pagination_class = None
    filter_backends = ()

    @extend_schema(summary="合いそうな場、合うところの多い順", responses=MatchSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        row = self.row()
        if self.eyes.over(row.case).on:
            require(UNDER_COVER)
        look(request, row.case)
        rows = Site.objects.there()
        found = matching.found(rows, row, today=timezone.localdate(), most=MOST)
        return Response(MatchSerializer(found, many=True).data)

    @extend_schema(
        summary="候補に入れる・外す", request=WayPickSerializer, responses={200: WaySerializer}
    )
    def post(self, request: Request, pk: int) -> Response:
        row, given = self.row(), self.given(WayPickSerializer)
        act = tray.take_out if given.pop("out", False) else tray.put
        act(row, given["site"], by=self.caller, at=timezone.now())
        return self.answer()


def verb(
    summary: str, shape: Any, act: Callable[..., object], *, placed: bool = False
) -> type[OfWay]:
    """One step of the way: its body is what the action asks for."""

    class Verb(OfWay):
        @extend_schema(
            tags=[TAG],
            summary=summary,
            request=shape,
            responses={200: WaySerializer},
            parameters=[ONCE],
        )
        @sent_once
        def post(self, request: Request, pk: int) -> Response:
            row, given = self.row(), self.given(shape)
            site = [given.pop("site")] if placed else []
            act(row, *site, by=self.caller, at=timezone.now(), **given)
            return self.answer()

    return Verb


Trying = verb("お試しを始める", WayTrySerializer, staying.try_out, placed=True)
Settling = verb("定着にする", WayNoteSerializer, staying.settle)
Seeking = verb("さがしなおす", WayBecauseSerializer, staying.seek)
Ending = verb("終結にする", WayBecauseSerializer, participations.end)
Wording = verb("場への同意を残す", PlaceWordSerializer, place_words.hear, placed=True)

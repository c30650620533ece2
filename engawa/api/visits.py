"""見学 in the API: of one way, asked for, answered, gone to, missed, taken back."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.doors import View, look
from cases.sheets import shields
from districts.api.doors import ONCE, sent_once
from engawa.actions import visits
from engawa.actions.visits import Wanted
from engawa.api.way_shapes import (
    VisitAnswerSerializer,
    VisitAskSerializer,
    VisitSerializer,
    VisitWentSerializer,
)
from engawa.models import Participation, VisitAsked
from engawa.sheets import participations as sheets
from engawa.sheets import visits as visit_sheets

TAG = "参加支援"


class _Visits(View):
    serializer_class = VisitSerializer
    queryset = VisitAsked.objects.none()
    pagination_class = None
    filter_backends = ()

    def way(self) -> Participation:
        rows = sheets.loaded(Participation.objects.visible_to(self.caller))
        found: Participation = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.eyes = shields.on_one(found.case, viewer=self.caller)
        return found

    def rows(self) -> QuerySet[VisitAsked]:
        way = self.way()
        return visit_sheets.loaded(VisitAsked.objects.filter(participation=way))

    def visit(self) -> VisitAsked:
        return get_object_or_404(self.rows(), pk=self.kwargs["visit"])

    def answer(self, pk: int, *, status: int = 200) -> Response:
        shown = visit_sheets.of(self.rows().get(pk=pk), eyes=self.eyes)
        return Response(VisitSerializer(shown).data, status=status)


@extend_schema(tags=[TAG])
class Visits(_Visits):
    @extend_schema(summary="たのんだ見学、新しい順", responses=VisitSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        look(request, self.way().case)
        shown = [visit_sheets.of(one, eyes=self.eyes) for one in self.rows().order_by("-pk")]
        return Response(VisitSerializer(shown, many=True).data)

    @extend_schema(
        summary="見学をたのむ（名前は、本人がその場に伝えてよいと言ったときだけ）",
        request=VisitAskSerializer,
        responses={201: VisitSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, pk: int) -> Response:
        way, given = self.way(), self.given(VisitAskSerializer)
        site = given.pop("site")
        made = visits.ask(way, site, by=self.caller, at=timezone.now(), wanted=Wanted(**given))
        return self.answer(made.pk, status=201)


class _Verb(_Visits):
    def done(self, act: Any, shape: Any = None) -> Response:
        """Whoever may not see it is told so before anything is said of the body."""
        visit = self.visit()
        told = self.given(shape) if shape else {}
        made = act(visit, by=self.caller, at=timezone.now(), **told)
        return self.answer(made.pk)


@extend_schema(tags=[TAG])
class Answering(_Verb):
    @extend_schema(
        summary="場の返事を残す",
        request=VisitAnswerSerializer,
        responses={200: VisitSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, pk: int, visit: int) -> Response:
        return self.done(visits.answer, VisitAnswerSerializer)


@extend_schema(tags=[TAG])
class Going(_Verb):
    @extend_schema(
        summary="見学に行った",
        request=VisitWentSerializer,
        responses={200: VisitSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, pk: int, visit: int) -> Response:
        return self.done(visits.went, VisitWentSerializer)


@extend_schema(tags=[TAG])
class Missing(_Verb):
    @extend_schema(
        summary="見学に行けなかった",
        request=VisitWentSerializer,
        responses={200: VisitSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, pk: int, visit: int) -> Response:
        return self.done(visits.missed, VisitWentSerializer)


@extend_schema(tags=[TAG])
class Withdrawing(_Verb):
    @extend_schema(
        summary="見学のおねがいを取り下げる", request=None, responses={200: VisitSerializer}
    )
    def post(self, request: Request, pk: int, visit: int) -> Response:
        return self.done(visits.withdraw)

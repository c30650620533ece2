"""閲覧のおねがい in the API: asked by number or by who was found, and answered once."""

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
from cases.actions import view_requests as acts
from cases.api.access import LEVELS, LevelField
from cases.api.doors import Listing, View
from cases.api.shapes import Shape
from cases.filters import ViewRequestFilter
from cases.forms.looking import unsealed
from cases.models import GRANTED, Case, ViewRequest
from cases.sheets import view_requests
from cases.sheets.view_requests import ViewRequestSheet
from cases.states import ViewRequestState
from districts.api.districts import NamedAgency, NamedStaff
from districts.api.doors import ONCE, sent_once
from fujisawa_care.foundation.api.fields import Code, Day, Text
from fujisawa_care.foundation.verdict import require

TAG = "閲覧のおねがい"
BY_CODE = {LEVELS[level.value]: level for level in GRANTED}


class ViewRequestSerializer(Shape):
    """`case` and `owner` stay empty for the asker who did not know them, until a yes."""

    id = serializers.IntegerField()
    case = serializers.CharField(source="number")
    owner = NamedAgency(allow_null=True)
    owner_kind = serializers.CharField()
    asked_by = NamedStaff()
    agency = NamedAgency()
    reason = serializers.CharField()
    asked_at = serializers.DateTimeField()
    state = serializers.ChoiceField(ViewRequestState.choices)
    state_label = serializers.CharField()
    level = LevelField(allow_null=True)
    level_label = serializers.CharField()
    until = serializers.DateField(allow_null=True)
    answered_by = NamedStaff(allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)
    answer_note = serializers.CharField()


class AskSerializer(Shape):
    case = Text(max_length=12, required=False, allow_blank=True)
    found = Text(max_length=2000, required=False, allow_blank=True)
    reason = Text(max_length=500)


class GrantSerializer(Shape):
    level = Code([(code, level.label) for code, level in BY_CODE.items()])
    until = Day()
    note = Text(max_length=500, required=False, allow_blank=True)


class DeclineSerializer(Shape):
    reason = Text(max_length=500)


@extend_schema(tags=[TAG])
class ViewRequests(Listing):
    serializer_class = ViewRequestSerializer
    filterset_class = ViewRequestFilter
    queryset = ViewRequest.objects.none()
    ordering = ("-asked_at", "-pk")

    def get_queryset(self) -> QuerySet[ViewRequest]:
        return view_requests.loaded(ViewRequest.objects.visible_to(self.caller))

    def shown(self, row: ViewRequest) -> ViewRequestSheet:
        return view_requests.of(row, viewer=self.caller, eyes=self.eyes)

    @extend_schema(summary="閲覧のおねがい（届いたもの・たのんだもの）")
    def get(self, request: Request) -> Response:
        return self.list(request)

    @extend_schema(
        summary="見せてほしいとたのむ（受付番号か、candidatesのfoundで）",
        request=AskSerializer,
        responses={201: ViewRequestSerializer(many=True)},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request) -> Response:
        require(rules.ask_to_view(self.caller))
        given = self.given(AskSerializer)
        sent = [one.pk for one in self._asked(given)]
        rows = self.get_queryset().filter(pk__in=sent)
        return Response(
            ViewRequestSerializer([self.shown(row) for row in rows], many=True).data, status=201
        )

    def _asked(self, given: dict[str, Any]) -> list[ViewRequest]:
        me, now, reason = self.caller, timezone.now(), given["reason"]
        if found := given.get("found"):
            people = unsealed(found, by=me)
            if not people:
                words = "さがしてから時間がたちました。もう一度さがしてください。"
                raise serializers.ValidationError({"found": words})
            return acts.ask_about(people, by=me, at=now, reason=reason)
        case = Case.objects.filter(number=given.get("case", "")).first()
        if case is None:
            raise serializers.ValidationError({"case": "この番号のケースは見つかりません。"})
        return [acts.ask(case, by=me, at=now, reason=reason, by_number=True)]


class _OneViewRequest(View):
    serializer_class = ViewRequestSerializer

    def row(self) -> ViewRequest:
        visible = ViewRequest.objects.visible_to(self.caller)
        return get_object_or_404(view_requests.loaded(visible), pk=self.kwargs["pk"])

    def answer(self) -> Response:
        sheet = view_requests.of(self.row(), viewer=self.caller, eyes=self.eyes)
        return Response(ViewRequestSerializer(sheet).data)


@extend_schema(tags=[TAG])
class OneViewRequest(_OneViewRequest):
    @extend_schema(summary="1つのおねがい")
    def get(self, request: Request, pk: int) -> Response:
        return self.answer()


@extend_schema(tags=[TAG])
class Granting(_OneViewRequest):
    @extend_schema(
        summary="見せる（できることと、いつまで）",
        request=GrantSerializer,
        responses={200: ViewRequestSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        row, given = self.row(), self.given(GrantSerializer)
        given["level"] = BY_CODE[given["level"]]
        acts.grant(row, by=self.caller, at=timezone.now(), **given)
        return self.answer()


@extend_schema(tags=[TAG])
class Declining(_OneViewRequest):
    @extend_schema(
        summary="見せられない（理由をそえて）",
        request=DeclineSerializer,
        responses={200: ViewRequestSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        row, given = self.row(), self.given(DeclineSerializer)
        acts.decline(row, by=self.caller, at=timezone.now(), **given)
        return self.answer()


@extend_schema(tags=[TAG])
class WithdrawingViewRequest(_OneViewRequest):
    @extend_schema(
        summary="おねがいを取り下げる", request=None, responses={200: ViewRequestSerializer}
    )
    def post(self, request: Request, pk: int) -> Response:
        acts.withdraw(self.row(), by=self.caller, at=timezone.now())
        return self.answer()

"""次の一手 in the API: the caller's day, and what is done, moved and passed on."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import follow_ups
from cases.api.doors import Listing, ListingOfCase, View, beside
from cases.api.shapes import NextStepSerializer, Shape, StaffRef, step
from cases.filters import CaseFollowUpFilter, FollowUpFilter
from cases.models import FollowUp, FollowUpKind, FollowUpOutcome, LeftBehind, Purpose
from cases.sheets import follow_ups as sheets
from cases.sheets.follow_ups import FollowUpSheet
from cases.sheets.shields import Eyes
from cases.states import FollowUpState
from districts.api.districts import NamedAgency, NamedStaff
from districts.api.doors import ONCE, sent_once
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.api.fields import Code, Day, Text

TAG = "次の一手"
BESIDE = {"due_on": "next.due_on", "what": "next.what"}


class FollowUpSerializer(Shape):
    id = serializers.IntegerField()
    case = serializers.CharField(source="number")
    what = serializers.CharField()
    kind = serializers.ChoiceField(FollowUpKind.choices)
    kind_label = serializers.CharField()
    purpose = serializers.ChoiceField(Purpose.choices)
    purpose_label = serializers.CharField()
    due_on = serializers.DateField()
    due_time = serializers.CharField()
    place = serializers.CharField()
    agency = NamedAgency()
    assignee = NamedStaff(allow_null=True)
    state = serializers.ChoiceField(FollowUpState.choices)
    state_label = serializers.CharField()
    outcome = serializers.ChoiceField(FollowUpOutcome.choices, allow_blank=True)
    outcome_label = serializers.CharField()
    note = serializers.CharField()
    referral = serializers.IntegerField(allow_null=True)
    planned_at = serializers.DateTimeField()
    planned_by = NamedStaff()
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_by = NamedStaff(allow_null=True)


class DoneSerializer(Shape):
    outcome = Code(FollowUpOutcome.choices, required=False)
    note = Text(max_length=500, required=False, allow_blank=True)
    left = serializers.ListField(
        child=Code(LeftBehind.choices), required=False, max_length=len(LeftBehind)
    )
    next = NextStepSerializer(required=False, allow_null=True)


class MoveSerializer(Shape):
    due_on = Day()
    due_time = serializers.TimeField(required=False, allow_null=True)
    place = Text(max_length=100, required=False, allow_blank=True)
    reason = Text(max_length=500)


class PassSerializer(Shape):
    assignee = StaffRef()


def _answer(follow_up: FollowUp, eyes: Eyes, *, status: int = 200) -> Response:
    sheet = sheets.of(sheets.loaded(FollowUp.objects.filter(pk=follow_up.pk)).get(), eyes=eyes)
    return Response(FollowUpSerializer(sheet).data, status=status)


@extend_schema(tags=[TAG], summary="次の一手の一覧（stateを指定しなければ予定のもの）")
class FollowUps(Listing):
    serializer_class = FollowUpSerializer
    filterset_class = FollowUpFilter
    queryset = FollowUp.objects.none()
    ordering = ("due_on", "pk")
    ordering_fields = ("due_on", "planned_at")

    def get_queryset(self) -> QuerySet[FollowUp]:
        rows = FollowUp.objects.visible_to(self.caller)
        asked = "state" in self.request.query_params
        return rows if asked else rows.open()

    def loaded(self, rows: list[FollowUp]) -> list[FollowUp]:
        return paging.again(rows, sheets.loaded(FollowUp.objects.all()))

    def shown(self, row: FollowUp) -> FollowUpSheet:
        return sheets.of(row, eyes=self.eyes)


@extend_schema(tags=[TAG])
class FollowUpsOfCase(ListingOfCase):
    serializer_class = FollowUpSerializer
    filterset_class = CaseFollowUpFilter
    queryset = FollowUp.objects.none()
    ordering = ("-due_on", "-pk")
    ordering_fields = ("due_on", "planned_at")

    def get_queryset(self) -> QuerySet[FollowUp]:
        return sheets.loaded(FollowUp.objects.filter(case=self.opened()))

    def shown(self, row: FollowUp) -> FollowUpSheet:
        return sheets.of(row, eyes=self.eyes)

    @extend_schema(summary="このケースの次の一手（終わったものも）")
    def get(self, request: Request, number: str) -> Response:
        return self.list(request)

    @extend_schema(
        summary="次の一手を決める",
        request=NextStepSerializer,
        responses={201: FollowUpSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, number: str) -> Response:
        case = self.case()
        then = follow_ups.Next(**self.given(NextStepSerializer))
        planned = follow_ups.plan(case, by=self.caller, at=timezone.now(), then=then)
        return _answer(planned, self.eyes, status=201)


class _OneFollowUp(View):
    serializer_class = FollowUpSerializer

    def follow_up(self) -> FollowUp:
        visible = FollowUp.objects.visible_to(self.caller)
        if "number" in self.kwargs:
            visible = visible.filter(case__number=self.kwargs["number"])
        return get_object_or_404(visible, pk=self.kwargs["pk"])


@extend_schema(tags=[TAG])
class Done(_OneFollowUp):
    @extend_schema(
        summary="できた（最後の1つなら、次の一手かケースの終わりが要ります）",
        request=DoneSerializer,
        responses={200: FollowUpSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, **address: str) -> Response:
        follow_up = self.follow_up()
        given = {"outcome": FollowUpOutcome.NONE, **self.given(DoneSerializer)}
        then = step(given.pop("next", None))
        with beside(BESIDE):
            follow_ups.finish(follow_up, by=self.caller, at=timezone.now(), then=then, **given)
        return _answer(follow_up, self.eyes)


@extend_schema(tags=[TAG])
class Moving(_OneFollowUp):
    @extend_schema(
        summary="日を変える", request=MoveSerializer, responses={200: FollowUpSerializer}
    )
    def post(self, request: Request, **address: str) -> Response:
        follow_up = self.follow_up()
        given = {"due_time": follow_up.due_time, **self.given(MoveSerializer)}
        moved = follow_ups.move(follow_up, by=self.caller, at=timezone.now(), **given)
        return _answer(moved, self.eyes)


@extend_schema(tags=[TAG])
class Passing(_OneFollowUp):
    @extend_schema(
        summary="ほかの人にたのむ", request=PassSerializer, responses={200: FollowUpSerializer}
    )
    def post(self, request: Request, **address: str) -> Response:
        follow_up = self.follow_up()
        to = self.given(PassSerializer)["assignee"]
        passed = follow_ups.hand_over(follow_up, by=self.caller, at=timezone.now(), to=to)
        return _answer(passed, self.eyes)

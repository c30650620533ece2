"""プランを会議に出す・議題を決める in the API: a plan is decided by the item that carries it (R11)."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.shapes import AgencyRef, Shape, StaffRef
from cases.models import Plan, TaskStanding
from districts.api.doors import ONCE, sent_once
from fujisawa_care.foundation.api.fields import Code, Day, Text, Whole
from fujisawa_care.foundation.problems import IllegalStep
from meetings import rules
from meetings.actions import agenda, items
from meetings.actions.placing import LONGEST, MOST_WORDS
from meetings.actions.sharing import MOST, Role
from meetings.api.shapes import Items, ItemSerializer
from meetings.models import ON_THE_TABLE, AgendaItem, Decision, Reason

TAG = "議題"


class PlanTabledSerializer(Shape):
    """Without a reason it is the one that goes with the kind of the plan."""

    meeting = Whole(min_value=1)
    reason = Code(Reason.choices, required=False)
    question = Text(max_length=MOST_WORDS, required=False, allow_blank=True)
    minutes = Whole(required=False, allow_null=True, min_value=1, max_value=LONGEST)


class RoleSerializer(Shape):
    """An agency, or somebody who is none (`who`)."""

    agency = AgencyRef(required=False, allow_null=True)
    staff = StaffRef(required=False, allow_null=True)
    who = Text(max_length=100, required=False, allow_blank=True)
    what = Text(max_length=200)
    due_on = Day(required=False, allow_null=True)
    standing = Code(TaskStanding.choices, required=False)


class DecideSerializer(Shape):
    """A decision that goes on makes each role a next step of its agency at once."""

    decision = Code(Decision.choices)
    wording = Text(max_length=2000, required=False, allow_blank=True)
    next_check_on = Day(required=False, allow_null=True)
    roles = serializers.ListField(
        child=RoleSerializer(), required=False, allow_null=True, max_length=MOST
    )


class _Deciding(Items):
    def decided(self, item: AgendaItem) -> Response:
        given = self.given(DecideSerializer)
        rows: list[dict[str, Any]] | None = given.pop("roles", None)
        told = {"wording": ""} | given
        if rows is not None:
            told["roles"] = [Role(**row) for row in rows]
        items.decide(item, by=self.caller, at=timezone.now(), **told)
        return self.answer(item)


@extend_schema(tags=[TAG])
class Deciding(_Deciding):
    @extend_schema(
        summary="決める（役割は、それぞれの機関の次の一手になります）",
        request=DecideSerializer,
        responses={200: ItemSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        return self.decided(self.item(pk))


@extend_schema(tags=["支援プラン"])
class DecidingPlan(_Deciding):
    @extend_schema(
        summary="プランを決める（会議で開いている議題として）",
        request=DecideSerializer,
        responses={200: ItemSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        plan = get_object_or_404(Plan.objects.visible_to(self.caller), pk=pk)
        item = self.rows().filter(plan=plan, state__in=ON_THE_TABLE).first()
        if item is None:
            raise IllegalStep("このプランは、会議に出ていません", code="plan-not-tabled")
        return self.decided(item)


@extend_schema(tags=["支援プラン"])
class TablingPlan(Items):
    serializer_class: type[serializers.Serializer[Any]] = ItemSerializer

    @extend_schema(
        summary="プランを会議に出す",
        request=PlanTabledSerializer,
        responses={201: ItemSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, pk: int) -> Response:
        visible = Plan.objects.visible_to(self.caller).select_related("case")
        plan = get_object_or_404(visible, pk=pk)
        given = self.given(PlanTabledSerializer)
        meeting = self.sitting(given.pop("meeting"), plan.case)
        told = {"reason": rules.reason_of(plan, meeting), "question": ""} | given
        item = agenda.table(
            meeting, plan.case, by=self.caller, at=timezone.now(), plan=plan, **told
        )
        return self.answer(item, status=201)

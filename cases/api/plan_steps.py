"""プランの一歩 in the API: the agencies asked and answering, the person shown, the evaluation and the end."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import plans as acts
from cases.api.doors import Listing, View, beside
from cases.api.plan_shapes import (
    MOST_CHANGES,
    MOST_GOALS,
    MOST_ID,
    MOST_TASKS,
    PlanSerializer,
    TaskSerializer,
)
from cases.api.plans import TAG, OfPlan
from cases.api.shapes import HouseRef, Shape
from cases.models import (
    WORDS_LIMIT,
    ChangeSeen,
    Conclusion,
    PlanTask,
    Reached,
    Signature,
)
from cases.sheets import plan_asked
from cases.sheets.plan_asked import AskedSheet
from cases.states import PlanState
from districts.api.districts import NamedAgency, NamedStaff
from districts.api.doors import ONCE, sent_once
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.api.fields import Code, Day, Refs, Text, Whole, YesNo

SHOWN = [one for one in Signature.choices if one[0] != Signature.NONE]
ENDS = [(one.value, one.label) for one in (PlanState.CLOSED, PlanState.SUSPENDED)]


class AskedRowSerializer(Shape):
    """Without a name, unless the person has agreed that this agency sees it."""

    plan = serializers.IntegerField()
    case = serializers.CharField(source="number")
    kind_label = serializers.CharField()
    name = serializers.CharField()
    district = serializers.CharField()
    asked_by = NamedStaff()
    agency = NamedAgency()
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    goals = serializers.ListField(child=serializers.CharField())
    tasks = TaskSerializer(many=True)


class AskRolesSerializer(Shape):
    """`again`: rows whose agency could not, and is asked once more."""

    again = serializers.ListField(
        child=Whole(min_value=1, max_value=MOST_ID), required=False, max_length=MOST_TASKS
    )


class AnswerRoleSerializer(Shape):
    agreed = YesNo()
    note = Text(max_length=500, required=False, allow_blank=True)


class ShowPlanSerializer(Shape):
    on = Day()
    signature = Code(SHOWN)


class GoalReachedSerializer(Shape):
    goal = Whole(min_value=1, max_value=MOST_ID)
    reached = Code(Reached.choices)


class EvaluateSerializer(Shape):
    on = Day()
    changes = Refs(ChangeSeen.objects.active(), required=False, max_length=MOST_CHANGES)
    reached = serializers.ListField(child=GoalReachedSerializer(), max_length=MOST_GOALS)
    own_words = Text(max_length=WORDS_LIMIT, required=False, allow_blank=True)
    text = Text(max_length=WORDS_LIMIT, required=False, allow_blank=True)
    conclusion = Code(Conclusion.choices)


class EndPlanSerializer(Shape):
    """`stays_with`: the 主担当, named where a 多機関協働 plan is closed."""

    state = Code(ENDS, required=False)
    reason = Text(max_length=1000)
    stays_with = HouseRef(required=False, allow_null=True)


@extend_schema(tags=[TAG])
class Asking(OfPlan):
    @extend_schema(
        summary="役割のある機関にたずねる（まだたずねていないところだけ）",
        request=AskRolesSerializer,
        responses={200: PlanSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        plan = self.plan()
        again = plan.tasks.filter(pk__in=self.given(AskRolesSerializer).get("again", ()))
        acts.ask(plan, by=self.caller, at=timezone.now(), tasks=list(again))
        return self.answer(plan)


@extend_schema(tags=[TAG])
class Showing(OfPlan):
    @extend_schema(
        summary="本人に見せた", request=ShowPlanSerializer, responses={200: PlanSerializer}
    )
    def post(self, request: Request, pk: int) -> Response:
        plan, given = self.plan(), self.given(ShowPlanSerializer)
        acts.show(plan, by=self.caller, at=timezone.now(), **given)
        return self.answer(plan)


@extend_schema(tags=[TAG])
class Evaluating(OfPlan):
    @extend_schema(
        summary="評価する（このまま続けるほかは、そのあとclose・renewで進める）",
        request=EvaluateSerializer,
        responses={200: PlanSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, pk: int) -> Response:
        plan = self.plan()
        given: dict[str, Any] = {"own_words": "", "text": "", **self.given(EvaluateSerializer)}
        given["changes"] = [one.pk for one in given.get("changes", ())]
        given["reached"] = {str(one["goal"]): one["reached"] for one in given["reached"]}
        acts.evaluate(plan, by=self.caller, at=timezone.now(), **given)
        return self.answer(plan)


@extend_schema(tags=[TAG])
class Ending(OfPlan):
    @extend_schema(
        summary="終結にする・中断する（役割とその閲覧も終わります）",
        request=EndPlanSerializer,
        responses={200: PlanSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, pk: int) -> Response:
        plan = self.plan()
        given = {"state": PlanState.CLOSED, **self.given(EndPlanSerializer)}
        given["because"] = given.pop("reason")
        with beside({"because": "reason"}):
            acts.end(plan, by=self.caller, at=timezone.now(), **given)
        return self.answer(plan)


class _Asked(View):
    serializer_class = AskedRowSerializer

    def rows(self) -> QuerySet[PlanTask]:
        return PlanTask.objects.asked_of(self.caller)

    def sheet(self, row: PlanTask) -> AskedSheet | None:
        house, now = self.caller.agency_id, timezone.now()
        return plan_asked.asked_of([row], house=house, at=now, eyes=self.eyes)


@extend_schema(tags=[TAG], summary="わたしの機関がたのまれた役割")
class AskedRows(_Asked, Listing):
    queryset = PlanTask.objects.none()
    ordering = ("-pk",)
    ordering_fields = ("until",)

    def get_queryset(self) -> QuerySet[PlanTask]:
        return self.rows()

    def loaded(self, rows: list[PlanTask]) -> list[PlanTask]:
        return paging.again(rows, plan_asked.asked(PlanTask.objects.all()))

    def shown(self, row: PlanTask) -> AskedSheet | None:
        return self.sheet(row)


@extend_schema(tags=[TAG])
class Answering(_Asked):
    @extend_schema(
        summary="引き受けられるかを答える（1度だけ。引き受けられないときは、わけもそえる）",
        request=AnswerRoleSerializer,
        responses={200: AskedRowSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        row = get_object_or_404(self.rows(), pk=pk)
        acts.answer(row, by=self.caller, at=timezone.now(), **self.given(AnswerRoleSerializer))
        fresh = plan_asked.asked(PlanTask.objects.filter(pk=pk)).get()
        return Response(AskedRowSerializer(self.sheet(fresh)).data)

"""支援プラン in the API: written, asked for, shown, looked back on and ended; tabling belongs to the sittings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import plan_words
from cases.actions import plans as acts
from cases.api.doors import Listing, View, beside, look
from cases.api.plan_shapes import (
    DraftSerializer,
    PlanBriefSerializer,
    PlanSerializer,
    PlanWrittenSerializer,
    words,
)
from cases.api.shapes import Shape
from cases.filters import PlanFilter
from cases.models import Case, Plan, PlanRevision
from cases.sheets import plan_changes, shields
from cases.sheets import plans as sheets
from cases.sheets.plan_changes import Version
from cases.sheets.plans import PlanBrief
from districts.api.districts import NamedAgency, NamedStaff
from districts.api.doors import ETAG, IF_MATCH, ONCE, sent_once, unchanged
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.api.etag import etag
from fujisawa_care.foundation.problems import IllegalStep

TAG = "支援プラン"
COVERED = "支援措置のため、ふせているプランです。先に、わけを入れて開いてください"


class PlanChangeSerializer(Shape):
    where = serializers.CharField()
    label_ = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()


class PlanRevisionSerializer(Shape):
    version = serializers.IntegerField()
    at = serializers.DateTimeField()
    by = NamedStaff()
    agency = NamedAgency()
    first = serializers.BooleanField()
    changes = PlanChangeSerializer(many=True)


def tag(plan: Plan) -> str:
    return etag("plan", plan.pk, plan.version)


class OfPlan(View):
    serializer_class: type[Shape] = PlanSerializer

    def plan(self) -> Plan:
        visible = Plan.objects.visible_to(self.caller).select_related("case__person")
        found = get_object_or_404(visible, pk=self.kwargs["pk"])
        self.eyes = shields.on_one(found.case, viewer=self.caller)
        return found

    def answer(self, plan: Plan, *, status: int = 200) -> Response:
        """As it is now, for the caller who has just read or changed it."""
        fresh = sheets.loaded(Plan.objects.filter(pk=plan.pk)).get()
        sheet = sheets.of(fresh, eyes=self.eyes)
        return Response(PlanSerializer(sheet).data, status=status, headers={"ETag": tag(fresh)})


@extend_schema(tags=[TAG])
class Plans(OfPlan, Listing):
    serializer_class = PlanBriefSerializer
    filterset_class = PlanFilter
    queryset = Plan.objects.none()
    ordering = ("-drafted_at", "-pk")
    ordering_fields = ("drafted_at", "evaluate_on", "updated_at")

    def get_queryset(self) -> QuerySet[Plan]:
        return Plan.objects.visible_to(self.caller)

    def loaded(self, rows: list[Plan]) -> list[Plan]:
        return paging.again(rows, Plan.objects.select_related(*sheets.JOINED))

    def shown(self, row: Plan) -> PlanBrief:
        return sheets.brief(row, eyes=self.eyes)

    @extend_schema(summary="見てよいプランの一覧（中身は1件ずつ読む）")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)

    @extend_schema(
        summary="案を作る（種類ごとに、終わっていないものは1つ）",
        request=DraftSerializer,
        responses={201: PlanSerializer, 404: None},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request) -> Response:
        given = self.given(DraftSerializer)
        number, kind = given.pop("case"), given.pop("kind")
        visible = Case.objects.visible_to(self.caller).select_related("person")
        case = get_object_or_404(visible, number=number)
        written = acts.Words(**words(given))
        plan = acts.draft(case, by=self.caller, at=timezone.now(), kind=kind, words=written)
        self.eyes = shields.on_one(case, viewer=self.caller)
        return self.answer(plan, status=201)


@extend_schema(tags=[TAG])
class OnePlan(OfPlan):
    @extend_schema(summary="1つのプラン（読んだことは記録されます）", parameters=[ETAG])
    def get(self, request: Request, pk: int) -> Response:
        plan = self.plan()
        look(request, plan.case)
        return self.answer(plan)

    @extend_schema(
        summary="案を直す（送った項目だけ。goalsは全部を送る）",
        request=PlanWrittenSerializer,
        parameters=[IF_MATCH, ETAG],
    )
    def patch(self, request: Request, pk: int) -> Response:
        plan = self.plan()
        if self.eyes.over(plan.case).on:
            raise IllegalStep(COVERED, code="plan-covered")
        visible = Case.objects.visible_to(self.caller)
        # the case is locked first, as every action does it; the version is read under that lock
        with unchanged(request, visible, self._tag, pk=plan.case_id):
            given = words(self.given(PlanWrittenSerializer, partial=True))
            plan = Plan.objects.get(pk=pk)
            acts.save(
                plan,
                by=self.caller,
                at=timezone.now(),
                version=plan.version,
                words=replace(plan_words.of(plan), **given),
            )
        return self.answer(plan)

    def _tag(self, case: Case) -> str:
        return tag(Plan.objects.get(pk=self.kwargs["pk"], case=case))


@extend_schema(tags=[TAG])
class Revisions(Listing, OfPlan):
    serializer_class = PlanRevisionSerializer
    queryset = PlanRevision.objects.none()
    ordering = ("-version",)
    ordering_fields = ("version",)

    def get_queryset(self) -> QuerySet[PlanRevision]:
        plan = self.plan()
        look(self.request, plan.case)
        return plan_changes.loaded(plan)

    def loaded(self, rows: list[PlanRevision]) -> list[Any]:
        return plan_changes.of(rows, eyes=self.eyes)

    def shown(self, row: Version) -> Version:
        return row

    @extend_schema(summary="直した記録（だれが、なにを、なにからなにへ。新しい順）")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)


@extend_schema(tags=[TAG])
class Renewing(OfPlan):
    @extend_schema(
        summary="再プラン（同じことばの新しい案。役割はたずねなおす）",
        request=None,
        responses={201: PlanSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, pk: int) -> Response:
        draft = acts.renew(self.plan(), by=self.caller, at=timezone.now())
        return self.answer(draft, status=201)


@extend_schema(tags=[TAG])
class Starting(OfPlan):
    @extend_schema(
        summary="始める（決まったプラン。中断したものは、また進める）",
        request=None,
        responses={200: PlanSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        with beside({"__all__": "non_field_errors"}):
            plan = acts.start(self.plan(), by=self.caller, at=timezone.now())
        return self.answer(plan)

"""地域課題 in the API: what is missing, and what there is that goes with it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from districts import rules, sheets
from districts.actions import issues, resources
from districts.api.districts import NamedAgency, NamedStaff
from districts.api.doors import ONCE, View, sent_once
from districts.api.resources import TAG, BecauseSerializer
from districts.filters import IssueFilter
from districts.models import TEXT_LIMIT, District, Issue, Resource, Topic
from fujisawa_care.foundation.api.fields import Ref, Strict, Text
from fujisawa_care.foundation.verdict import require


class IssueSerializer(serializers.ModelSerializer[Issue]):
    topic_label = serializers.CharField(source="topic.label")
    state_label = serializers.CharField(source="get_state_display")
    raised_by = NamedStaff()
    agency = NamedAgency()
    resources = serializers.SerializerMethodField()

    class Meta:
        model = Issue
        fields = [
            *("id", "district", "topic", "topic_label", "text", "from_case", "raised_by"),
            *("agency", "raised_on", "state", "state_label", "handed_to", "handed_on"),
            *("answer", "answered_on", "withdrawn_because", "resources"),
        ]

    def get_resources(self, issue: Issue) -> list[dict[str, Any]]:
        return [{"id": one.resource_id, "name": one.resource.name} for one in issue.matches.all()]


class IssueRaisedSerializer(Strict):
    district = Ref(queryset=District.objects.all(), required=False, allow_null=True)
    topic = Ref(queryset=Topic.objects.active())
    text = Text(max_length=TEXT_LIMIT)


class MatchedSerializer(Strict):
    resource = Ref(queryset=Resource.objects.there())
    note = Text(max_length=500, required=False, allow_blank=True)


@extend_schema(tags=[TAG])
class Issues(View, generics.ListAPIView[Issue]):
    serializer_class = IssueSerializer
    filterset_class = IssueFilter
    queryset = Issue.objects.none()
    ordering = ("-raised_on", "-pk")
    ordering_fields = ("raised_on",)

    def get_queryset(self) -> QuerySet[Issue]:
        return sheets.issues_loaded(Issue.objects.visible_to(self.caller))

    @extend_schema(summary="地域課題")
    def get(self, request: Request) -> Response:
        return self.list(request)

    @extend_schema(
        summary="地域課題を出す（名前や番号は書かない）",
        request=IssueRaisedSerializer,
        responses={201: IssueSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request) -> Response:
        require(rules.gather(self.caller))
        given = self.given(IssueRaisedSerializer)
        made = issues.bring_up(by=self.caller, at=timezone.now(), **given)
        return Response(IssueSerializer(self.get_queryset().get(pk=made.pk)).data, status=201)


class OfIssue(View):
    serializer_class = IssueSerializer

    def row(self) -> Issue:
        visible = sheets.issues_loaded(Issue.objects.visible_to(self.caller))
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def answer(self) -> Response:
        return Response(IssueSerializer(self.row()).data)


@extend_schema(tags=[TAG])
class OneIssue(OfIssue):
    @extend_schema(summary="1つの地域課題")
    def get(self, request: Request, pk: int) -> Response:
        return self.answer()


@extend_schema(tags=[TAG])
class Matching(OfIssue):
    @extend_schema(
        summary="社会資源とつき合わせる",
        request=MatchedSerializer,
        responses={200: IssueSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        row, given = self.row(), self.given(MatchedSerializer)
        resource, note = given["resource"], given.get("note", "")
        resources.match(row, resource, by=self.caller, at=timezone.now(), note=note)
        return self.answer()


@extend_schema(tags=[TAG])
class WithdrawingIssue(OfIssue):
    @extend_schema(
        summary="地域課題を取り下げる",
        request=BecauseSerializer,
        responses={200: IssueSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        row, given = self.row(), self.given(BecauseSerializer)
        issues.withdraw(row, by=self.caller, at=timezone.now(), **given)
        return self.answer()

"""地域課題 in the API: handed to a table, and answered there."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from districts import sheets
from districts.api.doors import View
from districts.api.issues import IssueSerializer
from districts.models import ANSWER_LIMIT, Issue
from fujisawa_care.foundation.api.fields import Ref, Strict, Text
from meetings.actions import issues
from meetings.models import Meeting, MeetingBody

TAG = "地域課題・社会資源"


class HandedSerializer(Strict):
    body = Ref(queryset=MeetingBody.objects.active())
    meeting = Ref(queryset=Meeting.objects.all(), required=False, allow_null=True)


class AnsweredSerializer(Strict):
    text = Text(max_length=ANSWER_LIMIT)


class _OneIssue(View):
    serializer_class = IssueSerializer

    def row(self) -> Issue:
        visible = sheets.issues_loaded(Issue.objects.visible_to(self.caller))
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def answer(self) -> Response:
        return Response(IssueSerializer(self.row()).data)


@extend_schema(tags=[TAG])
class Handing(_OneIssue):
    @extend_schema(summary="会議に渡す", request=HandedSerializer, responses={200: IssueSerializer})
    def post(self, request: Request, pk: int) -> Response:
        row, given = self.row(), self.given(HandedSerializer)
        issues.hand(row, by=self.caller, at=timezone.now(), **given)
        return self.answer()


@extend_schema(tags=[TAG])
class Answering(_OneIssue):
    @extend_schema(
        summary="会議の答えを残す（出した方に知らせる）",
        request=AnsweredSerializer,
        responses={200: IssueSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        row, given = self.row(), self.given(AnsweredSerializer)
        issues.answer(row, by=self.caller, at=timezone.now(), **given)
        return self.answer()

"""地域課題 in the API: handed to a table, and answered there."""

from __future__ import annotations

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from districts.api.issues import IssueSerializer, OfIssue
from districts.models import ANSWER_LIMIT
from fujisawa_care.foundation.api.fields import Ref, Strict, Text
from meetings.actions import issues
from meetings.models import Meeting, MeetingBody

TAG = "地域課題・社会資源"


class HandedSerializer(Strict):
    body = Ref(queryset=MeetingBody.objects.active())
    meeting = Ref(queryset=Meeting.objects.all(), required=False, allow_null=True)


class AnsweredSerializer(Strict):
    text = Text(max_length=ANSWER_LIMIT)


@extend_schema(tags=[TAG])
class Handing(OfIssue):
    @extend_schema(summary="会議に渡す", request=HandedSerializer, responses={200: IssueSerializer})
    def post(self, request: Request, pk: int) -> Response:
        row, given = self.row(), self.given(HandedSerializer)
        issues.hand(row, by=self.caller, at=timezone.now(), **given)
        return self.answer()


@extend_schema(tags=[TAG])
class Answering(OfIssue):
    @extend_schema(
        summary="会議の答えを残す（出した方に知らせる）",
        request=AnsweredSerializer,
        responses={200: IssueSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        row, given = self.row(), self.given(AnsweredSerializer)
        issues.answer(row, by=self.caller, at=timezone.now(), **given)
        return self.answer()

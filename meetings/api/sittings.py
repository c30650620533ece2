"""会議 in the API: called, put right, invited to, held, and answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.doors import Listing, View
from districts.api.doors import ETAG, IF_MATCH, ONCE, sent_once, unchanged
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.api.etag import etag
from meetings.actions import meetings
from meetings.actions.meetings import Sitting
from meetings.actions.members import Called
from meetings.api.sitting_shapes import (
    MeetingAnswerSerializer,
    MeetingCallSerializer,
    MeetingCancelSerializer,
    MeetingPatchSerializer,
    MeetingRowSerializer,
    MeetingSerializer,
    WholeSerializer,
)
from meetings.filters import MeetingFilter
from meetings.models import LegalBasis, Meeting, MeetingBody
from meetings.sheets import sittings as sheets
from meetings.sheets.sittings import MeetingRow

TAG = "会議"
USUAL = timedelta(minutes=90)


def tag(meeting: Meeting) -> str:
    return etag("meeting", meeting.pk, meeting.version)


class Sittings(View):
    serializer_class: type[serializers.Serializer[Any]] = MeetingSerializer

    def meeting(self, pk: int) -> Meeting:
        visible = Meeting.objects.visible_to(self.caller)
        return get_object_or_404(visible.select_related("body"), pk=pk)

    def answer(self, pk: int, *, status: int = 200) -> Response:
        visible = Meeting.objects.visible_to(self.caller)
        fresh = get_object_or_404(sheets.loaded(visible, viewer=self.caller), pk=pk)
        sheet = sheets.of(fresh, viewer=self.caller)
        body = MeetingRowSerializer(sheet.row).data | WholeSerializer(sheet).data
        return Response(body, status=status, headers={"ETag": tag(fresh)})


@extend_schema(tags=[TAG])
class Meetings(Sittings, Listing):
    serializer_class = MeetingRowSerializer
    filterset_class = MeetingFilter
    queryset = Meeting.objects.none()
    ordering = ("-starts_at", "-pk")
    ordering_fields = ("starts_at",)

    def get_queryset(self) -> QuerySet[Meeting]:
        return Meeting.objects.visible_to(self.caller)

    def loaded(self, rows: list[Meeting]) -> list[Meeting]:
        return paging.again(rows, sheets.loaded(Meeting.objects.all(), viewer=self.caller))

    def shown(self, row: Meeting) -> MeetingRow:
        return sheets.row(row)

    @extend_schema(summary="会議の一覧")
    def get(self, request: Request) -> Response:
        return self.list(request)

    @extend_schema(
        summary="会議を作る",
        request=MeetingCallSerializer,
        responses={201: MeetingSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request) -> Response:
        given, now = self.given(MeetingCallSerializer), timezone.now()
        body, who = _body(given), given.pop("members", [])
        given.setdefault("ends_at", given["starts_at"] + USUAL)
        if (codes := given.pop("bases", None)) is not None:
            given["bases"] = _bases(codes)
        plan, asked = Sitting(**given), [Called(**one) for one in who]
        made = meetings.call(body, by=self.caller, at=now, plan=plan, members=asked)
        return self.answer(made.pk, status=201)


@extend_schema(tags=[TAG], responses={200: MeetingSerializer})
class OneMeeting(Sittings):
    @extend_schema(summary="会議", parameters=[ETAG])
    def get(self, request: Request, pk: int) -> Response:
        return self.answer(pk)

    @extend_schema(
        summary="予定を直す（日時を変えると、招いた方に、もう一度たずねます）",
        request=MeetingPatchSerializer,
        parameters=[IF_MATCH, ETAG],
    )
    def patch(self, request: Request, pk: int) -> Response:
        rows = Meeting.objects.visible_to(self.caller)
        with unchanged(request, rows, tag, pk=pk) as meeting:
            said = self.given(MeetingPatchSerializer, partial=True)
            if "bases" in said:
                said["bases"] = frozenset(one.pk for one in _bases(said["bases"] or []))
            meetings.change(meeting, by=self.caller, at=timezone.now(), said=said)
        return self.answer(pk)


@extend_schema(tags=[TAG], responses={200: MeetingSerializer})
class Inviting(Sittings):
    @extend_schema(summary="まだ招いていない方を招く", request=None)
    def post(self, request: Request, pk: int) -> Response:
        meetings.invite(self.meeting(pk), by=self.caller, at=timezone.now())
        return self.answer(pk)


@extend_schema(tags=[TAG], responses={200: MeetingSerializer})
class Holding(Sittings):
    @extend_schema(summary="会議を始める", request=None)
    def post(self, request: Request, pk: int) -> Response:
        meetings.begin(self.meeting(pk), by=self.caller, at=timezone.now())
        return self.answer(pk)


@extend_schema(tags=[TAG], responses={200: MeetingSerializer})
class Settling(Sittings):
    @extend_schema(summary="会議の記録を終える", request=None)
    def post(self, request: Request, pk: int) -> Response:
        meetings.settle(self.meeting(pk), by=self.caller, at=timezone.now())
        return self.answer(pk)


@extend_schema(tags=[TAG], responses={200: MeetingSerializer})
class Cancelling(Sittings):
    @extend_schema(summary="会議を取りやめる", request=MeetingCancelSerializer)
    def post(self, request: Request, pk: int) -> Response:
        meeting, given = self.meeting(pk), self.given(MeetingCancelSerializer)
        meetings.cancel(meeting, by=self.caller, at=timezone.now(), **given)
        return self.answer(pk)


@extend_schema(tags=[TAG], responses={200: MeetingSerializer})
class Answering(Sittings):
    @extend_schema(summary="招きに返事をする", request=MeetingAnswerSerializer)
    def post(self, request: Request, pk: int) -> Response:
        meeting, given = self.meeting(pk), self.given(MeetingAnswerSerializer)
        whose = {"pk": given["member"]} if given.get("member") else {"staff": self.caller}
        member = get_object_or_404(meeting.members.filter(left_at__isnull=True), **whose)
        meetings.answer(member, by=self.caller, at=timezone.now(), coming=given["answer"])
        return self.answer(pk)


def _body(given: dict[str, Any]) -> MeetingBody:
    code, kind = given.pop("body", None), given.pop("kind", None)
    if not code and not kind:
        raise ValidationError({"body": "会議体のコードか、種類を入れてください"})
    rows = MeetingBody.objects.active()
    rows = rows.filter(code=code) if code else rows.filter(kind=kind)
    if (body := rows.first()) is None:
        raise ValidationError({"body" if code else "kind": "この会議体はありません"})
    return body


def _bases(codes: list[str]) -> tuple[LegalBasis, ...]:
    found = tuple(LegalBasis.objects.filter(pk__in=codes, active=True))
    if missing := set(codes) - {one.pk for one in found}:
        words = "・".join(sorted(missing))
        raise ValidationError({"bases": f"この根拠はありません: {words}"})
    return found

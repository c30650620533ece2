"""出席者 in the API: called, taken off, made the chair, ticked on the day."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.shapes import Shape
from districts.api.doors import ONCE, sent_once
from fujisawa_care.foundation.api.fields import YesNo
from meetings.actions import members
from meetings.actions.members import Called
from meetings.api.sitting_shapes import MeetingCalledSerializer, MeetingSerializer
from meetings.api.sittings import TAG, Sittings
from meetings.models import Member


class AttendedSerializer(Shape):
    attended = YesNo()


class _OfOne(Sittings):
    def member(self, pk: int, member: int) -> Member:
        here = self.meeting(pk).members.filter(left_at__isnull=True)
        return get_object_or_404(here.select_related("meeting"), pk=member)


@extend_schema(tags=[TAG])
class Members(Sittings):
    @extend_schema(
        summary="出席者を加える",
        request=MeetingCalledSerializer,
        responses={201: MeetingSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, pk: int) -> Response:
        meeting, who = self.meeting(pk), Called(**self.given(MeetingCalledSerializer))
        members.add(meeting, by=self.caller, at=timezone.now(), who=who)
        return self.answer(pk, status=201)


@extend_schema(tags=[TAG], responses={200: MeetingSerializer})
class Leaving(_OfOne):
    @extend_schema(summary="出席者から外す（会議も資料も、そのときから見られません）", request=None)
    def post(self, request: Request, pk: int, member: int) -> Response:
        members.remove(self.member(pk, member), by=self.caller, at=timezone.now())
        return self.answer(pk)


@extend_schema(tags=[TAG], responses={200: MeetingSerializer})
class Chairing(_OfOne):
    @extend_schema(summary="議長にする（前の議長は、議長でなくなります）", request=None)
    def post(self, request: Request, pk: int, member: int) -> Response:
        members.chair(self.member(pk, member), by=self.caller, at=timezone.now())
        return self.answer(pk)


@extend_schema(tags=[TAG], responses={200: MeetingSerializer})
class Attending(_OfOne):
    @extend_schema(summary="来たか、来なかったかを残す", request=AttendedSerializer)
    def post(self, request: Request, pk: int, member: int) -> Response:
        row, given = self.member(pk, member), self.given(AttendedSerializer)
        members.attend(row, by=self.caller, at=timezone.now(), **given)
        return self.answer(pk)

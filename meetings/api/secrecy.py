"""守秘の確認 in the API: each for themselves, or a secretary for a signature on paper."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.doors import View
from cases.api.shapes import Shape
from fujisawa_care.foundation.api.fields import Whole
from meetings.actions import secrecy
from meetings.models import Meeting

TAG = "会議"


class SwearSerializer(Shape):
    """Without a member: one's own."""

    member = Whole(required=False, allow_null=True, min_value=1)


class SwornSerializer(Shape):
    member = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    sworn_at = serializers.DateTimeField()


@extend_schema(tags=[TAG])
class Swearing(View):
    serializer_class = SwornSerializer

    @extend_schema(
        summary="守秘を確かめる",
        request=SwearSerializer,
        responses={200: SwornSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        meeting = get_object_or_404(Meeting.objects.visible_to(self.caller), pk=pk)
        given = self.given(SwearSerializer).get("member")
        whose = {"pk": given} if given else {"staff": self.caller}
        member = get_object_or_404(meeting.members.filter(left_at__isnull=True), **whose)
        sworn = secrecy.swear(member, by=self.caller, at=timezone.now())
        return Response(SwornSerializer(sworn).data)

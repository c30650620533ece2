"""予定表の鍵 in the API: the caller's own; the address is told once."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import calendar_keys
from cases.api.doors import Listing, View
from cases.api.shapes import Shape
from cases.filters import CalendarKeyFilter
from cases.models import CalendarKey

TAG = "予定表の鍵"


class CalendarKeySerializer(Shape):
    id = serializers.IntegerField()
    hint = serializers.CharField()
    made_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)
    revoked_at = serializers.DateTimeField(allow_null=True)


class CalendarKeyMadeSerializer(CalendarKeySerializer):
    address = serializers.CharField()


@extend_schema(tags=[TAG])
class CalendarKeys(Listing):
    serializer_class = CalendarKeySerializer
    filterset_class = CalendarKeyFilter
    queryset = CalendarKey.objects.none()
    ordering = ("-made_at", "-pk")
    ordering_fields = ("made_at",)

    def get_queryset(self) -> QuerySet[CalendarKey]:
        return CalendarKey.objects.visible_to(self.caller)

    def shown(self, row: CalendarKey) -> CalendarKey:
        return row

    @extend_schema(summary="自分の鍵（やめたものも）")
    def get(self, request: Request) -> Response:
        return self.list(request)

    @extend_schema(
        summary="鍵を作る（アドレスはこの答えにだけ出ます）",
        request=None,
        responses={201: CalendarKeyMadeSerializer},
    )
    def post(self, request: Request) -> Response:
        made = calendar_keys.make(self.caller, at=timezone.now())
        address = settings.BASE_URL + reverse("calendar", args=[made.secret])
        told = CalendarKeySerializer(made.key).data
        return Response({**told, "address": address}, status=201)


@extend_schema(tags=[TAG])
class Revoking(View):
    serializer_class = CalendarKeySerializer

    @extend_schema(summary="鍵をやめる", request=None, responses={200: CalendarKeySerializer})
    def post(self, request: Request, pk: int) -> Response:
        key = get_object_or_404(CalendarKey.objects.visible_to(self.caller), pk=pk)
        revoked = calendar_keys.revoke(key, at=timezone.now())
        return Response(CalendarKeySerializer(revoked).data)

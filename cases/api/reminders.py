"""お知らせ in the API: the caller's own, read one by one."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import reminders
from cases.api.doors import Listing, View
from cases.api.shapes import Shape
from cases.filters import ReminderFilter
from cases.models import Reminder, ReminderKind
from cases.sheets import notes
from cases.sheets.notes import Note

TAG = "お知らせ"


class NoteSerializer(Shape):
    id = serializers.IntegerField()
    kind = serializers.ChoiceField(ReminderKind.choices)
    kind_label = serializers.CharField(source="title")
    case = serializers.CharField(allow_null=True)
    subject = serializers.CharField()
    about = serializers.CharField()
    page = serializers.CharField()
    referral = serializers.IntegerField(allow_null=True)
    follow_up = serializers.IntegerField(allow_null=True)
    raised_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)
    mail_label = serializers.CharField()


@extend_schema(tags=[TAG], summary="自分へのお知らせ")
class Reminders(Listing):
    serializer_class = NoteSerializer
    filterset_class = ReminderFilter
    queryset = Reminder.objects.none()
    ordering = ("-raised_at", "-pk")
    ordering_fields = ("raised_at",)

    def get_queryset(self) -> QuerySet[Reminder]:
        return notes.loaded(Reminder.objects.visible_to(self.caller), viewer=self.caller)

    def shown(self, row: Reminder) -> Note:
        return notes.of(row, eyes=self.eyes)


@extend_schema(tags=[TAG])
class Reading(View):
    serializer_class = NoteSerializer

    @extend_schema(summary="読んだ", request=None, responses={200: NoteSerializer})
    def post(self, request: Request, pk: int) -> Response:
        mine = notes.loaded(Reminder.objects.visible_to(self.caller), viewer=self.caller)
        reminder = reminders.read(get_object_or_404(mine, pk=pk), by=self.caller, at=timezone.now())
        return Response(NoteSerializer(notes.of(reminder, eyes=self.eyes)).data)

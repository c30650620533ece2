"""参加人数・eラーニング・記録 in the API: how many came of which agency, and the minutes laid together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.doors import View
from cases.api.shapes import Shape
from districts.api.doors import ETAG, IF_MATCH, unchanged
from districts.models import Agency
from fujisawa_care.foundation.api.etag import etag
from fujisawa_care.foundation.api.fields import Ref, Text, Whole
from meetings.actions import notes, turnout
from meetings.actions.turnout import LONGEST_GROUP, MOST_ROWS
from meetings.models import Course, Meeting
from meetings.models.meeting import MINUTES_LIMIT
from meetings.models.turnout import AGENCY, GROUP, MOST_PEOPLE
from meetings.sheets import turnout as sheets

TAG = "参加人数・eラーニング"


class TurnoutRowSerializer(Shape):
    """An agency by its key; or, where `agency` is empty, a group in words."""

    agency = serializers.IntegerField(allow_null=True)
    name = serializers.CharField()
    people = serializers.IntegerField()


class TurnoutSerializer(Shape):
    total = serializers.IntegerField()
    rows = TurnoutRowSerializer(many=True)


class CountedSerializer(Shape):
    agency = Ref(queryset=Agency.objects.all(), required=False, allow_null=True)
    group = Text(max_length=LONGEST_GROUP, required=False, allow_blank=True)
    people = Whole(min_value=0, max_value=MOST_PEOPLE)

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        if bool(said.get("agency")) == bool(said.get("group")):
            words = "機関か、機関でない方のことば（group）の、どちらかを入れてください"
            raise serializers.ValidationError({"agency": words})
        return said


class CountSerializer(Shape):
    """The whole table: what is not in it is taken out."""

    rows = serializers.ListField(child=CountedSerializer(), max_length=MOST_ROWS)


class NotesSerializer(Shape):
    notes = serializers.CharField()


class NotedSerializer(Shape):
    """`base` is the text one began with; what others wrote meanwhile stays."""

    base = Text(max_length=MINUTES_LIMIT, allow_blank=True)
    notes = Text(max_length=MINUTES_LIMIT, allow_blank=True)


def tag(of: Meeting | Course) -> str:
    return etag("turnout", sorted(turnout.counted(of).items()))


class Counting(View):
    """Of a sitting or a course; the numbers themselves are the version."""

    serializer_class: type[serializers.Serializer[Any]] = TurnoutSerializer

    def counted(self, of: Meeting | Course) -> Response:
        rows = sheets.rows(of)
        body = TurnoutSerializer({"total": sheets.total(rows), "rows": rows}).data
        return Response(body, headers={"ETag": tag(of)})

    def put_whole(self, rows: QuerySet[Any], pk: int, act: Callable[..., Any]) -> Response:
        """Compared under the lock of what is counted."""
        with unchanged(self.request, rows, tag, pk=pk) as of:
            self._lay(of, act)
        return self.counted(of)

    def _lay(self, of: Meeting | Course, act: Callable[..., Any]) -> None:
        seen = turnout.counted(of)
        given = self.given(CountSerializer)["rows"]
        people = dict.fromkeys(seen, 0)
        for one in given:
            house = one.get("agency")
            people[f"{AGENCY}{house.pk}" if house else f"{GROUP}{one['group']}"] = one["people"]
        act(of, by=self.caller, at=timezone.now(), people=people, seen=seen)


@extend_schema(tags=[TAG], responses={200: TurnoutSerializer})
class MeetingTurnout(Counting):
    def meeting(self, pk: int) -> Meeting:
        return get_object_or_404(Meeting.objects.visible_to(self.caller), pk=pk)

    @extend_schema(summary="会議の参加人数（機関ごと）", parameters=[ETAG])
    def get(self, request: Request, pk: int) -> Response:
        return self.counted(self.meeting(pk))

    @extend_schema(
        summary="会議の参加人数を入れる（表の全部）",
        request=CountSerializer,
        parameters=[IF_MATCH, ETAG],
    )
    def put(self, request: Request, pk: int) -> Response:
        return self.put_whole(Meeting.objects.visible_to(self.caller), pk, turnout.count)


@extend_schema(tags=[TAG], responses={200: TurnoutSerializer})
class CourseTurnout(Counting):
    def courses(self) -> QuerySet[Course]:
        return Course.objects.visible_to(self.caller)

    @extend_schema(summary="eラーニングを修了した人数（機関ごと）", parameters=[ETAG])
    def get(self, request: Request, pk: int) -> Response:
        return self.counted(get_object_or_404(self.courses(), pk=pk))

    @extend_schema(
        summary="eラーニングを修了した人数を入れる（表の全部）",
        request=CountSerializer,
        parameters=[IF_MATCH, ETAG],
    )
    def put(self, request: Request, pk: int) -> Response:
        return self.put_whole(self.courses(), pk, turnout.complete)


@extend_schema(tags=["会議"], responses={200: NotesSerializer})
class Notes(View):
    serializer_class = NotesSerializer

    def meeting(self, pk: int) -> Meeting:
        return get_object_or_404(Meeting.objects.visible_to(self.caller), pk=pk)

    @extend_schema(summary="ケースの上にある会議の記録")
    def get(self, request: Request, pk: int) -> Response:
        return Response({"notes": self.meeting(pk).notes})

    @extend_schema(
        summary="記録を書く（ほかの人のことばと、行ごとに合わせます）", request=NotedSerializer
    )
    def post(self, request: Request, pk: int) -> Response:
        meeting, given = self.meeting(pk), self.given(NotedSerializer)
        now, text = timezone.now(), given["notes"]
        kept = notes.write(meeting, by=self.caller, at=now, base=given["base"], text=text)
        return Response({"notes": kept.notes})

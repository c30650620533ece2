"""聞き取り in the API: every item with its newest answer, answered against the version last read."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import assessments
from cases.api.doors import OfCase
from cases.api.shapes import Shape
from cases.models import ANSWER_LIMIT, AssessmentItem, Case, ItemKind, Section
from cases.sheets import assessments as sheets
from cases.sheets import shields
from districts.api.districts import NamedAgency, NamedStaff
from districts.api.doors import ETAG, IF_MATCH, unchanged
from fujisawa_care.foundation.api.etag import etag
from fujisawa_care.foundation.api.fields import Day, Text

TAG = "聞き取り"
MOST_SAID = 60


class AssessmentAnswerSerializer(Shape):
    said = serializers.ListField(child=serializers.CharField())
    heard_on = serializers.DateField()
    answered_at = serializers.DateTimeField()
    answered_by = NamedStaff()
    agency = NamedAgency()


class AssessmentItemSerializer(Shape):
    """`reported`: whether it goes to the State; null until that has been checked."""

    code = serializers.CharField()
    section = serializers.ChoiceField(Section.choices)
    section_label = serializers.CharField()
    label_ = serializers.CharField()
    kind = serializers.ChoiceField(ItemKind.choices)
    choices = serializers.ListField(child=serializers.CharField())
    reported = serializers.BooleanField(allow_null=True)
    answer = AssessmentAnswerSerializer(allow_null=True)
    earlier = AssessmentAnswerSerializer(many=True)


class AssessmentSerializer(Shape):
    version = serializers.IntegerField()
    items = AssessmentItemSerializer(many=True)


class ItemSaidSerializer(Shape):
    item = Text(max_length=30)
    said = serializers.ListField(child=Text(max_length=ANSWER_LIMIT), max_length=MOST_SAID)

    def validate_item(self, value: str) -> str:
        if not AssessmentItem.objects.active().filter(pk=value).exists():
            raise serializers.ValidationError("この項目はありません。", code="does_not_exist")
        return value


class AnsweredSerializer(Shape):
    heard_on = Day(required=False, allow_null=True)
    answers = ItemSaidSerializer(many=True)


def tag(case: Case) -> str:
    return etag("assessment", case.number, sheets.of(case).version)


@extend_schema(tags=[TAG])
class Assessment(OfCase):
    serializer_class = AssessmentSerializer

    @extend_schema(summary="聞き取りの項目と答え", parameters=[ETAG])
    def get(self, request: Request, number: str) -> Response:
        return self._answer(self.opened())

    @extend_schema(
        summary="聞いたことを残す（送った項目だけ。前の答えは残ります）",
        request=AnsweredSerializer,
        parameters=[IF_MATCH, ETAG],
    )
    def patch(self, request: Request, number: str) -> Response:
        rows = Case.objects.visible_to(self.caller)
        with unchanged(request, rows, tag, number=number) as case:
            self.eyes = shields.on_one(case, viewer=self.caller)
            given: dict[str, Any] = self.given(AnsweredSerializer)
            assessments.answer(
                case,
                by=self.caller,
                at=timezone.now(),
                heard_on=given.get("heard_on"),
                said={each["item"]: tuple(each["said"]) for each in given["answers"]},
                seen=sheets.of(case).version,
            )
        return self._answer(case)

    def _answer(self, case: Case) -> Response:
        sheet = sheets.of(case, eyes=self.eyes)
        headers = {"ETag": etag("assessment", case.number, sheet.version)}
        return Response(AssessmentSerializer(sheet).data, headers=headers)

"""世帯 in the API: its people with their days, and who else supports it."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import households
from cases.actions.households import Member
from cases.api.doors import OfCase
from cases.api.people import ElsewhereSerializer
from cases.api.shapes import Shape, VisiblePerson
from cases.models import Case, HouseholdMember, MemberEnd, Relation
from cases.sheets import households as sheets
from cases.sheets.households import MemberSheet
from districts.api.districts import NamedAgency
from districts.api.doors import ETAG, IF_MATCH, ONCE, sent_once, unchanged
from fujisawa_care.foundation.api.etag import etag
from fujisawa_care.foundation.api.fields import Code, Moment, Text, YesNo

TAG = "世帯"


class MemberSerializer(Shape):
    id = serializers.IntegerField()
    person = serializers.IntegerField(allow_null=True)
    name = serializers.CharField()
    relation = serializers.ChoiceField(Relation.choices)
    relation_label = serializers.CharField()
    age = serializers.CharField()
    apart = serializers.BooleanField()
    note = serializers.CharField()
    from_ = serializers.DateTimeField(source="since")
    until = serializers.DateTimeField(allow_null=True)
    ended = serializers.ChoiceField(MemberEnd.choices, allow_blank=True)
    ended_label = serializers.CharField()
    index = serializers.BooleanField()


class BesideSerializer(Shape):
    """A case of this household that the caller may open."""

    case = serializers.CharField(source="number")
    title = serializers.CharField()
    owner = NamedAgency()


class HouseholdSerializer(Shape):
    """`relation` is told from `centre`, or from the case's own person where that is blank."""

    id = serializers.IntegerField(source="household.id")
    living_with = serializers.CharField(source="household.living_with")
    centre = serializers.CharField(source="household.centre")
    members = MemberSerializer(source="household.members", many=True)
    former = MemberSerializer(source="household.former", many=True)
    cases = BesideSerializer(source="supports.seen", many=True)
    elsewhere = ElsewhereSerializer(source="supports.elsewhere", many=True)


class LivingSerializer(Shape):
    living_with = Text(max_length=200, allow_blank=True)


class MemberChangedSerializer(Shape):
    relation = Code(Relation.choices, required=False)
    name = Text(max_length=100, required=False, allow_blank=True)
    age_text = Text(max_length=20, required=False, allow_blank=True)
    apart = YesNo(required=False)
    note = Text(max_length=200, required=False, allow_blank=True)


class MemberWrittenSerializer(MemberChangedSerializer):
    """Somebody the caller may see by `person`; anybody else by `name`, or by the relation alone."""

    relation = Code(Relation.choices)
    person = VisiblePerson(required=False, allow_null=True)
    from_ = Moment(source="since", required=False, allow_null=True)


class MemberEndedSerializer(Shape):
    because = Code(MemberEnd.choices)
    until = Moment(required=False, allow_null=True)


def tag(member: HouseholdMember | MemberSheet) -> str:
    key = member.pk if isinstance(member, HouseholdMember) else member.id
    return etag("member", key, member.version)


@extend_schema(tags=[TAG])
class OneHousehold(OfCase):
    serializer_class = HouseholdSerializer

    @extend_schema(
        summary="世帯の人と、この世帯を支えるほかの機関（見える根拠がなければ種類と数だけ）"
    )
    def get(self, request: Request, number: str) -> Response:
        return self._answer(self.opened())

    @extend_schema(summary="いっしょに暮らす方を、聞いたままに直す", request=LivingSerializer)
    def put(self, request: Request, number: str) -> Response:
        case = self.case()
        given = self.given(LivingSerializer)
        households.describe(case, by=self.caller, at=timezone.now(), **given)
        return self._answer(case)

    def _answer(self, case: Case) -> Response:
        today = timezone.localdate()
        shown = {
            "household": sheets.of(case, today=today, eyes=self.eyes),
            "supports": sheets.supports(case, viewer=self.caller, today=today),
        }
        return Response(HouseholdSerializer(shown).data)


class _Members(OfCase):
    serializer_class = MemberSerializer

    def member(self, case: Case) -> HouseholdMember:
        return get_object_or_404(sheets.loaded(case), pk=self.kwargs["pk"])

    def answer(self, case: Case, pk: int, *, status: int = 200) -> Response:
        row = sheets.loaded(case).get(pk=pk)
        sheet = sheets.member(row, case=case, today=timezone.localdate(), eyes=self.eyes)
        return Response(MemberSerializer(sheet).data, status=status, headers={"ETag": tag(sheet)})


@extend_schema(tags=[TAG])
class Members(_Members):
    @extend_schema(
        summary="世帯に加える",
        request=MemberWrittenSerializer,
        responses={201: MemberSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, number: str) -> Response:
        case = self.case()
        who = Member(**self.given(MemberWrittenSerializer))
        added = households.add(case, by=self.caller, at=timezone.now(), who=who)
        return self.answer(case, added.pk, status=201)


@extend_schema(tags=[TAG])
class OneMember(_Members):
    @extend_schema(summary="世帯の1人", parameters=[ETAG])
    def get(self, request: Request, number: str, pk: int) -> Response:
        case = self.case()
        self.member(case)
        return self.answer(self.opened(), pk)

    @extend_schema(
        summary="世帯の人を直す（送った項目だけ）",
        request=MemberChangedSerializer,
        parameters=[IF_MATCH, ETAG],
    )
    def patch(self, request: Request, number: str, pk: int) -> Response:
        case = self.case()
        rows = HouseholdMember.objects.filter(household=case.household_id)
        with unchanged(request, rows, tag, pk=pk) as row:
            said: dict[str, Any] = self.given(MemberChangedSerializer, partial=True)
            households.update(row, case, by=self.caller, at=timezone.now(), said=said)
        return self.answer(case, pk)


@extend_schema(tags=[TAG])
class Leaving(_Members):
    @extend_schema(
        summary="前にいた方にする",
        request=MemberEndedSerializer,
        responses={200: MemberSerializer},
    )
    def post(self, request: Request, number: str, pk: int) -> Response:
        case = self.case()
        row = self.member(case)
        given = self.given(MemberEndedSerializer)
        households.end(row, case, by=self.caller, at=timezone.now(), **given)
        return self.answer(case, pk)

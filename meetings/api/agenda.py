"""議題 in the API: proposed, put on a table, put in order, opened and taken off."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.doors import Listing, look
from cases.api.shapes import Shape
from cases.models import Case
from districts.api.doors import ETAG, IF_MATCH, ONCE, sent_once, unchanged
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.api.fields import Code, Ref, Text, Whole, YesNo
from fujisawa_care.foundation.verdict import require
from meetings import rules
from meetings.actions import agenda
from meetings.actions.placing import LONGEST, MOST_WORDS
from meetings.api.shapes import Items, ItemSerializer, tag
from meetings.filters import ItemFilter
from meetings.models import AgendaItem, MeetingKind, Member, Reason
from meetings.sheets import agenda as sheets

TAG = "議題"
MOST_SEATS = 100


class SaidSerializer(Shape):
    reason = Code(Reason.choices, required=False)
    question = Text(max_length=MOST_WORDS, required=False, allow_blank=True)
    title = Text(max_length=100, required=False, allow_blank=True)
    presenter = Text(max_length=60, required=False, allow_blank=True)


class TableSerializer(SaidSerializer):
    """Without a case it needs a title; without `seats` everybody called to the sitting has one."""

    meeting = Whole(min_value=1)
    case = Text(max_length=12, required=False, allow_blank=True)
    plan = Whole(required=False, allow_null=True, min_value=1)
    minutes = Whole(required=False, allow_null=True, min_value=1, max_value=LONGEST)
    seats = serializers.ListField(
        child=Whole(min_value=1), required=False, allow_null=True, max_length=MOST_SEATS
    )


class ItemPatchSerializer(SaidSerializer):
    minutes = Whole(required=False, min_value=1, max_value=LONGEST)
    name_shown = YesNo(required=False)


class ProposeSerializer(Shape):
    case = Text(max_length=12)


class BlockedSerializer(Shape):
    table = serializers.ChoiceField(MeetingKind.choices)
    why = serializers.CharField()


class ProposalSerializer(Shape):
    table = serializers.ChoiceField(MeetingKind.choices)
    table_label = serializers.CharField()
    reason = serializers.ChoiceField(Reason.choices)
    reason_label = serializers.CharField()
    why = serializers.ListField(child=serializers.CharField())
    blocked = BlockedSerializer(many=True)
    plan = serializers.IntegerField(allow_null=True)


class RemoveSerializer(Shape):
    because = Text(max_length=500)


class PlaceSerializer(Shape):
    position = Whole(min_value=1, max_value=1000)


class PickedSerializer(Shape):
    member = Ref(queryset=Member.objects.all())


@extend_schema(tags=[TAG])
class Agenda(Items, Listing):
    filterset_class = ItemFilter
    queryset = AgendaItem.objects.none()
    ordering = ("-tabled_at", "-pk")
    ordering_fields = ("tabled_at", "position")

    def get_queryset(self) -> QuerySet[AgendaItem]:
        return AgendaItem.objects.visible_to(self.caller)

    def loaded(self, rows: list[AgendaItem]) -> list[AgendaItem]:
        return paging.again(rows, sheets.loaded(AgendaItem.objects.all(), viewer=self.caller))

    @extend_schema(summary="議題の一覧")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="議題に入れる（同意のないケースは、重層的支援会議には入りません）",
        request=TableSerializer,
        responses={201: ItemSerializer, 404: None, 409: None},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request) -> Response:
        given = self.given(TableSerializer)
        number, plan = given.pop("case", ""), given.pop("plan", None)
        case = self.visible_case(number) if number else None
        meeting = self.sitting(given.pop("meeting"), case)
        seats = given.pop("seats", None)
        if seats is not None:
            given["seats"] = meeting.members.filter(pk__in=seats)
        if plan is not None:
            given["plan"] = get_object_or_404(
                case.plans.all() if case else Case.objects.none(), pk=plan
            )
        told = {"reason": Reason.NONE, "question": ""} | given
        item = agenda.table(meeting, case, by=self.caller, at=timezone.now(), **told)
        return self.answer(item, status=201)


@extend_schema(tags=[TAG])
class OneItem(Items):
    @extend_schema(summary="議題（読んだことは記録されます）", parameters=[ETAG])
    def get(self, request: Request, pk: int) -> Response:
        return self.answer(self.item(pk))

    @extend_schema(
        summary="議題を直す",
        request=ItemPatchSerializer,
        responses={200: ItemSerializer},
        parameters=[IF_MATCH],
    )
    def patch(self, request: Request, pk: int) -> Response:
        self.item(pk)
        given = self.given(ItemPatchSerializer)
        with unchanged(request, AgendaItem.objects.all(), tag, pk=pk) as item:
            kept = ("reason", "question", "title", "presenter", "minutes", "name_shown")
            told = {name: getattr(item, name) for name in kept} | given
            changed = agenda.change(item, by=self.caller, at=timezone.now(), **told)
        return self.answer(changed)


@extend_schema(tags=[TAG])
class Proposing(Items):
    serializer_class = ProposalSerializer

    @extend_schema(
        summary="どの会議に出すのがよいか、そのわけ",
        request=ProposeSerializer,
        responses={200: ProposalSerializer, 404: None},
    )
    def post(self, request: Request) -> Response:
        case = self.visible_case(self.given(ProposeSerializer)["case"])
        require(rules.bring(case))
        look(request, case)
        proposal = rules.propose(case, timezone.now())
        return Response(ProposalSerializer(sheets.proposed(proposal)).data)


@extend_schema(tags=[TAG], request=None, responses={200: ItemSerializer})
class Opening(Items):
    @extend_schema(summary="議題を開く（同意のようすは、このときのまま残ります）")
    def post(self, request: Request, pk: int) -> Response:
        return self.answer(agenda.open_item(self.item(pk), by=self.caller, at=timezone.now()))


@extend_schema(tags=[TAG], responses={200: ItemSerializer})
class Removing(Items):
    @extend_schema(summary="議題から外す", request=RemoveSerializer)
    def post(self, request: Request, pk: int) -> Response:
        item, because = self.item(pk), self.given(RemoveSerializer)["because"]
        now = timezone.now()
        return self.answer(agenda.remove(item, by=self.caller, at=now, because=because))


@extend_schema(tags=[TAG], responses={200: ItemSerializer})
class Moving(Items):
    @extend_schema(summary="順番を変える", request=PlaceSerializer)
    def post(self, request: Request, pk: int) -> Response:
        item, position = self.item(pk), self.given(PlaceSerializer)["position"]
        now = timezone.now()
        return self.answer(agenda.move(item, by=self.caller, at=now, position=position))


@extend_schema(tags=[TAG], responses={200: ItemSerializer})
class Seating(Items):
    @extend_schema(summary="出席者を、この議題の席につける", request=PickedSerializer)
    def post(self, request: Request, pk: int) -> Response:
        item, member = self.item(pk), self.given(PickedSerializer)["member"]
        agenda.seat(item, member, by=self.caller, at=timezone.now())
        return self.answer(item)


@extend_schema(tags=[TAG], responses={200: ItemSerializer})
class Unseating(Items):
    @extend_schema(
        summary="席から外す（この議題は、そのときから見られません）", request=PickedSerializer
    )
    def post(self, request: Request, pk: int) -> Response:
        item, member = self.item(pk), self.given(PickedSerializer)["member"]
        return self.answer(agenda.unseat(item, member, by=self.caller, at=timezone.now()))

"""つなぎ in the API: sent, read as a hand-over sheet, and answered once."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import referrals
from cases.actions.referrals import HandOver
from cases.api.consultations import MOST_AGENCIES, HandOverSerializer
from cases.api.doors import Listing, View, beside, look, terms
from cases.api.handovers import HandOverBriefSerializer, HandOverSheetSerializer, MessageSerializer
from cases.api.shapes import AgencyRef, Shape, StaffRef
from cases.filters import MessageFilter, ReferralFilter
from cases.models import (
    Case,
    Level,
    Referral,
    ReferralMessage,
    ReturnReason,
    SharedItem,
    Urgency,
)
from cases.sheets import handovers, shields
from cases.sheets.handovers import HandOverSheet
from districts.api.doors import ONCE, sent_once
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.api.fields import Code, Text, YesNo

TAG = "つなぎ"
# not a page: what was just sent, all of it
SHEETS = {"type": "array", "items": {"$ref": "#/components/schemas/HandOverSheet"}}


class SendSerializer(Shape):
    case = Text(max_length=12)
    to: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=HandOverSerializer(), allow_empty=False, max_length=MOST_AGENCIES
    )
    reason = Text(max_length=2000, required=False, allow_blank=True)
    note = Text(max_length=500, required=False, allow_blank=True)
    urgency = Code(Urgency.choices, required=False)
    shared = serializers.ListField(
        child=Code(SharedItem.choices), required=False, max_length=len(SharedItem)
    )


class AcceptSerializer(Shape):
    staff = StaffRef(required=False, allow_null=True)
    note = Text(max_length=500, required=False, allow_blank=True)
    together = YesNo(required=False)


class ReturnSerializer(Shape):
    reason = Code(ReturnReason.choices)
    suggestion = AgencyRef(required=False, allow_null=True)
    note = Text(max_length=500)


class SaySerializer(Shape):
    text = Text(max_length=1000)


class _Referrals(View):
    def rows(self) -> QuerySet[Referral]:
        visible = Referral.objects.visible_to(self.caller)
        return handovers.loaded(visible, viewer=self.caller)

    def referral(self) -> Referral:
        return get_object_or_404(self.rows(), pk=self.kwargs["pk"])

    def shown(self, row: Referral) -> HandOverSheet:
        return handovers.of(row, today=timezone.localdate(), eyes=self.eyes)

    def answer(self, referral: Referral) -> Response:
        sheet = self.shown(self.rows().get(pk=referral.pk))
        return Response(HandOverSheetSerializer(sheet).data)


@extend_schema(tags=[TAG])
class Referrals(_Referrals, Listing):
    serializer_class = HandOverBriefSerializer
    filterset_class = ReferralFilter
    queryset = Referral.objects.none()
    ordering = ("-sent_at", "-pk")
    ordering_fields = ("sent_at", "reply_due_at")

    def get_queryset(self) -> QuerySet[Referral]:
        return Referral.objects.visible_to(self.caller)

    def loaded(self, rows: list[Referral]) -> list[Referral]:
        return paging.again(rows, handovers.loaded(Referral.objects.all(), viewer=self.caller))

    @extend_schema(summary="つなぎの一覧（お話の内容は1件ずつ読む）")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="つなぐ（いくつかの機関へ一度に。どれか1つでもできなければ、どれも送らない）",
        request=SendSerializer,
        responses={201: SHEETS},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request) -> Response:
        given = self.given(SendSerializer)
        visible = Case.objects.visible_to(self.caller)
        case = get_object_or_404(visible, number=given.pop("case"))
        word = given.pop("note", "")
        to = [HandOver(**{"note": word, **each}) for each in given.pop("to")]
        with beside({"agency": "to"}):
            sent = referrals.send_all(
                case, by=self.caller, at=timezone.now(), to=to, terms=terms(), **given
            )
        fresh = self.rows().filter(pk__in=[one.pk for one in sent]).order_by("pk")
        shown = [self.shown(one) for one in fresh]
        return Response(HandOverSheetSerializer(shown, many=True).data, status=201)


@extend_schema(tags=[TAG])
class OneReferral(_Referrals):
    serializer_class = HandOverSheetSerializer

    @extend_schema(summary="引き継ぎの要点（読んだことは記録されます）")
    def get(self, request: Request, pk: int) -> Response:
        referral = self.referral()
        self.eyes = shields.on_one(referral.case, viewer=self.caller)
        sheet = self.shown(referral)
        if sheet.readable:
            look(request, referral.case, level=Level.SHEET)
        return Response(HandOverSheetSerializer(sheet).data)


@extend_schema(tags=[TAG])
class Accepting(_Referrals):
    serializer_class = HandOverSheetSerializer

    @extend_schema(
        summary="受ける（主担当になる。togetherなら、いっしょに受ける）",
        request=AcceptSerializer,
        responses={200: HandOverSheetSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        referral = self.referral()
        given = self.given(AcceptSerializer)
        now = timezone.now()
        return self.answer(
            referrals.accept(referral, by=self.caller, at=now, terms=terms(), **given)
        )


@extend_schema(tags=[TAG])
class Returning(_Referrals):
    serializer_class = HandOverSheetSerializer

    @extend_schema(
        summary="戻す", request=ReturnSerializer, responses={200: HandOverSheetSerializer}
    )
    def post(self, request: Request, pk: int) -> Response:
        referral = self.referral()
        given = self.given(ReturnSerializer)
        return self.answer(
            referrals.give_back(referral, by=self.caller, at=timezone.now(), **given)
        )


@extend_schema(tags=[TAG])
class Withdrawing(_Referrals):
    serializer_class = HandOverSheetSerializer

    @extend_schema(summary="取り下げる", request=None, responses={200: HandOverSheetSerializer})
    def post(self, request: Request, pk: int) -> Response:
        referral = self.referral()
        return self.answer(referrals.withdraw(referral, by=self.caller, at=timezone.now()))


@extend_schema(tags=[TAG])
class Messages(_Referrals, Listing):
    serializer_class = MessageSerializer
    filterset_class = MessageFilter
    queryset = ReferralMessage.objects.none()
    ordering = ("said_at", "pk")

    def get_queryset(self) -> QuerySet[ReferralMessage]:
        referral = self.referral()
        if not self.shown_of(referral).readable:
            return ReferralMessage.objects.none()
        look(self.request, referral.case, level=Level.SHEET)
        eyes = shields.on_one(referral.case, viewer=self.caller)
        self.cover = eyes.over(referral.case)
        said = ReferralMessage.objects.filter(referral=referral)
        return said.select_related("said_by", "agency")

    def shown_of(self, referral: Referral) -> HandOverSheet:
        return handovers.of(referral, today=timezone.localdate(), eyes=self.eyes)

    def shown(self, row: Any) -> Any:
        return handovers.said(row, self.cover)

    @extend_schema(summary="やりとり")
    def get(self, request: Request, pk: int) -> Response:
        return self.list(request)

    @extend_schema(
        summary="相手の機関に伝える",
        request=SaySerializer,
        responses={201: MessageSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, pk: int) -> Response:
        referral = self.referral()
        text = self.given(SaySerializer)["text"]
        message = referrals.say(referral, by=self.caller, at=timezone.now(), text=text)
        return Response(MessageSerializer(message).data, status=201)

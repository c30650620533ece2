"""引き継ぎ in the API: what hangs on somebody, handed on in one go, acknowledged, and undone within a day."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases import dues, rules
from cases.actions import successions
from cases.actions.successions import Portion
from cases.api.doors import Listing, View, beside
from cases.api.succession_shapes import (
    AT_ONCE,
    WHOSE,
    HandOnSerializer,
    PreviewSerializer,
    SuccessionSerializer,
)
from cases.filters import SuccessionFilter
from cases.models import Succession
from cases.sheets import cases, hanging
from cases.sheets import successions as sheets
from cases.sheets.shields import Eyes
from cases.sheets.successions import SuccessionSheet
from districts.api.doors import ONCE, sent_once
from districts.models import Agency, Staff
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.api.fields import NOT_THERE
from fujisawa_care.foundation.verdict import require

TAG = "引き継ぎ"
TOO_MANY = "200件ずつ引き継いでください。casesに番号を指定します。"
NOBODY = "だれへ引き継ぐかを指定してください。"


class _Successions(View):
    serializer_class = SuccessionSerializer

    def rows(self) -> QuerySet[Succession]:
        visible = Succession.objects.visible_to(self.caller)
        return sheets.loaded(visible, viewer=self.caller)

    def answer(self, pk: int, *, status: int = 200) -> Response:
        sheet = sheets.of(get_object_or_404(self.rows(), pk=pk), eyes=Eyes(self.caller))
        return Response(SuccessionSerializer(sheet).data, status=status)


@extend_schema(tags=[TAG])
class Successions(_Successions, Listing):
    filterset_class = SuccessionFilter
    queryset = Succession.objects.none()
    ordering = ("-made_at", "-pk")
    ordering_fields = ("made_at",)

    def get_queryset(self) -> QuerySet[Succession]:
        return Succession.objects.visible_to(self.caller)

    def loaded(self, rows: list[Succession]) -> list[Succession]:
        return paging.again(rows, self.rows())

    def shown(self, row: Succession) -> SuccessionSheet:
        return sheets.of(row, eyes=Eyes(self.caller))

    @extend_schema(summary="じぶんの機関の引き継ぎ（管理職はすべて）、新しい順")
    def get(self, request: Request) -> Response:
        return self.list(request)

    @extend_schema(
        summary="担当をまとめて引き継ぐ（すべてか、casesに書いたものだけ）",
        request=HandOnSerializer,
        responses={201: SuccessionSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request) -> Response:
        given = self.given(HandOnSerializer)
        made = self._of_a_house(given) if "agency" in given else self._of_one(given)
        return self.answer(made.pk, status=201)

    def _of_one(self, given: dict[str, Any]) -> Succession:
        staff: Staff = given["staff"]
        require(rules.hand_on(self.caller, staff.agency))
        portions, note = _portions(staff, given, by=self.caller), given.get("note", "")
        with beside({"to": "to"}):
            return successions.hand_on(
                staff, by=self.caller, at=timezone.now(), portions=portions, note=note
            )

    def _of_a_house(self, given: dict[str, Any]) -> Succession:
        agency, to, at = given["agency"], given["to_agency"], timezone.now()
        require(rules.hand_over(self.caller, agency, to, on=timezone.localdate(at)))
        portions = _portions(agency, given, by=self.caller)
        if given["closed"]:
            ended = dues.closed_to_hand_on(agency, by=self.caller).order_by("-closed_at", "pk")
            portions += [Portion(case=case, to=None, house=to) for case in ended[:AT_ONCE]]
        with beside({"to": "to"}):
            return successions.hand_over(
                agency, to, by=self.caller, at=at, portions=portions, note=given.get("note", "")
            )


@extend_schema(tags=[TAG])
class Preview(View):
    serializer_class = PreviewSerializer

    @extend_schema(
        summary="引き継ぐ前に、残っているものを見る",
        parameters=WHOSE,
        responses={200: PreviewSerializer, 404: None},
    )
    def get(self, request: Request) -> Response:
        whose = self._whose(request)
        theirs = dues.to_hand_on(whose, by=self.caller)
        rows = cases.loaded(theirs.order_by("opened_at", "pk"))[:AT_ONCE]
        eyes = Eyes(self.caller)
        found = hanging.of(rows, whose, today=timezone.localdate(), eyes=eyes)
        closed = 0
        if isinstance(whose, Agency):
            closed = dues.closed_to_hand_on(whose, by=self.caller).count()
        shown = {
            "staff": None if isinstance(whose, Agency) else whose,
            "agency": whose if isinstance(whose, Agency) else whose.agency,
            "owned": sum(one.owned for one in found),
            "follow_ups": sum(len(one.steps) for one in found),
            "closed": closed,
            "cases": found,
        }
        return Response(PreviewSerializer(shown).data)

    def _whose(self, request: Request) -> Staff | Agency:
        if "agency" in request.query_params and "staff" not in request.query_params:
            agency = get_object_or_404(Agency, pk=_key(request, "agency"))
            require(rules.hand_over_any(self.caller))
            return agency
        known = Staff.objects.filter(is_active=True).select_related("agency")
        staff = get_object_or_404(known, pk=_key(request, "staff"))
        require(rules.hand_on(self.caller, staff.agency))
        return staff


@extend_schema(tags=[TAG])
class OneSuccession(_Successions):
    @extend_schema(summary="1つの引き継ぎ")
    def get(self, request: Request, pk: int) -> Response:
        return self.answer(pk)


@extend_schema(tags=[TAG])
class Acknowledging(_Successions):
    @extend_schema(summary="受けとりました", request=None, responses={200: SuccessionSerializer})
    def post(self, request: Request, pk: int) -> Response:
        made = get_object_or_404(self.rows(), pk=pk)
        successions.acknowledge(made, by=self.caller, at=timezone.now())
        return self.answer(pk)


@extend_schema(tags=[TAG])
class Undoing(_Successions):
    @extend_schema(
        summary="1日のあいだ、取り消す（そのあと動いたケースはそのまま）",
        request=None,
        responses={200: SuccessionSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        made = get_object_or_404(self.rows(), pk=pk)
        successions.undo(made, by=self.caller, at=timezone.now())
        return self.answer(pk)


def _key(request: Request, name: str) -> int:
    asked = request.query_params.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < AT_ONCE else 0


def _portions(whose: Staff | Agency, given: dict[str, Any], *, by: Staff) -> list[Portion]:
    """In the actions' words; what is not this person's, or house's, is as if it were not there."""
    theirs = {case.number: case for case in dues.to_hand_on(whose, by=by)[: 10 * AT_ONCE]}
    house = isinstance(whose, Agency)
    asked = given.get("cases")
    if asked is None:
        if len(theirs) > AT_ONCE:
            raise serializers.ValidationError({"cases": TOO_MANY})
        asked = [{"case": number} for number in theirs]
    refused: dict[str, Any] = {}
    for index, one in enumerate(asked):
        if one["case"] not in theirs:
            refused[str(index)] = {"case": NOT_THERE}
        elif not (house or one.get("to") or given.get("to")):
            refused[str(index)] = {"to": NOBODY}
    if refused:
        raise serializers.ValidationError(
            {"cases": refused} if "cases" in given else {"to": NOBODY}
        )
    return [
        Portion(
            case=theirs[one["case"]],
            to=one.get("to") or (None if "to_agency" in one else given.get("to")),
            house=one.get("to_agency"),
            note=one.get("note", ""),
        )
        for one in asked
    ]

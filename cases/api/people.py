"""本人 in the API: found by name, kana, phone or case number; read, added and put right."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases import rules
from cases.actions import people
from cases.actions.people import Known
from cases.api.doors import Listing, View, look
from cases.api.shapes import BirthText, Shape, TownName
from cases.filters import PersonFilter
from cases.forms.looking import sealed
from cases.models import Case, Person
from cases.sheets import candidates, shields
from cases.sheets import people as sheets
from cases.sheets.candidates import Elsewhere, Said
from cases.sheets.people import PersonSheet
from districts.api.doors import ETAG, IF_MATCH, ONCE, sent_once, unchanged
from districts.models import AgencyType, District
from fujisawa_care.foundation.api.etag import etag
from fujisawa_care.foundation.api.fields import Day, Kana, Phone, Ref, Text
from fujisawa_care.foundation.verdict import require

TAG = "本人"
PHONES = 5


class PersonSerializer(Shape):
    id = serializers.IntegerField()
    title = serializers.CharField()
    name = serializers.CharField()
    kana = serializers.CharField()
    birth_date = serializers.DateField(allow_null=True)
    birth_text = serializers.CharField()
    birth_label = serializers.CharField()
    age = serializers.IntegerField(allow_null=True)
    age_band = serializers.CharField()
    phones = serializers.ListField(child=serializers.CharField())
    address = serializers.CharField()
    town = serializers.CharField()
    district = serializers.CharField(source="district.code", allow_null=True)
    district_label = serializers.CharField(source="district.name", allow_null=True)
    protected = serializers.BooleanField()
    masked = serializers.ListField(child=serializers.CharField())


class KnownSerializer(Shape):
    """What is known of a person; every field may be left out."""

    name = Text(max_length=100, required=False, allow_blank=True)
    kana = Kana(max_length=100, required=False, allow_blank=True)
    birth_text = BirthText(max_length=40, required=False, allow_blank=True)
    birth_date = Day(required=False, allow_null=True)
    phone = Phone(max_length=20, required=False, allow_blank=True)
    phones = serializers.ListField(
        child=Phone(max_length=20, allow_blank=True), required=False, max_length=PHONES
    )
    town = TownName(max_length=50, required=False, allow_blank=True)
    address = Text(max_length=200, required=False, allow_blank=True)


class PersonWrittenSerializer(KnownSerializer):
    district = Ref(queryset=District.objects.all(), required=False, allow_null=True)


class SaidSerializer(Shape):
    name = Text(max_length=100, required=False, allow_blank=True)
    kana = Kana(max_length=100, required=False, allow_blank=True)
    birth_text = BirthText(max_length=40, required=False, allow_blank=True)
    phone = Phone(max_length=20, required=False, allow_blank=True)


class FactSerializer(Shape):
    fact = serializers.ChoiceField(candidates.FACTS, source="code")
    fact_label = serializers.CharField(source="label")
    theirs = serializers.CharField()
    same = serializers.BooleanField()


class CandidateSerializer(Shape):
    person = PersonSerializer()
    facts = FactSerializer(many=True)
    matches = serializers.ListField(child=serializers.ChoiceField(candidates.FACTS))


class ElsewhereSerializer(Shape):
    kind = serializers.ChoiceField(AgencyType.choices)
    kind_label = serializers.CharField()
    count = serializers.IntegerField()
    found = serializers.SerializerMethodField(help_text="view-requests/ でたのむときの合図")

    def get_found(self, one: Elsewhere) -> str:
        return sealed(list(one.people), by=self.context["caller"])


class CandidatesSerializer(Shape):
    candidates = CandidateSerializer(source="seen", many=True)
    elsewhere = ElsewhereSerializer(many=True)


def known(given: dict[str, Any], over: Person | None = None) -> Known:
    """What the body says, laid over what was known before."""
    before = _before(over) if over else {}
    for name in ("name", "kana", "address", "town"):
        if name in given:
            before[name] = given[name]
    if "birth_text" in given or "birth_date" in given:
        before |= _birth(given)
    if "phone" in given or "phones" in given:
        asked = [given.get("phone", ""), *given.get("phones", ())]
        before["phones"] = tuple(dict.fromkeys(phone for phone in asked if phone))
    return Known(**before)


def _before(person: Person) -> dict[str, Any]:
    kept = ("name", "kana", "birth_date", "birth_text", "address", "town")
    return {name: getattr(person, name) for name in kept} | {"phones": tuple(person.phones)}


def _birth(given: dict[str, Any]) -> dict[str, Any]:
    """The text as typed comes first; a bare date is its own text."""
    typed, day = given.get("birth_text"), given.get("birth_date")
    if typed is not None:
        return {"birth_date": typed.day, "birth_text": typed.text}
    return {"birth_date": day, "birth_text": day.isoformat() if day else ""}


def tag(person: Person | PersonSheet) -> str:
    key = person.pk if isinstance(person, Person) else person.id
    return etag("person", key, person.version)


@extend_schema(tags=[TAG])
class People(Listing):
    serializer_class = PersonSerializer
    filterset_class = PersonFilter
    queryset = Person.objects.none()
    ordering = ("-pk",)
    ordering_fields = ("updated_at", "kana")

    def get_queryset(self) -> QuerySet[Person]:
        return Person.objects.visible_to(self.caller).select_related("town", "district")

    def shown(self, row: Person) -> PersonSheet:
        return sheets.of(row, today=timezone.localdate())

    @extend_schema(summary="見てよい本人の一覧（氏名・ふりがな・電話・受付番号でさがす）")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="本人を加える",
        request=PersonWrittenSerializer,
        responses={201: PersonSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request) -> Response:
        given = self.given(PersonWrittenSerializer)
        person = people.add(
            known(given), district=given.get("district"), by=self.caller, at=timezone.now()
        )
        return Response(PersonSerializer(self.shown(person)).data, status=201)


@extend_schema(tags=[TAG])
class OnePerson(View):
    serializer_class = PersonSerializer

    def rows(self) -> QuerySet[Person]:
        return Person.objects.visible_to(self.caller).select_related("town", "district")

    @extend_schema(summary="1人の本人", parameters=[ETAG])
    def get(self, request: Request, pk: int) -> Response:
        person = get_object_or_404(self.rows(), pk=pk)
        cases = Case.objects.visible_to(self.caller).filter(person=person)
        if case := cases.order_by("-opened_at").first():
            look(request, case)
        return self._answer(person)

    @extend_schema(
        summary="本人の情報を直す（送った項目だけ）",
        request=PersonWrittenSerializer,
        parameters=[IF_MATCH, ETAG],
    )
    def patch(self, request: Request, pk: int) -> Response:
        with unchanged(request, self.rows(), tag, pk=pk) as person:
            given = self.given(PersonWrittenSerializer, partial=True)
            changed = people.update(
                person,
                by=self.caller,
                at=timezone.now(),
                known=known(given, over=person),
                district=given.get("district", person.district),
            )
        return self._answer(changed)

    def _answer(self, person: Person) -> Response:
        opened = shields.opens(person, viewer=self.caller)
        sheet = sheets.of(person, today=timezone.localdate(), opened=opened)
        return Response(PersonSerializer(sheet).data, headers={"ETag": tag(person)})


@extend_schema(tags=[TAG])
class Candidates(View):
    serializer_class = CandidatesSerializer

    @extend_schema(
        summary="同じ方かもしれない人（見えない人は、機関の種類ごとの人数だけ）",
        request=SaidSerializer,
        responses=CandidatesSerializer,
    )
    def post(self, request: Request) -> Response:
        require(rules.receive(self.caller))
        given = self.given(SaidSerializer)
        birth = given.pop("birth_text", None)
        said = Said(**given, birth=birth.day if birth else None)
        found = candidates.find(said, viewer=self.caller, today=timezone.localdate())
        return Response(CandidatesSerializer(found, context={"caller": self.caller}).data)

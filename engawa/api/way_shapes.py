"""参加支援のかたち in the API: what comes in and what is shown; what 支援措置 covers stays covered."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from cases.models import ConsentGiver, ConsentMethod
from districts.api.districts import NamedStaff
from districts.models import District
from engawa.api.shapes import Clock
from engawa.models import Feature, Interest, PartOfDay, PlaceWord, Site, Weekday
from engawa.sheets.participations import WaySheet
from fujisawa_care.foundation.api.fields import Code, Day, Ref, Refs, Strict, Text, Whole, YesNo

MOST = 500


class WishesSerializer(Strict):
    own_words = Text(max_length=1000, required=False, allow_blank=True)
    interests = Refs(Interest.objects.active(), required=False, max_length=50)
    days = serializers.ListField(
        child=Whole(min_value=0, max_value=6),
        required=False,
        max_length=7,
        help_text="・".join(f"{d.value}={d.label}" for d in Weekday),
    )
    parts = serializers.ListField(child=Code(PartOfDay.choices), required=False, max_length=2)
    near = Ref(queryset=District.objects.all(), required=False, allow_null=True)
    neighbours_too = YesNo(required=False)
    company_most = Whole(required=False, allow_null=True, min_value=1, max_value=MOST)
    needs = serializers.ListField(child=Code(Feature.choices), required=False, max_length=10)


class NewWaySerializer(WishesSerializer):
    case = Text(max_length=12)


class VisitSerializer(serializers.Serializer[Any]):
    """`named`: whether the name went along; the name itself is the case's."""

    id = serializers.IntegerField()
    site = serializers.IntegerField(source="site_id", allow_null=True)
    site_name = serializers.CharField(source="site")
    state = serializers.CharField()
    state_label = serializers.CharField()
    on = serializers.DateField()
    starts = serializers.TimeField(allow_null=True)
    words = serializers.CharField()
    named = serializers.BooleanField()
    with_staff = serializers.BooleanField()
    asked_by = NamedStaff()
    asked_at = serializers.DateTimeField()
    answer = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)
    went = serializers.CharField()


class WaySerializer(serializers.Serializer[WaySheet]):
    id = serializers.IntegerField()
    case = serializers.CharField(source="number")
    state = serializers.CharField()
    state_label = serializers.CharField()
    own_words = serializers.CharField()
    interests = serializers.ListField(child=serializers.CharField(), source="likes")
    wishes = serializers.ListField(child=serializers.CharField())
    near = serializers.CharField()
    site = serializers.IntegerField(source="site_id", allow_null=True)
    site_name = serializers.CharField(source="site")
    plan = serializers.IntegerField(allow_null=True)
    begun_at = serializers.DateTimeField()
    begun_by = NamedStaff()
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_because = serializers.CharField()
    version = serializers.IntegerField()


class FitSerializer(serializers.Serializer[Any]):
    """`fits` is null where nobody knows."""

    words = serializers.CharField()
    fits = serializers.BooleanField(allow_null=True)


class MatchSerializer(serializers.Serializer[Any]):
    site = serializers.IntegerField(source="site.id")
    name = serializers.CharField(source="site.name")
    reasons = FitSerializer(many=True)
    fits = serializers.IntegerField()
    misses = serializers.IntegerField()
    connected = serializers.IntegerField(source="room.connected")
    left = serializers.IntegerField(source="room.left", allow_null=True)
    candidate = serializers.BooleanField(source="picked")


class WayPickSerializer(Strict):
    site = Ref(queryset=Site.objects.all())
    out = YesNo(required=False)


class VisitAskSerializer(Strict):
    site = Ref(queryset=Site.objects.there())
    on = Day()
    starts = Clock(required=False, allow_null=True)
    words = Text(max_length=300, required=False, allow_blank=True)
    with_staff = YesNo(required=False)
    named = YesNo(required=False)


class VisitAnswerSerializer(Strict):
    welcome = YesNo()
    on = Day(required=False, allow_null=True)
    starts = Clock(required=False, allow_null=True)
    words = Text(max_length=300, required=False, allow_blank=True)


class VisitWentSerializer(Strict):
    words = Text(max_length=500, required=False, allow_blank=True)


class PlaceWordSerializer(Strict):
    site = Ref(queryset=Site.objects.all())
    event = Code(PlaceWord.choices)
    method = Code(ConsentMethod.choices)
    given_by = Code(ConsentGiver.choices, required=False)


class WayTrySerializer(Strict):
    site = Ref(queryset=Site.objects.all())
    note = Text(max_length=500, required=False, allow_blank=True)


class WayNoteSerializer(Strict):
    note = Text(max_length=500, required=False, allow_blank=True)


class WayBecauseSerializer(Strict):
    because = Text(max_length=500)

"""場のかたち in the API: what comes in and what is shown."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from districts.models import Agency, District
from engawa.models import Feature, SiteKind, SiteSort, SiteWay, TargetGroup, Weekday
from fujisawa_care.foundation.api.fields import Code, Day, Ref, Strict, Text, Whole, YesNo


class Clock(serializers.TimeField):
    default_error_messages = {"invalid": "時刻を14:30の形で送ってください。"}


class SiteInSerializer(Strict):
    name = Text(max_length=100)
    sort = Code(SiteSort.choices, required=False)
    kind = Code(SiteKind.choices, required=False, allow_blank=True)
    form = Code(SiteWay.choices, required=False, allow_blank=True)
    target = Code(TargetGroup.choices, required=False, allow_blank=True)
    target_note = Text(max_length=100, required=False, allow_blank=True)
    operator = Text(max_length=100, required=False, allow_blank=True)
    agency = Ref(queryset=Agency.objects.all(), required=False, allow_null=True)
    coordinator = Text(max_length=100, required=False, allow_blank=True)
    district = Ref(queryset=District.objects.all(), required=False, allow_null=True)
    address = Text(max_length=200, required=False, allow_blank=True)
    venue = Text(max_length=200, required=False, allow_blank=True)
    access = Text(max_length=200, required=False, allow_blank=True)
    latitude = serializers.DecimalField(8, 6, required=False, allow_null=True)
    longitude = serializers.DecimalField(9, 6, required=False, allow_null=True)
    tel = Text(max_length=50, required=False, allow_blank=True)
    capacity = Whole(required=False, allow_null=True, min_value=1, max_value=2000)
    company_from = Whole(required=False, allow_null=True, min_value=0, max_value=2000)
    company_to = Whole(required=False, allow_null=True, min_value=0, max_value=2000)
    what = Text(max_length=1000, required=False, allow_blank=True)
    cost = Text(max_length=100, required=False, allow_blank=True)
    features = serializers.ListField(child=Code(Feature.choices), required=False, max_length=10)
    days_said = Text(max_length=100, required=False, allow_blank=True)
    hours_said = Text(max_length=100, required=False, allow_blank=True)
    closed_on_holidays = YesNo(required=False)
    takes_visits = YesNo(required=False)
    started = Text(max_length=100, required=False, allow_blank=True)
    listed = YesNo(required=False)
    source_ = Text(max_length=500, required=False, allow_blank=True)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """`source` is a word of the framework's own."""
        return {name.rstrip("_"): field for name, field in super().get_fields().items()}


class HoursSerializer(serializers.Serializer[Any]):
    starts = serializers.TimeField(allow_null=True)
    ends = serializers.TimeField(allow_null=True)
    what = serializers.CharField()
    changed = serializers.BooleanField()


class OpenDaySerializer(serializers.Serializer[Any]):
    day = serializers.DateField()
    open = serializers.BooleanField()
    hours = HoursSerializer(many=True)
    because = serializers.CharField()


class SiteSerializer(serializers.Serializer[Any]):
    """A blank text and null are not known; `next` is the first open day of the coming two months."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    sort = serializers.CharField()
    sort_label = serializers.CharField()
    kind = serializers.CharField()
    kind_label = serializers.CharField()
    target = serializers.CharField()
    target_label = serializers.CharField()
    operator = serializers.CharField(source="runs")
    coordinator = serializers.CharField()
    district = serializers.CharField(source="district.code", allow_null=True, default=None)
    address = serializers.CharField()
    venue = serializers.CharField()
    access = serializers.CharField()
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)
    tel = serializers.CharField()
    capacity = serializers.IntegerField(allow_null=True)
    company = serializers.CharField()
    what = serializers.CharField()
    cost = serializers.CharField()
    features = serializers.ListField(child=serializers.CharField())
    pastimes = serializers.ListField(child=serializers.CharField())
    days_said = serializers.CharField()
    hours_said = serializers.CharField()
    takes_visits = serializers.BooleanField()
    next = OpenDaySerializer(allow_null=True)
    confirmed_on = serializers.DateField(allow_null=True)
    stale = serializers.BooleanField()
    fictional = serializers.BooleanField()
    origin = serializers.CharField(source="source")
    version = serializers.IntegerField()


class LineSerializer(Strict):
    weekday = Whole(
        min_value=0, max_value=6, help_text="・".join(f"{d.value}={d.label}" for d in Weekday)
    )
    weeks = serializers.ListField(
        child=Whole(min_value=1, max_value=5), required=False, max_length=5
    )
    starts = Clock(required=False, allow_null=True)
    ends = Clock(required=False, allow_null=True)
    what = Text(max_length=100, required=False, allow_blank=True)


class WeekSerializer(Strict):
    lines = serializers.ListField(child=LineSerializer(), max_length=30)


class DaySaidSerializer(Strict):
    day = Day()
    open = YesNo()
    starts = Clock(required=False, allow_null=True)
    ends = Clock(required=False, allow_null=True)
    because = Text(max_length=100, required=False, allow_blank=True)

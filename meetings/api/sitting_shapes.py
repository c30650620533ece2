"""会議 in the API: what goes in and what comes out."""

from __future__ import annotations

from rest_framework import serializers

from cases.api.shapes import Shape
from districts.api.districts import NamedAgency, NamedStaff
from districts.models import Agency, Staff
from fujisawa_care.foundation.api.fields import Code, Day, Moment, Ref, Text, Whole, YesNo
from meetings.actions.meetings import ANSWERS
from meetings.models import Answer, MeetingKind, Reason
from meetings.states import ItemState, MeetingState

MOST_BASES, MOST_MEMBERS = 10, 100


class MeetingBasisSerializer(Shape):
    code = serializers.CharField()
    name = serializers.CharField()
    band = serializers.CharField()


class MeetingMemberSerializer(Shape):
    id = serializers.IntegerField()
    staff = NamedStaff(allow_null=True)
    agency = NamedAgency(allow_null=True)
    name = serializers.CharField()
    title = serializers.CharField()
    chairs = serializers.BooleanField()
    answer = serializers.ChoiceField(Answer.choices)
    answer_label = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)
    attended = serializers.BooleanField(allow_null=True)
    sworn_at = serializers.DateTimeField(allow_null=True)


class MeetingItemSerializer(Shape):
    """Where the caller does not see the item only its place and its time are told."""

    id = serializers.IntegerField()
    position = serializers.IntegerField()
    case = serializers.CharField(source="number")
    district = serializers.CharField()
    title = serializers.CharField()
    reason = serializers.ChoiceField(Reason.choices, allow_blank=True)
    reason_label = serializers.CharField()
    state = serializers.ChoiceField(ItemState.choices)
    state_label = serializers.CharField()
    minutes = serializers.IntegerField()
    begins_at = serializers.DateTimeField()
    visible = serializers.BooleanField()


class MeetingRowSerializer(Shape):
    id = serializers.IntegerField()
    name = serializers.CharField(source="called")
    body = serializers.CharField()
    kind = serializers.ChoiceField(MeetingKind.choices)
    kind_label = serializers.CharField()
    title = serializers.CharField()
    fiscal_year = serializers.IntegerField()
    ordinal = serializers.IntegerField()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    place = serializers.CharField()
    online_url = serializers.CharField()
    emergency = serializers.BooleanField()
    packet_due_on = serializers.DateField(allow_null=True)
    state = serializers.ChoiceField(MeetingState.choices)
    state_label = serializers.CharField()
    called = serializers.IntegerField(source="members")
    coming = serializers.IntegerField()
    agenda = serializers.IntegerField(source="items")


class WholeSerializer(Shape):
    """What a sitting has beside its line in a list."""

    bases = MeetingBasisSerializer(many=True)
    called_by = NamedStaff()
    held_at = serializers.DateTimeField(allow_null=True)
    settled_at = serializers.DateTimeField(allow_null=True)
    cancelled_because = serializers.CharField()
    members = MeetingMemberSerializer(many=True)
    items = MeetingItemSerializer(many=True)
    sworn = serializers.IntegerField()


class MeetingSerializer(WholeSerializer, MeetingRowSerializer):
    pass


class MeetingCalledSerializer(Shape):
    """Somebody with an account, or a name from outside (民生委員, 医師)."""

    staff = Ref(queryset=Staff.objects.filter(is_active=True), required=False, allow_null=True)
    agency = Ref(queryset=Agency.objects.all(), required=False, allow_null=True)
    name = Text(max_length=100, required=False, allow_blank=True)
    title = Text(max_length=60, required=False, allow_blank=True)
    chairs = YesNo(required=False)


class _PlanSerializer(Shape):
    place = Text(max_length=100, required=False, allow_blank=True)
    online_url = Text(max_length=200, required=False, allow_blank=True)
    title = Text(max_length=100, required=False, allow_blank=True)
    emergency = YesNo(required=False)
    bases = serializers.ListField(
        child=Text(max_length=30), required=False, allow_null=True, max_length=MOST_BASES
    )
    packet_due_on = Day(required=False, allow_null=True)


class MeetingCallSerializer(_PlanSerializer):
    """A body by its code, or the first one of a kind; without an end it lasts an hour and a half."""

    body = Text(max_length=30, required=False)
    kind = Code(MeetingKind.choices, required=False)
    starts_at = Moment()
    ends_at = Moment(required=False)
    members = serializers.ListField(
        child=MeetingCalledSerializer(), required=False, max_length=MOST_MEMBERS
    )


class MeetingPatchSerializer(_PlanSerializer):
    starts_at = Moment(required=False)
    ends_at = Moment(required=False)


class MeetingAnswerSerializer(Shape):
    """Without a member: one's own."""

    answer = Code([(one.value, one.label) for one in ANSWERS])
    member = Whole(required=False, allow_null=True, min_value=1)


class MeetingCancelSerializer(Shape):
    because = Text(max_length=500)

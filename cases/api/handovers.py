"""引き継ぎの要点 in the API: as much of a case as its receiver may read before answering."""

from __future__ import annotations

from rest_framework import serializers

from cases.api.people import PersonSerializer
from cases.api.shapes import ConsentSerializer, Each, Label, Labels, Shape
from cases.models import ReferralKind, ReturnReason, SharedItem, Urgency
from cases.states import ReferralStatus
from districts.api.districts import NamedAgency, NamedStaff


class HeardSerializer(Shape):
    story = serializers.CharField()
    living_with = serializers.CharField()
    topics = Each("code")
    topics_label = Each("label", source="topics")
    main_topic = serializers.CharField(source="main_topic.code", allow_null=True)
    main_topic_label = serializers.CharField(source="main_topic.label", allow_null=True)
    channel_label = serializers.CharField()
    consulter_label = serializers.CharField()
    received_at = serializers.DateTimeField(allow_null=True)


class AnswerSerializer(Shape):
    at = serializers.DateTimeField(allow_null=True)
    by = NamedStaff(allow_null=True)
    note = serializers.CharField()
    accepted_as = serializers.ChoiceField(ReferralKind.choices, allow_blank=True)
    accepted_as_label = Label(ReferralKind, source="accepted_as")
    reason = serializers.ChoiceField(ReturnReason.choices, source="return_reason", allow_blank=True)
    reason_label = serializers.CharField(source="return_reason_label")
    suggestion = NamedAgency(allow_null=True)


class MessageSerializer(Shape):
    id = serializers.IntegerField()
    said_at = serializers.DateTimeField()
    said_by = NamedStaff()
    agency = NamedAgency()
    text = serializers.CharField()


class HopSerializer(Shape):
    id = serializers.IntegerField()
    from_ = NamedAgency(source="from_agency")
    to = NamedAgency(source="to_agency")
    kind = serializers.ChoiceField(ReferralKind.choices)
    kind_label = Label(ReferralKind, source="kind")
    status = serializers.ChoiceField(ReferralStatus.choices)
    status_label = serializers.CharField()
    sent_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)


class HandOverBriefSerializer(Shape):
    """As it stands in the box; `title` is 氏名ふせ until the person has agreed."""

    id = serializers.IntegerField()
    case = serializers.CharField(source="number")
    title = serializers.CharField()
    withheld = serializers.BooleanField()
    age_band = serializers.CharField()
    district = serializers.CharField(source="district.code", allow_null=True)
    district_label = serializers.CharField(source="district.name", allow_null=True)
    topics = Each("code", source="heard.topics")
    topics_label = Each("label", source="heard.topics")
    consent = ConsentSerializer()
    from_ = NamedAgency(source="from_agency")
    sent_by = NamedStaff()
    to = NamedAgency(source="to_agency")
    kind = serializers.ChoiceField(ReferralKind.choices)
    kind_label = serializers.CharField()
    urgency = serializers.ChoiceField(Urgency.choices)
    urgency_label = serializers.CharField()
    note = serializers.CharField()
    status = serializers.ChoiceField(ReferralStatus.choices)
    status_label = serializers.CharField()
    sent_at = serializers.DateTimeField()
    reply_due_at = serializers.DateTimeField()
    postponed_until = serializers.DateField(allow_null=True)
    answer = AnswerSerializer()


class HandOverSheetSerializer(HandOverBriefSerializer):
    readable = serializers.BooleanField()
    opens_case = serializers.BooleanField()
    reason = serializers.CharField()
    person = PersonSerializer(allow_null=True)
    heard = HeardSerializer()
    shared = serializers.ListField(child=serializers.ChoiceField(SharedItem.choices))
    shared_label = Labels(SharedItem, source="shared")
    messages = MessageSerializer(many=True)
    trail = HopSerializer(many=True)

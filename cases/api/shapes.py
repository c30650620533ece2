"""形: the pieces that several answers and bodies share."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from cases.actions.follow_ups import Next
from cases.models import ConsentMethod, ConsentState, FollowUpKind, Person, Purpose
from districts.api.districts import NamedAgency, NamedStaff
from districts.models import Agency, Staff, Town
from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.api.fields import Code, Day, Ref, Strict, Text

TEXTS = {"type": "array", "items": {"type": "string"}}


class Shape(Strict):
    """A field named by a word of Python carries an underscore here, and none outside."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {name.rstrip("_"): field for name, field in super().get_fields().items()}


@extend_schema_field(TEXTS)
class Each(serializers.Field[Any, Any, Any, Any]):
    """One attribute of each of several things."""

    def __init__(self, attribute: str, **kwargs: Any) -> None:
        self.attribute = attribute
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: Any) -> list[str]:
        return [str(getattr(each, self.attribute)) for each in value]


@extend_schema_field(TEXTS)
class Labels(serializers.Field[Any, Any, Any, Any]):
    def __init__(self, choices: type[TextChoices], **kwargs: Any) -> None:
        self.choices = choices
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: Any) -> list[str]:
        return [str(self.choices(each).label) for each in value]


@extend_schema_field({"type": "string"})
class Label(serializers.Field[Any, Any, Any, Any]):
    """The Japanese of a code; nothing for none."""

    def __init__(self, choices: type[TextChoices], **kwargs: Any) -> None:
        self.choices = choices
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: Any) -> str:
        return str(self.choices(value).label) if value else ""


class AgencyRef(Ref):
    """An agency whose name is valid today."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Agency.objects.all(), **kwargs)

    def get_queryset(self) -> Any:
        return Agency.objects.valid_on(timezone.localdate())


class HouseRef(Ref):
    """An agency, also one that has ended: what it leaves behind goes on."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Agency.objects.all(), **kwargs)


class StaffRef(Ref):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Staff.objects.filter(is_active=True), **kwargs)


class VisiblePerson(Ref):
    """Somebody the caller may see; anybody else is as if not there."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Person.objects.all(), **kwargs)

    def get_queryset(self) -> Any:
        return Person.objects.visible_to(self.context["request"].user)


class BirthText(Text):
    """和暦, 西暦 or 「50代」; what is kept is what was typed."""

    def run_validation(self, data: Any = empty) -> Any:
        typed = super().run_validation(data)
        if not typed:
            return None
        try:
            return wareki.parse(typed, today=timezone.localdate())
        except wareki.UnreadableDate as refused:
            raise serializers.ValidationError(refused.message, code=refused.code) from refused


class TownName(Text):
    def run_validation(self, data: Any = empty) -> Any:
        name = super().run_validation(data)
        town = Town.objects.with_districts().filter(name=name).first() if name else None
        if name and town is None:
            raise serializers.ValidationError(
                "この町名は一覧にありません。towns/?q= でさがすか、addressに入れてください。",
                code="does_not_exist",
            )
        return town


class NextSerializer(Shape):
    """次の一手."""

    id = serializers.IntegerField()
    what = serializers.CharField()
    kind = serializers.ChoiceField(FollowUpKind.choices)
    kind_label = serializers.CharField()
    purpose = serializers.ChoiceField(Purpose.choices)
    purpose_label = Label(Purpose, source="purpose")
    due_on = serializers.DateField()
    due_time = serializers.CharField()
    place = serializers.CharField()
    agency = NamedAgency()
    assignee = NamedStaff(allow_null=True)


class NextStepSerializer(Shape):
    """What comes next; without a name it is the caller's own."""

    what = Text(max_length=200)
    due_on = Day()
    due_time = serializers.TimeField(required=False, allow_null=True)
    kind = Code(FollowUpKind.choices, required=False)
    place = Text(max_length=100, required=False, allow_blank=True)
    assignee = StaffRef(required=False, allow_null=True)


def step(given: dict[str, Any] | None) -> Next | None:
    return Next(**given) if given else None


class ConsentSerializer(Shape):
    state = serializers.ChoiceField(ConsentState.choices)
    state_label = serializers.CharField(source="label")
    method = serializers.ChoiceField(ConsentMethod.choices, allow_blank=True)
    method_label = serializers.CharField()
    at = serializers.DateTimeField(allow_null=True)
    valid_until = serializers.DateField(allow_null=True)

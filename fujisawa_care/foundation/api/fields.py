"""Fields of the API: text is cleaned as everywhere, and a number is not taken for text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from operator import attrgetter
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import AutoField, Model, QuerySet
from rest_framework import serializers

from fujisawa_care.foundation import kana, text

NEVER_TYPED = re.compile("[\0\ud800-\udfff]")
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}[0-9:.+Zz-]*")
NOT_KNOWN = "この名前の項目はありません。"
NOT_THERE = "見つかりません。番号をたしかめてください。"
OLDEST = datetime(1900, 1, 1, tzinfo=UTC)


class AtMost(MaxLengthValidator):
    def __call__(self, value: str) -> None:
        if len(value) > self.limit_value:
            words = f"{self.limit_value:,}字までです（いま {len(value):,}字）。"
            raise ValidationError(words, code=self.code)


class Ready(serializers.BaseSerializer[Any]):
    """Shows attributes, never methods, of things; how is found once and not again for each row.

    What is no thing but a dictionary is read as DRF reads it.
    """

    @cached_property
    def _ways(self) -> list[tuple[str, Callable[[Any], Any], Any]]:
        fields = self._readable_fields  # type: ignore[attr-defined]  # of every serializer with fields
        return [(field.field_name, _reader(field), field.to_representation) for field in fields]

    def to_representation(self, instance: Any) -> Any:
        if isinstance(instance, Mapping):
            return super().to_representation(instance)
        shown: dict[str, Any] = {}
        for name, read, show in self._ways:
            value = read(instance)
            shown[name] = None if value is None else show(value)
        return shown


def _reader(field: Any) -> Callable[[Any], Any]:
    """As the field would read it itself: null where it may be, once a step on the way is nothing."""
    if type(field).get_attribute is not serializers.Field.get_attribute or field.source == "*":
        return cast("Callable[[Any], Any]", field.get_attribute)
    steps: list[str] = field.source_attrs
    if len(steps) == 1 or not field.allow_null:
        return attrgetter(".".join(steps))

    def read(thing: Any) -> Any:
        for step in steps:
            thing = thing if thing is None else getattr(thing, step)
        return thing

    return read


class Strict(Ready, serializers.Serializer[Any]):
    """A body whose fields all have a place here: what nobody reads is refused, not ignored."""

    default_error_messages = {"invalid": "項目の名前と値の組で送ってください。"}

    def to_internal_value(self, data: Any) -> Any:
        names = data.keys() - self._written() if isinstance(data, Mapping) else ()
        refused = [serializers.ErrorDetail(NOT_KNOWN, "unknown")]
        unknown: dict[str, Any] = {str(name)[:50]: refused for name in sorted(names)}
        try:
            found = super().to_internal_value(data)
        except serializers.ValidationError as also:
            if unknown and isinstance(also.detail, dict):
                raise serializers.ValidationError(also.detail | unknown) from also
            raise
        if unknown:
            raise serializers.ValidationError(unknown)
        return found

    def _written(self) -> set[str]:
        return {name for name, field in self.fields.items() if not field.read_only}


class Text(serializers.CharField):
    """Trimmed, composed, without control characters; too long is refused with the count."""

    default_error_messages = {"invalid": "文字列で入力してください。"}

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators = [*self.validators, AtMost(max_length)]

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        try:
            return text.clean(data)
        except ValidationError as refused:
            raise serializers.ValidationError(refused.messages, code=refused.code) from refused


class Secret(serializers.CharField):
    """A password is taken exactly as typed; what no keyboard types is simply wrong."""

    default_error_messages = {"invalid": "文字列で入力してください。"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, write_only=True, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str) or NEVER_TYPED.search(data):
            self.fail("invalid")
        return data


class Kana(Text):
    """ﾌﾘｶﾞﾅ and フリガナ become ふりがな."""

    def to_internal_value(self, data: Any) -> str:
        return kana.hiragana(super().to_internal_value(data))


class Phone(Text):
    def to_internal_value(self, data: Any) -> str:
        return kana.phone(super().to_internal_value(data))


class Code(serializers.ChoiceField):
    """A refusal names what may be chosen and never repeats what was sent."""

    default_error_messages = {"invalid_choice": "えらべるのは {known} です。"}

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str) or data not in self.choices:
            self.fail("invalid_choice", known="・".join(str(each) for each in self.choices))
        return data


class YesNo(serializers.BooleanField):
    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input="")
        return data


class Whole(serializers.IntegerField):
    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return data


class Day(serializers.DateField):
    default_error_messages = {"invalid": "日付を2026-04-01の形で送ってください。"}

    def to_internal_value(self, value: Any) -> date:
        if not isinstance(value, str) or not DAY.fullmatch(value):
            self.fail("invalid", format="")
        return super().to_internal_value(value)


class Moment(serializers.DateTimeField):
    """A time within what a calendar on the wall may show; the ends of time belong to nobody."""

    default_error_messages = {
        "invalid": "日時を2026-04-01T09:30:00+09:00の形で送ってください。",
        "too_old": "日時が古すぎます。年をたしかめてください。",
    }

    def to_internal_value(self, value: Any) -> datetime:
        if not isinstance(value, str) or not MOMENT.fullmatch(value):
            self.fail("invalid", format="")
        moment = super().to_internal_value(value)
        if moment < OLDEST:
            self.fail("too_old")
        return moment


class Ref(serializers.PrimaryKeyRelatedField[Any]):
    """One row of `queryset` by its key, of the key's own type."""

    default_error_messages = {
        "does_not_exist": NOT_THERE,
        "incorrect_type": "番号の形が正しくありません。",
    }

    def to_internal_value(self, data: Any) -> Any:
        rows = self.get_queryset()
        if rows is None or not _may_be_key(data, rows.model):
            self.fail("incorrect_type", data_type="")
        return super().to_internal_value(data)


class Refs(serializers.ListField):
    """Several rows by their codes, found in one query; a refusal says which is not there."""

    def __init__(self, queryset: QuerySet[Any], **kwargs: Any) -> None:
        self.queryset = queryset
        super().__init__(child=Text(max_length=200), **kwargs)

    def to_internal_value(self, data: Any) -> list[Any]:
        if isinstance(data, list):
            self.run_validators(data)  # too many are not looked for
        keys = super().to_internal_value(data)
        found = self.queryset.in_bulk(keys)
        missing = [index for index, key in enumerate(keys) if key not in found]
        if missing:
            refused = [serializers.ErrorDetail(NOT_THERE, "does_not_exist")]
            raise serializers.ValidationError({str(index): refused for index in missing})
        return [found[key] for key in dict.fromkeys(keys)]


def _may_be_key(data: Any, model: type[Model]) -> bool:
    if isinstance(model._meta.pk, AutoField):
        return isinstance(data, int) and not isinstance(data, bool)
    return isinstance(data, str) and not NEVER_TYPED.search(data)

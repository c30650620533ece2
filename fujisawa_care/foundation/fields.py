"""入力欄: form fields that keep what was typed and refuse in whole sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from fujisawa_care.foundation import kana, wareki
from fujisawa_care.foundation.text import AtMost, clean

if TYPE_CHECKING:
    from django.db.models import QuerySet

OPTION_ATTRS = Mapping[str, Mapping[str, str]]


class TextField(forms.CharField):
    """No maxlength on the control: a browser would cut the words off without saying so."""

    def __init__(self, *, label: str, limit: int = 200, rows: int = 0, **options: Any) -> None:
        attrs = {"autocomplete": "off"} | ({"rows": str(rows)} if rows else {})
        widget = forms.Textarea(attrs) if rows else forms.TextInput(attrs)
        super().__init__(
            label=label,
            strip=False,
            required=options.pop("required", False),
            widget=options.pop("widget", widget),
            error_messages={"required": f"{label}を入れてください"},
            validators=[AtMost(limit, label)],
            **options,
        )

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


class KanaField(TextField):
    def to_python(self, value: Any) -> str:
        return kana.hiragana(super().to_python(value))


class PhoneField(TextField):
    def to_python(self, value: Any) -> str:
        return kana.phone(super().to_python(value))


class WarekiField(TextField):
    """Gives a TypedDate, or None where nothing was typed; a refusal carries its offer as a parameter."""

    def clean(self, value: Any) -> wareki.TypedDate | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return wareki.parse(text, today=timezone.localdate(), label=str(self.label))
        except wareki.UnreadableDate as refused:
            raise _refusal(refused) from refused


class DayField(TextField):
    """A day to come, typed in any way; gives a date."""

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            today = timezone.localdate()
            return wareki.parse_day(text, today=today, label=str(self.label), future=True)
        except wareki.UnreadableDate as refused:
            raise _refusal(refused) from refused


def _refusal(refused: wareki.UnreadableDate) -> ValidationError:
    return ValidationError(refused.message, code=refused.code, params={"offer": refused.offer})


class _WithOptionAttrs:
    """Lets single options carry attributes: what they show, which key picks them."""

    option_attrs: OPTION_ATTRS

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["attrs"] |= self.option_attrs.get(str(value), {})
        return option


class Radios(_WithOptionAttrs, forms.RadioSelect):
    def __init__(self, options: OPTION_ATTRS | None = None, **kwargs: Any) -> None:
        self.option_attrs = options or {}
        super().__init__(**kwargs)


class Checks(_WithOptionAttrs, forms.CheckboxSelectMultiple):
    def __init__(self, options: OPTION_ATTRS | None = None, **kwargs: Any) -> None:
        self.option_attrs = options or {}
        super().__init__(**kwargs)


class ChoiceField(forms.ChoiceField):
    """A value outside the list is answered like none at all."""

    def __init__(self, *, label: str, choices: Any, **options: Any) -> None:
        words = f"「{label}」をえらんでください"
        super().__init__(
            label=label,
            choices=choices,
            error_messages={"required": words, "invalid_choice": words},
            **options,
        )


class ChoicesField(forms.MultipleChoiceField):
    def __init__(self, *, label: str, choices: Any = (), **options: Any) -> None:
        words = f"「{label}」をえらびなおしてください"
        super().__init__(
            label=label,
            choices=choices,
            required=options.pop("required", False),
            widget=options.pop("widget", Checks()),
            error_messages={
                "required": f"「{label}」をえらんでください",
                "invalid_choice": words,
                "invalid_list": words,
            },
            **options,
        )


class OneOf(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One row of a table; what no key can be is answered like a row that is not there."""

    def __init__(self, *, label: str, queryset: QuerySet[Any], **options: Any) -> None:
        words = options.pop("words", f"「{label}」をえらんでください")
        super().__init__(
            queryset,
            label=label,
            required=options.pop("required", False),
            error_messages={"required": words, "invalid_choice": words},
            **options,
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(_no_key(value))


class SomeOf(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Rows ticked, and perhaps one picked from a list, under one name; blanks do not count."""

    def __init__(self, *, label: str, queryset: QuerySet[Any], **options: Any) -> None:
        words = f"「{label}」をえらびなおしてください"
        super().__init__(
            queryset,
            label=label,
            required=options.pop("required", False),
            error_messages={
                "required": f"「{label}」をえらんでください",
                "invalid_choice": words,
                "invalid_pk_value": words,
                "invalid_list": words,
            },
            **options,
        )

    def clean(self, value: Any) -> Any:
        return super().clean([_no_key(each) for each in dict.fromkeys(value or []) if each])


def _no_key(value: Any) -> Any:
    """PostgreSQL has no NUL: such a key is put so that it is found nowhere."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value

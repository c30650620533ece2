"""しぼりこみ: one FilterSet for pages and API, and an unknown filter is refused, not ignored."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django_filters import BooleanFilter, DateFilter, Filter, FilterSet, NumberFilter

from fujisawa_care.foundation import text


class StrictForm(forms.Form):
    beside: frozenset[str] = frozenset()

    def full_clean(self) -> None:
        data = QueryDict(mutable=True)
        data.update(self.data)
        # A NUL byte must not reach a look-up: PostgreSQL has no such character.
        broken = [name for name in data if any("\0" in value for value in data.getlist(name))]
        for name in broken:
            data.setlist(name, [value.replace("\0", "\ufffd") for value in data.getlist(name)])
        self.data = data
        super().full_clean()
        for name in broken:
            self._refuse(name, "読めない文字（制御文字）が入っています。")
        for name in data:
            self._look_at(name, times=len(data.getlist(name)))

    def _look_at(self, name: str, *, times: int) -> None:
        if name in self.beside:
            return
        if name not in self.fields:
            self._refuse(name, "しぼりこみの名前が正しくありません。")
        elif times > 1 and not isinstance(self.fields[name], forms.MultipleChoiceField):
            self._refuse(name, "1つだけ指定してください。")

    def _refuse(self, name: str, words: str) -> None:
        refusals = self.errors.setdefault(name[:50], self.error_class())
        refusals.append(forms.ValidationError(words, code="unknown_filter"))


class StrictFilterSet(FilterSet):  # type: ignore[misc]
    """`beside` names what may stand in the address without being a filter."""

    beside: ClassVar[frozenset[str]] = frozenset({"cursor", "page_size", "ordering"})

    def get_form_class(self) -> type[forms.Form]:
        form = super().get_form_class()
        return type(form.__name__, (StrictForm, form), {"beside": self.beside})


LONGEST_WORDS = 100


class Words(forms.CharField):
    """What is typed into a search field: cleaned like any other text, and never a whole page."""

    def __init__(self, *, max_length: int = LONGEST_WORDS, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        return text.clean(super().to_python(value) or "")


class WordsFilter(Filter):  # type: ignore[misc]
    field_class = Words


class Flag(forms.CharField):
    """Yes or no; anything else is refused, where Django's own field would take it for no answer."""

    said: ClassVar[dict[str, bool]] = {"true": True, "1": True, "false": False, "0": False}

    def to_python(self, value: Any) -> bool | None:  # type: ignore[override]
        words = (super().to_python(value) or "").lower()
        if words and words not in self.said:
            raise ValidationError("trueかfalseを指定してください。", code="invalid")
        return self.said.get(words)


class FlagFilter(BooleanFilter):  # type: ignore[misc]
    field_class = Flag


class WholeFilter(NumberFilter):  # type: ignore[misc]
    field_class = forms.IntegerField


class DayFilter(DateFilter):  # type: ignore[misc]
    """A day as ISO 8601 writes it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)

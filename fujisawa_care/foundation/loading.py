"""表の取り込み: rows of tables become rows of models, each once, and every wrong line is named."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from fujisawa_care.foundation.rows import Row

Thing = TypeVar("Thing", bound=models.Model)


@dataclass(slots=True)
class Loaded:
    """How many things were added, changed and found as they should be; false when nothing moved."""

    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed)


class _Unsettled(Exception):
    """The row speaks of one that is wrong itself and already reported."""


class Loading:
    """One run: what was there, what was read so far, what was wrong."""

    def __init__(self) -> None:
        self.loaded = Loaded()
        self.faults: list[str] = []
        self._known: dict[type[models.Model], dict[str, Any]] = {}
        self._wrong: dict[str, set[str]] = defaultdict(set)
        self._lines: dict[tuple[type[models.Model], str], Row] = {}

    @contextmanager
    def at(self, row: Row, *, key: Sequence[str]) -> Iterator[None]:
        """Work on a row; `key` are the columns by which other tables speak of it."""
        try:
            yield
        except (ValidationError, _Unsettled) as wrong:
            self._wrong[row.file].add(_key(row.cells[column] for column in key))
            if isinstance(wrong, ValidationError):
                self.faults += [f"{row.place}: {words}" for words in _sentences(wrong)]

    def find(self, model: type[Thing], row: Row, column: str, *, file: str) -> Thing:
        """The thing this cell speaks of by its key in the table `file`."""
        return self._find(model, row.text(column), column, file)

    def find_each(self, model: type[Thing], row: Row, column: str, *, file: str) -> list[Thing]:
        return [self._find(model, name, column, file) for name in row.text(column).split()]

    def _find(self, model: type[Thing], name: str, column: str, file: str) -> Thing:
        if name in self._wrong[file]:
            raise _Unsettled
        found: Thing | None = self._known.get(model, {}).get(name)
        if found is None:
            raise ValidationError(f"「{column}」の「{name[:50]}」は{file}にありません。")
        return found

    def put(
        self,
        row: Row,
        model: type[Thing],
        key: Mapping[str, Any],
        values: Mapping[str, Any],
        many: Mapping[str, Sequence[models.Model]] | None = None,
    ) -> Thing:
        """The thing with this key, made or changed where it must be, and counted once."""
        known, name = self._rows(model, tuple(key), tuple(many or ())), _key(key.values())
        self._first_time(row, model, name)
        added = name not in known
        thing: Thing = model(**key) if added else known[name]
        changed = [each for each, value in values.items() if getattr(thing, each) != value]
        for each in changed:
            setattr(thing, each, values[each])
        if added or changed:
            thing.full_clean()
            thing.save()
        known[name] = thing
        moved = [_set(thing, relation, wanted) for relation, wanted in (many or {}).items()]
        self._count(model, added=added, changed=bool(changed) or any(moved))
        return thing

    def _rows(
        self, model: type[models.Model], key: Sequence[str], many: Sequence[str]
    ) -> dict[str, Any]:
        if model not in self._known:
            rows = model._default_manager.prefetch_related(*many)
            self._known[model] = {_key(getattr(row, each) for each in key): row for row in rows}
        return self._known[model]

    def _first_time(self, row: Row, model: type[models.Model], name: str) -> None:
        earlier = self._lines.setdefault((model, name), row)
        if earlier is not row:
            raise ValidationError(f"{earlier.line}行目と同じものです。")

    def _count(self, model: type[models.Model], *, added: bool, changed: bool) -> None:
        counts = self.loaded
        tally = counts.added if added else counts.changed if changed else counts.same
        tally[str(model._meta.verbose_name)] += 1


def _key(parts: Iterable[Any]) -> str:
    return "/".join("" if part is None else str(part) for part in parts)


def _set(thing: models.Model, relation: str, wanted: Sequence[models.Model]) -> bool:
    related = getattr(thing, relation)
    if {each.pk for each in related.all()} == {each.pk for each in wanted}:
        return False
    related.set(wanted)
    return True


def _sentences(wrong: ValidationError) -> list[str]:
    if not hasattr(wrong, "error_dict"):
        return wrong.messages
    return [
        words if name == NON_FIELD_ERRORS else f"「{name}」{words}"
        for name, errors in wrong.error_dict.items()
        for error in errors
        for words in error.messages
    ]

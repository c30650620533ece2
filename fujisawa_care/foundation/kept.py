"""覚えた問い: a question put into SQL once, and asked again and again for the rows of other keys.

Finding the words for a query costs more than answering it where ten rows are looked up by key; with
the keys as one array the database, too, meets the same question however many rows are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any, Generic, Self, TypeVar, cast

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BigIntegerField, BooleanField, F, Func, Model, QuerySet, Value
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=Model)
_ANY_KEYS = [-1]


class _Among(Func):
    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


class _Said(SQLCompiler):
    """A query that is in SQL already: `words` with their `values`."""

    words: str
    values: tuple[Any, ...]

    def put(self) -> Self:
        self.words, values = super().as_sql()
        self.values = tuple(values)
        return self

    def again(self, keys: list[int]) -> Self:
        """The same with other keys, for whichever thread asks."""
        said = copy(self)
        said.connection = connection
        said.values = tuple(keys if value == _ANY_KEYS else value for value in self.values)
        return said

    def as_sql(self, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        return self.words, self.values


class _Asked(Query):
    said: _Said

    def get_compiler(self, *_: Any, **__: Any) -> _Said:
        return self.said


class Kept(Generic[Row]):
    """`rows` by their whole-number column `by`; nothing in them may depend on who asks, or when."""

    def __init__(self, rows: Callable[[], QuerySet[Row]], *, by: str = "pk") -> None:
        self._rows = rows
        self.by = by

    def of(self, keys: Iterable[int]) -> list[Row]:
        given = list(keys)
        if not given:
            return []
        rows, said = self._put
        asked = rows.all()
        cast("_Asked", asked.query).said = said.again(given)
        return list(asked)

    def in_bulk(self, keys: Collection[int]) -> dict[Any, Row]:
        """As a queryset has it."""
        return {row.pk: row for row in self.of(keys)}

    @cached_property
    def _put(self) -> tuple[QuerySet[Row], _Said]:
        keys = Value(_ANY_KEYS, output_field=ArrayField(BigIntegerField()))
        rows = self._rows().filter(_Among(F(self.by), keys))
        said = _Said(rows.query.chain(), connection, connection.alias).put()
        rows.query = rows.query.chain(klass=_Asked)
        return rows, said


@dataclass(frozen=True)
class Beside(Generic[Row]):
    """What stands beside each row of a list as its `name`: the rows of `kept` that point to it."""

    name: str
    kept: Kept[Row]

    def join(self, rows: Sequence[Model]) -> None:
        of_key: dict[Any, list[Any]] = {row.pk: [] for row in rows}
        belongs_to = attrgetter(f"{self.kept.by}_id")
        for found in self.kept.of(of_key):
            of_key[belongs_to(found)].append(found)
        for row in rows:
            setattr(row, self.name, of_key[row.pk])


class Accompanied(QuerySet[Row]):
    """Rows that come with others beside them, each kind of which is one kept question."""

    companions: tuple[Beside[Any], ...] = ()

    def beside(self, **kept: Kept[Any]) -> Self:
        found = self.all()
        found.companions = (*self.companions, *(Beside(name, each) for name, each in kept.items()))
        return found

    def _clone(self) -> Self:
        copied: Self = super()._clone()  # type: ignore[misc]  # not in the stubs
        copied.companions = self.companions
        return copied

    def _fetch_all(self) -> None:
        asked = self._result_cache is None
        super()._fetch_all()
        rows = self._result_cache
        if asked and rows and isinstance(rows[0], self.model):
            for each in self.companions:
                each.join(rows)

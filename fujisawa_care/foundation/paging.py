"""ページ: a list goes on from its last row, so nothing is lost or doubled when rows come and go."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet
from django.utils import timezone

from fujisawa_care.foundation.kept import Kept

Row = TypeVar("Row", bound=Model)
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """`next_cursor` and `previous_cursor` are empty at the ends."""

    items: list[Row]
    next_cursor: str = ""
    previous_cursor: str = ""

    def __bool__(self) -> bool:
        return bool(self.items)


@dataclass(frozen=True, slots=True)
class _Place:
    backwards: bool
    values: tuple[object, ...]


def page(rows: QuerySet[Row], *, order: Sequence[str], size: int, cursor: str = "") -> Page[Row]:
    """One page of `rows` by `order` (fields never NULL); a broken cursor gives the first."""
    order = _with_key(order)
    place = _read(rows, order, cursor)
    backwards = bool(place and place.backwards)
    ways = [_turned(name) for name in order] if backwards else list(order)
    after = rows.filter(_beyond(ways, place.values)) if place else rows
    found = list(after.order_by(*ways)[: size + 1])
    more, items = len(found) > size, found[:size]
    if backwards:
        items.reverse()
    if not items:
        return page(rows, order=order, size=size) if place else Page([])
    return Page(
        items,
        next_cursor=_write(items[-1], order, backwards=False) if more or backwards else "",
        previous_cursor=_write(items[0], order, backwards=True)
        if (more if backwards else place)
        else "",
    )


def again(rows: list[Row], loaded: QuerySet[Row] | Kept[Row]) -> list[Row]:
    """The rows that were found, with all that is shown of them.

    Finding fifty among many and joining ten tables to them are two questions: asked as one, the
    planner joins before it narrows.
    """
    found = loaded.in_bulk([row.pk for row in rows])
    return [found[row.pk] for row in rows]


def _with_key(order: Sequence[str]) -> list[str]:
    if any(name.lstrip("-") == "pk" for name in order):
        return list(order)
    return [*order, "-pk" if order and order[-1].startswith("-") else "pk"]


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(ways: Sequence[str], values: Sequence[object]) -> Q:
    """Rows after `values`; the first condition alone lets the index jump to the place."""
    first = Q(**{f"{ways[0].lstrip('-')}__{_side(ways[0])}e": values[0]})
    steps = []
    for index, name in enumerate(ways):
        same = {other.lstrip("-"): values[at] for at, other in enumerate(ways[:index])}
        steps.append(Q(**same, **{f"{name.lstrip('-')}__{_side(name)}": values[index]}))
    return first & reduce(Q.__or__, steps)


def _side(name: str) -> str:
    return "lt" if name.startswith("-") else "gt"


def _write(row: Model, order: Sequence[str], *, backwards: bool) -> str:
    values = [_text(reduce(getattr, name.lstrip("-").split("__"), row)) for name in order]
    return urlsafe_b64encode(json.dumps([int(backwards), *values]).encode()).decode().rstrip("=")


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _read(rows: QuerySet[Row], order: Sequence[str], cursor: str) -> _Place | None:
    if not cursor or len(cursor) > LONGEST:
        return None
    try:
        way, *texts = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if len(texts) != len(order) or not all(isinstance(text, str) for text in texts):
            return None
        values = [_value(_field(rows, name), text) for name, text in zip(order, texts, strict=True)]
    except (ValueError, TypeError, ValidationError, OverflowError, RecursionError):
        return None
    return _Place(bool(way), tuple(values))


def _field(rows: QuerySet[Row], name: str) -> Field[Any, Any]:
    *path, last = name.lstrip("-").split("__")
    if not path and last in rows.query.annotations:
        return rows.query.annotations[last].output_field
    model: Any = rows.model
    for step in path:
        model = model._meta.get_field(step).related_model
    field: Field[Any, Any] = model._meta.pk if last == "pk" else model._meta.get_field(last)
    return field


def _value(field: Field[Any, Any], text: str) -> object:
    if "\0" in text or not text.isprintable():
        raise ValueError("not a value that was ever written")
    value = field.to_python(text)
    if isinstance(value, datetime) and timezone.is_naive(value):
        raise ValueError("a moment without its zone")
    if isinstance(value, int) and abs(value) >= 2**63:
        raise ValueError("larger than any key")
    return value


def understood(rows: QuerySet[Row], *, order: Sequence[str], cursor: str) -> bool:
    """Whether this cursor was written for this order; an empty one always is."""
    return not cursor or _read(rows, _with_key(order), cursor) is not None

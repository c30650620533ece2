"""数える: one indicator over one period, cut as asked, in one question to the data."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, F, Func, Q, QuerySet, TextField
from django.db.models import Value as Literal
from django.db.models.functions import Cast, Coalesce, TruncMonth

from fujisawa_care.foundation.workdays import TOKYO
from fujisawa_care.home.indicators.registry import REGISTRY
from fujisawa_care.home.indicators.shape import (
    MONTH,
    UNKNOWN,
    Indicator,
    Kind,
    Period,
    Row,
    Table,
    Value,
)


def table(
    code: str,
    since: date,
    until: date,
    by: Sequence[str] = ("district",),
    *,
    at: datetime,
    only: Mapping[str, Collection[str]] | None = None,
) -> Table:
    """`by` nothing gives one row, the whole; `only` narrows to some keys of some cuts."""
    indicator, period = REGISTRY[code], Period(since, until)
    if unknown := ({*by} - {*indicator.by}) | ({*(only or {})} - {*indicator.cuts}):
        raise ValueError(f"{code} is not cut by {', '.join(sorted(unknown))}")
    rows = _narrowed(indicator, period, {*by, *(only or {})}, only or {})
    grouped = [name for name in by if f"cut_{name}" in rows.query.annotations]
    columns = [*_columns(indicator, period, [name for name in by if name not in grouped], at)]
    asked = {f"n{place}": value for place, (_, value, _) in enumerate(columns)}
    if not indicator.additive:
        asked |= {f"of{place}": base for place, (_, _, base) in enumerate(columns)}
    names = [f"cut_{name}" for name in grouped]
    if not asked:
        answers: list[dict[str, Any]] = []
    elif names:
        answers = [*rows.order_by().values(*names).annotate(**asked)]
    else:
        answers = [rows.aggregate(**asked)]
    found = [
        Row(
            tuple({**keys, **_keys(grouped, answer)}[name] for name in by),
            value,
            answer.get(f"of{place}", int(value)),
        )
        for answer in answers
        for place, (keys, _, _) in enumerate(columns)
        if (value := _value(indicator, answer[f"n{place}"])) is not None
    ]
    kept = sorted((row for row in found if row.value or not by or not indicator.additive), key=_key)
    return Table(indicator, period, tuple(by), tuple(kept), at)


def _narrowed(
    indicator: Indicator, period: Period, used: set[str], only: Mapping[str, Collection[str]]
) -> QuerySet[Any]:
    """The rows with a key for each cut in use; what is no column of theirs is spread out later."""
    rows = indicator.source(period)
    for name in sorted(used):
        if name in indicator.cuts:
            path = indicator.cuts[name]
            known = Cast(F(path) if isinstance(path, str) else path, TextField())
            rows = rows.annotate(
                **{f"cut_{name}": Coalesce(known, Literal(UNKNOWN), output_field=TextField())}
            )
        elif name == MONTH and indicator.kind is Kind.FLOW:
            when = indicator.when
            begins = TruncMonth(when, tzinfo=TOKYO) if isinstance(when, str) else when
            month = Func(begins, Literal("YYYY-MM"), function="to_char", output_field=TextField())
            rows = rows.annotate(cut_month=month)
    for name, keys in only.items():
        rows = rows.filter(**{f"cut_{name}__in": [*keys]})
    return rows


def _columns(
    indicator: Indicator, period: Period, spread: Sequence[str], at: datetime
) -> Iterator[tuple[dict[str, str], Any, Any]]:
    """The keys it belongs under, what is asked of each group of rows, and how many those are."""
    if indicator.kind is Kind.STOCK:
        parts = [*period.months()] if MONTH in spread else [period]
        for part in parts:
            if part.begins <= at or part is period:
                stood = indicator.standing(min(part.ends, at))
                yield {MONTH: part.month}, indicator.value(part, stood), Count("pk", filter=stood)
    elif spread:
        (name,) = spread
        for key, value in indicator.spread[name].items():
            yield {name: key}, value, Count("pk")
    else:
        yield {}, indicator.value(period, Q()), Count("pk")


def _keys(grouped: Sequence[str], answer: Mapping[str, Any]) -> dict[str, str]:
    return {name: answer[f"cut_{name}"] for name in grouped}


def _value(indicator: Indicator, counted: Any) -> Value | None:
    """Whole numbers as they are, others to the digits their definition gives."""
    if counted is None:
        return 0 if indicator.additive else None
    if not indicator.digits:
        return int(counted)
    step = Decimal(1).scaleb(-indicator.digits)
    return Decimal(str(counted)).quantize(step, rounding=ROUND_HALF_UP)


def _key(row: Row) -> tuple[str, ...]:
    return row.keys

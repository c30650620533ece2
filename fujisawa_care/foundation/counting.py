"""件数: several counts in one question, for pages that show many numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Model, QuerySet, Window

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Counts:
    """A question that can be kept and asked again; nothing in it may depend on the time of asking."""

    names: tuple[str, ...]
    sql: str
    values: tuple[Any, ...]

    def ask(self) -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.values)
            return dict(zip(self.names, cursor.fetchone(), strict=True))


def counts(**rows: QuerySet[Any]) -> Counts:
    """How many rows each of them has, by name; one round trip however many are asked for."""
    parts: list[str] = []
    values: list[Any] = []
    for name, asked in rows.items():
        try:
            sql, given = asked.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:  # known without asking
            parts.append("0")
            continue
        parts.append(f'(SELECT count(*) FROM ({sql}) AS "{name}_rows")')  # noqa: S608  (Django's own)
        values += given
    return Counts(tuple(rows), "SELECT " + ", ".join(parts), tuple(values))


def with_total(rows: QuerySet[Row]) -> QuerySet[Any]:
    """Each row says as `total` how many there are, however few of them are then taken."""
    return rows.annotate(total=Window(Count("pk")))


def counted(**rows: QuerySet[Any]) -> dict[str, int]:
    return counts(**rows).ask()

"""Does a row fit its table? Its conditions are asked of the database all at once, each with its own words."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Sequence

from django.core.exceptions import FieldError, ValidationError
from django.db import connection
from django.db.models import BooleanField, CheckConstraint, Model, Q, Value
from django.db.models.functions import Coalesce
from django.db.models.sql import Query
from django.db.models.sql.constants import SINGLE

HOLDS = Value(value=True, output_field=BooleanField())


def require(row: Model, *, exclude: Collection[str] = ()) -> None:
    """What `row.validate_constraints()` says, with one question in place of three for each condition.

    What asks about other rows (unique, no overlap) asks for itself, as there.
    """
    wrong: dict[str, list[ValidationError]] = {}
    broken = _broken(row, exclude)
    for each in row._meta.constraints:
        try:
            if each in broken:
                words, code = each.get_violation_error_message(), each.violation_error_code
                raise ValidationError(words, code=code)
            if not isinstance(each, CheckConstraint):
                each.validate(type(row), row, exclude=set(exclude))
        except ValidationError as refused:
            fields: Sequence[str] = getattr(each, "fields", ())
            if getattr(refused, "code", "") == "unique" and len(fields) == 1:
                wrong.setdefault(fields[0], []).append(refused)
            else:
                wrong = refused.update_error_dict(wrong)
    if wrong:
        raise ValidationError(wrong)


def _broken(row: Model, exclude: Collection[str]) -> list[CheckConstraint]:
    """As `Q.check()` asks for one: what is neither true nor false holds."""
    query = Query(None)
    given = row._get_field_expression_map(meta=row._meta, exclude=set(exclude))  # type: ignore[attr-defined]  # noqa: SLF001  (Django's own validation begins so)
    for name, value in given.items():
        known = value if hasattr(value, "resolve_expression") else Value(value)
        with contextlib.suppress(FieldError):  # the database makes it of what is not known yet
            query.add_annotation(known, name, select=False)
    asked: list[CheckConstraint] = []
    for each in row._meta.constraints:
        if isinstance(each, CheckConstraint):
            holds = Coalesce(Q(each.condition), HOLDS)
            with contextlib.suppress(FieldError):  # it asks for what is left out
                query.add_annotation(holds, f"_{len(asked)}")
                asked.append(each)
    if not asked:
        return []
    answer = query.get_compiler(connection=connection).execute_sql(SINGLE)
    return [each for each, held in zip(asked, answer, strict=True) if not held]

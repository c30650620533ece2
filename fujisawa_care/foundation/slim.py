"""名札だけ: of a row that stands beside many others, no more is fetched than its name."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model


def besides(path: str, model: type[Model], keep: Iterable[str]) -> list[str]:
    """What `defer` may leave out of the rows joined by `path`: all but the key and `keep`."""
    kept = {*keep}
    return [
        f"{path}__{field.name}"
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.name in kept)
    ]

"""支援メニューと見られた変化: the lists plans are written with, read from their tables."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.models import ChangeSeen, SupportMenu
from fujisawa_care.foundation.loading import Loaded, Loading
from fujisawa_care.foundation.rows import Row

COLUMNS = ("code", "label", "position", "source")


@transaction.atomic
def load(rows: Sequence[Row], *, into: type[SupportMenu] | type[ChangeSeen]) -> Loaded:
    """What the city has taken out of use stays out of use; nothing is removed."""
    loading = Loading()
    for row in rows:
        with loading.at(row, key=["code"]):
            values = {
                "label": row.text("label", needed=True),
                "position": row.number("position"),
                "source": row.text("source"),
            }
            loading.put(row, into, {"code": row.text("code", needed=True)}, values)
    if loading.faults:
        raise ValidationError(loading.faults)
    return loading.loaded

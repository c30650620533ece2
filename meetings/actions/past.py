"""過去の開催: loaded from the papers of the city that name them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from fujisawa_care.foundation.loading import Loaded, Loading
from fujisawa_care.foundation.rows import Row
from meetings.models import MeetingBody, PastSitting

PAST = "past_sittings.csv"
COLUMNS = {
    PAST: (
        *("body", "fiscal_year", "ordinal", "part", "held_on"),
        *("said", "place", "about", "source"),
    ),
}


@transaction.atomic
def load(tables: Mapping[str, Sequence[Row]]) -> Loaded:
    """All of it or nothing; the bodies are there already."""
    loading, bodies = Loading(), MeetingBody.objects.in_bulk(field_name="code")
    for row in tables[PAST]:
        with loading.at(row, key=["body", "fiscal_year", "ordinal", "part", "held_on"]):
            code = row.text("body")
            if code not in bodies:
                raise ValidationError(f"「body」の「{code[:30]}」は会議体にありません。")
            key = {
                "body": bodies[code],
                "fiscal_year": row.number("fiscal_year"),
                "ordinal": row.number_or_none("ordinal"),
                "part": row.text("part"),
                "held_on": row.day_or_none("held_on"),
            }
            said = {name: row.text(name) for name in ("said", "place", "about", "source")}
            loading.put(row, PastSitting, key, said)
    if loading.faults:
        raise ValidationError(loading.faults)
    return loading.loaded

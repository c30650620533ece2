"""会議体: the tables there are and the grounds they sit on, from tables the city may edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from districts.models import District
from fujisawa_care.foundation.loading import Loaded, Loading
from fujisawa_care.foundation.rows import Row
from meetings.models import LegalBasis, MeetingBody, MeetingKind

BASES, BODIES = "bases.csv", "bodies.csv"
COLUMNS = {
    BASES: ("code", "name", "band", "without_consent", "secrecy", "position", "source"),
    BODIES: (
        *("code", "name", "kind", "bases", "district"),
        *("packet_days", "sight_days", "minutes_each", "position", "source"),
    ),
}
# the city's own once a body is there
KEPT = ("packet_days", "sight_days", "minutes_each")


@transaction.atomic
def load(tables: Mapping[str, Sequence[Row]]) -> Loaded:
    """All of it or nothing; days and minutes that the city has set stay as they are."""
    loading = Loading()
    for row in tables[BASES]:
        with loading.at(row, key=["code"]):
            loading.put(row, LegalBasis, {"code": row.text("code")}, _basis(row))
    places, known = District.objects.in_bulk(), MeetingBody.objects.in_bulk(field_name="code")
    for row in tables[BODIES]:
        with loading.at(row, key=["code"]):
            said = _body(row, places)
            if (there := known.get(row.text("code"))) is not None:
                said |= {name: getattr(there, name) for name in KEPT}
            bases = loading.find_each(LegalBasis, row, "bases", file=BASES)
            loading.put(row, MeetingBody, {"code": row.text("code")}, said, {"bases": bases})
    if loading.faults:
        raise ValidationError(loading.faults)
    return loading.loaded


def _basis(row: Row) -> dict[str, Any]:
    return {
        "name": row.text("name"),
        "band": row.text("band"),
        "without_consent": row.flag("without_consent"),
        "secrecy": row.flag("secrecy"),
        "position": row.number("position"),
        "source": row.text("source"),
    }


def _body(row: Row, places: Mapping[str, District]) -> dict[str, Any]:
    code = row.text("district")
    if code and code not in places:
        raise ValidationError(f"「district」の「{code[:10]}」はdistricts.csvにありません。")
    return {
        "name": row.text("name"),
        "kind": row.choice("kind", MeetingKind),
        "district": places[code] if code else None,
        "position": row.number("position"),
        "source": row.text("source"),
        **{name: row.number(name) for name in KEPT},
    }

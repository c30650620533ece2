"""本人: what is known of a person, kept as it was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cases import rules
from cases.models import Person
from districts.models import District, Staff, Town
from fujisawa_care.foundation.verdict import require


@dataclass(frozen=True, kw_only=True)
class Known:
    """わかっていること: every field may be empty."""

    name: str = ""
    kana: str = ""
    birth_date: date | None = None
    birth_text: str = ""
    phones: tuple[str, ...] = ()
    address: str = ""
    town: Town | None = None

    def __bool__(self) -> bool:
        return any((self.name, self.kana, self.birth_text, self.phones, self.address, self.town))


@transaction.atomic
def add(known: Known, *, by: Staff, at: datetime, district: District | None = None) -> Person:
    require(rules.receive(by))
    return put(known, district=district, by=by, at=at)


@transaction.atomic
def update(
    person: Person, *, by: Staff, at: datetime, known: Known, district: District | None
) -> Person:
    """Write what is now known; the database counts the version."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require(rules.know(by, person))
    _write(person, known, district)
    person.save(
        update_fields=[
            *("name", "kana", "birth_date", "birth_text"),
            *("phones", "address", "town", "district"),
        ]
    )
    person.refresh_from_db(fields=["version", "updated_at"])
    return person


def put(known: Known, *, district: District | None, by: Staff, at: datetime) -> Person:
    """The bare row; called from inside other actions' transactions."""
    person = Person(created_at=at, created_by=by, updated_at=at)
    _write(person, known, district)
    person.save()
    return person


def fill(person: Person, known: Known, *, district: District | None) -> Person:
    """Add what was empty and is now said, in the caller's transaction; what is written stays."""
    person = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    said: dict[str, object] = {"name": known.name, "kana": known.kana, "phones": [*known.phones]}
    said["birth_date"] = known.birth_date
    if person.birth_date is None:
        said["birth_text"] = known.birth_text
    if person.district is None or person.district == district:  # else it is another place
        said |= {"address": known.address, "town": known.town, "district": district}
    new = {name: value for name, value in said.items() if value and not getattr(person, name)}
    for name, value in new.items():
        setattr(person, name, value)
    if new:
        person.save(update_fields=[*new])
    return person


def _write(person: Person, known: Known, district: District | None) -> None:
    person.name, person.kana = known.name, known.kana
    person.birth_date, person.birth_text = known.birth_date, known.birth_text
    person.phones, person.address = list(known.phones), known.address
    person.town, person.district = known.town, district

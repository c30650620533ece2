"""本人: what is known of a person, kept as it was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cases import rules
from cases.actions import events
from cases.models import Case, EventKind, Person
from districts.models import District, Staff, Town
from fujisawa_care.foundation import merge
from fujisawa_care.foundation.verdict import require

# What a page puts right, and what each is called; a birth date and its words are one thing.
FACTS = {
    "name": "氏名",
    "kana": "ふりがな",
    "birth": "生年月日",
    "phones": "電話",
    "address": "住所",
    "town": "町名",
    "district": "地区",
}


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


@transaction.atomic
def put_right(
    person: Person,
    case: Case,
    *,
    by: Staff,
    at: datetime,
    said: Mapping[str, Any],
    seen: Mapping[str, Any] | None = None,
    **decided: Any,
) -> tuple[str, ...]:
    """Lay `said` over what was `seen` on the page; gives what somebody else had changed meanwhile."""
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require(rules.write(by, case))
    require(rules.know(by, person))
    now = facts(person)
    merged = merge.compare(
        base={**now, **(seen or {})}, theirs=now, mine={**now, **said}, **decided
    )
    if merged.clashes:
        raise merge.Conflict(merged, who="", at=person.updated_at, version=person.version)
    changed = [label for name, label in FACTS.items() if merged.values[name] != now[name]]
    if changed:
        told = merged.values
        born, words = told["birth"]
        kept = {name: told[name] for name in ("name", "kana", "phones", "address", "town")}
        known = Known(birth_date=born, birth_text=words, **kept)
        update(person, by=by, at=at, known=known, district=told["district"])
        what = f"本人の{'・'.join(changed)}"
        events.add(case, EventKind.UPDATED, by=by, at=at, data={"what": what})
    return merged.brought


def facts(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in FACTS if name not in ("birth", "phones")} | {
        "birth": (person.birth_date, person.birth_text),
        "phones": tuple(person.phones),
    }


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

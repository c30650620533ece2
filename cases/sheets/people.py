"""本人の見えかた: what of a person is shown, and what is masked; nowhere else masks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from cases.models import WITH_CONSENT, Person, SharedItem
from districts.models import District
from fujisawa_care.foundation import wareki

WITHHELD = "氏名ふせ"
UNNAMED = "氏名はまだ聞いていません"
DECADE = 10
# What each thing that goes along, or is covered, is called in the answers.
FIELDS = {
    SharedItem.NAME: ("name", "kana"),
    SharedItem.BIRTH: ("birth_date", "birth_text"),
    SharedItem.PHONE: ("phones",),
    SharedItem.ADDRESS: ("address", "town"),
}
COVERED = (SharedItem.PHONE, SharedItem.ADDRESS)


@dataclass(frozen=True)
class PersonSheet:
    id: int
    name: str
    kana: str
    birth_date: date | None
    birth_text: str
    birth_label: str
    age: int | None
    age_band: str
    phones: tuple[str, ...]
    address: str
    town: str
    district: District | None
    version: int
    protected: bool = False
    masked: tuple[str, ...] = field(default=())

    @property
    def title(self) -> str:
        """The name as a heading; 氏名ふせ where it is withheld."""
        if "name" in self.masked:
            return WITHHELD
        return self.name or self.kana or UNNAMED


def of(
    person: Person,
    *,
    today: date,
    items: Collection[str] = WITH_CONSENT,
    opened: bool = False,
) -> PersonSheet:
    """The person as far as `items` allow and 支援措置 lets be seen; the rest is named in `masked`."""
    covered = person.protected and not opened
    if covered:
        items = tuple(item for item in items if item not in COVERED)
    named, born = SharedItem.NAME in items, SharedItem.BIRTH in items
    phoned, placed = SharedItem.PHONE in items, SharedItem.ADDRESS in items
    birth = person.birth_date if born else None
    return PersonSheet(
        id=person.pk,
        name=person.name if named else "",
        kana=person.kana if named else "",
        birth_date=birth,
        birth_text=person.birth_text if born else "",
        birth_label=_birth_label(person) if born else "",
        age=wareki.age(birth, today) if birth else None,
        age_band=age_band(person, today=today),
        phones=tuple(person.phones) if phoned else (),
        address=person.address if placed else "",
        town=person.town.name if placed and person.town else "",
        district=None if covered else person.district,
        version=person.version,
        protected=person.protected,
        masked=_masked(items, covered=covered),
    )


def _masked(items: Collection[str], *, covered: bool) -> tuple[str, ...]:
    hidden = [name for item, names in FIELDS.items() if item not in items for name in names]
    return (*hidden, "district") if covered else tuple(hidden)


def age_band(person: Person, *, today: date) -> str:
    """50代: as much of an age as may be said without a name; what was typed around it may be one."""
    if person.birth_date is None:
        told = re.search(r"(?<!\d)\d{1,2}0代", unicodedata.normalize("NFKC", person.birth_text))
        return told[0] if told else ""
    years = wareki.age(person.birth_date, today)
    return f"{years // DECADE * DECADE}代" if years >= DECADE else "10歳未満"


def _birth_label(person: Person) -> str:
    return wareki.long(person.birth_date) if person.birth_date else person.birth_text

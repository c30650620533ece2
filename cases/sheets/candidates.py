"""同じ方かもしれません: people already known who fit what is being said, the closest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain

from cases.models import Case, Person
from cases.sheets import people
from cases.sheets.people import PersonSheet
from districts.models import AgencyType, Staff
from fujisawa_care.foundation import kana, wareki

FACTS = ("name", "kana", "birth", "phone")
LOOKED_AT = 30
SHORTEST_NAME, SHORTEST_PHONE = 2, 4


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is known so far of the person at the counter."""

    name: str = ""
    kana: str = ""
    phone: str = ""
    birth: date | None = None


@dataclass(frozen=True)
class Fact:
    code: str
    label: str
    theirs: str
    same: bool


@dataclass(frozen=True)
class Candidate:
    person: PersonSheet
    facts: tuple[Fact, ...]

    @property
    def matches(self) -> tuple[str, ...]:
        return tuple(fact.code for fact in self.facts if fact.same)


@dataclass(frozen=True)
class Elsewhere:
    """`people` is for the door alone: it goes out sealed, so that one may ask to see them."""

    kind: str
    kind_label: str
    count: int
    people: tuple[int, ...] = ()


@dataclass(frozen=True)
class Candidates:
    """`elsewhere`: how many more fit out of the viewer's sight, per kind of agency.

    Nobody under 支援措置 is counted there: that somebody is known is already too much (R7).
    """

    seen: tuple[Candidate, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.seen or self.elsewhere)


def find(said: Said, *, viewer: Staff, today: date, at_most: int = 3) -> Candidates:
    """More must agree than differ: a shared telephone alone does not make two people one."""
    alike = [(person, facts) for person in _near(said) if _fits(facts := _facts(said, person))]
    keys = [person.pk for person, _ in alike]
    visible = set(
        Person.objects.visible_to(viewer).filter(pk__in=keys).values_list("pk", flat=True)
    )
    seen = sorted(
        (pair for pair in alike if pair[0].pk in visible), key=lambda pair: -_weight(pair[1])
    )
    return Candidates(
        tuple(Candidate(people.of(one, today=today), facts) for one, facts in seen[:at_most]),
        _elsewhere({person.pk for person, _ in alike if not person.protected} - visible),
    )


def _near(said: Said) -> list[Person]:
    asked = [text for text in (said.name, said.kana) if len(kana.search_key(text)) >= SHORTEST_NAME]
    if len(digits := kana.phone_key(said.phone)) >= SHORTEST_PHONE:
        asked.append(digits)
    rows = Person.objects.select_related("district", "town").order_by("-updated_at", "pk")
    found = chain.from_iterable(rows.matching(text)[:LOOKED_AT] for text in asked)
    return list({person.pk: person for person in found}.values())


def _facts(said: Said, person: Person) -> tuple[Fact, ...]:
    """Only what both sides say can agree or differ."""
    pairs = [
        ("kana", "ふりがな", person.kana, said.kana),
        ("name", "漢字", person.name, said.name),
    ]
    facts = [
        Fact(code, label, theirs, kana.search_key(theirs) == kana.search_key(ours))
        for code, label, theirs, ours in pairs
        if theirs and ours
    ]
    if person.birth_date and said.birth:
        same = person.birth_date == said.birth
        facts.insert(1, Fact("birth", "生年月日", wareki.short(person.birth_date), same))
    if person.phones and not person.protected and (digits := kana.phone_key(said.phone)):
        own = [phone for phone in person.phones if kana.phone_key(phone) == digits]
        facts.insert(-1, Fact("phone", "電話", (own or person.phones)[0], bool(own)))
    return tuple(facts)


def _fits(facts: tuple[Fact, ...]) -> bool:
    return _weight(facts) > 0


def _weight(facts: tuple[Fact, ...]) -> int:
    """Two ways of writing a name that sounds the same are no difference."""
    sounds_alike = any(fact.code == "kana" and fact.same for fact in facts)
    counted = [fact for fact in facts if fact.same or fact.code != "name" or not sounds_alike]
    return sum(1 if fact.same else -1 for fact in counted)


def _elsewhere(hidden: set[int]) -> tuple[Elsewhere, ...]:
    if not hidden:
        return ()
    found: dict[AgencyType, set[int]] = {}
    for kind, person in Case.objects.filter(person__in=hidden).values_list("owner__type", "person"):
        found.setdefault(AgencyType(kind), set()).add(person or 0)
    return tuple(
        Elsewhere(kind, kind.label, len(people), tuple(sorted(people)))
        for kind, people in sorted(found.items())
    )

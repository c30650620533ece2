"""氏名をふせる: no paper and no table says a name that it was not asked to say (R7)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from cases.models import Case, HouseholdMember


def of(case: Case) -> tuple[str, ...]:
    """Every way in which the person and those around them are called."""
    around = case.household.members.values_list("name", "person__name")
    return _all([*_own(case), *around])


def of_each(cases: Collection[Case]) -> dict[int, tuple[str, ...]]:
    """The same for several, in one question; `person` is there already."""
    around: dict[int, list[tuple[str, str | None]]] = {}
    rows = HouseholdMember.objects.filter(household__in=[one.household_id for one in cases])
    for house, name, called in rows.values_list("household", "name", "person__name"):
        around.setdefault(house, []).append((name, called))
    return {one.pk: _all([*_own(one), *around.get(one.household_id, ())]) for one in cases}


def without(text: str, known: tuple[str, ...]) -> str:
    for name in known:
        text = text.replace(name, "●●")
    return text


def _own(case: Case) -> list[tuple[str, str | None]]:
    return [(case.person.name, case.person.kana)] if case.person else []


def _all(known: Iterable[tuple[str, str | None]]) -> tuple[str, ...]:
    found = {part for pair in known for name in pair if name for part in _ways(name)}
    return tuple(sorted(found, key=len, reverse=True))


def _ways(name: str) -> list[str]:
    parts = name.split()
    return [name, "".join(parts), *(one for one in parts if len(one) > 1)]

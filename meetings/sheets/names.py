"""氏名をふせる: no paper and no table says a name that it was not asked to say (R7)."""

from __future__ import annotations

from cases.models import Case


def of(case: Case) -> tuple[str, ...]:
    """Every way in which the person and those around them are called."""
    known = [(case.person.name, case.person.kana)] if case.person else []
    known += case.household.members.values_list("name", "person__name")
    found = {part for pair in known for name in pair if name for part in _ways(name)}
    return tuple(sorted(found, key=len, reverse=True))


def without(text: str, known: tuple[str, ...]) -> str:
    for name in known:
        text = text.replace(name, "●●")
    return text


def _ways(name: str) -> list[str]:
    parts = name.split()
    return [name, "".join(parts), *(one for one in parts if len(one) > 1)]

"""Of the wrong types there are for a field, it is sent two; which two goes round from field to field."""

from __future__ import annotations

from typing import Any

from schemathesis import Case as Call
from schemathesis.generation.meta import CoverageScenario


class Turns:
    """One operation: how many wrong types each of its fields has met.

    They come as an object, a list, nothing, a truth and a number: one of the two that hold others,
    and one of those that do not.
    """

    def __init__(self) -> None:
        self.met: dict[tuple[str, str], tuple[int, int]] = {}

    def passes_over(self, call: Call[Any]) -> bool:
        told = getattr(call.meta and call.meta.phase.data, "scenario", None)
        if call.meta is None or told != CoverageScenario.INCORRECT_TYPE:
            return False
        data: Any = call.meta.phase.data
        field = (str(data.parameter_location), f"{data.parameter} {data.location}")
        turn, times = self.met.get(field, (len(self.met) % 2, 0))
        self.met[field] = (turn, times + 1)
        return times not in (turn, turn + 2)

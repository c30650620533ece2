"""会議の用意: what waits for those who look after the tables, beside their day."""

from __future__ import annotations

from cases.models import Case
from districts.models import Staff
from fujisawa_care.foundation.counting import counted
from meetings import dues, rules


def waiting(staff: Staff) -> dict[str, int]:
    """How much of each; nothing for whoever looks after none."""
    if not rules.look_after(staff):
        return {}
    return counted(adrift=dues.adrift(), candidates=dues.candidates(Case.objects.visible_to(staff)))

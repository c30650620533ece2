"""お試し・定着・さがしなおし: each step with its line, and with the days on which both are asked how it goes."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from districts.models import Staff
from engawa import rules_way
from engawa.actions import check_ins, ways
from engawa.models import After, Participation, Site
from engawa.states import ParticipationState
from fujisawa_care.foundation.verdict import require


@transaction.atomic
def try_out(
    participation: Participation, site: Site, *, by: Staff, at: datetime, note: str = ""
) -> Participation:
    """At a place that was seen; what else was asked for is taken back."""
    participation = ways.locked(participation)
    require(rules_way.try_out(by, participation, site))
    ways.to(participation, ParticipationState.TRYING, by=by, at=at, site=site, note=note)
    for visit in ways.open_visits(participation):
        ways.take_back(visit, at=at)
    check_ins.set_after(participation, after=After.TRYING, site=site, by=by, at=at)
    _tell(participation, site, by=by, at=at, note=note)
    return participation


@transaction.atomic
def settle(
    participation: Participation, *, by: Staff, at: datetime, note: str = ""
) -> Participation:
    """定着: the person goes there as others do."""
    participation = ways.locked(participation)
    require(rules_way.walk(by, participation))
    site = participation.site
    ways.to(participation, ParticipationState.SETTLED, by=by, at=at, site=site, note=note)
    if site is not None:
        check_ins.set_after(participation, after=After.SETTLED, site=site, by=by, at=at)
        _tell(participation, site, by=by, at=at, note=note)
    return participation


@transaction.atomic
def seek(participation: Participation, *, by: Staff, at: datetime, because: str) -> Participation:
    """さがしなおす: it did not fit, and that is no failure; why stays on record."""
    participation = ways.locked(participation)
    require(rules_way.walk(by, participation))
    if not because:
        raise ValidationError({"because": "さがしなおすわけを入れてください"})
    ways.to(participation, ParticipationState.SEEKING, by=by, at=at, site=None, note=because)
    for visit in ways.open_visits(participation):
        ways.take_back(visit, at=at)
    ways.tell(participation.case, "さがしなおす", by=by, at=at, note=because)
    ways.never_without_a_next(participation, by=by, at=at)
    return participation


def _tell(participation: Participation, site: Site, *, by: Staff, at: datetime, note: str) -> None:
    label = ParticipationState(participation.state).label
    words = f"{site.name}　{note}".strip()
    ways.tell(participation.case, label, by=by, at=at, note=words)
    ways.never_without_a_next(participation, by=by, at=at)

"""候補: places put on the tray with what speaks for each at that moment, and taken out again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from districts.models import Staff
from engawa import rules_way
from engawa.actions import ways
from engawa.models import Candidate, Participation, Site
from engawa.sheets import matching
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO


@transaction.atomic
def put(participation: Participation, site: Site, *, by: Staff, at: datetime) -> Candidate:
    """Put on it twice, it lies there once."""
    participation = ways.locked(participation)
    require(rules_way.ask(by, participation, site))
    return lay(participation, site, by=by, at=at)


@transaction.atomic
def take_out(participation: Participation, site: Site, *, by: Staff, at: datetime) -> None:
    participation = ways.locked(participation)
    require(rules_way.walk(by, participation))
    there = Candidate.objects.filter(participation=participation, site=site)
    there.filter(taken_out_at__isnull=True).update(taken_out_at=at)


def lay(participation: Participation, site: Site, *, by: Staff, at: datetime) -> Candidate:
    """The bare row; called under the lock."""
    there = Candidate.objects.filter(
        participation=participation, site=site, taken_out_at__isnull=True
    )
    if (found := there.first()) is not None:
        return found
    fits = matching.one(participation, site, today=at.astimezone(TOKYO).date())
    return Candidate.objects.create(
        participation=participation,
        site=site,
        reasons=[one.words for one in fits.reasons if one.fits],
        put_by=by,
        put_at=at,
    )

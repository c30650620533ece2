"""場への同意: what the person said about their name and this place, written down as it was heard (R6, R8)."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.models import ConsentGiver, ConsentMethod
from districts.models import Staff
from engawa import rules_way
from engawa.actions import ways
from engawa.models import Participation, PlaceConsent, PlaceWord, Site
from fujisawa_care.foundation import fit
from fujisawa_care.foundation.verdict import require


@transaction.atomic
def hear(
    participation: Participation,
    site: Site,
    *,
    by: Staff,
    at: datetime,
    event: str,
    method: str,
    given_by: str = ConsentGiver.SELF,
) -> PlaceConsent:
    """A yes lets the name go along from now on; a no takes it out of what the place may still read."""
    participation = ways.locked(participation)
    require(rules_way.hear(by, participation, event))
    wrong = {
        name: "えらんでください"
        for name, value, known in (
            ("event", event, PlaceWord.values),
            ("method", method, ConsentMethod.values),
            ("given_by", given_by, ConsentGiver.values),
        )
        if value not in known
    }
    if wrong:
        raise ValidationError(wrong)
    said = PlaceConsent(
        participation=participation,
        site=site,
        event=event,
        method=method,
        given_by=given_by,
        happened_at=at,
        taken_by=by,
    )
    fit.require(said)
    said.save()
    ways.hush(participation, at=at)
    note = f"{site.name}：{PlaceWord(event).label}（{ConsentMethod(method).label}）"
    ways.tell(participation.case, "場への同意", by=by, at=at, note=note)
    return said

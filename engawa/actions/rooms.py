"""空き: said by whoever speaks for the place, as it is now."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from districts.models import Staff
from engawa import rules
from engawa.models import Room, Site
from fujisawa_care.foundation import fit
from fujisawa_care.foundation.verdict import require


@transaction.atomic
def say(site: Site, *, by: Staff, at: datetime, people: int) -> Room:
    site = Site.objects.select_for_update(of=("self",), no_key=True).get(pk=site.pk)
    require(rules.speak_for(by, site))
    said = Room(site=site, people=people, said_by=by, said_at=at)
    fit.require(said)
    said.save()
    return said

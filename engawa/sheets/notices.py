"""気づきの見えかた: what a place sees of what it handed over: that it was received, and on which day."""

from __future__ import annotations

from datetime import datetime

from cases.models import Channel, Consultation
from engawa.models import Site

LATEST = 5


def handed(site: Site) -> list[datetime]:
    """No number and no word: nothing in it leads to a case."""
    mine = Consultation.objects.filter(received_by__desk__site=site, channel=Channel.ENGAWA)
    return [*mine.order_by("-received_at").values_list("received_at", flat=True)[:LATEST]]

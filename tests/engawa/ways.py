"""参加支援の用意: one way begun, and the words of a place, for tests of what follows."""

from __future__ import annotations

from datetime import datetime

from cases.models import Case
from districts.models import Staff
from engawa.actions import participations, tray
from engawa.actions.participations import Wishes
from engawa.models import Participation, Site


def begun(
    case: Case, *sites: Site, by: Staff, at: datetime, words: str = "将棋がさしたい"
) -> Participation:
    """With these places on the tray."""
    way = participations.begin(case, by=by, at=at, wishes=Wishes(own_words=words))
    for site in sites:
        tray.put(way, site, by=by, at=at)
    return way

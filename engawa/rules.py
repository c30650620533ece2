"""できること: who keeps the list of places, who speaks for one, and why not."""

from __future__ import annotations

from districts.models import Role, Staff
from districts.rules import may_administer
from engawa.models import Site
from fujisawa_care.foundation.verdict import YES, Verdict, no, not_now

KEEPERS = (Role.CSW, Role.COORDINATOR, Role.MANAGER)
NOT_A_KEEPER = no("場の一覧を直すのは、CSW・多機関協働・管理職の方です", code="not-a-keeper")
NOT_YOUR_PLACE = no(
    "この場のことを書けるのは、その場の方と、一覧を直す方です", code="not-your-place"
)


def keep(by: Staff) -> Verdict:
    """Put a place on the list, take it off, see to its conditions."""
    return YES if by.is_active and by.role in KEEPERS else NOT_A_KEEPER


def change(by: Staff, site: Site) -> Verdict:
    if not (verdict := keep(by)):
        return verdict
    return _there(site)


def speak_for(by: Staff, site: Site) -> Verdict:
    """Its days: whoever keeps the list, and whoever runs it."""
    if not (_runs(by, site) or keep(by)):
        return NOT_YOUR_PLACE
    return _there(site)


def give_desk(by: Staff | None, site: Site) -> Verdict:
    """Accounts are the administrators' business, also those of places; None is the command line."""
    if not (verdict := may_administer(by)):
        return verdict
    return _there(site)


def hand_over(by: Staff, site: Site) -> Verdict:
    """気づき: from the place's own account; whoever works for the city has an intake page."""
    if by.role != Role.SITE or not _runs(by, site):
        return NOT_YOUR_PLACE
    return _there(site)


def _runs(by: Staff, site: Site) -> bool:
    """Its own account, which speaks for that place alone, or a colleague of the agency behind it."""
    if not by.is_active:
        return False
    if by.role == Role.SITE:
        return site.desks.filter(staff=by).exists()
    return site.agency_id is not None and site.agency_id == by.agency_id


def _there(site: Site) -> Verdict:
    if site.ended_on is not None:
        return not_now("この場は終わっています", code="site-ended")
    return YES

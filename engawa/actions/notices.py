"""気づき: what a place noticed becomes a 受け止め of the CSW who walks its district."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import TextChoices

from cases.actions import consultations
from cases.actions.consultations import Intake, Keeper, Unasked
from cases.dues import Terms
from cases.models import Channel
from districts.models import Role, Staff
from engawa import dues, rules
from engawa.models import Site
from fujisawa_care.foundation.verdict import require

log = structlog.get_logger()
NOBODY = "受け取る機関がまだ決まっていません。市の地域共生の担当に電話でお知らせください"


class MayCall(TextChoices):
    YES = "yes", "してよい"
    NO = "no", "しないでほしい"
    NOT_ASKED = "not_asked", "本人に聞いていない"


@dataclass(frozen=True, kw_only=True)
class Noticed:
    """In the place's own words; who it is only where that is known."""

    what: str
    who: str = ""
    may_call: str = MayCall.NOT_ASKED


@transaction.atomic
def hand_over(site: Site, *, by: Staff, at: datetime, terms: Terms, noticed: Noticed) -> None:
    """Gives nothing back: the place keeps no ground, no number and no word of it (R6)."""
    require(rules.hand_over(by, site))
    if not noticed.what:
        raise ValidationError({"what": "気づいたことを入れてください"})
    intake = Intake(
        channel=Channel.ENGAWA,
        story=_story(noticed),
        district=site.district,
        unasked=Unasked(brought_by=site.name),
        keeper=_keeper(site, at=at),
    )
    consultations.receive(intake, by=by, at=at, terms=terms)
    log.info("notice_handed_over", site=site.pk, by=by.pk)


def _keeper(site: Site, *, at: datetime) -> Keeper:
    """The CSW of the district, by name where it is one; otherwise the coordinators' house."""
    walking = dues.walkers(at).of(site.district_id)
    if not walking:
        raise ValidationError(NOBODY)
    house = walking[0].agency
    there = [one for one in walking if one.agency_id == house.pk and one.role == Role.CSW]
    return Keeper(agency=house, staff=there[0] if len(there) == 1 else None)


def _story(noticed: Noticed) -> str:
    words = [noticed.what]
    if noticed.who:
        words.append(f"どなた・連絡のしかた：{noticed.who}")
    words.append(f"市から電話：{MayCall(noticed.may_call).label}")
    return "\n".join(words)

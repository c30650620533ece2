"""場の窓口のアカウント: asked for by who keeps the list, given and taken away by an administrator."""

from __future__ import annotations

from datetime import datetime

import structlog
from django.db import transaction

from cases.actions import reminders
from cases.models import ReminderKind
from districts.actions import agencies
from districts.actions import staff as people
from districts.models import Agency, AgencyType, Role, Staff
from engawa import rules
from engawa.models import Desk, Site
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO

log = structlog.get_logger()
HOUSE = "地域の縁側（場の窓口）"
ABOUT = 100


@transaction.atomic
def give(
    site: Site,
    *,
    by: Staff | None,
    at: datetime,
    username: str,
    name: str,
    password: str | None = None,
) -> Desk:
    """An account for this place and for nothing else; its house takes no つなぎ and holds no case."""
    require(rules.give_desk(by, site))
    house = Agency.objects.filter(name=HOUSE, valid_until=None).first() or agencies.open_agency(
        name=HOUSE,
        type=AgencyType.OTHER,
        kind="場を開いている方たち",
        accepts_referrals=False,
        by=by,
        at=at,
    )
    staff = people.enlist(
        username=username,
        name=name,
        password=password,
        role=Role.SITE,
        agency=house,
        by=by,
        at=at,
    )
    desk = Desk.objects.create(site=site, staff=staff, since=at)
    log.info("desk_given", site=site.pk, staff=staff.pk, by=by and by.pk)
    return desk


@transaction.atomic
def take_away(desk: Desk, *, by: Staff, at: datetime) -> Desk:
    """It ends at once; what it wrote stays under its name."""
    require(rules.give_desk(by, desk.site))
    people.deactivate(desk.staff, by=by, at=at)
    log.info("desk_taken_away", site=desk.site_id, staff=desk.staff_id, by=by.pk)
    return desk


@transaction.atomic
def ask(site: Site, *, by: Staff, at: datetime) -> int:
    """The administrators are told, once a day for each place."""
    require(rules.change(by, site))
    return reminders.say(
        ReminderKind.DESK_ASKED,
        to=Staff.objects.filter(role=Role.ADMINISTRATOR, is_active=True),
        at=at,
        about=site.name[:ABOUT],
        page=f"/engawa/{site.pk}/desks/",
        occasion=f"{at.astimezone(TOKYO):%Y-%m-%d}",
    )

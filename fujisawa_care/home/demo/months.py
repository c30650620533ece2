"""縁側の一年: a report of every month of every fictional place, a little quieter in August and in January."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from districts.models import Staff, Topic
from engawa.actions import desks, pictures, reports
from engawa.actions.pictures import Taken
from engawa.actions.reports import Told
from engawa.models import Site, TargetGroup
from engawa.sheets.reports import first_of, planned_days
from fujisawa_care.foundation.history import signed
from fujisawa_care.foundation.workdays import TOKYO, add_working_days, months_later
from fujisawa_care.home.demo import drawings
from fujisawa_care.home.demo.cast import PASSWORD
from fujisawa_care.home.demo.scene import Scene

SEED, MONTHS = 20150401, 12
ACCOUNT = ("engawa-zengyo", "縁野 ひなた")
SILENT = "つじどう うみかぜ（架空）"
SEASONS = (0.8, 0.9, 1.0, 1.15, 1.1, 0.95, 0.9, 0.75, 1.0, 1.15, 1.1, 0.9)
SHARES = {
    TargetGroup.CHILD_REARING: (0.5, 0.4, 0.1),
    TargetGroup.ELDERLY: (0.0, 0.1, 0.9),
    TargetGroup.ADULT: (0.0, 0.75, 0.25),
}
ANYBODY = (0.08, 0.22, 0.7)
TALKED = ("health", "care", "community", "hikikomori", "income", "family", "child_rearing", "food")
WORDS = (
    "新年のあいさつと、お雑煮を少しずつ。",
    "節分の豆をまいた。寒い日は人が少ない。",
    "卒業の話でにぎわった。",
    "花見の帰りに寄る人が多かった。",
    "庭の草取りをみんなで。",
    "雨の日が多く、静かな月だった。",
    "七夕のかざりを作った。",
    "暑い日はお休みにした。",
    "久しぶりの人が何人か来た。",
    "栗ご飯をいただいた。",
    "落ち葉ひろいと焼きいも。",
    "大そうじと、もちつき。",
)


def a_year(scene: Scene, sites: list[Site]) -> None:
    """One place has an account of its own; one has not sent the last month yet."""
    chance = random.Random(SEED)
    by = scene.cast.staff["manager"]
    username, name = ACCOUNT
    began = scene.now - timedelta(days=380)
    given = {"username": username, "name": name, "password": PASSWORD}
    own = desks.give(sites[0], by=None, at=began, **given)
    topics = [scene.cast.topics[code] for code in TALKED]
    last = months_later(first_of(scene.today()), -1)
    for back in reversed(range(MONTHS)):
        month = months_later(last, -back)
        at = _written(month, scene.now)
        for site in sites:
            who = own.staff if site.pk == sites[0].pk else by
            told = _told(site, month, chance, topics)
            if site.name != SILENT or month != last:
                _send(site, month, told, by=who, at=at)
    _hang_up(sites, own.staff, scene)


def _send(site: Site, month: date, told: Told, *, by: Staff, at: datetime) -> None:
    said: dict[str, Any] = {"by": by, "at": at, "seen": 0, "told": told, "send": True}
    with signed(by.pk):
        reports.write(site, month, **said)


def _written(month: date, now: datetime) -> datetime:
    """In the first working days of the month after."""
    day = add_working_days(months_later(month, 1), 2)
    return min(datetime.combine(day, time(10), tzinfo=TOKYO), now)


def _told(site: Site, month: date, chance: random.Random, topics: list[Topic]) -> Told:
    days = max((planned_days(site, month) or 8) - chance.choice((0, 0, 0, 1, 2)), 1)
    usual = ((site.company_from or 4) + (site.company_to or 8)) / 2
    visits = days * usual * SEASONS[month.month - 1] * chance.uniform(0.85, 1.15)
    child, adult, older = SHARES.get(TargetGroup(site.target), ANYBODY)
    noticed = chance.choice((0, 0, 0, 1, 1, 2, 3))
    return Told(
        open_days=days,
        child=round(visits * child),
        adult=round(visits * adult),
        older=round(visits * older),
        consultations=noticed,
        topics=chance.sample(topics, k=min(noticed, 2)),
        text=WORDS[month.month - 1],
    )


def _hang_up(sites: list[Site], keeper: Staff, scene: Scene) -> None:
    """Drawn, not photographed: nobody is on them."""
    by = scene.cast.staff["manager"]
    for number, (site, words) in enumerate(
        ((sites[0], "縁側のベンチ（絵）"), (sites[1], "畑（絵）"), (sites[12], "海までの道（絵）"))
    ):
        who = keeper if number == 0 else by
        taken = Taken(content=drawings.of(number), words=words, faces_agreed=True, shown=True)
        pictures.add(site, by=who, at=scene.now, taken=taken)

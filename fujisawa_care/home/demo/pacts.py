"""協定の見本: three that are kept, ended and about to end, and what this year's 取組 have come to (架空)."""

from __future__ import annotations

from datetime import date

from districts.models import Staff
from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.history import signed
from fujisawa_care.home.demo.scene import Scene
from meetings.actions import pacts, themes
from meetings.actions.pacts import Promise
from meetings.actions.themes import Line
from meetings.models import Pact, Theme

SHOP = "店の休憩コーナーで、月に一度「ひとやすみの会」をひらく。市は、相談の職員を一人出す。"
PARCELS = "荷物を届けるときに「いつもとちがう」と感じたら、市の窓口に知らせる。"
GARDEN = "畑の一区画で、週に一度、はたらく練習の場をつくる。道具は農園が貸す。"
SECTION = "地域共生の係（架空）"


def agreed(scene: Scene) -> None:
    """Where the themes were not loaded there is nothing to agree on."""
    found = {one.number: one for one in Theme.objects.all()}
    if not {3, 5} <= found.keys():
        return
    by = scene.cast.staff["backup"]
    scene.at = scene.at_work(scene.today(-30))
    with signed(by.pk):
        _shop(scene, by, found[3], found[5])
        _parcels(scene, by, found[5])
        _garden(scene, by, found[5])
        _this_year(scene, by, found[5])


def _shop(scene: Scene, by: Staff, *of: Theme) -> None:
    this = wareki.fiscal_year(scene.at.date())
    pact = _pact(
        scene,
        by,
        "ひだまり薬局（架空）",
        SHOP,
        of,
        since=date(this - 2, 4, 1),
        until=scene.today(60),
    )
    for year, text in (
        (this - 2, "10回ひらいた。のべ64人。3人が地区の縁側につながった。"),
        (this - 1, "12回ひらいた。のべ91人。薬のことより、話すことが目あての方がふえた。"),
        (this, "ここまで7回。店の方が、気になる方を一人、窓口に知らせてくれた。"),
    ):
        pacts.report(pact, by=by, at=scene.at, fiscal_year=year, text=text)


def _parcels(scene: Scene, by: Staff, *of: Theme) -> None:
    this = wareki.fiscal_year(scene.at.date())
    pact = _pact(scene, by, "見本配送（架空）", PARCELS, of, since=date(this - 1, 10, 1))
    text = "知らせは4件。うち1件は、電話をかけて無事をたしかめた。"
    pacts.report(pact, by=by, at=scene.at, fiscal_year=this, text=text)


def _garden(scene: Scene, by: Staff, *of: Theme) -> None:
    this = wareki.fiscal_year(scene.at.date())
    pact = _pact(scene, by, "かぜの農園（架空）", GARDEN, of, since=date(this - 2, 7, 1))
    pacts.report(
        pact, by=by, at=scene.at, fiscal_year=this - 1, text="4人が通い、2人が続けている。"
    )
    pacts.end(pact, by=by, at=scene.at, because="農園が移ることになった。続きは、別の畑でさがす。")


def _pact(
    scene: Scene,
    by: Staff,
    partner: str,
    what: str,
    of: tuple[Theme, ...],
    *,
    since: date,
    until: date | None = None,
) -> Pact:
    told = Promise(
        partner=partner, what=what, section=SECTION, since=since, until=until, themes=of,
        contact="代表の電話（架空）",
    )  # fmt: skip
    return pacts.add(told, by=by, at=scene.at, fictional=True)


def _this_year(scene: Scene, by: Staff, theme: Theme) -> None:
    year = wareki.fiscal_year(scene.at.date())
    first = Line(
        what="つながりにくい方への声かけのしかたを、地区の方とそろえる（架空）", section=SECTION
    )
    made = themes.add(theme, by=by, at=scene.at, fiscal_year=year, line=first)
    told = Line(
        what=first.what,
        section=SECTION,
        progress="善行と鵠沼で2回ずつ話し合い、声かけのカードの案をつくった。",
        direction="カードを使ってみて、困ったことを聞き、13地区に広げる。",
    )
    themes.report(made, by=by, at=scene.at, seen=made.version, line=told)

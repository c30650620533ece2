"""見本の街の支援措置: two people who are kept from somebody, one of them near the end of the year (架空)."""

from __future__ import annotations

from datetime import timedelta

from cases.actions import households, openings, protections
from cases.actions.households import Member
from cases.actions.protections import Shield
from cases.models import ConsentState, Relation
from fujisawa_care.foundation.history import signed
from fujisawa_care.home.demo.scene import Scene
from fujisawa_care.home.demo.words import Trouble

LEFT_HOME = Trouble(
    "「子どもを連れて家を出た。住んでいるところを、夫に知られたくない」と本人。荷物は少しだけ。",
    ("dv_abuse", "child_rearing", "housing"),
    "self",
    (31, 42),
    "子（小学生）",
)
KEPT = (("counter-zengyo", "07", 345), ("csw-zengyo", "07", 60))
WHY = "学校の面談に同行する。まもる方の電話で、待ち合わせの時刻をたしかめたい"


def keep_apart(scene: Scene) -> None:
    """The first may be extended this month: its reminder is on the counter's screen."""
    for username, code, days in KEPT:
        by = scene.cast.staff[username]
        scene.at = scene.now - timedelta(hours=20)
        case = scene.receive(
            LEFT_HOME, by=by, district=scene.cast.districts[code], consent=ConsentState.GIVEN
        )
        who = Member(name="見本 小太郎", relation=Relation.SON, age_text="小学生")
        shield = Shield(
            starts_on=scene.today(-days),
            other_parties=("見本 太郎（架空）",),
            school="架空小学校",
            meeting_place="架空公園の入口",
        )
        with signed(by.pk):
            households.add(case, by=by, at=scene.at, who=who)
            protections.begin(case, by=by, at=scene.at, shield=shield)
        at = scene.now - timedelta(hours=2)
        openings.begin(case, by=by, at=at, reason=WHY, lasts=scene.terms.opened)

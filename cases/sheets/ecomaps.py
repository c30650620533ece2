"""支えの図: the household in its box, and every agency that has to do with it around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cases.sheets import genograms
from cases.sheets.access import Held
from cases.sheets.candidates import Elsewhere
from cases.sheets.cases import CaseSheet
from cases.sheets.handovers import Hop
from cases.sheets.households import HouseholdSheet
from cases.sheets.pieces import CELL, SIZE, TEXT, Box, Line, Node, Picture, short
from cases.states import ReferralStatus

MARGIN, GAP = 24, 64
WIDE, HIGH, BETWEEN = 212, 48, 14
LONGEST = 13  # letters of an agency's name


def draw(
    sheet: CaseSheet,
    household: HouseholdSheet,
    *,
    team: Sequence[Held],
    trail: Sequence[Hop],
    elsewhere: Sequence[Elsewhere],
) -> Picture:
    nodes, lines = genograms.shifted(
        *genograms.family(household.members, sheet.title), margin=MARGIN
    )
    home = _home(nodes)
    around = _around(sheet, team=team, trail=trail, elsewhere=elsewhere)
    tall = max(home.height, len(around) * (HIGH + BETWEEN) - BETWEEN)
    down = (tall - home.height) // 2
    home = replace(home, y=home.y + down)
    placed = _placed(around, x=home.x + home.width + GAP, middle=MARGIN // 2 + tall // 2)
    return Picture(
        width=placed[0].x + WIDE + MARGIN // 2,
        height=tall + MARGIN,
        title=_title(sheet, household, placed),
        home=home,
        nodes=tuple(replace(node, y=node.y + down) for node in nodes),
        lines=(
            *(replace(one, y1=one.y1 + down, y2=one.y2 + down) for one in lines),
            *(_reach(home, box) for box in placed),
        ),
        agencies=tuple(placed),
    )


def _home(nodes: Sequence[Node]) -> Box:
    return Box(
        x=MARGIN // 2,
        y=MARGIN // 2,
        width=max(node.x for node in nodes) + CELL // 2 + MARGIN // 2,
        height=max(node.y for node in nodes) + SIZE + TEXT + MARGIN // 2,
        name="世帯",
    )


def _reach(home: Box, box: Box) -> Line:
    return Line(
        home.x + home.width, home.middle, box.x, box.middle, dashed=box.dashed, strong=box.strong
    )


def _around(
    sheet: CaseSheet, *, team: Sequence[Held], trail: Sequence[Hop], elsewhere: Sequence[Elsewhere]
) -> list[Box]:
    owner = sheet.owner.short_name or sheet.owner.name
    waiting = [hop for hop in trail if hop.status == ReferralStatus.SENT]
    return [
        Box(0, 0, WIDE, HIGH, short(owner, LONGEST), "主担当", strong=True),
        *(Box(0, 0, WIDE, HIGH, short(one.who, LONGEST), one.ground_label) for one in team),
        *(
            Box(
                0,
                0,
                WIDE,
                HIGH,
                short(hop.to_agency.name, LONGEST),
                "返事待ち",
                dashed=True,
            )
            for hop in waiting
        ),
        *(
            Box(0, 0, WIDE, HIGH, one.kind_label, f"ほかに{one.count}機関", dashed=True)
            for one in elsewhere
        ),
    ]


def _placed(boxes: Sequence[Box], *, x: int, middle: int) -> list[Box]:
    top = middle - (len(boxes) * (HIGH + BETWEEN) - BETWEEN) // 2
    return [replace(box, x=x, y=top + n * (HIGH + BETWEEN)) for n, box in enumerate(boxes)]


def _title(sheet: CaseSheet, household: HouseholdSheet, around: Sequence[Box]) -> str:
    """The one sentence the picture says."""
    others = "、".join(each.relation_label for each in household.others) or "ほかの方はまだ"
    return f"{sheet.title}の世帯：{others}。かかわる機関 {len(around)}か所"

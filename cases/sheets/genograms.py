"""家族の図: everybody of a household in the row of their generation, with the lines between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from cases.models import Relation
from cases.sheets.households import MemberSheet
from cases.sheets.pieces import CELL, ROW, SIZE, TEXT, Line, Node, short

SQUARE, CIRCLE, DIAMOND = "square", "circle", "diamond"
MEN = {
    *(Relation.HUSBAND, Relation.FATHER, Relation.SON, Relation.GRANDFATHER),
    *(Relation.ELDER_BROTHER, Relation.YOUNGER_BROTHER),
}
WOMEN = {
    *(Relation.WIFE, Relation.MOTHER, Relation.DAUGHTER, Relation.GRANDMOTHER),
    *(Relation.ELDER_SISTER, Relation.YOUNGER_SISTER),
}
ELDER = (Relation.ELDER_BROTHER, Relation.ELDER_SISTER)
YOUNGER = (Relation.YOUNGER_BROTHER, Relation.YOUNGER_SISTER)
SPOUSES = (Relation.HUSBAND, Relation.WIFE, Relation.PARTNER)
PARENTS = (Relation.FATHER, Relation.MOTHER)
GRANDPARENTS = (Relation.GRANDFATHER, Relation.GRANDMOTHER)
CHILDREN = (Relation.SON, Relation.DAUGHTER, Relation.CHILD)
BESIDE = (Relation.RELATIVE, Relation.OTHER)


def family(members: Sequence[MemberSheet], title: str) -> tuple[list[Node], list[Line]]:
    """Everybody in the row of their generation, around the one from whom the relations are told."""

    def row(relations: Iterable[str], *, centre: int, generation: int) -> list[Node]:
        found = [each for each in members if each.relation in relations]
        first = centre - (len(found) - 1) * CELL // 2
        return [_node(each, first + n * CELL, generation * ROW) for n, each in enumerate(found)]

    own = [each for each in members if each.relation == Relation.SELF]
    me = _node(own[0], 0, 0) if own else Node(0, 0, DIAMOND, short(title), "本人", index=True)
    spouses = _beside(members, SPOUSES, me, step=1)
    elder = _beside(members, ELDER, me, step=-1)
    last = spouses[-1] if spouses else me
    younger = _beside(members, YOUNGER, last, step=1)
    others = _beside(members, BESIDE, younger[-1] if younger else last, step=1)
    parents = row(PARENTS, centre=0, generation=-1)
    grandparents = row(GRANDPARENTS, centre=0, generation=-2)
    middle = (me.x + spouses[0].x) // 2 if spouses else me.x
    children = row(CHILDREN, centre=middle, generation=1)
    grandchildren = row((Relation.GRANDCHILD,), centre=middle, generation=2)
    siblings = [*elder, me, *younger]
    lines = [
        *_couple(parents),
        *_couple([me, *spouses]),
        *_couple(grandparents),
        *_born(parents, siblings if parents else [], at=0),
        *_born([me, *spouses[:1]], children, at=middle),
        *_born(grandparents, parents or siblings, at=0, dashed=True),
        *_born(children, grandchildren, at=middle, dashed=True),
    ]
    if not parents and not grandparents:
        lines += _siblings(siblings)
    everybody = [*grandparents, *parents, *siblings, *spouses, *others, *children, *grandchildren]
    return everybody, lines


def _beside(
    members: Sequence[MemberSheet], relations: Sequence[str], from_: Node, *, step: int
) -> list[Node]:
    found = [each for each in members if each.relation in relations]
    return [_node(each, from_.x + step * CELL * n, from_.y) for n, each in enumerate(found, 1)]


def _node(member: MemberSheet, x: int, y: int) -> Node:
    relation = Relation(member.relation)
    words = [relation.label, member.age, "別居" if member.apart else ""]
    return Node(
        x,
        y,
        SQUARE if relation in MEN else CIRCLE if relation in WOMEN else DIAMOND,
        short(member.name),
        "・".join(word for word in words if word),
        index=member.index,
        apart=member.apart,
    )


def _couple(pair: Sequence[Node]) -> list[Line]:
    return [
        Line(left.right, left.middle, right.left, right.middle) for left, right in pairwise(pair)
    ]


def _born(
    parents: Sequence[Node], children: Sequence[Node], *, at: int, dashed: bool = False
) -> list[Line]:
    """From the middle of a couple, or from under one parent, down to a bar over the children."""
    if not parents or not children:
        return []
    bar = children[0].y - 18
    starts = parents[0].middle if len(parents) > 1 else parents[0].y + SIZE + TEXT
    ends = sorted([at, *(child.x for child in children)])
    return [
        Line(at, starts, at, bar, dashed=dashed),
        Line(ends[0], bar, ends[-1], bar, dashed=dashed),
        *(Line(child.x, bar, child.x, child.y, dashed=dashed) for child in children),
    ]


def _siblings(siblings: Sequence[Node]) -> list[Line]:
    """Without their parents, sisters and brothers still hang on one bar."""
    if len(siblings) == 1:
        return []
    bar, ends = siblings[0].y - 18, sorted(each.x for each in siblings)
    return [
        Line(ends[0], bar, ends[-1], bar),
        *(Line(each.x, bar, each.x, each.y) for each in siblings),
    ]


def shifted(
    nodes: Sequence[Node], lines: Sequence[Line], *, margin: int
) -> tuple[list[Node], list[Line]]:
    """To the right of and below the margin."""
    x = margin + CELL // 2 - min(node.x for node in nodes)
    y = margin + 28 - min(node.y for node in nodes)
    return (
        [replace(node, x=node.x + x, y=node.y + y) for node in nodes],
        [replace(one, x1=one.x1 + x, x2=one.x2 + x, y1=one.y1 + y, y2=one.y2 + y) for one in lines],
    )

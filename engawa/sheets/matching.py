"""合いそうな場: every place beside what a person likes and can; what does not fit is said, and nothing is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from engawa.models import Feature, Opening, Participation, PartOfDay, Pastime, Site, Weekday
from engawa.sheets import reasons, rooms, sites
from engawa.sheets.reasons import NOON, Asked, Reason
from engawa.sheets.rooms import RoomSheet
from engawa.sheets.sites import SiteSheet

HERE, BESIDE, FAR, SOMEWHERE = 0, 1, 2, 3


@dataclass(frozen=True)
class Match:
    site: SiteSheet
    reasons: tuple[Reason, ...]
    room: RoomSheet
    picked: bool

    @property
    def fits(self) -> int:
        return sum(one.fits is True for one in self.reasons)

    @property
    def misses(self) -> int:
        return sum(one.fits is False for one in self.reasons)


def asked(participation: Participation) -> Asked:
    """Three queries at most."""
    near = participation.near
    beside = near.neighbours.values_list("pk", flat=True) if near else []
    return Asked(
        likes={one.pk: one.label for one in participation.interests.all()},
        days=frozenset(participation.days),
        parts=frozenset(participation.parts),
        near=near.pk if near else None,
        near_name=near.name if near else "",
        beside=frozenset(beside) if participation.neighbours_too else frozenset(),
        most=participation.company_most,
        needs=tuple(participation.needs),
    )


def ordered(rows: QuerySet[Site], wanted: Asked) -> QuerySet[Site]:
    """By how much fits, then by nearness: counted by the database over all places at once."""
    likes = Pastime.objects.filter(site=OuterRef("pk"), interest__in=[*wanted.likes]).order_by()
    liked = likes.values("site").annotate(count=Count("interest", distinct=True)).values("count")
    points: list[Any] = [Coalesce(Subquery(liked, output_field=IntegerField()), Value(0))]
    if wanted.days or wanted.parts:
        points.append(_point(Exists(_fitting(wanted).filter(site=OuterRef("pk")))))
    if wanted.most is not None:
        points.append(_point(Q(company_from__lte=wanted.most)))
    points += [_point(Q(features__contains=[one])) for one in wanted.needs]
    near = Case(
        When(district__isnull=True, then=SOMEWHERE),
        When(district=wanted.near or "", then=HERE),
        When(district__in=["", *wanted.beside], then=BESIDE),
        default=FAR,
        output_field=IntegerField(),
    )
    points.append(_point(Q(district__in=["", wanted.near or "", *wanted.beside])))
    score: Any = sum(points[1:], points[0])
    return (
        rooms.counted(rows)
        .annotate(score=score, nearness=near)
        .order_by("-score", "nearness", "name", "pk")
    )


def found(
    rows: QuerySet[Site], participation: Participation, *, today: date, most: int
) -> list[Match]:
    """The first `most` of them, with their reasons; as many queries for one as for all."""
    wanted = asked(participation)
    loaded = sites.loaded(ordered(rows, wanted), today)[:most]
    on_the_tray = set(
        participation.candidates.filter(taken_out_at__isnull=True).values_list("site", flat=True)
    )
    return [_match(one, wanted, today, picked=one.pk in on_the_tray) for one in loaded]


def one(participation: Participation, site: Site, *, today: date) -> Match:
    return found(Site.objects.filter(pk=site.pk), participation, today=today, most=1)[0]


def missing(participation: Participation) -> str:
    """What no place has, in words that name nobody; to be read over before it is handed on."""
    wanted = asked(participation)
    on = "・".join(Weekday(one).label for one in sorted(wanted.days))
    has = "・".join(Feature(one).label for one in wanted.needs)
    told = [
        f"{on}に開いている" if on else "",
        f"{wanted.most}人くらいまでの" if wanted.most else "",
        f"{has}のある" if has else "",
        f"{'・'.join(wanted.likes.values())}ができる" if wanted.likes else "",
    ]
    return f"{'、'.join(one for one in told if one) or '通える'}場が、近くにありません。"


def _point(fits: Any) -> Any:
    return Case(When(fits, then=1), default=0, output_field=IntegerField())


def _fitting(wanted: Asked) -> QuerySet[Opening]:
    """Lines of the week on which the person can come."""
    rows = Opening.objects.all()
    if wanted.days:
        rows = rows.filter(weekday__in=[*wanted.days])
    if wanted.parts == {PartOfDay.MORNING}:
        rows = rows.filter(starts__hour__lt=NOON)
    elif wanted.parts == {PartOfDay.AFTERNOON}:
        rows = rows.filter(Q(ends__hour__gt=NOON) | Q(ends__hour=NOON, ends__minute__gt=0))
    return rows


def _match(site: Site, wanted: Asked, today: date, *, picked: bool) -> Match:
    return Match(sites.of(site, today=today), reasons.of(site, wanted), rooms.of(site), picked)

"""画面に出すもの: what the pages and the API show of places and agencies."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from districts.models import (
    Agency,
    Block,
    District,
    Issue,
    Match,
    Population,
    Posting,
    Resource,
    Role,
    Staff,
    Topic,
    Town,
)
from districts.states import IssueState
from fujisawa_care.foundation import history
from fujisawa_care.foundation.slim import besides

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from districts.models.agency import Proposed


Laid = TypeVar("Laid")
NAME_PLATES = {
    Agency: ("name", "short_name"),
    District: ("name",),
    Staff: ("name", "agency"),
    Town: ("name",),
}


def named(agencies: str = "", districts: str = "", staff: str = "", towns: str = "") -> list[str]:
    """What `defer` may leave out where those joined by these paths stand beside something else."""
    paths = {Agency: agencies, District: districts, Staff: staff, Town: towns}
    return [
        field
        for model, given in paths.items()
        for path in given.split()
        for field in besides(path, model, NAME_PLATES[model])
    ]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One つなぎ先 with the reason it is proposed."""

    agency: Agency
    topics: tuple[str, ...]
    why: str


def candidates(
    topics: Collection[str], district: District | str | None, *, on: date, at_most: int = 8
) -> list[Candidate]:
    """The agencies to offer for these troubles in this district, best first, in one query."""
    found = Agency.objects.proposed(topics, district, on)[:at_most]
    return [
        Candidate(
            agency=each,
            topics=tuple(each.matched_topics or ()),  # NULL where nothing was asked
            why="／".join((_trouble(each), _area(each, district))),
        )
        for each in found
    ]


def _trouble(each: WithAnnotations[Agency, Proposed]) -> str:
    if each.matched_topics:
        return "・".join(each.matched_topics)
    return "多機関協働" if each.coordinates else "分野を問わず受け止める"


def _area(each: WithAnnotations[Agency, Proposed], district: District | str | None) -> str:
    if each.walked:
        return "この地区のCSW"
    if each.citywide:
        return "全市を担当"
    if each.area_open:
        return "担当区域は要確認"
    return "この地区を担当" if district else "担当は地区による"


def described(rows: QuerySet[District], *, on: date) -> QuerySet[District]:
    """Districts with all that is shown of them on that day, in a fixed number of queries."""
    valid = Agency.objects.valid_on(on).order_by("name")
    csws = Posting.objects.on(on).filter(staff__role=Role.CSW, staff__is_active=True)
    blocks = Block.objects.select_related("scheme").order_by("scheme__name", "pk")
    return rows.prefetch_related(
        Prefetch("populations", Population.objects.order_by("year", "kind", "as_of")),
        Prefetch("agencies", valid),
        Prefetch("blocks", blocks.prefetch_related(Prefetch("agencies", valid))),
        Prefetch("postings", csws.select_related("staff").order_by("starts_on", "pk")),
    )


def local_agencies(district: District) -> list[Agency]:
    """The agencies of a `described` district: its own and those of its blocks, not the city-wide."""
    own = [*district.agencies.all()]
    return own + [
        each for block in district.blocks.all() for each in block.agencies.all() if each not in own
    ]


def csws(district: District) -> list[Staff]:
    """The CSWs posted to a `described` district."""
    return [posting.staff for posting in district.postings.all()]


@dataclass(frozen=True)
class VersionSheet:
    """One version of an agency; `by` is empty where no person did it."""

    at: datetime
    by: Staff | None
    first: bool
    changes: tuple[history.Change, ...]


def versions(found: Sequence[Any]) -> list[VersionSheet]:
    steps = history.steps(found)
    staff = Staff.objects.in_bulk({one.by for one in steps if one.by})
    return [
        VersionSheet(one.at, staff.get(one.by) if one.by else None, one.first, one.changes)
        for one in steps
        if one.changes
    ]


def issues_loaded(rows: QuerySet[Issue]) -> QuerySet[Issue]:
    standing = Match.objects.standing().select_related("resource", "matched_by").order_by("pk")
    return rows.select_related(
        *("district", "topic", "raised_by", "agency", "handed_by", "answered_by")
    ).prefetch_related(Prefetch("matches", standing))


def resources_loaded(rows: QuerySet[Resource]) -> QuerySet[Resource]:
    return rows.select_related("confirmed_by").prefetch_related("districts", "topics")


@dataclass(frozen=True)
class Heap:
    """So many of one district and topic that no table has seen, and what help there is."""

    district: District | None
    topic: Topic
    waiting: int
    handed: int


def heaps(rows: QuerySet[Issue]) -> list[Heap]:
    """What has gathered, by district and topic, the highest first."""
    counted = (
        rows.filter(state__in=(IssueState.RAISED, IssueState.HANDED))
        .values("district", "topic")
        .annotate(
            waiting=Count("pk", filter=Q(state=IssueState.RAISED)),
            handed=Count("pk", filter=Q(state=IssueState.HANDED)),
        )
        .order_by("-waiting", "district", "topic")
    )
    places, topics = District.objects.in_bulk(), Topic.objects.in_bulk()
    return [
        Heap(places.get(one["district"] or ""), topics[one["topic"]], one["waiting"], one["handed"])
        for one in counted
    ]


@dataclass(frozen=True)
class Offer:
    """Help that may meet a need, and why it is shown."""

    resource: Resource
    why: str


def offers(issue: Issue, *, at_most: int = 8) -> list[Offer]:
    """For this trouble in this district first, then across the city; what is matched already is left out."""
    matched = issue.matches.filter(undone_at__isnull=True).values("resource")
    found = Resource.objects.there().serving(issue.district_id).on(issue.topic_id)
    rows = resources_loaded(found.exclude(pk__in=matched).order_by("citywide", "name", "pk"))
    return [
        Offer(one, f"{issue.topic.label}・{'市全体' if one.citywide else issue.place}")
        for one in rows[:at_most]
    ]


@dataclass(frozen=True)
class Tile:
    """One district on the map: how much help it has of its own, what is still missing, how much of it is met."""

    district: District
    resources: int = 0
    issues: int = 0
    met: int = 0


@dataclass(frozen=True)
class Need:
    """One trouble in a district: what waits, how much of it is held against help, and what help there is."""

    topic: Topic
    issues: int
    met: int
    help: int


@dataclass(frozen=True)
class Map:
    rows: tuple[tuple[Tile | None, ...], ...]
    citywide: int
    tiles: tuple[Tile, ...] = field(default=())


# held against help that is there
_MET = Count(
    "pk",
    filter=Exists(
        Match.objects.standing().filter(issue=OuterRef("pk"), resource__ended_on__isnull=True)
    ),
)


def needs(district: District) -> list[Need]:
    """What waits for an answer there, the most wanted first, in three queries."""
    rows = Issue.objects.unanswered().filter(district=district).order_by()
    counted = rows.values_list("topic").annotate(count=Count("pk"), met=_MET)
    serving = Resource.objects.there().serving(district).values("pk")
    of_topics = Resource.topics.through.objects.filter(resource__in=serving).order_by()
    there = dict(of_topics.values_list("topic").annotate(Count("pk")))
    topics = Topic.objects.in_bulk()
    return [
        Need(topics[code], count, met, there.get(code, 0))
        for code, count, met in counted.order_by("-count", "topic__position")
    ]


def laid_out(tiles: Mapping[District, Laid]) -> tuple[tuple[Laid | None, ...], ...]:
    """Each where its district lies on the small map, row by row."""
    there = {(one.tile_row, one.tile_column): tile for one, tile in tiles.items()}
    columns = {column for _, column in there} or {0}
    width = range(min(columns), max(columns) + 1)
    rows = sorted({row for row, _ in there})
    return tuple(tuple(there.get((row, column)) for column in width) for row in rows)


def tile_map() -> Map:
    """The 13 districts where they lie, in three queries."""
    there = dict(
        District.objects.annotate(
            count=Count("resources", filter=Q(resources__ended_on__isnull=True))
        ).values_list("pk", "count")
    )
    missing = Issue.objects.unanswered().filter(district__isnull=False).order_by()
    counted = missing.values_list("district").annotate(Count("pk"), met=_MET)
    open_issues = {code: (count, met) for code, count, met in counted}
    tiles = [
        Tile(one, there[one.pk], *open_issues.get(one.pk, (0, 0))) for one in District.objects.all()
    ]
    rows = laid_out({one.district: one for one in tiles})
    citywide = Resource.objects.there().filter(citywide=True).count()
    return Map(rows, citywide, tuple(tiles))

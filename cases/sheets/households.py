"""世帯の見えかた: who belongs to it, who did, and who else supports it (that there is somebody, not what)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from cases.models import (
    AccessGround,
    Case,
    Ground,
    HouseholdMember,
    HouseholdMemberQuerySet,
    MemberEnd,
    Relation,
)
from cases.sheets import people
from cases.sheets.candidates import Elsewhere
from cases.sheets.shields import NOBODY, Eyes
from districts.models import Agency, AgencyType, Staff

ORDER = {relation.value: place for place, relation in enumerate(Relation)}
NOT_TOLD = "名前はまだ"
SUPPORTING = (Ground.OWNER, Ground.TEAM, Ground.COORDINATION, Ground.ROLE)


@dataclass(frozen=True)
class MemberSheet:
    """`index`: the person this case is about; `age` as it may be said, 81歳 or 80代."""

    id: int
    person: int | None
    name: str
    relation: str
    relation_label: str
    age: str
    apart: bool
    note: str
    since: datetime
    until: datetime | None
    ended: str
    ended_label: str
    index: bool
    version: int

    @property
    def died(self) -> bool:
        return self.ended == MemberEnd.DIED


@dataclass(frozen=True)
class HouseholdSheet:
    """`centre`: the name from whom the relations are told, where that is not the case's person."""

    id: int
    living_with: str
    centre: str
    members: tuple[MemberSheet, ...]
    former: tuple[MemberSheet, ...]

    @property
    def others(self) -> tuple[MemberSheet, ...]:
        return tuple(member for member in self.members if not member.index)


@dataclass(frozen=True)
class SeenCase:
    number: str
    title: str
    owner: Agency


@dataclass(frozen=True)
class Supports:
    """`seen`: cases of this household the viewer may open; `elsewhere`: agencies, as a count per kind."""

    seen: tuple[SeenCase, ...]
    elsewhere: tuple[Elsewhere, ...]

    def __bool__(self) -> bool:
        return bool(self.seen or self.elsewhere)


def loaded(case: Case) -> HouseholdMemberQuerySet:
    rows = HouseholdMember.objects.filter(household=case.household_id).seen_from(case.person)
    return rows.select_related("person__town", "person__district")


def of(case: Case, *, today: date, eyes: Eyes = NOBODY) -> HouseholdSheet:
    rows = sorted(loaded(case), key=lambda row: (ORDER[row.relation], row.since, row.pk))
    sheets = [member(row, case=case, today=today, eyes=eyes) for row in rows]
    running = [sheet for sheet in sheets if sheet.until is None]
    centre = next((each for each in running if each.relation == Relation.SELF), None)
    return HouseholdSheet(
        id=case.household_id,
        living_with=eyes.over(case).text(case.household.living_with),
        centre=centre.name if centre and not centre.index else "",
        members=tuple(running),
        former=tuple(each for each in sheets if each.until and each.ended != MemberEnd.MISTAKE),
    )


def member(row: HouseholdMember, *, case: Case, today: date, eyes: Eyes = NOBODY) -> MemberSheet:
    known = people.of(row.person, today=today) if row.person else None
    age = f"{known.age}歳" if known and known.age is not None else ""
    return MemberSheet(
        id=row.pk,
        person=row.person_id,
        name=known.title if known else row.name or NOT_TOLD,
        relation=row.relation,
        relation_label=Relation(row.relation).label,
        age=age or (known.age_band if known else "") or row.age_text,
        apart=row.apart,
        note=eyes.over(case).text(row.note),
        since=row.since,
        until=row.until,
        ended=row.ended,
        ended_label=MemberEnd(row.ended).label if row.ended else "",
        index=row.person_id is not None and row.person_id == case.person_id,
        version=row.version,
    )


def supports(case: Case, *, viewer: Staff, today: date) -> Supports:
    """Existence before content: who else has an open case of this household or of one of its people.

    Of somebody under 支援措置 not even that is told (R7).
    """
    others, eyes = _cases_beside(case), Eyes(viewer)
    visible = others.filter(pk__in=Case.objects.visible_to(viewer).values("pk"))
    seen = list(visible.select_related("person__town", "person__district", "owner"))
    hidden = others.exclude(pk__in=[one.pk for one in seen]).exclude(person__protected=True)
    return Supports(
        tuple(
            SeenCase(
                one.number,
                people.of(one.person, today=today).title if one.person else "",
                eyes.over(one).agency(one.owner),
            )
            for one in seen
        ),
        _elsewhere(hidden),
    )


def _cases_beside(case: Case) -> QuerySet[Case]:
    """Never of somebody who is kept from the person of this case, or from whom they are kept."""
    everybody = HouseholdMember.objects.running().filter(household=case.household_id)
    seen = everybody.seen_from(case.person).filter(person__isnull=False)
    kept = everybody.filter(person__isnull=False).exclude(pk__in=seen.values("pk"))
    rows = Case.objects.open().filter(
        Q(household=case.household_id) | Q(person__in=seen.values("person"))
    )
    beside = rows.exclude(pk=case.pk).exclude(person__in=kept.values("person"))
    return beside.order_by("-opened_at")


def _elsewhere(cases: QuerySet[Case]) -> tuple[Elsewhere, ...]:
    held = AccessGround.objects.running().filter(
        case__in=cases.values("pk"), ground__in=SUPPORTING, agency__isnull=False
    )
    counts = held.values("agency__type").annotate(number=Count("agency", distinct=True))
    return tuple(
        Elsewhere(row["agency__type"], AgencyType(row["agency__type"]).label, row["number"])
        for row in counts.order_by("agency__type")
    )

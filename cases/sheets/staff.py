"""職員の見えかた: where somebody works, and how much hangs on them; counts, and no case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cases.models import Case, FollowUp
from districts.models import Agency, District, Posting, Staff


@dataclass(frozen=True)
class Place:
    id: int
    district: District | None
    starts_on: date
    ends_on: date | None
    running: bool
    over: bool


@dataclass(frozen=True)
class StaffSheet:
    id: int
    username: str
    name: str
    kana: str
    role_label: str
    sees_cases: bool
    agency: Agency
    active: bool
    cases: int
    steps: int
    places: tuple[Place, ...]

    @property
    def free(self) -> bool:
        return not self.cases and not self.steps

    @property
    def now(self) -> tuple[Place, ...]:
        return tuple(one for one in self.places if one.running)


def loaded(staff: QuerySet[Staff]) -> QuerySet[Staff]:
    """With what hangs on each and where they are posted, in two queries for one or a hundred."""
    postings = Posting.objects.select_related("district").order_by("-starts_on", "district")
    return (
        staff.select_related("agency")
        .prefetch_related(Prefetch("postings", postings))
        .annotate(
            owned=_count(Case.objects.open(), "owner_staff"),
            planned=_count(FollowUp.objects.open(), "assignee"),
        )
    )


def of(staff: Staff, *, today: date) -> StaffSheet:
    return StaffSheet(
        id=staff.pk,
        username=staff.username,
        name=staff.name,
        kana=staff.kana,
        role_label=staff.get_role_display(),
        sees_cases=staff.sees_cases,
        agency=staff.agency,
        active=staff.is_active,
        cases=staff.owned,  # type: ignore[attr-defined]
        steps=staff.planned,  # type: ignore[attr-defined]
        places=tuple(_place(one, today) for one in staff.postings.all()),
    )


def _place(posting: Posting, today: date) -> Place:
    over = posting.ends_on is not None and posting.ends_on < today
    running = posting.starts_on <= today and not over
    return Place(
        posting.pk, posting.district, posting.starts_on, posting.ends_on, running=running, over=over
    )


def _count(rows: QuerySet[Case] | QuerySet[FollowUp], whose: str) -> Coalesce:
    theirs = rows.filter(**{whose: OuterRef("pk")}).order_by().values(whose)
    counted = theirs.annotate(times=Count("pk")).values("times")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

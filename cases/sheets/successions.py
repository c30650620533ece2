"""引き継ぎの見えかた: what hangs on somebody before it is passed on, and what became of it after."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from cases.models import AccessGround, Level, Part, Succession, SuccessionItem
from cases.sheets.shields import HIDDEN, NOBODY, Eyes
from cases.states import CaseStage
from districts.models import Agency, Staff

UNNUMBERED = "番号ふせ"
OF_A_HOUSE = (Part.TEAM, Part.ROLE, Part.ASKED, Part.SENT)


@dataclass(frozen=True)
class Passed:
    """One case that was passed on, and what has become of it."""

    number: str
    readable: bool
    house: Agency
    successor: Staff | None
    to: Staff | None
    to_agency: Agency
    owned: bool
    closed: bool
    parts: tuple[str, ...]
    steps: tuple[str, ...]
    step_count: int
    note: str
    acknowledged_at: datetime | None
    acknowledged_by: Staff | None
    undone_at: datetime | None
    kept_because: str

    def is_for(self, staff: Staff) -> bool:
        if self.successor is None:
            return self.house.pk == staff.agency_id
        return self.successor.pk == staff.pk


@dataclass(frozen=True)
class Successor:
    """As the viewer may know them: under 支援措置 neither who nor which house."""

    staff: Staff | None
    agency: Agency
    cases: int
    acknowledged_at: datetime | None
    acknowledged_by: Staff | None


@dataclass(frozen=True)
class SuccessionSheet:
    id: int
    from_staff: Staff | None
    from_agency: Agency
    made_by: Staff
    made_at: datetime
    note: str
    undone_by: Staff | None
    undone_at: datetime | None
    passed: tuple[Passed, ...] = field(default=())

    @property
    def cases(self) -> int:
        return len(self.passed)

    @property
    def owned(self) -> int:
        return sum(one.owned for one in self.passed)

    @property
    def steps(self) -> int:
        return sum(one.step_count for one in self.passed)

    @property
    def waiting(self) -> bool:
        return any(not one.acknowledged_at and not one.undone_at for one in self.passed)

    @property
    def kept(self) -> int:
        """How many stayed with their successor although it was undone."""
        return sum(bool(one.kept_because) for one in self.passed)

    @property
    def successors(self) -> tuple[Successor, ...]:
        """To whom, how many, and whether they have acknowledged; each once."""
        theirs: dict[tuple[bool, int | None, int | None], list[Passed]] = {}
        for one in self.passed:
            key = (one.to is None, one.to.pk if one.to else None, one.to_agency.pk)
            theirs.setdefault(key, []).append(one)
        return tuple(
            Successor(
                first.to, first.to_agency, len(each), first.acknowledged_at, first.acknowledged_by
            )
            for each in theirs.values()
            for first in each[:1]
        )

    @property
    def running(self) -> list[Passed]:
        return [one for one in self.passed if not one.closed]

    @property
    def ended(self) -> list[Passed]:
        return [one for one in self.passed if one.closed]

    def is_for(self, staff: Staff) -> bool:
        """Whether this person has something in it that they have not acknowledged."""
        mine = [one for one in self.passed if one.is_for(staff) and not one.undone_at]
        return any(one.acknowledged_at is None for one in mine)


def loaded(successions: QuerySet[Succession], *, viewer: Staff) -> QuerySet[Succession]:
    held = AccessGround.objects.of(viewer).at_least(Level.READ)
    items = SuccessionItem.objects.select_related(
        "case__person", "follow_up", "to_staff", "to_agency", "acknowledged_by"
    )
    seen = items.annotate(readable=Exists(held.filter(case=OuterRef("case"))))
    return successions.select_related(
        "from_staff", "from_agency", "made_by", "undone_by"
    ).prefetch_related(Prefetch("items", seen.order_by("case", "pk")))


def of(succession: Succession, *, eyes: Eyes = NOBODY) -> SuccessionSheet:
    """What was passed on; of a case out of sight the number alone."""
    theirs: dict[int, list[SuccessionItem]] = {}
    for item in succession.items.all():
        theirs.setdefault(item.case_id, []).append(item)
    passed = tuple(_passed(each, eyes) for each in theirs.values())
    whole = all(one.number != UNNUMBERED for one in passed)
    return SuccessionSheet(
        id=succession.pk,
        from_staff=succession.from_staff,
        from_agency=succession.from_agency,
        made_by=succession.made_by,
        made_at=succession.made_at,
        note=succession.note if whole or not succession.note else HIDDEN,
        undone_by=succession.undone_by,
        undone_at=succession.undone_at,
        passed=passed,
    )


def _passed(items: list[SuccessionItem], eyes: Eyes) -> Passed:
    first = items[0]
    cover = eyes.over(first.case)
    # who works for a protected person is no business of another house: not even the number
    hidden = cover.on and cover.own != first.to_agency_id
    readable: bool = first.readable and not hidden  # type: ignore[attr-defined]
    steps = [cover.text(one.follow_up.what) for one in items if one.follow_up]
    return Passed(
        number=UNNUMBERED if hidden else first.case.number,
        readable=readable,
        house=first.to_agency,
        successor=first.to_staff,
        to=cover.staff_of(first.to_staff),
        to_agency=cover.agency(first.to_agency),
        owned=any(one.part == Part.OWNER for one in items),
        closed=first.case.stage == CaseStage.CLOSED,
        parts=tuple(Part(one.part).label for one in items if one.part in OF_A_HOUSE),
        steps=tuple(steps) if readable else (),
        step_count=len(steps),
        note=cover.text(first.note) if readable else "",
        acknowledged_at=first.acknowledged_at,
        acknowledged_by=cover.staff_of(first.acknowledged_by),
        undone_at=first.undone_at,
        kept_because=cover.text(first.kept_because) if hidden else first.kept_because,
    )

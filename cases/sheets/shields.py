"""支援措置の覆い: what stands in the place of what a viewer must not read of a protected person's case (R7).

Nobody in particular reads nothing that is covered: a sheet made without saying who looks is covered too.
"""

from __future__ import annotations

from dataclasses import dataclass

from cases.models import Case, Person, ProtectionOpening
from districts.models import Agency, District, Staff

HIDDEN = "支援措置のため、ふせています"
AGENCY = Agency(name="機関ふせ", short_name="機関ふせ")
STAFF = Staff(name="職員ふせ", agency=AGENCY)


@dataclass(frozen=True)
class Cover:
    """Over one case, for one viewer. Their own agency and colleagues are no secret to them."""

    on: bool = False
    own: int | None = None

    def text(self, words: str) -> str:
        """Free words may hold anything: a school, a workplace, where to meet, who is in charge."""
        return HIDDEN if self.on and words else words

    def bare(self, words: str) -> str:
        """For a control: what is hidden is left empty, so that nobody saves the cover's own words."""
        return "" if self.on else words

    def agency(self, agency: Agency) -> Agency:
        return AGENCY if self.on and agency.pk != self.own else agency

    def staff(self, staff: Staff) -> Staff:
        return STAFF if self.on and staff.agency_id != self.own else staff

    def agency_of(self, agency: Agency | None) -> Agency | None:
        return agency and self.agency(agency)

    def staff_of(self, staff: Staff | None) -> Staff | None:
        return staff and self.staff(staff)

    def place(self, district: District | None) -> District | None:
        return None if self.on else district


OPEN = Cover()


@dataclass(frozen=True)
class Eyes:
    """まなざし: who looks, and whether they have opened this one case with a reason."""

    viewer: Staff | None = None
    opened: int | None = None

    def over(self, case: Case) -> Cover:
        if case.person is None or not case.person.protected or case.pk == self.opened:
            return OPEN
        return Cover(on=True, own=self.viewer.agency_id if self.viewer else None)


NOBODY = Eyes()


def on_one(case: Case, *, viewer: Staff) -> Eyes:
    """Of somebody who has this one case before them; lists and suggestions stay covered."""
    opened = case.person is not None and case.person.protected and opening(case, viewer=viewer)
    return Eyes(viewer, case.pk if opened else None)


def opening(case: Case, *, viewer: Staff) -> ProtectionOpening | None:
    """The running one, if there is one."""
    mine = ProtectionOpening.objects.running().filter(case=case, staff=viewer)
    return mine.order_by("-until").first()


def opens(person: Person, *, viewer: Staff) -> bool:
    """Whether this person is read in full: nothing is covered, or one of their cases stands open."""
    if not person.protected:
        return True
    mine = ProtectionOpening.objects.running().filter(staff=viewer, case__person=person)
    return mine.filter(case__in=Case.objects.visible_to(viewer)).exists()

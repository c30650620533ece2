"""画面の外わく: who is here and what waits for them, asked only where a whole page is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from cases import rules
from cases.models import Draft, FollowUp, Referral, Reminder
from districts import rules as places
from districts.models import Role, Staff
from engawa.models import Site
from fujisawa_care.foundation.counting import Counts, counts
from fujisawa_care.home.figures import sight

HERE = {
    "intake": "intake-new intake-saved",
    "inbox": "inbox sent referral referral-accept referral-return referral-withdraw referral-say"
    " referral-postpone",
    "today": "today today-week today-month today-pick today-late today-quiet calendar-keys",
    "case": "case-list case case-views case-consents case-access case-sheet"
    " case-emergency case-visits case-warn case-pace case-close"
    " case-reopen case-next case-refer case-record case-records case-files case-file-remove"
    " record-correct safety-end follow-up-done follow-up-move follow-up-pass"
    " case-summary case-summary-versions case-household case-living case-member case-member-end"
    " case-person case-details case-assign case-assessment case-assess"
    " case-protection case-protect case-uncover protection-extend protection-end protection-note"
    " case-history case-issue case-table",
    "plans": "plan-list plan-asked plan-table case-plans plan plan-shown plan-evaluate plan-end"
    " plan-versions",
    "meetings": "meeting-list meeting-new meeting meeting-edit meeting-invite meeting-begin"
    " meeting-settle meeting-cancel meeting-member-add meeting-member-answer meeting-member-swear"
    " meeting-series-end meeting-member-attend meeting-member-chair meeting-member-remove"
    " meeting-counts meeting-counts-items meeting-item"
    " meeting-packet meeting-candidates meeting-item-seats meeting-papers meeting-adrift meeting-bring"
    " series-list series-end"
    " meeting-item-take-back meeting-item-take-up meeting-item-let-go meeting-item-edit"
    " meeting-item-remove topic handout-edit"
    " meeting-turnout meeting-notes meeting-versions",
    "handovers": "handovers handover handover-new",
    "looking": "emergencies emergency-see",
    "requests": "view-requests view-requests-asked view-request-new view-request"
    " view-request-grant view-request-decline view-request-withdraw",
    "staff": "agency-list agency agency-history agency-rename agency-split"
    " staff-list staff-member staff-post staff-posting-end staff-move staff-deactivate",
    "area": "theme-list theme initiative initiative-versions pact-list pact-new pact pact-edit"
    " pact-end pact-report pact-versions deed body-list body"
    " course course-new course-edit"
    " issue-list issue-new issue issue-match issue-unmatch issue-withdraw issue-hand issue-answer resource-list"
    " resource-new resource resource-edit resource-confirm resource-end",
    "districts": "districts district districts-behind",
    "engawa": "site-list site-new site site-edit site-week site-reports site-report report-list"
    " site-table site-pictures site-desks site-versions"
    " participation-list case-participations participation-new participation participation-edit"
    " participation-places participation-ask participation-word"
    " participation-missing",
    "desk": "desk desk-week desk-report",
    "figures": "figures figures-months figures-month figures-year figures-forms figures-form",
    "reminders": "reminders reminder",
    "scheduler": "scheduler",
    "keys": "keys",
    "drafts": "drafts draft",
}
PAGES = {name: here for here, names in HERE.items() for name in names.split()}


@dataclass(frozen=True)
class Shell:
    here: str
    demo: bool
    name: str = ""
    place: str = ""
    sees_cases: bool = False
    of_a_place: bool = False
    takes_intakes: bool = False
    administers: bool = False
    looks_after: bool = False
    looks_into: bool = False
    counts_city: bool = False
    inbox: int = 0
    today: int = 0
    reminders: int = 0
    drafts: int = 0

    @property
    def counts(self) -> str:
        """The numbers as one word, so that a page can say what it has seen."""
        return f"{self.inbox}-{self.today}-{self.reminders}-{self.drafts}"

    @property
    def initial(self) -> str:
        return self.name[:1]


def shell(request: HttpRequest) -> dict[str, Any]:
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> Shell:
    match = request.resolver_match
    here = PAGES.get(match.url_name or "", "") if match else ""
    frame = Shell(here=here, demo=settings.DEMO)
    user = getattr(request, "user", None)
    return _of(user, frame) if isinstance(user, Staff) else frame


def _of(staff: Staff, frame: Shell) -> Shell:
    sees = staff.sees_cases
    return Shell(
        here=frame.here,
        demo=frame.demo,
        name=staff.name,
        place=_place(staff),
        sees_cases=sees,
        of_a_place=staff.role == Role.SITE,
        takes_intakes=bool(rules.receive(staff)),
        administers=staff.role == Role.ADMINISTRATOR,
        looks_after=bool(places.may_look_after(staff)),
        looks_into=bool(rules.look_into(staff)),
        counts_city=sight.of(staff) is not None,
        **_counts(_desk(staff)).ask(),
    )


@dataclass(frozen=True)
class Desk:
    """All that the numbers depend on, beside what has happened."""

    staff: Staff
    role: str
    agency: int
    active: bool
    districts: tuple[str, ...]
    today: date


def _desk(staff: Staff) -> Desk:
    posted = tuple(district.pk for district in staff.districts)
    return Desk(staff, staff.role, staff.agency_id, staff.is_active, posted, timezone.localdate())


@lru_cache(maxsize=256)
def _counts(desk: Desk) -> Counts:
    """Put into words once a day for each person: every page asks it."""
    unread = Reminder.objects.visible_to(desk.staff).standing().unread()
    if not desk.staff.sees_cases:
        return counts(reminders=unread)
    return counts(
        inbox=Referral.objects.on_the_desk_of(desk.staff, on=desk.today).unanswered(),
        today=FollowUp.objects.on_the_desk_of(desk.staff).due_by(desk.today),
        reminders=unread,
        drafts=Draft.objects.visible_to(desk.staff),
    )


def _place(staff: Staff) -> str:
    if staff.role == Role.CSW and (posted := staff.districts):
        return f"CSW・{'・'.join(each.name for each in posted)}地区"
    if staff.role == Role.SITE:
        return Site.objects.visible_to(staff).values_list("name", flat=True).first() or ""
    return staff.agency.short_name or staff.agency.name

"""歩み: the bare steps on the way to a place, each with its line in the case's history; never a door's own."""

from __future__ import annotations

from datetime import datetime

from cases.actions import events, follow_ups, reminders
from cases.models import Case, EventKind, FollowUp, Purpose, ReminderKind
from districts.models import Staff
from engawa import rules_way
from engawa.actions import check_ins
from engawa.models import Participation, ParticipationStep, Site, VisitAsked
from engawa.states import PARTICIPATION_STEPS, VISIT_STEPS, ParticipationState, VisitState
from fujisawa_care.foundation import fit
from fujisawa_care.foundation.steps import step
from fujisawa_care.foundation.workdays import TOKYO, add_working_days

WENT_ON = "参加支援は、もう先へ進んでいます。画面を開きなおしてください"
VISIT_WENT_ON = "この見学のおねがいは、もう返事や取り下げがありました。画面を開きなおしてください"
WHAT_NEXT, SOON = "参加支援のあと、これからのことを本人と話す", 5
DESK_PAGE = "/engawa/desk/"


def locked(participation: Participation) -> Participation:
    """The case first, as everywhere; then the way."""
    case = Case.objects.select_for_update(no_key=True).get(pk=participation.case_id)
    row = Participation.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=participation.pk
    )
    row.case = case
    return row


def locked_visit(visit: VisitAsked) -> VisitAsked:
    participation = locked(visit.participation)
    row = VisitAsked.objects.select_related("site").select_for_update(no_key=True, of=("self",))
    found = row.get(pk=visit.pk)
    found.participation = participation
    return found


def tell(case: Case, what: str, *, by: Staff, at: datetime, note: str = "") -> None:
    """One line in the case's history; where it was is a note, so that 支援措置 covers it (R7)."""
    events.add(case, EventKind.PARTICIPATION, by=by, at=at, note=note, data={"what": what})


def to(
    participation: Participation,
    after: ParticipationState,
    *,
    by: Staff,
    at: datetime,
    site: Site | None,
    note: str = "",
) -> None:
    """The step itself; what was to be asked after the last one is no longer asked."""
    participation.state = step(
        PARTICIPATION_STEPS,
        ParticipationState(participation.state),
        after,
        words=rules_way.OVER.reason if participation.ended_at else WENT_ON,
        code="participation-went-on",
    )
    participation.site, participation.updated_at = site, at
    fit.require(participation)
    participation.save()
    participation.refresh_from_db(fields=["version", "updated_at"])
    check_ins.drop(participation, by=by, at=at)
    ParticipationStep.objects.create(
        participation=participation, state=after, site=site, note=note, by=by, at=at
    )


def finish(participation: Participation, *, by: Staff, at: datetime, because: str) -> None:
    """終結; the place it was stays on the row."""
    participation.ended_at, participation.ended_because = at, because
    site = participation.site
    to(participation, ParticipationState.ENDED, by=by, at=at, site=site, note=because)
    for visit in open_visits(participation):
        take_back(visit, at=at)
    tell(participation.case, ParticipationState.ENDED.label, by=by, at=at, note=because)


def open_visits(participation: Participation) -> list[VisitAsked]:
    waiting = participation.visits.filter(state__in=[VisitState.ASKED, VisitState.WELCOME])
    rows = waiting.select_related("site").select_for_update(no_key=True, of=("self",))
    return [*rows.order_by("pk")]


def move(visit: VisitAsked, after: VisitState) -> None:
    """The bare row's state; what else changed is saved by whoever calls."""
    visit.state = step(
        VISIT_STEPS,
        VisitState(visit.state),
        after,
        words=VISIT_WENT_ON,
        code="visit-went-on",
    )


def take_back(visit: VisitAsked, *, at: datetime) -> None:
    """The place is told; the name is no longer its business."""
    move(visit, VisitState.WITHDRAWN)
    visit.ended_at, visit.name = at, ""
    visit.save(update_fields=["state", "ended_at", "name"])
    tell_desk(visit, ReminderKind.VISIT_OFF, at=at)


def tell_desk(visit: VisitAsked, kind: ReminderKind, *, at: datetime) -> None:
    """The place's own accounts; nothing in it but that there is something to read."""
    reminders.say(
        kind,
        to=Staff.objects.filter(desk__site=visit.site_id, is_active=True),
        at=at,
        about=visit.site.name,
        page=DESK_PAGE,
        occasion=f"visit{visit.pk}",
    )


def look_again(participation: Participation, *, by: Staff, at: datetime) -> None:
    """Where no visit is left to go to or to think about, the search goes on."""
    if participation.state != ParticipationState.VISITING:
        return
    since = participation.steps.filter(state=ParticipationState.SEEKING).latest("at", "pk").at
    left = participation.visits.filter(asked_at__gte=since).exclude(
        state__in=[VisitState.DECLINED, VisitState.WITHDRAWN, VisitState.MISSED]
    )
    if not left.exclude(state=VisitState.ASKED).exists():
        to(participation, ParticipationState.SEEKING, by=by, at=at, site=None)
        never_without_a_next(participation, by=by, at=at)


def hush(participation: Participation, *, at: datetime) -> None:
    """Where the word no longer stands, the name goes out of what a place may still read (R6)."""
    named = [one for one in open_visits(participation) if one.name]
    for visit in named:
        if not rules_way.name(participation, visit.site, at=at):
            visit.name = ""
            visit.save(update_fields=["name"])


def never_without_a_next(participation: Participation, *, by: Staff, at: datetime) -> None:
    """R4: where asking how it goes was all that was planned, something else is."""
    case = participation.case
    if FollowUp.objects.open().filter(case=case).exists():
        return
    follow_ups.put(
        case,
        by=by,
        at=at,
        what=WHAT_NEXT,
        due_on=add_working_days(at.astimezone(TOKYO).date(), SOON),
        agency=by.agency,
        assignee=by,
        purpose=Purpose.NEXT,
    )

"""参加人数とeラーニング: counted by agency, put right later, with every number that stood before kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from districts.models import Agency, Staff
from fujisawa_care.foundation import merge, wareki
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require
from meetings import rules_above as rules
from meetings.actions import events, locks
from meetings.models import Course, Meeting, MeetingBody, MeetingEventKind, Turnout
from meetings.models.turnout import AGENCY, GROUP, MOST_PEOPLE

MEANWHILE = "ほかの人が先に直しました。画面を開きなおして、書いたことを入れなおしてください"
MOST_ROWS, LONGEST_GROUP = 300, 60
# by the code of a row: a:12 for an agency, g:市民 for a group that is none
Numbers = Mapping[str, int]


@transaction.atomic
def count(
    meeting: Meeting, *, by: Staff, at: datetime, people: Numbers, seen: Numbers
) -> dict[str, int]:
    """`seen` is what the page began with: what somebody else has counted meanwhile stays, or is asked about."""
    meeting = locks.meeting(meeting.pk)
    require(rules.count(by, meeting, at))
    now = _lay(people, seen, by=by, at=at, meeting=meeting)
    note = f"{sum(now.values())}人"
    events.add(meeting, MeetingEventKind.COUNTED, by=by, at=at, note=note)
    return now


@transaction.atomic
def complete(
    course: Course, *, by: Staff, at: datetime, people: Numbers, seen: Numbers
) -> dict[str, int]:
    """Who has finished a course, by agency."""
    course = Course.objects.select_for_update(no_key=True).select_related("body").get(pk=course.pk)
    require(rules.complete(by, course, at))
    return _lay(people, seen, by=by, at=at, course=course)


@transaction.atomic
def offer(
    body: MeetingBody, *, by: Staff, at: datetime, title: str, opens_on: date, closes_on: date
) -> Course:
    require(rules.offer(by, body))
    course = Course(body=body, made_by=by, created_at=at, updated_at=at)
    return _put(course, title=title, opens_on=opens_on, closes_on=closes_on)


@transaction.atomic
def change(
    course: Course,
    *,
    by: Staff,
    at: datetime,
    seen: int,
    title: str,
    opens_on: date,
    closes_on: date,
) -> Course:
    course = Course.objects.select_for_update(no_key=True).select_related("body").get(pk=course.pk)
    require(rules.offer(by, course.body))
    if course.version != seen:
        raise IllegalStep(MEANWHILE, code="changed-meanwhile")
    course.updated_at = at
    return _put(course, title=title, opens_on=opens_on, closes_on=closes_on)


def counted(of: Meeting | Course) -> dict[str, int]:
    """As it stands: by the key of the agency or the words of the group."""
    return {one.code: one.people for one in Turnout.objects.filter(**_of(of))}


def _put(course: Course, *, title: str, opens_on: date, closes_on: date) -> Course:
    course.title, course.opens_on, course.closes_on = title, opens_on, closes_on
    course.fiscal_year = wareki.fiscal_year(opens_on)
    course.clean_fields(exclude={one.name for one in course._meta.fields} - {"title"})
    course.validate_constraints()
    course.save()
    course.refresh_from_db(fields=["version", "updated_at"])
    return course


def _lay(
    people: Numbers, seen: Numbers, *, by: Staff, at: datetime, **of: Meeting | Course
) -> dict[str, int]:
    """Row by row, as two who count at once would want it; a row is taken out by its nought."""
    _fit(people)
    stands = counted(*of.values())
    names, row = {*people, *stands}, dict[str, Any](of)
    merged = merge.compare(
        base={one: seen.get(one, 0) for one in names},
        theirs={one: stands.get(one, 0) for one in names},
        mine={one: people.get(one, seen.get(one, 0)) for one in names},
    )
    if merged.clashes:
        raise IllegalStep(_clash(merged.clashes), code="changed-meanwhile")
    for who in names:
        said = merged.values[who]
        if said != stands.get(who, 0):
            told = {"people": said, "counted_by": by, "counted_at": at}
            Turnout.objects.update_or_create(defaults=told, **row, **_whose(who))
    return counted(*of.values())


def _whose(who: str) -> dict[str, Any]:
    kind, rest = who[:2], who[2:]
    return (
        {"agency_id": int(rest), "group": ""} if kind == AGENCY else {"agency": None, "group": rest}
    )


def _fit(people: Numbers) -> None:
    """All of it is somebody, and no hall holds more."""
    if len(people) > MOST_ROWS:
        raise ValidationError({"people": f"{MOST_ROWS}行までにしてください"})
    if any(not 0 <= one <= MOST_PEOPLE for one in people.values()):
        raise ValidationError({"people": f"人数は0から{MOST_PEOPLE}までにしてください"})
    if any(who.startswith(GROUP) and not 0 < len(who) - 2 <= LONGEST_GROUP for who in people):
        raise ValidationError({"people": f"機関でない方のことばは、{LONGEST_GROUP}字までです"})
    keys = _agencies(people)
    if Agency.objects.filter(pk__in=keys).count() != len(keys):
        raise ValidationError({"people": "機関をえらびなおしてください"})


def _agencies(names: Iterable[str]) -> set[int]:
    return {int(one[2:]) for one in names if one.startswith(AGENCY)}


def _clash(clashes: tuple[merge.Clash, ...]) -> str:
    houses = Agency.objects.in_bulk(_agencies(one.name for one in clashes))
    names = {f"{AGENCY}{pk}": house.name for pk, house in houses.items()}
    said = "・".join(f"{names.get(one.name, one.name[2:])} {one.theirs}人" for one in clashes)
    return f"ほかの人が先に数えました（{said}）。下の数でよければ、もう一度残してください"


def _of(of: Meeting | Course) -> dict[str, Meeting | Course]:
    return {"course" if isinstance(of, Course) else "meeting": of}

"""ケースの上にある会議でできること: who puts papers, writes the minutes and counts who came."""

from __future__ import annotations

from datetime import datetime

from districts.models import Staff
from fujisawa_care.foundation.verdict import YES, Verdict, no, not_now
from fujisawa_care.foundation.workdays import TOKYO
from meetings import rules
from meetings.models import TEACHES, Course, Handout, Meeting, MeetingBody, Member
from meetings.states import MeetingState

OF_CASES = no(
    "ケースを話し合う会議には、配布資料を入れられません。資料は「会議の資料」で確定します",
    code="body-of-cases",
)
CANCELLED = not_now("この会議は取りやめになっています", code="meeting-over")
NOT_THERE = no("この会議に招かれた方と事務局の仕事です", code="not-a-member")


def bring(by: Staff, meeting: Meeting) -> Verdict:
    """A paper: whoever is called, and the secretaries; also afterwards, for what came late."""
    if meeting.of_cases:
        return OF_CASES
    if meeting.state == MeetingState.CANCELLED:
        return CANCELLED
    return _there(by, meeting)


def arrange(by: Staff, handout: Handout) -> Verdict:
    """Called otherwise, put elsewhere or taken back: by the secretaries, or by who put it there."""
    if handout.removed_at is not None:
        return not_now("この資料は、もう取り下げてあります", code="handout-removed")
    if handout.meeting.state == MeetingState.CANCELLED:
        return CANCELLED
    mine = by.is_active and by.sees_cases and by.pk == handout.put_by_id
    return YES if mine else rules.tend(by, handout.meeting)


def note(by: Staff, meeting: Meeting) -> Verdict:
    """The minutes of the sitting as a whole, from its beginning until they are closed."""
    if meeting.of_cases:
        return no("ケースを話し合う会議では、議題ごとに書きとめます", code="body-of-cases")
    if meeting.state == MeetingState.SETTLED:
        return not_now("この会議の記録は終わっています。変えられません", code="meeting-over")
    if meeting.state != MeetingState.HELD:
        return not_now("会議を始めてから、書きとめます", code="meeting-not-held")
    return _there(by, meeting)


def count(by: Staff, meeting: Meeting, at: datetime) -> Verdict:
    """How many came, once it has begun; a list that came late is still counted."""
    if meeting.of_cases:
        return no("ケースを話し合う会議では、出席者を一人ずつ残します", code="body-of-cases")
    if meeting.state == MeetingState.CANCELLED:
        return CANCELLED
    if at < meeting.starts_at:
        return not_now("参加人数を入れられるのは、始まってからです", code="meeting-to-come")
    return _there(by, meeting)


def offer(by: Staff, body: MeetingBody) -> Verdict:
    """eラーニング: of a body that teaches, by those who look after it."""
    if body.kind not in TEACHES:
        return no(
            "eラーニングを入れられるのは、職員研修と多職種研修会です", code="body-without-courses"
        )
    return rules.look_after(by)


def complete(by: Staff, course: Course, at: datetime) -> Verdict:
    if at.astimezone(TOKYO).date() < course.opens_on:
        return not_now("修了した人数を入れられるのは、始まってからです", code="course-to-come")
    return rules.look_after(by)


def _there(by: Staff, meeting: Meeting) -> Verdict:
    if rules.tend(by, meeting):
        return YES
    called = Member.objects.filter(meeting=meeting, staff=by, left_at__isnull=True)
    at_work = by.is_active and by.sees_cases
    return YES if at_work and called.exists() else NOT_THERE

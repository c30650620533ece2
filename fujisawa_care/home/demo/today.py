"""見本の街の今日: a day's worth of open hand-overs and next steps for every account."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db.models import QuerySet

from cases.actions import cases, follow_ups, records, safety_notes
from cases.actions.follow_ups import Next
from cases.actions.referrals import HandOver
from cases.models import Case, ConsentState, FollowUp, Outcome
from districts.models import District, Staff
from fujisawa_care.foundation.workdays import TOKYO
from fujisawa_care.home.demo import knowing, words
from fujisawa_care.home.demo.scene import Scene
from fujisawa_care.home.demo.words import Trouble

HOURS = (time(9, 30), time(11, 0), time(13, 30), time(16, 30))
DESKS = (
    ("counter-zengyo", "07"),
    ("counter-center", "09"),
    ("csw-zengyo", "07"),
    ("csw-kugenuma", "12"),
    ("csw-chogo", "02"),
    ("ikiiki-zengyo", "07"),
    ("shogai-chubu", "07"),
    ("hoken", "07"),
    ("backup", "09"),
)


def set_the_day(scene: Scene) -> None:
    """Inboxes with something to answer, and a day with something to do."""
    for username, code in DESKS:
        staff, district = scene.cast.staff[username], scene.cast.districts[code]
        _inbox(scene, staff, district)
        _day(scene, staff, district)


def _inbox(scene: Scene, staff: Staff, district: District) -> None:
    """One for now, two within the week, one that waits since two days."""
    from_whom = scene.cast.staff[
        "counter-center" if staff.username != "counter-center" else "counter-zengyo"
    ]
    for hours, urgency, consent, trouble in (
        (50, "normal", ConsentState.GIVEN, words.TROUBLES[3]),
        (26, "week", ConsentState.GIVEN, words.TROUBLES[2]),
        (2, "week", ConsentState.NOT_YET, words.TROUBLES[0]),
        (1, "now", ConsentState.GIVEN, words.TROUBLES[1]),
    ):
        scene.at = scene.now - timedelta(hours=hours)
        scene.receive(
            trouble,
            by=from_whom,
            district=district,
            consent=consent,
            urgency=urgency,
            outcome=Outcome.REFER,
            refer_to=(HandOver(agency=staff.agency, note=scene.chance.choice(words.NOTES)),),
        )


def _day(scene: Scene, staff: Staff, district: District) -> None:
    """Two visits, a call, something late, something quiet, and one already done."""
    plans = (
        ("phone", "近況を聞く", words.TROUBLES[7]),
        ("visit", "縁側さがしの聞き取り。好きなこと：将棋、園芸", words.TROUBLES[3]),
        ("visit", "玄関先で声をかけるだけ。連絡カードを持参", words.TROUBLES[0]),
        ("visit", "送りの負担を聞く。学校と同行", words.TROUBLES[2]),
    )
    for hour, (kind, what, trouble) in zip(HOURS, plans, strict=True):
        case = _own(scene, staff, district, trouble, days=20)
        _replan(scene, case, staff, what=what, kind=kind, hour=hour, day=0)
        if trouble is words.TROUBLES[0]:
            _at_the_door(scene, case, staff)
    first = _todays(scene, staff).filter(what=plans[0][1]).latest("pk")
    if first.due_time and datetime.combine(scene.now.date(), first.due_time, TOKYO) < scene.now:
        scene.at = scene.now - timedelta(minutes=5)
        then = Next(
            what="見学の感想を聞く", kind="phone", due_on=scene.now.date() + timedelta(days=8)
        )
        follow_ups.finish(
            first, by=staff, at=scene.at, outcome="met", note="見学の日どりを決めた。", then=then
        )
    late = _own(scene, staff, district, words.TROUBLES[1], days=12)
    _replan(scene, late, staff, what="灯油の支援のその後を聞く", kind="phone", hour=None, day=-4)
    quiet = _own(scene, staff, district, words.TROUBLES[10], days=47)
    _replan(scene, quiet, staff, what="季節が変わるころに訪ねる", kind="visit", hour=None, day=9)
    undated = _own(scene, staff, district, words.TROUBLES[3], days=38)
    _replan(scene, undated, staff, what="見学先からの返事を待つ", kind="task", hour=None, day=5)


def _own(scene: Scene, staff: Staff, district: District, trouble: Trouble, *, days: int) -> Case:
    scene.at = scene.now - timedelta(days=days)
    agreed = trouble is not words.TROUBLES[0]
    case = scene.receive(
        trouble,
        by=staff,
        district=district,
        consent=ConsentState.GIVEN if agreed else ConsentState.NOT_YET,
        outcome=Outcome.CONTINUE,
    )
    knowing.get_to_know(scene, case, by=staff)
    return case


def _at_the_door(scene: Scene, case: Case, staff: Staff) -> None:
    """Twice nobody opened; whoever goes there goes with a colleague, every ten days."""
    for days in (16, 8):
        at = scene.now - timedelta(days=days)
        records.write(
            case,
            by=staff,
            at=at,
            happened_at=at,
            method="visit",
            outcome="absent",
            text=words.ABSENCES[0],
            left=("card",),
        )
    safety_notes.write(case, by=staff, at=scene.at, kind="two_people")
    safety_notes.write(case, by=staff, at=scene.at, kind="no_ring", words="声をかけて待つ")
    cases.pace(case, by=staff, at=scene.at, days=10)


def _replan(
    scene: Scene, case: Case, staff: Staff, *, what: str, kind: str, hour: time | None, day: int
) -> None:
    """Finish the first step soon after the intake, and set the one that counts today."""
    due_on = scene.now.astimezone(TOKYO).date() + timedelta(days=day)
    first = FollowUp.objects.open().get(case=case)
    follow_ups.finish(
        first,
        by=staff,
        at=scene.at + timedelta(hours=1),
        outcome="none",
        then=Next(
            what=what,
            kind=kind,
            due_on=due_on,
            due_time=hour,
            place="学校の相談室（架空）" if "学校" in what else "",
        ),
    )


def _todays(scene: Scene, staff: Staff) -> QuerySet[FollowUp]:
    return FollowUp.objects.open().filter(
        assignee=staff, due_on=scene.now.astimezone(TOKYO).date(), due_time__isnull=False
    )

"""会議と会議のあいだ: what waits for a table, what lost its own, and a table that comes again every month (架空)."""

from __future__ import annotations

from datetime import time, timedelta

from cases.actions import consents, referrals
from cases.actions.consents import Told
from cases.actions.referrals import HandOver
from cases.models import Case, ConsentState, Outcome, ReferralKind
from districts.models import Agency, Staff
from fujisawa_care.home.demo import sittings, words
from fujisawa_care.home.demo.scene import Scene
from fujisawa_care.home.demo.sittings import Talk
from fujisawa_care.home.demo.words import Trouble
from meetings.actions import series
from meetings.actions.series import Repeated
from meetings.models import Meeting, MeetingBody, Rhythm

HALL = "市民センター 会議室（架空）"
FULL = ("area", "受け持ちが重なり、いまは受けられない")
ANOTHER = ("other_agency_first", "先に家計のことを見る方がよい")
NO_MORE = "「大ごとにしたくない。会議で話すのはやめてほしい」"


def loses_its_table(scene: Scene, meeting: Meeting) -> None:
    """A no before any 支援会議 is called: the secretaries find the item a place."""
    csw = scene.cast.staff["csw-zengyo"]
    case = _received(scene, words.TROUBLES[7], to=csw)
    referrals.accept(case.referrals.get(), by=csw, at=scene.at, terms=scene.terms)
    question = "家賃のこと、仕事のこと、どこから始めるか"
    sittings.tabled(scene, meeting, [Talk(case=case, reason="juso1", question=question)])
    scene.at += timedelta(hours=6)
    told = Told(event="withdrawn", method="verbal", note=NO_MORE)
    consents.record(case, by=csw, at=scene.at, told=told)


def want_a_table(scene: Scene) -> None:
    """Sent round until the coordinators hold it; and borne by two houses, one of them theirs."""
    health, help_ = scene.cast.staff["hoken"], scene.cast.staff["shogai-chubu"]
    backup, csw = scene.cast.staff["backup"], scene.cast.staff["csw-zengyo"]
    scene.at = scene.now - timedelta(days=9)
    case = _received(scene, words.TROUBLES[1], to=health)
    for by, (reason, note), after in ((health, FULL, help_), (help_, ANOTHER, None)):
        scene.at += timedelta(days=1)
        waiting = case.referrals.unanswered().get()
        referrals.give_back(waiting, by=by, at=scene.at, reason=reason, note=note)
        if after is not None:
            _asked(scene, case, to=after.agency)
    _joined(scene, words.TROUBLES[0], by=csw, beside=backup)
    _joined(scene, words.TROUBLES[8], by=csw, beside=scene.cast.staff["ikiiki-zengyo"])


def comes_again(scene: Scene) -> None:
    """小地域ケア会議, every third Wednesday of the month."""
    body = MeetingBody.objects.get(code="small_area_07")
    plan = Repeated(
        rhythm=Rhythm.MONTHLY,
        week=3,
        weekday=2,
        starts_at=time(14),
        ends_at=time(15, 30),
        since=scene.today(1),
        place=HALL,
    )
    at = scene.now - timedelta(days=3)
    series.begin(body, by=scene.cast.staff["backup"], at=at, plan=plan)


def _asked(scene: Scene, case: Case, *, to: Agency) -> None:
    sender = scene.cast.staff["counter-zengyo"]
    referrals.send(case, by=sender, at=scene.at, to=HandOver(agency=to), terms=scene.terms)


def _joined(scene: Scene, trouble: Trouble, *, by: Staff, beside: Staff) -> None:
    """The owner asks the other house in, and both are at work."""
    scene.at = scene.now - timedelta(days=13)
    case = _received(scene, trouble, to=by)
    scene.at += timedelta(days=1)
    referrals.accept(case.referrals.get(), by=by, at=scene.at, terms=scene.terms)
    asked = HandOver(agency=beside.agency, kind=ReferralKind.JOIN)
    found = referrals.send(case, by=by, at=scene.at, to=asked, terms=scene.terms)
    scene.at += timedelta(days=1)
    referrals.accept(found, by=beside, at=scene.at, terms=scene.terms)


def _received(scene: Scene, trouble: Trouble, *, to: Staff) -> Case:
    silent = trouble is words.TROUBLES[0]
    return scene.receive(
        trouble,
        by=scene.cast.staff["counter-zengyo"],
        district=scene.cast.districts["07"],
        consent=ConsentState.NOT_YET if silent else ConsentState.GIVEN,
        outcome=Outcome.REFER,
        refer_to=(HandOver(agency=to.agency, note=scene.chance.choice(words.NOTES)),),
    )

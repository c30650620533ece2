"""引き継ぎの物語: one that was received long ago, and one that still waits for 受けとり (架空)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from cases.actions import successions
from cases.actions.follow_ups import Next
from cases.actions.successions import Portion
from cases.models import Case, ConsentState, Outcome
from districts.actions import staff as accounts
from districts.models import Role, Staff
from fujisawa_care.home.demo import cast, knowing, words
from fujisawa_care.home.demo.scene import Scene, Story
from fujisawa_care.home.demo.stories import accompanied

KNOWN_FOR = 70  # days
PASSED = (
    (words.TROUBLES[3], "将棋の集まりの見学が4月のなかば。前の日に電話をすると安心される"),
    (words.TROUBLES[7], "管理会社との話は済んだ。6月までの家賃の約束だけ、いっしょに見てほしい"),
    (words.TROUBLES[0], "母とだけ話せている。本人の話は、母が切りだすまで待つ約束"),
)
CONTACTS = (4, 9, 60)  # the last is still accompanied
HELPED = (
    (words.TROUBLES[10], "雨戸のこと。声をかけると返事がある。火曜の午前がよい"),
    (words.TROUBLES[4], "となりの方と本人の間に入っている。まず本人に会ってほしい"),
)


def last_april(scene: Scene) -> date:
    """The last first of April that is some days past."""
    today = scene.today(-3)
    this = date(today.year, 4, 1)
    return this if this <= today else date(today.year - 1, 4, 1)


def begins(scene: Scene) -> datetime:
    return scene.at_work(last_april(scene) - timedelta(days=KNOWN_FOR))


def moved_away(scene: Scene) -> Story:
    """Three cases and a word for each; the account was ended when nothing hung on it any more."""
    administrator = scene.cast.staff["administrator"]
    successor = scene.cast.staff["counter-center"]
    leaver = _colleague(scene, successor, by=administrator)
    day = last_april(scene)
    found: list[Case] = []
    for n, (trouble, _word) in enumerate(PASSED):
        due = day + timedelta(days=9 + n)
        found.append(_own(scene, leaver, trouble, due=due))
        knowing.get_to_know(scene, found[-1], by=leaver)
        yield scene.later(5, 12)
    yield scene.at_work(day)
    succession = successions.hand_on(
        leaver,
        by=leaver,
        at=scene.at,
        portions=[
            Portion(case=case, to=successor, note=word)
            for case, (_trouble, word) in zip(found, PASSED, strict=True)
        ],
        note="異動先は内線でつながります。わからないことは電話をください",
    )
    yield scene.later(1, 1)
    successions.acknowledge(succession, by=successor, at=scene.at)
    accounts.deactivate(leaver, by=administrator, at=scene.at)
    for case, contacts in zip(found, CONTACTS, strict=True):
        goes_on = partial(accompanied, case=case, by=successor, contacts=contacts)
        scene.begin(goes_on, at=scene.same_day())


def helps_out(scene: Scene) -> Story:
    """Passed on this morning; until it is acknowledged it stands on the successor's list."""
    leaver, successor = scene.cast.staff["csw-katase"], scene.cast.staff["csw-zengyo"]
    found = [
        _own(scene, leaver, trouble, due=scene.today(3 + n))
        for n, (trouble, _word) in enumerate(HELPED)
    ]
    yield scene.now - timedelta(hours=4)
    successions.hand_on(
        leaver,
        by=leaver,
        at=scene.at,
        portions=[
            Portion(case=case, to=successor, note=word)
            for case, (_trouble, word) in zip(found, HELPED, strict=True)
        ],
        note="来月から休みに入ります。よろしくお願いします",
    )


def _colleague(scene: Scene, successor: Staff, *, by: Staff) -> Staff:
    return accounts.enlist(
        username="counter-before",
        name="前見 ゆずる",
        kana="まえみ ゆずる",
        role=Role.COUNTER,
        agency=successor.agency,
        password=cast.PASSWORD,
        by=by,
        at=scene.at,
    )


def _own(scene: Scene, by: Staff, trouble: words.Trouble, *, due: date) -> Case:
    agreed = trouble.consulter == "self"
    return scene.receive(
        trouble,
        by=by,
        district=scene.cast.districts["09" if by.role == Role.COUNTER else "13"],
        consent=ConsentState.GIVEN if agreed else ConsentState.NOT_ASKED,
        outcome=Outcome.CONTINUE,
        then=Next(what="電話で近況を聞く", kind="phone", due_on=due),
    )

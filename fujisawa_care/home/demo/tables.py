"""会議の物語: two sittings that were, one of today and one of next week, with plans in every state (架空)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from cases.actions import follow_ups, plans, referrals
from cases.actions.follow_ups import Next
from cases.actions.referrals import HandOver
from cases.models import Case, Conclusion, ConsentState, FollowUp, Outcome, Plan, Purpose, Reached
from cases.states import PlanState
from districts.models import Staff
from fujisawa_care.foundation.workdays import TOKYO
from fujisawa_care.home.demo import between, sittings, words
from fujisawa_care.home.demo import plans as written
from fujisawa_care.home.demo.plans import Hope
from fujisawa_care.home.demo.scene import Scene, Story
from fujisawa_care.home.demo.sittings import Talk
from fujisawa_care.home.demo.words import Trouble
from meetings.actions.sharing import Role
from meetings.models import Meeting

BEGINS, JUSO, SHIEN = 100, 70, 20  # days ago
STEP = ("phone", "近況を聞く", 10)
# whom it happened to, what the plan became, and what the table said of it
DECIDED: tuple[tuple[Trouble, Hope, str, str, str], ...] = (
    (
        words.TROUBLES[8],
        written.WITH_THE_MOTHER,
        "juso1",
        "母の介護と本人の健康を、どこが中心になって見るか",
        "母の認定はいきいきサポート、本人の話し相手はCSWが中心になる。月に一度、情報を合わせる。",
    ),
    (words.TROUBLES[3], written.SHOGI, "juso2", "縁側の見学からでよいか", "見学に3回同行する。"),
    (words.TROUBLES[6], written.GARDEN, "juso2", "畑の回数", "月2回からはじめる。"),
    (words.TROUBLES[7], written.LETTERS, "juso2", "教室の時期", "朝の電話を先にはじめる。"),
    (words.TROUBLES[2], written.LEARNING, "juso2", "曜日と送り迎え", "火曜と木曜からはじめる。"),
)
RUNS, EVALUATED, CLOSED, SUSPENDED, RENEWED = range(5)
SAID = "・本人のことばを読みあわせた\n・担当の機関から、できることを一つずつ聞いた"
UNHEARD = "・母とだけ話せている\n・本人の部屋の明かりは夜につく\n・民生委員の方は、母と顔なじみ"


@dataclass
class Past:
    """What later sittings build on."""

    cases: list[Case]
    plans: list[Plan]


def four_sittings(scene: Scene) -> Story:
    """Until the two that were are settled; what lies on today's table is laid there in the end."""
    csw = scene.cast.staff["csw-zengyo"]
    past = Past([], [])
    yield from _made_known(scene, past, csw)
    yield from _written(scene, past, csw)
    yield from _first_sitting(scene, past)
    yield from _without_consent(scene, csw)
    yield from _looked_back(scene, past, csw)


def _made_known(scene: Scene, past: Past, csw: Staff) -> Iterator[datetime]:
    """The first came back from a house that could not; the others were accepted."""
    health = scene.cast.staff["hoken"]
    for trouble, *_ in DECIDED:
        first = health if not past.cases else csw
        past.cases.append(_received(scene, trouble, to=first))
    yield scene.later(1, 1)
    returned = past.cases[RUNS].referrals.get()
    note = "お母様の介護が中心なので、地区のCSWの方にお願いします"
    referrals.give_back(
        returned, by=health, at=scene.at, reason="other_agency_first", note=note,
        suggestion=csw.agency,
    )  # fmt: skip
    sender = scene.cast.staff["counter-zengyo"]
    again = HandOver(agency=csw.agency, note="保健予防課から返されたので、あらためてお願いします")
    referrals.send(past.cases[RUNS], by=sender, at=scene.at, to=again, terms=scene.terms)
    yield scene.later(1, 1)
    for case in past.cases:
        waiting = case.referrals.unanswered().get()
        referrals.accept(waiting, by=csw, at=scene.at, terms=scene.terms)
        scene.begin(_kept_up(case, csw), at=scene.same_day())


def _written(scene: Scene, past: Past, csw: Staff) -> Iterator[datetime]:
    yield scene.later(5, 6)
    starts = sittings.day_of(scene, -JUSO + 1)
    for case, (_trouble, hope, *_) in zip(past.cases, DECIDED, strict=True):
        soon = starts + timedelta(days=45) if hope is not written.WITH_THE_MOTHER else None
        past.plans.append(written.draft(scene, case, hope, by=csw, starts=starts, evaluate=soon))
    yield scene.later(2, 2)
    for plan in past.plans:
        written.answered(scene, plan)
        written.shown(scene, plan, by=csw)


def _first_sitting(scene: Scene, past: Past) -> Iterator[datetime]:
    yield scene.later(2, 2)
    meeting = sittings.call(scene, "juso", sittings.at_two(sittings.day_of(scene, -JUSO)))
    yield scene.later(1, 1)
    sittings.answered(scene, meeting)
    talks = [
        Talk(case=case, plan=plan, reason=reason, question=question, memo=SAID, wording=wording)
        for case, plan, (_t, _h, reason, question, wording) in zip(
            past.cases, past.plans, DECIDED, strict=True
        )
    ]
    sittings.tabled(scene, meeting, talks)
    yield meeting.starts_at
    sittings.held(scene, meeting, talks)
    yield scene.later(1, 1)
    sittings.settled(scene, meeting)
    plans.start_due(at=scene.at)


def _without_consent(scene: Scene, csw: Staff) -> Iterator[datetime]:
    """支援会議: one whose consent was not asked yet, and a plan to reach somebody behind a door."""
    yield scene.at_work(scene.today(-SHIEN - 16))
    unheard, reached = (_received(scene, words.TROUBLES[0], to=csw) for _ in range(2))
    yield scene.later(1, 1)
    for case in (unheard, reached):
        referrals.accept(case.referrals.get(), by=csw, at=scene.at, terms=scene.terms)
        scene.begin(_kept_up(case, csw), at=scene.same_day())
    plan = written.draft(scene, reached, written.BEHIND_THE_DOOR, by=csw, starts=scene.today(9))
    yield scene.later(2, 2)
    written.answered(scene, plan)
    meeting = sittings.call(scene, "shien", sittings.at_two(sittings.day_of(scene, -SHIEN)))
    yield scene.later(1, 1)
    sittings.answered(scene, meeting)
    talks = _of_the_unheard(scene, unheard, reached, plan)
    sittings.tabled(scene, meeting, talks)
    yield meeting.starts_at
    sittings.held(scene, meeting, talks)
    yield scene.later(1, 1)
    sittings.settled(scene, meeting)


def _of_the_unheard(scene: Scene, unheard: Case, reached: Case, plan: Plan) -> list[Talk]:
    csw, health = scene.cast.staff["csw-zengyo"], scene.cast.staff["hoken"]
    due = sittings.day_of(scene, -SHIEN + 9)
    roles = (
        Role(agency=csw.agency, staff=csw, what="母の受診の日に合わせて訪ねる", due_on=due),
        Role(
            agency=health.agency, what="母の話を電話で聞く", due_on=sittings.day_of(scene, 6),
            standing="second",
        ),
        Role(
            who="民生委員（架空）", what="回覧板のときに声をかける",
            due_on=sittings.day_of(scene, 4), standing="help",
        ),
    )  # fmt: skip
    return [
        Talk(
            case=unheard,
            reason="shien1",
            question="本人に会えないあいだ、だれがどう関わるか",
            memo=UNHEARD,
            wording="母の体調を先に支える。本人へは、母をとおして手紙を置く。",
            roles=roles,
        ),
        Talk(
            case=reached,
            plan=plan,
            reason="shien2",
            question="訪問のしかた",
            memo=UNHEARD,
            wording="月2回の訪問を、来週からはじめる。",
        ),
    ]


def _looked_back(scene: Scene, past: Past, csw: Staff) -> Iterator[datetime]:
    """Half of what was decided has come to its evaluation: closed, put aside, written anew."""
    text = "決めた回数は守れた。次の一歩は本人から出た。"
    found = [Plan.objects.get(pk=plan.pk) for plan in past.plans]
    yield scene.later(2, 2)
    for which, own, reached, conclusion in (
        (CLOSED, "「朝は起きられる。あとは自分で」", Reached.REACHED, Conclusion.CLOSE),
        (RENEWED, "「木曜はつづけたい」", Reached.PARTLY, Conclusion.RENEW),
        (EVALUATED, "「月に一度ならひとりで行ける」", Reached.PARTLY, Conclusion.RENEW),
    ):
        written.looked_back(
            scene,
            found[which],
            by=csw,
            own_words=own,
            text=text,
            reached=reached,
            conclusion=conclusion,
        )
    plans.end(
        found[CLOSED], by=csw, at=scene.at, state=PlanState.CLOSED,
        because="本人が「あとは自分で」と言い、朝の電話がいらなくなった",
    )  # fmt: skip
    plans.end(
        found[SUSPENDED], by=csw, at=scene.at, state=PlanState.SUSPENDED,
        because="入院のあいだ休む。退院の前に、病院で話を聞く",
    )  # fmt: skip
    fresh = written.again(scene, found[RENEWED], by=csw)
    yield scene.later(1, 1)
    written.answered(scene, fresh)
    written.shown(scene, fresh, by=csw)


def lay_the_tables(scene: Scene) -> None:
    """Today's table, next week's, and a draft that waits for an answer."""
    csw, scene.at = scene.cast.staff["csw-zengyo"], scene.now - timedelta(days=6)
    double = _received(scene, words.TROUBLES[5], to=csw)
    asked = _received(scene, words.TROUBLES[9], to=csw)
    unheard = _received(scene, words.TROUBLES[10], to=csw)
    for case in (double, asked, unheard):
        referrals.accept(case.referrals.get(), by=csw, at=scene.at, terms=scene.terms)
    starts = scene.today(7)
    plan = written.draft(scene, double, written.DOUBLE_CARE, by=csw, starts=starts)
    written.draft(scene, asked, written.GARDEN, by=csw, starts=starts)
    scene.at = scene.now - timedelta(days=5)
    written.answered(scene, plan)
    written.shown(scene, plan, by=csw)
    between.loses_its_table(scene, _today(scene, double, plan))
    _next_week(scene, unheard)


def _today(scene: Scene, double: Case, plan: Plan) -> Meeting:
    """Some have confirmed secrecy, some will at the door."""
    meeting = sittings.call(scene, "juso", _this_afternoon(scene))
    scene.at = scene.now - timedelta(days=4)
    sittings.answered(scene, meeting)
    again = Plan.objects.select_related("case").get(state=PlanState.DRAFT, edition=2)
    followed = Plan.objects.select_related("case").get(
        state=PlanState.RUNNING, kind=plan.kind, case__agenda_items__reason="juso1"
    )
    sittings.tabled(
        scene,
        meeting,
        [
            Talk(case=followed.case, reason="juso1", question="役割のその後を確かめる"),
            Talk(case=double, plan=plan, reason="juso1", question="中心になる機関を決める"),
            Talk(case=again.case, plan=again, reason="juso2", question="木曜の送り迎え"),
        ],
    )
    sittings.sworn(scene, meeting, yet=("csw-zengyo", "backup", "manager"))
    return meeting


def _next_week(scene: Scene, unheard: Case) -> None:
    """Called to, and not everybody has answered."""
    meeting: Meeting = sittings.call(scene, "shien", sittings.at_two(sittings.day_of(scene, 7)))
    sittings.answered(scene, meeting, silent=("csw-zengyo", "hoken", "shogai-chubu"))
    talk = Talk(case=unheard, reason="shien1", question="雨戸のこと。だれが最初に声をかけるか")
    sittings.tabled(scene, meeting, [talk])


def _this_afternoon(scene: Scene) -> datetime:
    """At two, or within the hour where it is later than that already."""
    now = scene.now.astimezone(TOKYO)
    two = sittings.at_two(now.date())
    soon = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    last = two.replace(hour=21)
    return two if now < two else min(soon, last)


def _received(scene: Scene, trouble: Trouble, *, to: Staff) -> Case:
    unasked = trouble in (words.TROUBLES[0], words.TROUBLES[10])
    return scene.receive(
        trouble,
        by=scene.cast.staff["counter-zengyo"],
        district=scene.cast.districts["07"],
        consent=ConsentState.NOT_YET if unasked else ConsentState.GIVEN,
        outcome=Outcome.REFER,
        refer_to=(HandOver(agency=to.agency, note=scene.chance.choice(words.NOTES)),),
    )


def _kept_up(case: Case, csw: Staff) -> Callable[[Scene], Story]:
    """What was promised at a table is done on its day, and the owner's own steps go on."""

    def story(scene: Scene) -> Story:
        while True:
            yield scene.later(9, 11)
            for step in _due(scene, case):
                by = step.assignee or _at_the_desk(scene, step)
                note = scene.chance.choice(words.CONTACTS)
                mine = step.agency_id == csw.agency_id and step.purpose != Purpose.ROLE
                then = Next(what=STEP[1], kind=STEP[0], due_on=scene.due(STEP[2])) if mine else None
                follow_ups.finish(step, by=by, at=scene.at, outcome="met", note=note, then=then)

    return story


def _due(scene: Scene, case: Case) -> list[FollowUp]:
    kept = (Purpose.EVALUATION,)
    due = FollowUp.objects.open().due_by(scene.due(3)).filter(case=case).exclude(purpose__in=kept)
    return list(due.select_related("agency", "assignee"))


def _at_the_desk(scene: Scene, step: FollowUp) -> Staff:
    return next(one for one in scene.cast.staff.values() if one.agency_id == step.agency_id)

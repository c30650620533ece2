"""見本の街の物語: how a trouble goes its way, each step an action at its own hour."""

from __future__ import annotations

from cases.actions import cases, referrals
from cases.actions.referrals import HandOver
from cases.models import Case, ConsentState, Outcome, Referral, ReferralKind
from districts.models import Agency, District, Staff
from fujisawa_care.home.demo import knowing, words
from fujisawa_care.home.demo.scene import Scene, Story
from fujisawa_care.home.demo.words import Trouble


def told_and_done(scene: Scene) -> Story:
    """Information was all that was needed."""
    trouble, district = _somebody(scene)
    scene.receive(trouble, by=_counter(scene), district=district, outcome=Outcome.INFORMATION)
    yield from ()


def stayed_at_the_counter(scene: Scene) -> Story:
    trouble, district = _somebody(scene)
    by = _counter(scene)
    case = scene.receive(trouble, by=by, district=district, outcome=Outcome.CONTINUE)
    yield from accompanied(scene, case, by, contacts=scene.chance.randint(2, 8))


def handed_over(scene: Scene) -> Story:
    """Asked, accepted, accompanied, and sometimes ended."""
    trouble, district = _somebody(scene)
    taker = _taker(scene, trouble, district)
    case = _referred(scene, trouble, district, taker.agency)
    yield scene.later(0, 2)
    referral = case.referrals.get()
    referrals.accept(referral, by=taker, at=scene.at, terms=scene.terms)
    yield from accompanied(scene, case, taker, contacts=scene.chance.randint(3, 14))


def sent_back_once(scene: Scene) -> Story:
    """The first asked could not; the second did."""
    trouble, district = _somebody(scene)
    first, second = _taker(scene, trouble, district), scene.cast.csw_of(district)
    if first.agency_id == second.agency_id:
        first = scene.cast.staff["hoken"]
    case = _referred(scene, trouble, district, first.agency)
    sender = case.owner_staff or first
    yield scene.later(0, 2)
    _returned(scene, case, by=first, suggestion=second.agency)
    yield scene.same_day()
    again = _sent(scene, case, by=sender, to=second.agency)
    yield scene.later(0, 2)
    referrals.accept(again, by=second, at=scene.at, terms=scene.terms)
    yield from accompanied(scene, case, second, contacts=scene.chance.randint(2, 9))


def sent_round(scene: Scene) -> Story:
    """Returned twice: by itself before the coordinators (R3), who take it."""
    trouble, district = _somebody(scene)
    one, other = scene.cast.staff["hoken"], scene.cast.staff["shogai-chubu"]
    case = _referred(scene, trouble, district, one.agency)
    sender = case.owner_staff or one
    yield scene.later(0, 2)
    _returned(scene, case, by=one)
    yield scene.later(0, 1)
    _sent(scene, case, by=sender, to=other.agency)
    yield scene.later(1, 2)
    _returned(scene, case, by=other)
    yield scene.later(1, 3)
    coordinator = scene.cast.staff["backup"]
    found = _sent(scene, case, by=coordinator, to=scene.cast.csw_of(district).agency)
    yield scene.same_day()
    csw = scene.cast.csw_of(district)
    referrals.accept(found, by=csw, at=scene.at, terms=scene.terms)
    yield from accompanied(scene, case, csw, contacts=scene.chance.randint(2, 6))


def joined_hands(scene: Scene) -> Story:
    """The CSW takes it, and a second agency joins."""
    trouble, district = _somebody(scene)
    csw, helper = scene.cast.csw_of(district), scene.cast.staff["ikiiki-zengyo"]
    case = scene.receive(
        trouble,
        by=_counter(scene),
        district=district,
        outcome=Outcome.REFER,
        refer_to=(
            HandOver(agency=csw.agency, note=scene.chance.choice(words.NOTES)),
            HandOver(agency=helper.agency, kind=ReferralKind.JOIN),
        ),
    )
    yield scene.later(0, 1)
    first, second = case.referrals.order_by("pk")
    referrals.accept(first, by=csw, at=scene.at, terms=scene.terms)
    yield scene.same_day()
    referrals.accept(second, by=helper, at=scene.at, terms=scene.terms)
    yield from accompanied(scene, case, csw, contacts=scene.chance.randint(4, 12))


def behind_the_door(scene: Scene) -> Story:
    """No consent yet: visits, absences, a card in the letter box, and patience."""
    trouble = words.TROUBLES[0]
    district = _district(scene)
    csw = scene.cast.csw_of(district)
    case = scene.receive(
        trouble,
        by=_counter(scene),
        district=district,
        consent=ConsentState.NOT_YET,
        outcome=Outcome.REFER,
        urgency="week",
        refer_to=(HandOver(agency=csw.agency, note="母へは平日午前に電話可。本人へは連絡しない"),),
    )
    yield scene.later(0, 2)
    referrals.accept(case.referrals.get(), by=csw, at=scene.at, terms=scene.terms)
    yield scene.same_day()
    knowing.get_to_know(scene, case, by=csw)
    while True:
        yield scene.on_the_day(case)
        absent = scene.chance.random() < 0.6
        scene.meet(
            case,
            by=csw,
            outcome="absent" if absent else "met",
            note=scene.chance.choice(words.ABSENCES if absent else words.CONTACTS),
            left=("card",) if absent else (),
            then=("visit", "玄関先で声をかける。連絡カードを持参", scene.chance.choice([10, 15])),
        )


def accompanied(scene: Scene, case: Case, by: Staff, *, contacts: int) -> Story:
    """Contact after contact on the agreed day, until the trouble has settled."""
    for contact in range(contacts):
        yield scene.on_the_day(case)
        if contact == 1 and not case.summaries.exists():
            knowing.get_to_know(scene, case, by=by)
        kind, what = scene.chance.choice(words.NEXT_STEPS)
        scene.meet(
            case,
            by=by,
            outcome="met" if scene.chance.random() < 0.8 else "absent",
            note=scene.chance.choice(words.CONTACTS),
            then=(kind, what, scene.chance.choice([5, 10, 10, 15, 20])),
        )
    yield scene.on_the_day(case)
    if case.referrals.unanswered().exists():
        return
    outcome, reason = scene.chance.choice(words.CLOSING)
    cases.close(case, by=by, at=scene.at, outcome=outcome, reason=reason)


def _referred(scene: Scene, trouble: Trouble, district: District, to: Agency) -> Case:
    agreed = scene.chance.random() < 0.7
    return scene.receive(
        trouble,
        by=_counter(scene),
        district=district,
        consent=ConsentState.GIVEN if agreed else ConsentState.NOT_YET,
        outcome=Outcome.REFER,
        urgency=scene.chance.choice(["normal", "normal", "week"]),
        refer_to=(HandOver(agency=to, note=scene.chance.choice(words.NOTES)),),
    )


def _sent(scene: Scene, case: Case, *, by: Staff, to: Agency) -> Referral:
    return referrals.send(case, by=by, at=scene.at, to=HandOver(agency=to), terms=scene.terms)


def _returned(scene: Scene, case: Case, *, by: Staff, suggestion: Agency | None = None) -> None:
    reason, note = scene.chance.choice(words.RETURNS)
    waiting = case.referrals.unanswered().get(to_agency=by.agency)
    referrals.give_back(
        waiting, by=by, at=scene.at, reason=reason, note=note, suggestion=suggestion
    )


def _somebody(scene: Scene) -> tuple[Trouble, District]:
    return scene.chance.choice(words.TROUBLES), _district(scene)


def _district(scene: Scene) -> District:
    """Some districts are bigger than others; 善行 has a counter of its own."""
    codes = [*scene.cast.districts, "07", "07", "07", "12", "12", "06"]
    return scene.cast.districts[scene.chance.choice(codes)]


def _counter(scene: Scene) -> Staff:
    return scene.cast.staff[scene.chance.choice(["counter-zengyo", "counter-center"])]


def _taker(scene: Scene, trouble: Trouble, district: District) -> Staff:
    name = scene.chance.choice(trouble.takers)
    if name == words.CSW:
        return scene.cast.csw_of(district)
    found = [one for one in scene.cast.staff.values() if one.agency.name == name]
    return found[0] if found else scene.cast.csw_of(district)

"""できること: who may do what, and the very words for who may not; a refusal changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from cases.actions import (
    cases,
    consultations,
    follow_ups,
    people,
    records,
    referrals,
    sightings,
)
from cases.actions.consultations import Intake
from cases.actions.follow_ups import Next
from cases.actions.people import Known
from cases.dues import Terms
from cases.models import Case, FollowUp, Level, Outcome, Person, Referral, SupportRecord
from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import Problem
from tests.cases.people import A_YEAR_AGO, join, transfer
from tests.cast import Receive

pytestmark = pytest.mark.django_db

OK = ""
NO_CASE = "システム管理の方は、受け止めを記録できません"
WRITE = "このケースに書けるのは、主担当といっしょに受けた機関です"
OWNER_SENDS = "つなげるのは主担当の機関です。いっしょに受けることは、どの機関にもたのめます"
ANSWER = "返事ができるのは、つなぎが届いた機関です"
WITHDRAW = "取り下げられるのは、つないだ機関です"
TALK = "やりとりができるのは、つないだ機関と届いた機関です"
ASSIGN = "担当者を決められるのは、主担当の機関です"
CLOSE = "終わりにできるのは、主担当の機関です"
REOPEN = "再開できるのは、主担当だった機関です"
BLIND = "このケースを見る根拠がありません"
CLOSED = "このケースは終わっています。続けるときは、先に再開してください"
ENDED = "この次の一手は、もう終わっています。画面を開きなおしてください"


@dataclass
class Scene:
    """Owned by the desk, ikiiki on the team, the council asked and not yet answering."""

    case: Case
    person: Person
    referral: Referral
    step: FollowUp
    record: SupportRecord
    elsewhere: Agency
    spare: Staff
    at: datetime
    terms: Terms

    @property
    def then(self) -> Next:
        return Next(what="電話する", due_on=self.at.date())


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


@pytest.fixture
def spare(desk: Agency) -> Staff:
    return Staff.objects.create_user("spare", name="隣田 となり", role="counter", agency=desk)


@pytest.fixture
def scene(
    receive: Receive,
    owner_worker: Staff,
    joiner_worker: Staff,
    receiver_worker: Staff,
    spare: Staff,
    now: datetime,
    terms: Terms,
) -> Scene:
    case = receive(
        person=Known(name="例田 一郎"),
        outcome=Outcome.REFER,
        refer_to=(transfer(receiver_worker.agency), join(joiner_worker.agency)),
    )
    asked, joining = case.referrals.order_by("kind").reverse()
    referrals.accept(joining, by=joiner_worker, at=now, terms=terms)
    record = records.write(
        case, by=owner_worker, at=now, happened_at=now, method="phone", text="話した"
    )
    elsewhere = Agency.objects.create(name="よその機関（架空）", type="other", citywide=True)
    step = FollowUp.objects.open().filter(case=case, purpose="first_contact").get()
    assert case.person
    return Scene(case, case.person, asked, step, record, elsewhere, spare, now, terms)


@pytest.fixture
def staff(
    owner_worker: Staff,
    joiner_worker: Staff,
    receiver_worker: Staff,
    coordinator: Staff,
    manager: Staff,
    outsider: Staff,
    administrator: Staff,
    desk: Agency,
) -> list[Staff]:
    """In the order of the columns; the last one administers from the owner's own desk."""
    inside = Staff.objects.create_user(
        "inside", name="管理 うちこ", role="administrator", agency=desk
    )
    return [
        *(owner_worker, joiner_worker, receiver_worker, coordinator, manager, outsider),
        *(administrator, inside),
    ]


Act = Callable[[Scene, Staff], object]

ACTS: dict[str, Act] = {
    "receive": lambda s, by: consultations.receive(
        Intake(channel="phone", story="眠れない"), by=by, at=s.at, terms=s.terms
    ),
    "look": lambda s, by: sightings.look(s.case, by=by, at=s.at, door="web", address=None),
    "look at the sheet": lambda s, by: sightings.look(
        s.case, by=by, at=s.at, door="web", address=None, level=Level.SHEET
    ),
    "record": lambda s, by: records.write(
        s.case, by=by, at=s.at, happened_at=s.at, method="visit", outcome="absent"
    ),
    "correct": lambda s, by: records.correct(s.record, by=by, at=s.at, text="話せなかった"),
    "hand over": lambda s, by: referrals.send(
        s.case, by=by, at=s.at, to=transfer(s.elsewhere), terms=s.terms
    ),
    "ask to join": lambda s, by: referrals.send(
        s.case, by=by, at=s.at, to=join(s.elsewhere), terms=s.terms
    ),
    "accept": lambda s, by: referrals.accept(s.referral, by=by, at=s.at, terms=s.terms),
    "give back": lambda s, by: referrals.give_back(
        s.referral, by=by, at=s.at, reason="area", note="ちがう"
    ),
    "postpone": lambda s, by: referrals.postpone(s.referral, by=by, at=s.at, until=s.at.date()),
    "withdraw": lambda s, by: referrals.withdraw(s.referral, by=by, at=s.at),
    "say": lambda s, by: referrals.say(s.referral, by=by, at=s.at, text="いつがよいですか"),
    "plan": lambda s, by: follow_ups.plan(s.case, by=by, at=s.at, then=s.then),
    "finish": lambda s, by: follow_ups.finish(s.step, by=by, at=s.at, outcome="met", then=s.then),
    "move": lambda s, by: follow_ups.move(
        s.step, by=by, at=s.at, due_on=s.at.date(), reason="都合"
    ),
    "pass on": lambda s, by: follow_ups.hand_over(s.step, by=by, at=s.at, to=s.spare),
    "assign": lambda s, by: cases.assign(s.case, by=by, at=s.at, to=s.spare),
    "put right": lambda s, by: cases.update(
        s.case, by=by, at=s.at, district=None, person=s.case.person, topics=[]
    ),
    "know": lambda s, by: people.update(
        s.person, by=by, at=s.at, known=Known(name="例田 二郎"), district=None
    ),
    "close": lambda s, by: cases.close(
        s.case, by=by, at=s.at, outcome="solved", reason="落ちついた"
    ),
    "reopen": lambda s, by: cases.reopen(s.case, by=by, at=s.at, reason="また", then=s.then),
}


MY_OWN = [OK, OK, WRITE, WRITE, WRITE, WRITE, WRITE, WRITE]
ASKED_ONLY = [ANSWER, ANSWER, OK, ANSWER, ANSWER, ANSWER, ANSWER, ANSWER]
OPEN = {
    # owner, joiner, receiver, coordinator, manager, outsider, administrator, the one inside
    "receive": [OK, OK, OK, OK, OK, OK, NO_CASE, NO_CASE],
    "look": [OK, OK, BLIND, BLIND, OK, BLIND, BLIND, BLIND],
    "look at the sheet": [OK, OK, OK, BLIND, OK, BLIND, BLIND, BLIND],
    "record": MY_OWN,
    "correct": MY_OWN,
    "hand over": [OK, OWNER_SENDS, WRITE, WRITE, WRITE, WRITE, WRITE, WRITE],
    "ask to join": MY_OWN,
    "accept": ASKED_ONLY,
    "give back": ASKED_ONLY,
    "postpone": ASKED_ONLY,
    "withdraw": [OK, *[WITHDRAW] * 7],
    "say": [OK, TALK, OK, TALK, TALK, TALK, TALK, TALK],
    "plan": MY_OWN,
    "finish": MY_OWN,
    "move": MY_OWN,
    "pass on": MY_OWN,
    "assign": [OK, *[ASSIGN] * 7],
    "put right": MY_OWN,
    "know": MY_OWN,
    "close": [OK, *[CLOSE] * 7],
}
OVER = "このケースは、もう終わりになっています"
# The owner, once it is closed; whoever had joined has nothing left to write on.
WHEN_CLOSED = {
    "look": [OK, BLIND],
    "record": [CLOSED, WRITE],
    "correct": [CLOSED, WRITE],
    "hand over": [CLOSED, WRITE],
    "ask to join": [CLOSED, WRITE],
    "plan": [CLOSED, WRITE],
    "finish": [CLOSED, WRITE],
    "move": [CLOSED, WRITE],
    "pass on": [CLOSED, WRITE],
    "assign": [CLOSED, ASSIGN],
    "put right": [CLOSED, WRITE],
    "know": [WRITE, WRITE],
    "close": [OVER, CLOSE],
    "reopen": [OK, REOPEN],
}
TABLES = (
    "cases_case cases_person cases_consultation cases_referral cases_referralmessage cases_followup"
    " cases_supportrecord cases_event cases_accessground cases_accesslog cases_ownership"
    " cases_reminder cases_case_topics"
)


def _everything() -> list[str]:
    query = " UNION ALL ".join(
        f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} AS t"
        for table in TABLES.split()
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [row[0] for row in cursor.fetchall()]


def _what_is_said(act: Act, scene: Scene, by: Staff) -> str:
    """The words of a refusal, which must have changed nothing; none if it was done."""
    before = _everything()
    with transaction.atomic():
        try:
            with transaction.atomic():
                act(scene, by)
        except Problem as refused:
            assert _everything() == before
            return refused.message
        transaction.set_rollback(True)
    return OK


@pytest.mark.parametrize("name", OPEN)
def test_who_may(scene: Scene, staff: list[Staff], name: str) -> None:
    if name == "close":
        ACTS["withdraw"](scene, staff[0])
    said = {one.username: _what_is_said(ACTS[name], scene, one) for one in staff}
    assert said == dict(zip(said, OPEN[name], strict=True))


@pytest.mark.parametrize("name", WHEN_CLOSED)
def test_who_may_when_it_is_closed(
    scene: Scene, owner_worker: Staff, joiner_worker: Staff, name: str
) -> None:
    for before in ("withdraw", "close"):
        ACTS[before](scene, owner_worker)
    said = [_what_is_said(ACTS[name], scene, one) for one in (owner_worker, joiner_worker)]
    assert said == WHEN_CLOSED[name]


def test_every_act_is_in_a_table() -> None:
    assert {*OPEN, *WHEN_CLOSED} == set(ACTS)


def test_called_in_the_coordinators_may_write_and_hand_over(
    scene: Scene, coordinator: Staff, owner_worker: Staff, receiver_worker: Staff
) -> None:
    at, terms = scene.at + timedelta(minutes=1), scene.terms
    referrals.give_back(scene.referral, by=receiver_worker, at=at, reason="area", note="ちがう")
    again = referrals.send(
        scene.case, by=owner_worker, at=at, to=transfer(receiver_worker.agency), terms=terms
    )
    referrals.give_back(again, by=receiver_worker, at=at, reason="area", note="ちがう")
    told = {name: _what_is_said(ACTS[name], scene, coordinator) for name in ACTS}
    allowed = {name for name, words in told.items() if not words}
    assert allowed == {
        *("receive", "look", "look at the sheet", "record", "correct", "hand over"),
        *("ask to join", "plan", "finish", "move", "pass on", "put right", "know"),
    }


def test_whoever_has_left_may_be_made_responsible_for_nothing(
    scene: Scene, owner_worker: Staff
) -> None:
    Staff.objects.filter(pk=scene.spare.pk).update(is_active=False)
    scene.spare.refresh_from_db()
    for name in ("pass on", "assign"):
        words = _what_is_said(ACTS[name], scene, owner_worker)
        assert words == "隣田 となりさんは、いまは担当になれません"


def test_an_agency_that_takes_no_hand_overs_and_the_owner_itself_are_not_asked(
    scene: Scene, owner_worker: Staff, joiner_worker: Staff
) -> None:
    scene.elsewhere.accepts_referrals = False
    scene.elsewhere.save()
    words = "よその機関（架空）は、つなぎを受けていません。別の機関をえらんでください"
    assert _what_is_said(ACTS["hand over"], scene, owner_worker) == words
    scene.elsewhere = owner_worker.agency
    assert (
        _what_is_said(ACTS["ask to join"], scene, joiner_worker)
        == "善行・地区福祉窓口（架空）は、もう主担当です"
    )
    with pytest.raises(ValidationError, match="自分の機関にはつなげません"):
        ACTS["hand over"](scene, owner_worker)


def test_what_has_ended_is_not_done_again(scene: Scene, owner_worker: Staff) -> None:
    ACTS["finish"](scene, owner_worker)
    for name in ("finish", "move", "pass on"):
        assert _what_is_said(ACTS[name], scene, owner_worker) == ENDED

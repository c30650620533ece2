"""機関ぜんたい, all of it: places in teams, つなぎ without an answer, closed cases, and several receiving houses."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from cases import dues, rules
from cases.actions import cases, follow_ups, referrals, successions
from cases.actions.follow_ups import Next
from cases.actions.successions import Portion
from cases.dues import Terms
from cases.models import (
    AccessGround,
    Case,
    FollowUp,
    Outcome,
    Ownership,
    Part,
    Referral,
    Succession,
)
from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from tests.cases.people import join, transfer
from tests.cast import Receive

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def _held(case: Case) -> set[tuple[str, str]]:
    running = AccessGround.objects.running().filter(case=case, agency__isnull=False)
    return set(running.values_list("agency__name", "ground"))


def _parts(made: Succession) -> set[str]:
    return set(made.items.values_list("part", flat=True))


@pytest.fixture
def joined(
    receive: Receive,
    ikiiki: Agency,
    joiner_worker: Staff,
    now: datetime,
    terms: Terms,
) -> Case:
    """In the team, and with no next step of its own any more."""
    case = receive(outcome=Outcome.REFER, refer_to=(join(ikiiki),))
    referrals.accept(case.referrals.get(), by=joiner_worker, at=now, terms=terms)
    mine = FollowUp.objects.open().get(case=case, agency=ikiiki)
    follow_ups.finish(mine, by=joiner_worker, at=now, outcome="met")
    return case


def test_a_place_in_a_team_goes_along_and_back(
    joined: Case,
    desk: Agency,
    ikiiki: Agency,
    council: Agency,
    manager: Staff,
    joiner_worker: Staff,
    receiver_worker: Staff,
    now: datetime,
) -> None:
    assert list(dues.to_hand_on(ikiiki, by=manager)) == [joined]
    portions = [Portion(case=joined, to=receiver_worker)]
    made = successions.hand_over(ikiiki, council, by=manager, at=now + HOUR, portions=portions)
    assert _parts(made) == {Part.TEAM}
    assert _held(joined) == {(desk.name, "owner"), (council.name, "team")}
    assert not dues.to_hand_on(ikiiki, by=manager).exists()
    successions.undo(made, by=manager, at=now + 2 * HOUR)
    assert _held(joined) == {(desk.name, "owner"), (ikiiki.name, "team")}
    assert set(made.items.values_list("undone_at", flat=True)) == {now + 2 * HOUR}


@pytest.fixture
def asked(receive: Receive, council: Agency) -> Case:
    return receive(outcome=Outcome.REFER, refer_to=(transfer(council),))


def test_whoever_takes_the_work_is_asked_in_its_place(
    asked: Case,
    desk: Agency,
    council: Agency,
    shogai: Agency,
    manager: Staff,
    outsider: Staff,
    receiver_worker: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    assert outsider.agency == shogai
    portions = [Portion(case=asked, to=None)]
    made = successions.hand_over(council, shogai, by=manager, at=now + HOUR, portions=portions)
    question = asked.referrals.get()
    assert (question.status, question.from_agency, question.to_agency) == ("sent", desk, shogai)
    assert _parts(made) == {Part.ASKED}
    assert _held(asked) == {(desk.name, "owner"), (shogai.name, "referral")}
    waiting = FollowUp.objects.open().get(case=asked, referral=question)
    assert waiting.what == f"{shogai.name}の返事をたしかめる"
    assert not rules.answer(receiver_worker, question)
    referrals.accept(question, by=outsider, at=now + 2 * HOUR, terms=terms)
    asked.refresh_from_db()
    assert (asked.owner, asked.hops) == (shogai, 1)
    undone = successions.undo(made, by=manager, at=now + 3 * HOUR)
    assert undone.items.get().kept_because.endswith("「受けた」があります")


def test_a_question_goes_back_to_who_was_asked(
    asked: Case,
    desk: Agency,
    council: Agency,
    shogai: Agency,
    manager: Staff,
    outsider: Staff,
    now: datetime,
) -> None:
    portions = [Portion(case=asked, to=None)]
    made = successions.hand_over(council, shogai, by=manager, at=now + HOUR, portions=portions)
    successions.undo(made, by=manager, at=now + 2 * HOUR)
    assert asked.referrals.get().to_agency == council
    assert _held(asked) == {(desk.name, "owner"), (council.name, "referral")}
    assert FollowUp.objects.open().get(case=asked).what == f"{council.name}の返事をたしかめる"
    assert not Referral.objects.visible_to(outsider).exists()


def test_the_answer_comes_to_whoever_took_the_work(
    asked: Case,
    desk: Agency,
    council: Agency,
    shogai: Agency,
    manager: Staff,
    outsider: Staff,
    receiver_worker: Staff,
    now: datetime,
) -> None:
    portions = [Portion(case=asked, to=outsider)]
    made = successions.hand_over(desk, shogai, by=manager, at=now + HOUR, portions=portions)
    question = asked.referrals.get()
    assert (question.from_agency, question.to_agency) == (shogai, council)
    assert _parts(made) == {Part.OWNER, Part.STEP, Part.SENT}
    referrals.give_back(
        question, by=receiver_worker, at=now + 2 * HOUR, reason="area", note="地区がちがいます"
    )
    back = FollowUp.objects.open().get(case=asked)
    assert (back.agency, back.assignee) == (shogai, outsider)
    told = AccessGround.objects.running().filter(case=asked, agency=desk)
    assert not told.exists()


def test_nobody_comes_to_ask_themselves(
    asked: Case,
    desk: Agency,
    council: Agency,
    manager: Staff,
    receiver_worker: Staff,
    now: datetime,
) -> None:
    """From the asker to the asked and the other way round: first the answer, then the work."""
    before = _held(asked)
    for gives, takes in ((desk, council), (council, desk)):
        with pytest.raises(IllegalStep, match=f"{asked.number}には、{takes.name}との返事待ち"):
            successions.hand_over(
                *(gives, takes), by=manager, at=now, portions=[Portion(case=asked, to=None)]
            )
    question = asked.referrals.get()
    assert (question.from_agency, question.to_agency) == (desk, council)
    assert (_held(asked), Succession.objects.count()) == (before, 0)


def test_nobody_is_asked_twice(
    receive: Receive,
    council: Agency,
    shogai: Agency,
    manager: Staff,
    outsider: Staff,
    now: datetime,
) -> None:
    case = receive(outcome=Outcome.REFER, refer_to=(transfer(council), transfer(shogai)))
    with pytest.raises(IllegalStep, match="返事待ちのつなぎがあります"):
        successions.hand_over(
            *(council, shogai), by=manager, at=now, portions=[Portion(case=case, to=None)]
        )
    assert case.referrals.unanswered().count() == 2


@pytest.fixture
def closed(case: Case, owner_worker: Staff, now: datetime) -> Case:
    cases.close(case, by=owner_worker, at=now, outcome="solved", reason="落ちついた")
    return case


def test_a_closed_case_is_read_and_opened_again_by_whoever_took_it(
    closed: Case,
    desk: Agency,
    council: Agency,
    manager: Staff,
    owner_worker: Staff,
    receiver_worker: Staff,
    now: datetime,
) -> None:
    assert not dues.to_hand_on(desk, by=manager).exists()
    assert list(dues.closed_to_hand_on(desk, by=manager)) == [closed]
    history = list(Ownership.objects.filter(case=closed).values_list("agency", "until"))
    portions = [Portion(case=closed, to=None)]
    successions.hand_over(desk, council, by=manager, at=now + HOUR, portions=portions)
    closed.refresh_from_db()
    assert (closed.owner, closed.stage, closed.hops) == (council, "closed", 0)
    # who was accountable while it ran stays what it was
    assert list(Ownership.objects.filter(case=closed).values_list("agency", "until")) == history
    assert not rules.reopen(owner_worker, closed)
    assert list(Case.objects.visible_to(receiver_worker)) == [closed]
    again = Next(what="電話する", due_on=now.date() + timedelta(days=1))
    cases.reopen(closed, by=receiver_worker, at=now + 2 * HOUR, reason="また困った", then=again)
    running = Ownership.objects.get(case=closed, until__isnull=True)
    assert (running.agency, running.staff) == (council, receiver_worker)


def test_a_closed_case_comes_back(
    closed: Case,
    desk: Agency,
    council: Agency,
    manager: Staff,
    receiver_worker: Staff,
    now: datetime,
) -> None:
    held = _held(closed)
    portions = [Portion(case=closed, to=None)]
    made = successions.hand_over(desk, council, by=manager, at=now + HOUR, portions=portions)
    successions.undo(made, by=manager, at=now + 2 * HOUR)
    closed.refresh_from_db()
    assert (closed.owner, _held(closed)) == (desk, held)


def test_each_case_to_the_house_that_fits(
    receive: Receive,
    desk: Agency,
    council: Agency,
    shogai: Agency,
    manager: Staff,
    receiver_worker: Staff,
    outsider: Staff,
    now: datetime,
) -> None:
    first, second, third = receive(), receive(), receive()
    made = successions.hand_over(
        *(desk, council),
        by=manager,
        at=now + HOUR,
        portions=[
            Portion(case=first, to=None),
            Portion(case=second, to=outsider, house=shogai),
            Portion(case=third, to=None, house=shogai),
        ],
    )
    owners = [(one.owner, one.owner_staff) for one in Case.objects.order_by("pk")]
    assert owners == [(council, None), (shogai, outsider), (shogai, None)]
    for who in (receiver_worker, outsider):
        assert list(Succession.objects.waiting_for(who)) == [made]
    successions.acknowledge(made, by=receiver_worker, at=now + HOUR)
    assert not Succession.objects.waiting_for(receiver_worker).exists()
    assert list(Succession.objects.waiting_for(outsider)) == [made]
    successions.undo(made, by=manager, at=now + 2 * HOUR)
    assert set(Case.objects.values_list("owner", flat=True)) == {desk.pk}


def test_each_receiving_house_is_asked_after(
    receive: Receive,
    desk: Agency,
    council: Agency,
    shogai: Agency,
    ikiiki: Agency,
    manager: Staff,
    outsider: Staff,
    receiver_worker: Staff,
    now: datetime,
) -> None:
    case = receive()
    for wrong in (
        Portion(case=case, to=None, house=ikiiki),  # nobody there
        Portion(case=case, to=None, house=desk),  # itself
        Portion(case=case, to=receiver_worker, house=shogai),  # of another house
    ):
        with pytest.raises(NotAllowed):
            successions.hand_over(desk, council, by=manager, at=now, portions=[wrong])
    case.refresh_from_db()
    assert case.owner == desk

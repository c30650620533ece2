"""同時に: two click at the same moment; one is first, the other reads a clear sentence (R1, R2, R4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from cases.actions import (
    cases,
    consultations,
    follow_ups,
    records,
    referrals,
    reminders,
    sightings,
)
from cases.actions.consultations import Intake
from cases.actions.follow_ups import Next
from cases.actions.people import Known
from cases.dues import Terms
from cases.models import Case, Consultation, FollowUp, Outcome, Ownership, Referral, Reminder
from districts.actions import once
from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from tests.cases.people import A_YEAR_AGO, join, transfer
from tests.cases.together import at_once, in_line
from tests.cast import Receive

pytestmark = pytest.mark.django_db(transaction=True)
SOON = timedelta(minutes=5)
Act = Callable[[], object]


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


@pytest.fixture
def receiver_colleague(council: Agency) -> Staff:
    return Staff.objects.create_user(
        "colleague", email="c@example.test", name="並田 ならび", role="csw", agency=council
    )


def _said(refused: object, words: str) -> bool:
    return isinstance(refused, IllegalStep | NotAllowed) and words in refused.message


def _next(at: datetime) -> Next:
    return Next(what="電話する", due_on=at.date() + timedelta(days=3))


def test_two_of_one_house_accept(
    referral: Referral,
    receiver_worker: Staff,
    receiver_colleague: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    first, second = in_line(
        referral.case,
        partial(referrals.accept, referral, by=receiver_colleague, at=now + SOON, terms=terms),
        partial(referrals.accept, referral, by=receiver_worker, at=now + SOON, terms=terms),
    )
    assert first.answered_by == receiver_colleague
    assert _said(second, "並田 ならびさんがもう返事をしています（受けた）")
    case = Case.objects.get()
    assert (case.owner_staff, case.hops) == (receiver_colleague, 1)
    assert Ownership.objects.count() == 2


def _accept(referral: Referral, *, by: Staff, at: datetime) -> Referral:
    return referrals.accept(referral, by=by, at=at, terms=Terms())


def _give_back(referral: Referral, *, by: Staff, at: datetime) -> Referral:
    return referrals.give_back(referral, by=by, at=at, reason="area", note="地区がちがう")


ANSWERS: dict[str, tuple[Callable[..., Referral], str]] = {
    "accepted": (_accept, "receiver"),
    "returned": (_give_back, "receiver"),
    "withdrawn": (referrals.withdraw, "owner"),
}


@pytest.mark.parametrize("late", ANSWERS)
@pytest.mark.parametrize("early", ANSWERS)
def test_a_referral_ends_once(
    referral: Referral, now: datetime, early: str, late: str, owner_worker: Staff, desk: Agency
) -> None:
    """Every pair of answers, in both orders: the first stands, the second is told so."""
    acts: list[Act] = [
        partial(act, referral, by=Staff.objects.get(username=name), at=now + SOON)
        for act, name in (ANSWERS[early], ANSWERS[late])
    ]
    first, second = in_line(referral.case, *acts)
    assert first.status == early
    assert _said(second, "がもう返事をしています")
    referral.refresh_from_db()
    assert referral.status == early
    case = Case.objects.get()
    assert (case.owner == desk) == (early != "accepted")
    assert FollowUp.objects.open().filter(case=case).count() == 1


def test_two_houses_accept_and_one_of_them_joins(
    receive: Receive,
    council: Agency,
    ikiiki: Agency,
    receiver_worker: Staff,
    joiner_worker: Staff,
    now: datetime,
) -> None:
    case = receive(outcome=Outcome.REFER, refer_to=(transfer(council), transfer(ikiiki)))
    asked = {one.to_agency: one for one in case.referrals.all()}
    first, second = in_line(
        case,
        partial(_accept, asked[ikiiki], by=joiner_worker, at=now + SOON),
        partial(_accept, asked[council], by=receiver_worker, at=now + SOON),
    )
    assert (first.accepted_as, second.accepted_as) == ("transfer", "join")
    case.refresh_from_db()
    assert (case.owner, case.hops) == (ikiiki, 1)
    assert Case.objects.visible_to(receiver_worker).get() == case


def test_the_last_two_next_steps_are_not_finished_together(
    case: Case, owner_worker: Staff, now: datetime
) -> None:
    follow_ups.plan(case, by=owner_worker, at=now, then=_next(now))
    acts = [
        partial(follow_ups.finish, one, by=owner_worker, at=now + SOON, outcome="none")
        for one in FollowUp.objects.open().order_by("pk")
    ]
    first, second = in_line(case, *acts)
    assert first.state == "done"
    assert isinstance(second, ValidationError)
    assert "次の一手を決めてください" in second.message_dict["next"][0]
    assert FollowUp.objects.open().count() == 1


def test_nor_behind_the_back_of_the_actions(case: Case, owner_worker: Staff, now: datetime) -> None:
    """R4 is the database's: two bare statements, each of which leaves the other's row open."""
    follow_ups.plan(case, by=owner_worker, at=now, then=_next(now))

    def finish(pk: int) -> int:
        done = {"state": "done", "outcome": "none", "ended_at": now, "ended_by": owner_worker}
        return FollowUp.objects.filter(pk=pk).update(**done)

    outcomes = in_line(
        case,
        *(partial(finish, pk) for pk in FollowUp.objects.open().values_list("pk", flat=True)),
    )
    assert outcomes[0] == 1
    assert isinstance(outcomes[1], DatabaseError)
    assert "次の一手がいつも要ります" in str(outcomes[1])
    assert FollowUp.objects.open().count() == 1


def _close(case: Case, *, by: Staff, at: datetime) -> Case:
    return cases.close(case, by=by, at=at, outcome="solved", reason="落ちついた")


def test_closing_before_a_hand_over(
    case: Case, council: Agency, owner_worker: Staff, now: datetime, terms: Terms
) -> None:
    send = partial(
        referrals.send, case, by=owner_worker, at=now + SOON, to=transfer(council), terms=terms
    )
    first, second = in_line(case, partial(_close, case, by=owner_worker, at=now + SOON), send)
    assert first.stage == "closed"
    assert _said(second, "このケースは終わっています")
    assert not Referral.objects.exists()


def test_a_hand_over_before_closing(
    case: Case, council: Agency, owner_worker: Staff, now: datetime, terms: Terms
) -> None:
    send = partial(
        referrals.send, case, by=owner_worker, at=now + SOON, to=transfer(council), terms=terms
    )
    first, second = in_line(case, send, partial(_close, case, by=owner_worker, at=now + SOON))
    assert first.status == "sent"
    assert _said(second, "返事を待っているつなぎがあります")
    assert Case.objects.get().stage == "open"


def test_nothing_is_planned_on_what_is_being_closed(
    case: Case, owner_worker: Staff, now: datetime
) -> None:
    first, second = in_line(
        case,
        partial(_close, case, by=owner_worker, at=now + SOON),
        partial(follow_ups.plan, case, by=owner_worker, at=now + SOON, then=_next(now)),
    )
    assert first.stage == "closed"
    assert _said(second, "このケースは終わっています")
    assert not FollowUp.objects.open().exists()


def test_new_words_of_a_known_person_do_not_fall_into_a_case_being_closed(
    receive: Receive, owner_worker: Staff, now: datetime, terms: Terms
) -> None:
    case = receive(person=Known(name="例田 一郎"))
    again = Intake(channel="phone", story="また眠れない", known_person=case.person)
    _, consultation = in_line(
        case,
        partial(_close, case, by=owner_worker, at=now + SOON),
        partial(consultations.receive, again, by=owner_worker, at=now + SOON, terms=terms),
    )
    assert consultation.case != case
    assert consultation.case.stage == "open"
    assert set(Case.objects.values_list("stage", flat=True)) == {"open", "closed"}


def test_the_same_house_is_not_asked_twice(
    case: Case, council: Agency, owner_worker: Staff, now: datetime, terms: Terms
) -> None:
    send = partial(
        referrals.send, case, by=owner_worker, at=now + SOON, to=transfer(council), terms=terms
    )
    first, second = in_line(case, send, send)
    assert first.status == "sent"
    assert isinstance(second, ValidationError)
    assert "もうつないでいます" in str(second)


def test_twenty_intakes_are_numbered_without_gap(
    owner_worker: Staff, joiner_worker: Staff, desk: Agency, now: datetime, terms: Terms
) -> None:
    """Five that fail after taking their number give it back."""
    fine = Intake(channel="counter", story="眠れない")
    itself = Intake(channel="counter", story="だめ", outcome="refer", refer_to=(transfer(desk),))
    acts = [
        partial(consultations.receive, intake, by=by, at=now, terms=terms)
        for intake, by in [
            *[(fine, owner_worker), (fine, joiner_worker)] * 10,
            *[(itself, owner_worker)] * 5,
        ]
    ]
    outcomes = at_once(*acts)
    assert Counter(type(one) for one in outcomes) == {Consultation: 20, ValidationError: 5}
    numbers = Case.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [f"R7-{one:06}" for one in range(1, 21)]


def test_what_is_sent_twice_happens_once(owner_worker: Staff, now: datetime, terms: Terms) -> None:
    def send() -> tuple[str, bool]:
        with transaction.atomic():
            kept = once.claim("k", door="/intake/", fingerprint="", by=owner_worker, at=now)
            if kept.status is not None:
                return kept.location, False
            intake = Intake(channel="counter", story="眠れない")
            case = consultations.receive(intake, by=owner_worker, at=now, terms=terms).case
            return once.answer(kept, status=303, location=case.number).location, True

    assert sorted(at_once(*[send] * 4)) == [("R7-000001", False)] * 3 + [("R7-000001", True)]
    assert Case.objects.count() == 1


@pytest.mark.parametrize("lag", [timedelta(0), timedelta(seconds=2)])
def test_who_clicked_first_may_be_served_last(
    receive: Receive,
    ikiiki: Agency,
    council: Agency,
    owner_worker: Staff,
    receiver_worker: Staff,
    joiner_worker: Staff,
    now: datetime,
    lag: timedelta,
) -> None:
    """The moment is taken at the door: a later one may already be written when the turn comes."""
    case = receive(outcome=Outcome.REFER, refer_to=(join(ikiiki), transfer(council)))
    asked = {one.to_agency: one for one in case.referrals.all()}
    clicked = now + SOON
    outcomes = [
        _accept(asked[council], by=receiver_worker, at=clicked + lag),
        _accept(asked[ikiiki], by=joiner_worker, at=clicked + lag),
        _close(case, by=receiver_worker, at=clicked),
    ]
    assert [type(one) for one in outcomes] == [Referral, Referral, Case]
    assert not Case.objects.visible_to(joiner_worker).exists()
    assert Ownership.objects.get(agency=council).until == Case.objects.get().closed_at


def test_a_team_that_joined_a_moment_after_the_closing_click(
    receive: Receive, ikiiki: Agency, owner_worker: Staff, joiner_worker: Staff, now: datetime
) -> None:
    case = receive(outcome=Outcome.REFER, refer_to=(join(ikiiki),))
    joined, closed = in_line(
        case,
        partial(_accept, case.referrals.get(), by=joiner_worker, at=now + 2 * SOON),
        partial(_close, case, by=owner_worker, at=now + SOON),
    )
    assert (type(joined), type(closed)) == (Referral, Case)
    assert not Case.objects.visible_to(joiner_worker).exists()


def test_two_schedulers_count_each_reminder_once(
    case: Case, receive: Receive, now: datetime, terms: Terms
) -> None:
    receive()
    go_round = partial(reminders.raise_due, at=now + timedelta(days=9), terms=terms)
    counted = at_once(go_round, go_round)
    assert sum(counted) == Reminder.objects.count() > 0
    assert 0 in counted


def test_a_long_round_and_a_look_keep_nobody_waiting(
    case: Case, owner_worker: Staff, now: datetime, terms: Terms
) -> None:
    """Reminders not yet committed point to the case; work goes on, and a look beside the work."""
    look = partial(sightings.look, case, by=owner_worker, at=now, door="web", address=None)
    write = partial(
        records.write, case, by=owner_worker, at=now, happened_at=now, method="phone", text="話した"
    )
    with transaction.atomic():
        assert reminders.raise_due(at=now + timedelta(days=9), terms=terms)
        written, plan = at_once(
            write, partial(follow_ups.plan, case, by=owner_worker, at=now, then=_next(now))
        )
    assert (written.text, plan.what) == ("話した", "電話する")
    with transaction.atomic():
        write()
        assert at_once(look)[0].ground == "owner"

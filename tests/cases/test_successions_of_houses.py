"""機関ぜんたいの引き継ぎ: accountability, sight and next steps go to another house, and for a day back (R1, R4)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from cases import dues, rules
from cases.actions import follow_ups, protections, records, referrals, successions
from cases.actions.follow_ups import Next
from cases.actions.people import Known
from cases.actions.protections import Shield
from cases.actions.successions import Portion
from cases.dues import Terms
from cases.models import (
    AccessGround,
    Case,
    FollowUp,
    Level,
    Outcome,
    Ownership,
    Reminder,
    Succession,
)
from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from tests.cases.people import join
from tests.cast import Receive

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def colleague(council: Agency) -> Staff:
    return Staff.objects.create_user("colleague", name="隣田 となり", role="agency", agency=council)


def _held(case: Case) -> set[tuple[str, str]]:
    """Which houses see it as the accountable, which as one of the team."""
    running = AccessGround.objects.running().filter(case=case, agency__isnull=False)
    return set(running.values_list("agency__name", "ground"))


def _stands(case: Case) -> tuple[Agency, Staff | None, set[tuple[Agency, Staff | None]]]:
    case.refresh_from_db()
    steps = FollowUp.objects.open().filter(case=case).select_related("agency", "assignee")
    return case.owner, case.owner_staff, {(one.agency, one.assignee) for one in steps}


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("manager", None),
        ("owner_worker", "only-managers-hand-over"),
        ("receiver_worker", "only-managers-hand-over"),
        ("coordinator", "only-managers-hand-over"),
        ("administrator", "only-managers-hand-over"),
    ],
)
def test_only_a_manager_hands_a_house_over_and_takes_it_back(
    who: str,
    code: str | None,
    case: Case,
    desk: Agency,
    council: Agency,
    manager: Staff,
    receiver_worker: Staff,
    now: datetime,
    request: pytest.FixtureRequest,
) -> None:
    by: Staff = request.getfixturevalue(who)
    portions = [Portion(case=case, to=None)]
    if code is None:
        made = successions.hand_over(desk, council, by=by, at=now, portions=portions)
        assert rules.undo(by, made)
        return
    with pytest.raises(NotAllowed) as refused:
        successions.hand_over(desk, council, by=by, at=now, portions=portions)
    assert refused.value.code == code
    made = successions.hand_over(desk, council, by=manager, at=now, portions=portions)
    with pytest.raises(NotAllowed):
        successions.undo(made, by=by, at=now)


def test_which_house_may_receive(
    case: Case,
    desk: Agency,
    council: Agency,
    ikiiki: Agency,
    shogai: Agency,
    manager: Staff,
    outsider: Staff,
    receiver_worker: Staff,
    now: datetime,
) -> None:
    Agency.objects.filter(pk=council.pk).update(valid_until=now.date() - timedelta(days=1))
    council.refresh_from_db()
    for to, code in (
        (desk, "same-agency"),
        (council, "agency-not-valid"),
        (ikiiki, "nobody-at-work"),
    ):
        assert rules.hand_over(manager, desk, to, on=now.date()).code == code
    with pytest.raises(NotAllowed, match="の方ではありません"):
        successions.hand_over(
            *(desk, shogai), by=manager, at=now, portions=[Portion(case=case, to=receiver_worker)]
        )
    with pytest.raises(ValidationError, match="引き継ぐ相手"):
        successions.hand_over(desk, shogai, by=manager, at=now, portions=[])
    assert not Succession.objects.exists()


def test_the_house_accountable_changes_with_sight_and_steps_and_without_a_hop(
    receive: Receive,
    desk: Agency,
    council: Agency,
    manager: Staff,
    owner_worker: Staff,
    receiver_worker: Staff,
    colleague: Staff,
    now: datetime,
) -> None:
    first, second = receive(), receive()
    untaken = follow_ups.plan(
        first, by=owner_worker, at=now, then=Next(what="電話する", due_on=now.date())
    )
    FollowUp.objects.filter(pk=untaken.pk).update(assignee=None)
    assert dues.cases_of_house(desk).count() == 2
    made = successions.hand_over(
        *(desk, council),
        by=manager,
        at=now + HOUR,
        portions=[
            Portion(case=first, to=colleague, note="母へは午前に"),
            Portion(case=second, to=None),
        ],
    )
    assert _stands(first) == (council, colleague, {(council, colleague)})
    assert _stands(second) == (council, None, {(council, None)})
    assert (_held(first), first.hops) == ({(council.name, "owner")}, 0)
    assert dues.cases_of_house(desk).count() == 0
    assert made.items.count() == 5
    assert first.events.get(kind="handed_on").note == "母へは午前に"
    before, after = Ownership.objects.filter(case=first).order_by("since")
    assert (before.agency, before.until) == (desk, after.since)
    assert (after.agency, after.staff, after.until, after.because) == (
        *(council, colleague, None, "succeeded"),
    )
    for who, writes in ((owner_worker, False), (receiver_worker, True)):
        held = AccessGround.objects.of(who, at=now + HOUR).at_least(Level.WRITE)
        assert held.filter(case=first).exists() == writes


def test_whoever_is_named_is_told_and_otherwise_the_house(
    receive: Receive,
    desk: Agency,
    council: Agency,
    manager: Staff,
    receiver_worker: Staff,
    colleague: Staff,
    now: datetime,
) -> None:
    first, second = receive(), receive()
    portions = [Portion(case=first, to=colleague), Portion(case=second, to=None)]
    successions.hand_over(desk, council, by=manager, at=now, portions=portions)
    told = Reminder.objects.filter(kind="succeeded").values_list("recipient", "case")
    assert (colleague.pk, first.pk) in told
    assert (receiver_worker.pk, second.pk) in told


def test_in_anothers_case_the_part_in_the_team_goes_along_and_back(
    receive: Receive,
    desk: Agency,
    ikiiki: Agency,
    council: Agency,
    manager: Staff,
    owner_worker: Staff,
    joiner_worker: Staff,
    receiver_worker: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    case = receive(outcome=Outcome.REFER, refer_to=(join(ikiiki),))
    referrals.accept(case.referrals.get(), by=joiner_worker, at=now, terms=terms)
    before, held = _stands(case), _held(case)
    portions = [Portion(case=case, to=receiver_worker)]
    at = now + HOUR
    made = successions.hand_over(ikiiki, council, by=manager, at=at, portions=portions)
    assert _stands(case) == (
        *(desk, owner_worker),
        {(desk, owner_worker), (council, receiver_worker)},
    )
    assert _held(case) == {(desk.name, "owner"), (council.name, "team")}
    successions.undo(made, by=manager, at=now + 2 * HOUR)
    assert (_stands(case), _held(case)) == (before, held)


def test_whoever_was_in_the_team_becomes_accountable_and_is_in_the_team_again(
    receive: Receive,
    desk: Agency,
    ikiiki: Agency,
    manager: Staff,
    joiner_worker: Staff,
    now: datetime,
    terms: Terms,
) -> None:
    case = receive(outcome=Outcome.REFER, refer_to=(join(ikiiki),))
    referrals.accept(case.referrals.get(), by=joiner_worker, at=now, terms=terms)
    before, held = _stands(case), _held(case)
    portions = [Portion(case=case, to=None)]
    made = successions.hand_over(desk, ikiiki, by=manager, at=now + HOUR, portions=portions)
    assert _held(case) == {(ikiiki.name, "owner")}
    successions.undo(made, by=manager, at=now + 2 * HOUR)
    assert (_stands(case), _held(case)) == (before, held)


def test_all_of_it_or_nothing(
    receive: Receive,
    desk: Agency,
    council: Agency,
    manager: Staff,
    receiver_worker: Staff,
    owner_worker: Staff,
    now: datetime,
) -> None:
    first, second = receive(), receive()
    successions.hand_over(
        *(desk, council), by=manager, at=now, portions=[Portion(case=second, to=None)]
    )
    with pytest.raises(IllegalStep, match=f"{second.number}は、もう{desk.name}の担当では"):
        successions.hand_over(
            *(desk, council),
            by=manager,
            at=now + HOUR,
            portions=[Portion(case=one, to=None) for one in (first, second)],
        )
    assert _stands(first)[:2] == (desk, owner_worker)


def test_somebody_of_the_receiving_house_acknowledges(
    case: Case,
    desk: Agency,
    council: Agency,
    manager: Staff,
    receiver_worker: Staff,
    colleague: Staff,
    owner_worker: Staff,
    now: datetime,
) -> None:
    portions = [Portion(case=case, to=None)]
    made = successions.hand_over(desk, council, by=manager, at=now, portions=portions)
    for one in (receiver_worker, colleague):
        assert list(Succession.objects.waiting_for(one)) == [made]
    with pytest.raises(NotAllowed, match="受けとれるのは"):
        successions.acknowledge(made, by=owner_worker, at=now + HOUR)
    successions.acknowledge(made, by=colleague, at=now + HOUR)
    successions.acknowledge(made, by=receiver_worker, at=now + 2 * HOUR)
    assert set(made.items.values_list("acknowledged_by", "acknowledged_at")) == {
        (colleague.pk, now + HOUR)
    }
    assert not Succession.objects.waiting_for(receiver_worker).exists()


def test_what_nobody_touched_goes_back_whole_and_the_rest_says_why(
    receive: Receive,
    desk: Agency,
    council: Agency,
    manager: Staff,
    owner_worker: Staff,
    receiver_worker: Staff,
    now: datetime,
) -> None:
    quiet, touched = receive(), receive()
    before, held = _stands(quiet), _held(quiet)
    portions = [Portion(case=one, to=None) for one in (quiet, touched)]
    made = successions.hand_over(desk, council, by=manager, at=now + HOUR, portions=portions)
    at = now + 2 * HOUR
    records.write(
        touched, by=receiver_worker, at=at, happened_at=at, method="phone", text="電話で話した"
    )
    successions.undo(made, by=manager, at=now + 3 * HOUR)
    assert (_stands(quiet), _held(quiet), quiet.hops) == (before, held, 0)
    assert _stands(touched)[:2] == (council, None)
    rows = list(Ownership.objects.filter(case=quiet).order_by("since"))
    assert [one.agency for one in rows] == [desk, council, desk]
    assert [one.until for one in rows] == [rows[1].since, rows[2].since, None]
    assert set(made.items.filter(case=touched).values_list("kept_because", flat=True)) == {
        "11月24日（火）12:33に「記録した」があります"
    }
    with pytest.raises(IllegalStep, match="もう取り消されています"):
        successions.undo(made, by=manager, at=now + 4 * HOUR)


def test_undoing_gives_to_the_house_what_was_of_somebody_gone(
    case: Case,
    desk: Agency,
    council: Agency,
    manager: Staff,
    owner_worker: Staff,
    receiver_worker: Staff,
    now: datetime,
) -> None:
    portions = [Portion(case=case, to=None)]
    made = successions.hand_over(desk, council, by=manager, at=now, portions=portions)
    Staff.objects.filter(pk=owner_worker.pk).update(is_active=False)
    successions.undo(made, by=manager, at=now + HOUR)
    assert _stands(case) == (desk, None, {(desk, None)})


def test_under_protection_a_manager_of_another_house_is_offered_nothing(
    receive: Receive, desk: Agency, manager: Staff, owner_worker: Staff, now: datetime
) -> None:
    covered, plain = receive(person=Known(name="例田 一")), receive(person=Known(name="例田 二"))
    shield = Shield(starts_on=now.date(), other_parties=("例田 太郎",))
    protections.begin(covered, by=owner_worker, at=now, shield=shield)
    assert list(dues.to_hand_on(desk, by=manager)) == [plain]
    assert set(dues.to_hand_on(desk, by=owner_worker)) == {covered, plain}

"""受け止め: one transaction makes everything that an intake is."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError

from cases.actions import consultations
from cases.actions.consultations import Intake, Unasked
from cases.actions.people import Known
from cases.dues import Terms
from cases.models import (
    AccessGround,
    Case,
    ConsentState,
    Consultation,
    FollowUp,
    Ground,
    Outcome,
    Purpose,
)
from districts.models import Agency, Staff, Topic
from fujisawa_care.foundation.problems import NotAllowed
from fujisawa_care.foundation.workdays import TOKYO
from tests.cases.people import join, transfer
from tests.cast import Receive

pytestmark = pytest.mark.django_db


def test_only_channel_and_story_are_asked_for(
    owner_worker: Staff, now: datetime, terms: Terms
) -> None:
    intake = Intake(channel="phone", story="眠れない")
    case = consultations.receive(intake, by=owner_worker, at=now, terms=terms).case
    assert (case.number, case.stage, case.person, case.owner_staff) == (
        "R8-000001",
        "open",
        None,
        owner_worker,
    )
    assert case.follow_ups.get().due_on == date(2026, 11, 27)


def test_numbers_start_anew_in_april(receive: Receive, now: datetime) -> None:
    assert receive().number == "R8-000001"
    assert receive().number == "R8-000002"
    assert receive(at=now.replace(year=2027, month=3, day=31)).number == "R8-000003"
    assert receive(at=now.replace(year=2027, month=4, day=1)).number == "R9-000001"


def test_information_only_is_a_case_opened_and_closed_in_one_step(receive: Receive) -> None:
    case = receive(outcome=Outcome.INFORMATION)
    assert (case.stage, case.outcome, case.closed_at) == ("closed", "information", case.opened_at)
    assert not case.follow_ups.exists()
    assert case.ownerships.get().until == case.closed_at


def test_anonymous_keeps_no_person(receive: Receive) -> None:
    case = receive(anonymous=True)
    assert case.person is None
    with pytest.raises(ValidationError) as refused:
        receive(anonymous=True, person=Known(name="例田 一郎"))
    assert "anonymous" in refused.value.message_dict


def test_referring_sends_each_and_keeps_the_sender_accountable(
    receive: Receive, council: Agency, ikiiki: Agency, owner_worker: Staff, desk: Agency
) -> None:
    case = receive(outcome=Outcome.REFER, refer_to=(transfer(council), join(ikiiki)))
    assert case.owner == desk
    assert {(one.to_agency, one.kind, one.status) for one in case.referrals.all()} == {
        (council, "transfer", "sent"),
        (ikiiki, "join", "sent"),
    }
    assert {one.purpose for one in case.follow_ups.all()} == {Purpose.REPLY}
    due = {one.reply_due_at for one in case.referrals.all()}
    assert due == {datetime(2026, 11, 27, 17, 0, tzinfo=TOKYO)}


def test_grounds_follow_from_the_intake(
    receive: Receive, council: Agency, desk: Agency, owner_worker: Staff
) -> None:
    case = receive(outcome=Outcome.REFER, refer_to=(transfer(council),))
    rows = AccessGround.objects.filter(case=case).values_list("holder", "ground", "level")
    assert set(rows) == {
        (f"agency:{desk.pk}", Ground.OWNER, 3),
        (f"staff:{owner_worker.pk}", Ground.OWN_RECORD, 1),
        ("role:manager", Ground.MANAGER, 2),
        (f"agency:{council.pk}", Ground.REFERRAL, 1),
    }


def test_consent_given_is_an_event_and_lets_the_name_go_along(
    receive: Receive, council: Agency
) -> None:
    case = receive(
        outcome=Outcome.REFER,
        refer_to=(transfer(council),),
        person=Known(name="例田 一郎"),
        consent=ConsentState.GIVEN,
        consent_method="written",
    )
    assert [one.event for one in case.consents.all()] == ["given"]
    assert "name" in case.referrals.get().shared


def test_without_consent_the_name_stays(receive: Receive, council: Agency) -> None:
    case = receive(
        outcome=Outcome.REFER,
        refer_to=(transfer(council),),
        person=Known(name="例田 一郎"),
        consent=ConsentState.NOT_YET,
    )
    assert not case.consents.exists()
    assert case.referrals.get().shared == ["family", "story"]


def test_known_person_goes_on_in_the_open_case(receive: Receive, now: datetime) -> None:
    first = receive(person=Known(name="例田 一郎"))
    again = receive(known_person=first.person, story="また来ました", outcome=Outcome.INFORMATION)
    assert again == first
    assert (Case.objects.count(), Consultation.objects.count()) == (1, 2)
    again.refresh_from_db()
    assert again.stage == "open"


def test_administrator_takes_no_consultation(receive: Receive, administrator: Staff) -> None:
    with pytest.raises(NotAllowed):
        receive(by=administrator)
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("story", {"story": ""}),
        ("refer_to", {"outcome": Outcome.REFER}),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(
    receive: Receive, field: str, told: dict[str, object]
) -> None:
    with pytest.raises(ValidationError) as refused:
        receive(**told)
    assert list(refused.value.message_dict) == [field]
    assert not Case.objects.exists()
    assert not FollowUp.objects.exists()


def test_main_topic_is_one_of_the_topics(receive: Receive, care: Topic) -> None:
    with pytest.raises(ValidationError) as refused:
        receive(main_topic=care)
    assert list(refused.value.message_dict) == ["main_topic"]


def test_without_a_yes_it_may_be_said_who_brought_it_and_why_nobody_asked(
    owner_worker: Staff, now: datetime, terms: Terms
) -> None:
    said = Unasked(
        brought_by="別居の姉", why_not="trust", why_not_note="会えていない", known_to="母"
    )
    intake = Intake(channel="phone", story="弟が出てこない", unasked=said)
    heard = consultations.receive(intake, by=owner_worker, at=now, terms=terms)
    heard.refresh_from_db()
    assert (heard.consent, heard.brought_by, heard.why_not) == ("not_asked", "別居の姉", "trust")
    assert (heard.why_not_note, heard.known_to) == ("会えていない", "母")


@pytest.mark.parametrize(
    ("consent", "unasked", "field"),
    [
        (ConsentState.GIVEN, Unasked(brought_by="姉"), "consent"),
        (ConsentState.NOT_YET, Unasked(why_not="dream"), "why_not"),
    ],
)
def test_a_yes_needs_no_reason_and_a_reason_is_one_of_the_list(
    consent: str, unasked: Unasked, field: str, owner_worker: Staff, now: datetime, terms: Terms
) -> None:
    intake = Intake(channel="phone", story="眠れない", consent=consent, unasked=unasked)
    with pytest.raises(ValidationError) as refused:
        consultations.receive(intake, by=owner_worker, at=now, terms=terms)
    assert list(refused.value.message_dict) == [field]
    assert not Case.objects.exists()

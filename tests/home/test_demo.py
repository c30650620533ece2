"""見本の街: its stories are told by the same actions as everybody's, signed, and alike every time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from cases.forms import drafts as papers
from cases.models import (
    AddressProtectionVersion,
    Attachment,
    Case,
    CaseSummary,
    ConsentEvent,
    ConsentState,
    Consultation,
    Draft,
    DraftKind,
    Emergency,
    Event,
    FollowUp,
    HouseholdMember,
    HouseholdMemberVersion,
    HouseholdVersion,
    PersonVersion,
    Plan,
    ProtectionOpening,
    SuccessionItem,
    SupportRecord,
    ViewRequest,
    stood,
)
from cases.states import CaseStage, PlanState
from districts.models import AgencyVersion, Issue, Match, Resource, Staff
from districts.states import IssueState
from engawa.models import ActivityReport, Desk, Picture, Site
from fujisawa_care.foundation import files
from fujisawa_care.foundation.workdays import TOKYO
from fujisawa_care.home.demo import city, today
from meetings import dues
from meetings.actions import handouts
from meetings.models import OF_CASES, AgendaItem, Course, Handout, Meeting, Series

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("a city of stories"),  # told once, not by every worker
]
NOW = datetime(2026, 11, 24, 17, 33, tzinfo=TOKYO)
KEPT = (PersonVersion, HouseholdVersion, HouseholdMemberVersion, AddressProtectionVersion)


@pytest.fixture(scope="module", autouse=True)
def small_city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Every story that is told once, and the day of two desks; undone afterwards."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(city, "TOLD", ())
        patch.setattr(today, "DESKS", (today.DESKS[0], today.DESKS[2]))
        for command in ("load_places", "load_items", "load_bodies"):
            call_command(command, verbosity=0)
        city.write(now=NOW, say=lambda _words: None)
        yield
        transaction.set_rollback(True)


def _named(username: str) -> Staff:
    return Staff.objects.get(username=username)


def _son() -> Case:
    return Case.objects.get(person__kana="れいじ まもる")


def test_a_year_goes_from_the_mother_s_word_to_a_second_yes() -> None:
    son, health = _son(), _named("hoken").agency
    assert son.opened_at < NOW - timedelta(days=365)
    first = Consultation.objects.get(case=son)
    assert (first.consent, first.brought_by) == (ConsentState.NOT_YET, "母")
    assert all((first.why_not, first.why_not_note, first.known_to))
    said = ConsentEvent.objects.filter(case=son).order_by("happened_at")
    assert [one.event for one in said] == ["asked", "given", "withdrawn", "given"]
    records = SupportRecord.objects.filter(case=son).order_by("happened_at", "pk")
    visits = [one.outcome for one in records if one.counterpart == "self"]
    assert visits[:8] == ["absent"] * 7 + ["met"]
    assert all(not stood(son, at=one.happened_at).given for one in records[:8])
    assert stood(son, at=NOW).covers(health.pk)
    assert stood(son, at=said[2].happened_at).given is False
    assert son.stage == CaseStage.OPEN


def test_what_he_said_yes_to_is_what_they_see() -> None:
    seeing = Case.objects.visible_to(_named("hoken")).filter(pk=_son().pk)
    assert not seeing.exists()  # a part only: the sheet, not the case
    assert not Case.objects.visible_to(_named("ikiiki-zengyo")).filter(pk=_son().pk).exists()


def test_an_intake_without_a_yes_says_who_brought_it_and_one_with_a_yes_does_not() -> None:
    unasked = Consultation.objects.exclude(consent=ConsentState.GIVEN)
    assert unasked.exclude(brought_by="").count() >= 5
    assert not Consultation.objects.filter(consent=ConsentState.GIVEN).exclude(brought_by="")


def test_the_glass_was_broken_twice_and_seen_into_once() -> None:
    seen, waiting = Emergency.objects.order_by("opened_at")
    assert (seen.seen_by, waiting.seen_by) == (_named("manager"), None)
    assert seen.until < NOW < waiting.until


def test_looks_were_asked_for_granted_declined_and_still_wait() -> None:
    states = sorted(ViewRequest.objects.values_list("state", flat=True))
    assert states == ["asked", "asked", "asked", "declined", "granted"]
    desks = {one.case.owner_staff for one in ViewRequest.objects.filter(state="asked")}
    assert {_named("csw-zengyo"), _named("counter-zengyo")} <= desks
    helper = _named("shogai-chubu")
    granted = ViewRequest.objects.get(state="granted")
    assert Case.objects.visible_to(helper).filter(pk=granted.case_id).exists()


def test_papers_are_what_they_are_called_and_lie_where_they_belong() -> None:
    of_consent = Attachment.objects.get(consent__isnull=False)
    of_record = Attachment.objects.get(record__isnull=False)
    assert (of_consent.kind, of_record.kind) == (files.FileKind.PDF, files.FileKind.PNG)
    for one in (of_consent, of_record):
        content = files.get(one.stored)
        assert (files.kind_of(content), len(content)) == (one.kind, one.size)


def test_words_wait_for_the_counter_and_for_the_road() -> None:
    for username, kinds in (
        ("counter-zengyo", {DraftKind.INTAKE, DraftKind.RECORD}),
        ("csw-zengyo", {DraftKind.REFERRAL, DraftKind.RECORD}),
    ):
        waiting = Draft.objects.visible_to(_named(username))
        assert {one.kind for one in waiting} == kinds
        assert all(any(papers.read(one).values()) for one in waiting)


def test_one_hand_over_was_received_in_april_and_one_waits() -> None:
    received = SuccessionItem.objects.exclude(acknowledged_at=None)
    assert {one.succession.made_at.astimezone(TOKYO).date().month for one in received} == {4}
    leaver = received[0].succession.from_staff
    assert leaver is not None
    assert not leaver.is_active
    waiting = SuccessionItem.objects.filter(acknowledged_at=None)
    assert {one.to_staff for one in waiting} == {_named("csw-zengyo")}
    assert all(one.case.owner_staff == one.to_staff for one in waiting)


def test_what_is_kept_under_cover_was_opened_with_a_reason() -> None:
    assert ProtectionOpening.objects.count() == 2
    for one in ProtectionOpening.objects.select_related("case__person"):
        assert one.case.person is not None
        assert one.case.person.protected


def test_families_are_drawn_and_points_summed_up_as_they_become_known() -> None:
    members = HouseholdMember.objects.filter(household=_son().household_id)
    assert members.running().count() == 4
    assert members.get(relation="father").ended == "died"
    assert list(CaseSummary.objects.filter(case=_son()).values_list("version", flat=True)) == [
        1,
        2,
        3,
    ]


def test_whoever_did_it_stands_beside_every_version() -> None:
    for model in KEPT:
        assert model.objects.exists()
        assert not model.objects.filter(pgh_context=None).exists(), model
    opened = AgencyVersion.objects.filter(name__contains="架空")
    assert {one.pgh_context["user"] for one in opened} == {_named("administrator").pk}
    first = PersonVersion.objects.filter(pgh_obj=_son().person_id).order_by("pgh_id")
    users = [one.pgh_context["user"] for one in first]
    assert users == [_named("counter-zengyo").pk, _named("csw-zengyo").pk]


def test_nothing_is_told_from_the_future_but_what_is_planned() -> None:
    assert not Event.objects.filter(at__gt=NOW).exists()
    assert not SupportRecord.objects.filter(happened_at__gt=NOW).exists()


def test_four_sittings_two_with_minutes_one_today_one_to_come() -> None:
    called = Meeting.objects.of_cases().order_by("starts_at")
    assert [(one.kind, one.state) for one in called] == [
        ("juso", "settled"),
        ("shien", "settled"),
        ("juso", "invited"),
        ("shien", "invited"),
    ]
    first, second, of_today, next_week = called
    assert of_today.starts_at.astimezone(TOKYO).date() == NOW.date()
    assert next_week.starts_at - NOW < timedelta(days=15)
    for past in (first, second):
        assert {one.state for one in past.items.all()} == {"decided"}
        assert all(one.memo and one.decisions.get().wording for one in past.items.all())
    waiting = next_week.members.filter(answer="asked").values_list("staff__username", flat=True)
    assert set(waiting) == {"csw-zengyo", "hoken", "shogai-chubu"}
    assert of_today.members.sworn().count() == of_today.members.count() - 3


def test_above_the_cases_stand_papers_minutes_numbers_and_every_state_of_a_need() -> None:
    above = Meeting.objects.exclude(kind__in=OF_CASES)
    held = above.filter(state="settled")
    assert above.filter(starts_at__gt=NOW).exclude(handouts=None).exists()
    assert all(one.notes and one.turnout.exists() for one in held)
    assert {*held.values_list("kind", flat=True)} >= {
        "council",
        "small_area",
        "steering",
        "training",
    }
    for one in Handout.objects.all():
        assert files.get(one.stored, shelf=handouts.SHELF)
    assert {*Issue.objects.values_list("state", flat=True)} == {*IssueState}
    assert Match.objects.count() == 3
    assert not Resource.objects.filter(fictional=False).exists()
    assert len({one.fiscal_year for one in Course.objects.exclude(turnout=None)}) == 2


def test_one_item_waits_for_a_table_and_one_table_comes_again() -> None:
    (item,) = dues.adrift()
    assert (item.meeting.kind, item.state) == ("juso", "rerouted")
    again = Series.objects.get()
    assert (again.body.code, again.meetings.filter(starts_at__gt=NOW).count()) == (
        "small_area_07",
        3,
    )


def test_the_coordinators_see_whose_case_may_want_a_table() -> None:
    seen = dues.candidates(Case.objects.visible_to(_named("backup")))
    assert {stood(one, at=NOW).given for one in seen} == {True, False}
    assert any(one.coordinators_since and getattr(one, "returned", 0) > 1 for one in seen)
    assert dues.candidates(Case.objects.visible_to(_named("manager"))).count() > seen.count()


def test_plans_stand_in_every_state() -> None:
    assert {*Plan.objects.values_list("state", flat=True)} == {*PlanState}
    renewed = Plan.objects.get(state=PlanState.RENEWED)
    assert renewed.renewal.state == PlanState.TABLED


def test_what_the_tables_decided_was_done_on_its_day_by_each_agency() -> None:
    given = FollowUp.objects.filter(purpose="role", due_on__lt=NOW.date() - timedelta(days=7))
    assert given.exists()
    assert not given.open().exists()
    returned = AgendaItem.objects.get(reason="juso1", state="decided").case
    assert returned is not None
    assert sorted(returned.referrals.values_list("status", flat=True)) == ["accepted", "returned"]


def test_places_told_of_a_year_and_one_is_late() -> None:
    fictional = Site.objects.filter(fictional=True).count()
    sent = ActivityReport.objects.sent()
    assert sent.count() == fictional * 12 - 1
    months = {one.month: one.older for one in sent.filter(site__desks__isnull=False)}
    assert (len(months), len({*months.values()}) > 4) == (12, True)
    assert Desk.objects.get().staff.username == "engawa-zengyo"
    assert Picture.objects.filter(shown=True, kind="png", size__lt=20_000).count() == 3

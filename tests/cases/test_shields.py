"""支援措置の覆い: what is covered is covered for everybody, until they say why they open it (R7)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from cases.actions import openings, protections, referrals
from cases.actions.people import Known
from cases.actions.protections import Shield
from cases.dues import Terms
from cases.filters import CaseFilter
from cases.models import Case, ConsentState, Outcome, Person, Referral
from cases.sheets import candidates, cases, handovers, people, shields, timeline
from cases.sheets.candidates import Said
from cases.sheets.shields import Eyes
from districts.models import Agency, Staff
from tests.cases.people import join
from tests.cast import Receive

TODAY = date(2026, 11, 24)


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    """A moment ago: an opening is held against the database's own clock."""
    return a_moment_ago


@pytest.fixture
def kept(
    receive: Receive,
    ikiiki: Agency,
    joiner_worker: Staff,
    owner_worker: Staff,
    terms: Terms,
    now: datetime,
) -> Case:
    """A case of two agencies whose person is protected."""
    case = receive(
        person=Known(
            name="例田 花子",
            kana="れいだ はなこ",
            phones=("0466-00-0142",),
            address="架空台1-2",
        ),
        living_with="子の小太郎",
        consent=ConsentState.GIVEN,
        outcome=Outcome.REFER,
        refer_to=(join(ikiiki),),
    )
    referrals.accept(case.referrals.get(), by=joiner_worker, at=now, terms=terms)
    shield = Shield(starts_on=timezone.localdate(now), other_parties=("例田 太郎",))
    protections.begin(case, by=owner_worker, at=now, shield=shield)
    return cases.loaded(Case.objects.all()).get()


def test_nobody_in_particular_reads_nothing_that_is_covered(kept: Case) -> None:
    sheet = cases.of(kept, today=TODAY)
    person = sheet.person
    assert person is not None
    assert (person.name, person.protected) == ("例田 花子", True)
    assert (person.phones, person.address, person.town, person.district) == ((), "", "", None)
    assert person.masked == ("phones", "address", "town", "district")
    assert (sheet.owner.name, sheet.district, sheet.covered) == ("機関ふせ", None, True)
    assert sheet.living_with == shields.HIDDEN
    assert {one.what for one in sheet.nexts} == {shields.HIDDEN}


def test_ones_own_agency_is_no_secret(
    kept: Case, owner_worker: Staff, joiner_worker: Staff
) -> None:
    ours = cases.of(kept, today=TODAY, eyes=Eyes(owner_worker))
    assert (ours.owner, ours.owner_staff) == (owner_worker.agency, owner_worker)
    theirs = cases.of(kept, today=TODAY, eyes=Eyes(joiner_worker))
    assert (theirs.owner.name, str(theirs.owner_staff)) == ("機関ふせ", "職員ふせ")


def test_a_reason_opens_this_case_for_this_person_for_a_while(
    kept: Case, owner_worker: Staff, joiner_worker: Staff, now: datetime
) -> None:
    def reads(viewer: Staff) -> bool:
        sheet = cases.of(kept, today=TODAY, eyes=shields.on_one(kept, viewer=viewer))
        person = people.of(
            _person(kept), today=TODAY, opened=shields.opens(_person(kept), viewer=viewer)
        )
        assert sheet.covered == (person.address == "")
        return not sheet.covered

    assert not reads(owner_worker)
    openings.begin(kept, by=owner_worker, at=now, reason="通院", lasts=timedelta(minutes=30))
    assert (reads(owner_worker), reads(joiner_worker)) == (True, False)
    openings.begin(kept, by=joiner_worker, at=now, reason="通院", lasts=timedelta(seconds=1))
    assert not reads(joiner_worker)


def test_it_is_read_again_when_the_protection_is_over(
    kept: Case, owner_worker: Staff, now: datetime
) -> None:
    [protection] = kept.protections.all()
    protections.end(protection, by=owner_worker, at=now, reason="申出の取り下げ")
    fresh = cases.loaded(Case.objects.all()).get()
    assert not cases.of(fresh, today=TODAY).covered


def test_the_history_names_no_other_agency(kept: Case, joiner_worker: Staff) -> None:
    told = [timeline.of(one, eyes=Eyes(joiner_worker)) for one in timeline.loaded(kept)]
    words = " ".join(
        f"{one.title}{one.text}{one.note}{one.by}{one.agency}{one.data}" for one in told
    )
    assert "善行・地区福祉窓口" not in words
    assert "窓口田" not in words
    assert "20年近く" not in words


def test_a_hand_over_goes_without_them(kept: Case, joiner_worker: Staff) -> None:
    rows = handovers.loaded(Referral.objects.all(), viewer=joiner_worker)
    sheet = handovers.of(rows.get(), today=TODAY, eyes=Eyes(joiner_worker))
    assert sheet.person is not None
    assert (sheet.person.phones, sheet.person.address, sheet.heard.story) == (
        (),
        "",
        shields.HIDDEN,
    )
    assert (sheet.from_agency.name, sheet.to_agency) == ("機関ふせ", joiner_worker.agency)


@pytest.mark.parametrize(
    ("asked", "found"),
    [("例田 花子", 1), ("はなこ", 1), ("0466000142", 0), ("0142", 0), ("例田 太郎", 0)],
)
def test_neither_a_telephone_nor_the_other_party_leads_to_them(
    kept: Case, asked: str, found: int
) -> None:
    assert Person.objects.matching(asked).count() == found


def test_nobody_out_of_sight_is_hinted_at(kept: Case, owner_worker: Staff, outsider: Staff) -> None:
    said = Said(name="例田 花子", kana="れいだ はなこ", phone="0466-00-0142")
    assert not candidates.find(said, viewer=outsider, today=TODAY)
    [one] = candidates.find(said, viewer=owner_worker, today=TODAY).seen
    assert one.matches == ("kana", "name")
    assert one.person.phones == ()


def test_who_is_in_charge_is_not_asked_out_one_by_one(
    kept: Case, owner_worker: Staff, joiner_worker: Staff
) -> None:
    def found(viewer: Staff, **query: object) -> int:
        request = type("Asked", (), {"user": viewer})()
        visible = Case.objects.visible_to(viewer)
        return len(CaseFilter(query, visible, request=request).qs)

    owner, district = str(kept.owner_id), kept.district_id
    assert (found(owner_worker, owner=owner), found(owner_worker, district=district)) == (1, 1)
    assert (found(joiner_worker, owner=owner), found(joiner_worker, district=district)) == (0, 0)
    assert found(joiner_worker, stage="open") == 1


def _person(case: Case) -> Person:
    assert case.person is not None
    return case.person

"""気づき: three fields become a case of the district's CSW; the place keeps nothing of it (R1, R4, R6)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from cases.actions import consultations
from cases.actions.consultations import Intake, Keeper
from cases.dues import Terms
from cases.models import AccessGround, Case, Consultation, FollowUp, Ground, Level, Reminder
from districts.models import Agency, Staff
from engawa.actions import notices
from engawa.actions.notices import Noticed
from engawa.models import Site
from fujisawa_care.foundation.problems import NotAllowed
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
KEY = "5f3b8c1e-8a6e-4f6e-9d59-0a1f5a2f9c11"
SEEN = Noticed(what="杖をつくようになった", who="例田さん 0466-00-0142", may_call="yes")


def test_it_becomes_a_case_of_the_csw(
    bench: Site, bench_account: Staff, receiver_worker: Staff, terms: Terms, now: datetime
) -> None:
    notices.hand_over(bench, by=bench_account, at=now, terms=terms, noticed=SEEN)
    case = Case.objects.get()
    assert (case.owner, case.owner_staff) == (receiver_worker.agency, receiver_worker)
    assert (case.number[:1], case.district, case.stage) == ("R", bench.district, "open")
    step = FollowUp.objects.get()
    assert (step.agency, step.assignee, step.state) == (case.owner, receiver_worker, "open")
    heard = Consultation.objects.get()
    assert (heard.channel, heard.received_by, heard.brought_by) == (
        *("engawa", bench_account),
        bench.name,
    )
    assert heard.story.splitlines()[1:] == [
        "どなた・連絡のしかた：例田さん 0466-00-0142",
        "市から電話：してよい",
    ]
    told = Reminder.objects.get()
    assert (told.kind, told.recipient, told.case) == ("noticed", receiver_worker, case)


def test_the_place_keeps_no_ground(
    bench: Site, bench_account: Staff, receiver_worker: Staff, terms: Terms, now: datetime
) -> None:
    notices.hand_over(bench, by=bench_account, at=now, terms=terms, noticed=SEEN)
    held = AccessGround.objects.values_list("ground", "agency", "staff", "role")
    expected: set[Any] = {
        (Ground.OWNER, receiver_worker.agency_id, None, ""),
        (Ground.MANAGER, None, None, "manager"),
    }
    assert {*held} == expected
    for level in Level:
        assert not Case.objects.visible_to(bench_account, level=level).exists()
    assert Case.objects.visible_to(receiver_worker).exists()


def test_without_a_csw_it_is_the_coordinators(
    bench: Site,
    unknown: Site,
    bench_account: Staff,
    coordinator: Staff,
    terms: Terms,
    now: datetime,
) -> None:
    notices.hand_over(bench, by=bench_account, at=now, terms=terms, noticed=SEEN)
    case = Case.objects.get()
    assert (case.owner, case.owner_staff) == (coordinator.agency, None)
    assert Reminder.objects.get().recipient == coordinator
    with pytest.raises(NotAllowed):
        notices.hand_over(unknown, by=bench_account, at=now, terms=terms, noticed=SEEN)


def test_where_nobody_would_take_it_it_is_said(
    bench: Site, bench_account: Staff, terms: Terms, now: datetime
) -> None:
    with pytest.raises(ValidationError, match="電話でお知らせ"):
        notices.hand_over(bench, by=bench_account, at=now, terms=terms, noticed=SEEN)


def test_who_receives_for_whom_stands_in_one_rule(
    bench_account: Staff, owner_worker: Staff, council: Agency, terms: Terms, now: datetime
) -> None:
    for by, keeper in ((bench_account, None), (owner_worker, Keeper(agency=council))):
        told = Intake(channel="engawa", story="気になる", keeper=keeper)
        with pytest.raises(NotAllowed):
            consultations.receive(told, by=by, at=now, terms=terms)


def test_on_the_page_only_the_day_comes_back(
    sign_in: SignIn, bench: Site, bench_account: Staff, receiver_worker: Staff
) -> None:
    client = sign_in(bench_account)
    told: dict[str, Any] = {"what": "", "who": "例田さん", "may_call": "no", "once": KEY}
    answer = client.post("/engawa/desk/notice", told)
    assert (answer.status_code, "例田さん" in answer.content.decode()) == (422, True)
    for _ in range(2):
        answer = client.post("/engawa/desk/notice", told | {"what": "杖をつく"}, follow=True)
    case = Case.objects.get()
    shown = answer.content.decode()
    assert (shown.count("に受け取りました"), case.number in shown) == (1, False)
    assert ("杖をつく" in shown, "例田さん" in shown) == (False, False)
    assert client.get(f"/cases/{case.number}/").status_code == 404
    assert client.get("/reminders/").content.decode().count(case.number) == 0
    csw = Client()
    csw.force_login(receiver_worker)
    assert "杖をつく" in csw.get(f"/cases/{case.number}/").content.decode()
    assert case.opened_at <= timezone.now()

"""次の一手の画面: the result in one line, another day, another person; never without a next step."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases.actions import follow_ups
from cases.models import Case, FollowUp, Referral, SupportRecord
from districts.models import Agency, Role, Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def follow_up(case: Case) -> FollowUp:
    return case.follow_ups.get()


def test_nobody_there_proposes_the_same_a_week_later(owner: Client, follow_up: FollowUp) -> None:
    shown = owner.get(f"/follow-ups/{follow_up.pk}/done/?result=absent").content.decode()
    assert 'value="absent"' in shown
    assert f'value="{follow_up.what}"' in shown
    fragment = owner.get(
        f"/follow-ups/{follow_up.pk}/done/?result=absent", headers={"HX-Request": "true"}
    ).content.decode()
    assert ("<html" in fragment, "結果を残す" in fragment) == (False, True)


def test_the_result_and_the_next_step_are_kept_together(owner: Client, follow_up: FollowUp) -> None:
    told = {
        "outcome": "absent",
        "note": "連絡カードを入れた",
        "next_what": "もう一度訪ねる",
        "next_kind": "visit",
        "next_on": "R20.4.1",
        "next": "/today/",
    }
    answer = owner.post(f"/follow-ups/{follow_up.pk}/done/", told)
    assert (answer.status_code, answer["Location"]) == (302, "/today/")
    follow_up.refresh_from_db()
    assert (follow_up.state, follow_up.outcome) == ("done", "absent")
    assert FollowUp.objects.open().get().what == "もう一度訪ねる"
    assert SupportRecord.objects.get().text == "連絡カードを入れた"


def test_nobody_is_sent_to_another_site(owner: Client, follow_up: FollowUp) -> None:
    told = {"due_on": "R20.4.1", "reason": "本人の都合", "next": "https://example.com/"}
    answer = owner.post(f"/follow-ups/{follow_up.pk}/move/", told)
    assert answer["Location"] == f"/cases/{follow_up.case.number}/"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"outcome": "met"}, "次の一手を決めてください"),
        ({"outcome": ""}, "「結果」をえらんでください"),
        ({"outcome": "met", "next_what": "電話"}, "いつまでにするかを入れてください"),
        ({"outcome": "met", "next_on": "R20.4.1"}, "次にすることを入れてください"),
        ({"outcome": "met", "next_what": "電話", "next_on": "R2.4.1"}, "今日か、今日より後の日に"),
        ({"outcome": "met", "note": "あ" * 501}, "したことは500字までです（いま 501字）"),
    ],
)
def test_the_last_step_asks_for_the_next(
    owner: Client, follow_up: FollowUp, told: dict[str, str], words: str
) -> None:
    answer = owner.post(f"/follow-ups/{follow_up.pk}/done/", {"next_kind": "phone"} | told)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    follow_up.refresh_from_db()
    assert (follow_up.state, SupportRecord.objects.count()) == ("open", 0)


def test_whoever_comes_second_reads_that_it_is_done(
    owner: Client, owner_worker: Staff, follow_up: FollowUp, now: datetime
) -> None:
    then = follow_ups.Next(what="次", due_on=timezone.localdate() + timedelta(days=3))
    follow_ups.finish(follow_up, by=owner_worker, at=now, outcome="none", then=then)
    told = {"outcome": "none", "next_kind": "phone"}
    answer = owner.post(f"/follow-ups/{follow_up.pk}/done/", told)
    assert answer.status_code == 409
    assert "もう終わっています" in answer.content.decode()


def test_another_day_needs_a_reason(owner: Client, follow_up: FollowUp) -> None:
    way = f"/follow-ups/{follow_up.pk}/move/"
    refused = owner.post(way, {"due_on": "R20.4.1", "reason": ""})
    assert refused.status_code == 422
    assert "日を変える理由を入れてください" in refused.content.decode()
    owner.post(way, {"due_on": "R20.4.1", "reason": "本人の都合"})
    follow_up.refresh_from_db()
    assert f"{follow_up.due_on}" == "2038-04-01"


def test_a_colleague_can_be_asked(owner: Client, follow_up: FollowUp, desk: Agency) -> None:
    colleague = Staff.objects.create_user(
        "colleague", name="代田 わり", role=Role.COUNTER, agency=desk
    )
    way = f"/follow-ups/{follow_up.pk}/pass/"
    assert colleague.name in owner.get(way).content.decode()
    assert owner.post(way, {"to": ""}).status_code == 422
    owner.post(way, {"to": colleague.pk})
    follow_up.refresh_from_db()
    assert follow_up.assignee == colleague


def test_only_who_may_write_is_in_the_list(
    owner: Client, follow_up: FollowUp, outsider: Staff
) -> None:
    way = f"/follow-ups/{follow_up.pk}/pass/"
    assert outsider.name not in owner.get(way).content.decode()
    assert owner.post(way, {"to": outsider.pk}).status_code == 422


def test_a_step_more_is_planned_once(owner: Client, case: Case) -> None:
    told = {
        "next_what": "母に電話",
        "next_on": "R20.4.1",
        "next_kind": "phone",
        "next_time": "14:30",
        "once": "5f3b8c1e-8a6e-4f6e-9d59-0a1f5a2f9c11",
    }
    for _ in range(2):
        assert owner.post(f"/cases/{case.number}/plan/", told).status_code == 302
    planned = FollowUp.objects.get(what="母に電話")
    assert (f"{planned.due_on}", f"{planned.due_time}") == ("2038-04-01", "14:30:00")
    assert owner.post(f"/cases/{case.number}/plan/", {"next_kind": "phone"}).status_code == 422


def test_to_a_stranger_a_step_is_not_there(
    stranger: Client, receiver: Client, referral: Referral
) -> None:
    follow_up = FollowUp.objects.get()
    for verb in ("done", "move", "pass"):
        way = f"/follow-ups/{follow_up.pk}/{verb}/"
        for client in (stranger, receiver):
            assert (client.get(way).status_code, client.post(way).status_code) == (404, 404)

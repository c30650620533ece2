"""次の一手の画面: the result in one line, another day, another person; never without a next step."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases.actions import follow_ups, records
from cases.models import Case, Event, FollowUp, Referral, SupportRecord
from districts.models import Agency, Role, Staff
from fujisawa_care.foundation.workdays import next_working_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def follow_up(case: Case) -> FollowUp:
    return case.follow_ups.get()


FRAGMENT = {"HX-Request": "true"}
TODAY = timezone.localdate()


def _asked(client: Client, follow_up: FollowUp, result: str) -> str:
    shown = client.get(f"/follow-ups/{follow_up.pk}/done/?result={result}", headers=FRAGMENT)
    return shown.content.decode()


@pytest.mark.parametrize(
    ("result", "kind", "days", "what"),
    [
        ("absent", "visit", 7, "訪ねる"),
        ("message_left", "phone", 7, "訪ねる"),
        ("met", "visit", 14, "ようすを見に行く"),
        ("met", "phone", 14, "電話でようすを聞く"),
        ("declined", "visit", 14, "間をおいて、もう一度声をかける"),
        ("none", "task", 14, ""),
    ],
)
def test_every_result_proposes_the_next_day(
    owner: Client, follow_up: FollowUp, result: str, kind: str, days: int, what: str
) -> None:
    FollowUp.objects.filter(pk=follow_up.pk).update(kind=kind, what="訪ねる")
    shown = _asked(owner, follow_up, result)
    day = next_working_day(TODAY + timedelta(days=days))
    assert f'value="{day}"' in shown
    assert (f'value="{what}"' in shown) == bool(what)
    assert ("<html" in shown, "結果を残す" in shown) == (False, True)
    assert ("<details" in shown, " open>" in shown) == (True, not what)


def test_where_another_step_waits_only_a_missed_one_is_repeated(
    owner: Client, owner_worker: Staff, follow_up: FollowUp, now: datetime
) -> None:
    FollowUp.objects.filter(pk=follow_up.pk).update(kind="visit")
    then = follow_ups.Next(what="申請書を出す", due_on=TODAY + timedelta(days=3))
    follow_ups.plan(follow_up.case, by=owner_worker, at=now, then=then)
    assert "ようすを見に行く" in _asked(owner, follow_up, "met")
    FollowUp.objects.filter(what="申請書を出す").update(kind="phone")
    assert "ほかに決まっています" in _asked(owner, follow_up, "met")
    assert f'value="{follow_up.what}"' in _asked(owner, follow_up, "absent")


def test_absences_are_counted_since_the_person_was_met(
    owner: Client, owner_worker: Staff, case: Case, now: datetime
) -> None:
    for outcome in ("absent", "met", "absent", "absent"):
        records.write(
            case, by=owner_worker, at=now, happened_at=now, method="visit", outcome=outcome
        )
        now += timedelta(seconds=1)
    assert "不在・3回目" in _asked(owner, case.follow_ups.get(), "absent")


def test_what_was_kept_and_when_the_next_is_is_said(owner: Client, follow_up: FollowUp) -> None:
    told = {"outcome": "absent", "next_what": "訪ねる", "next_kind": "visit", "next_on": "R20.4.1"}
    way = f"/follow-ups/{follow_up.pk}/done/"
    answer = owner.post(way, told | {"next_time": "14:30"}, follow=True)
    said = [str(one) for one in answer.context["messages"]]
    assert said == [
        "しごとの結果（不在・1回目）を残しました。次は2038年4月1日（木）14:30の訪問です"
    ]


def test_a_form_inside_the_page_is_told_where_to_go_and_answered_once(
    owner: Client, follow_up: FollowUp
) -> None:
    """The line breaks after the server has answered: the second try gets the first answer."""
    told = {
        "outcome": "absent",
        "next_what": "訪ねる",
        "next_kind": "visit",
        "next_on": "R20.4.1",
        "next": "/today/",
        "once": "5f3b8c1e-8a6e-4f6e-9d59-0a1f5a2f9c12",
    }
    for _ in range(2):
        answer = owner.post(f"/follow-ups/{follow_up.pk}/done/", told, headers=FRAGMENT)
        assert (answer.status_code, answer["HX-Redirect"]) == (204, "/today/")
    assert SupportRecord.objects.count() == 1
    late = owner.post(f"/follow-ups/{follow_up.pk}/done/", told | {"once": ""}, headers=FRAGMENT)
    assert (late.status_code, "<html" in late.content.decode()) == (409, False)


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


def test_the_reason_can_be_picked_and_the_day_is_proposed(
    owner: Client, follow_up: FollowUp
) -> None:
    way = f"/follow-ups/{follow_up.pk}/move/"
    again = next_working_day(TODAY + timedelta(days=7))
    assert f'value="{again}"' in owner.get(way).content.decode()
    told = {"due_on": f"{again}", "due_time": "9:00", "why": "天気", "reason": "大雨"}
    answer = owner.post(way, told, follow=True)
    assert f"{again.month}月{again.day}日" in str(next(iter(answer.context["messages"])))
    follow_up.refresh_from_db()
    assert (follow_up.due_on, f"{follow_up.due_time}") == (again, "09:00:00")
    assert Event.objects.get(kind="moved").note == "天気。大雨"


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
        assert owner.post(f"/cases/{case.number}/next/", told).status_code == 302
    planned = FollowUp.objects.get(what="母に電話")
    assert (f"{planned.due_on}", f"{planned.due_time}") == ("2038-04-01", "14:30:00")
    assert owner.post(f"/cases/{case.number}/next/", {"next_kind": "phone"}).status_code == 422


def test_to_a_stranger_a_step_is_not_there(
    stranger: Client, receiver: Client, referral: Referral
) -> None:
    follow_up = FollowUp.objects.get()
    for verb in ("done", "move", "pass"):
        way = f"/follow-ups/{follow_up.pk}/{verb}/"
        for client in (stranger, receiver):
            assert (client.get(way).status_code, client.post(way).status_code) == (404, 404)

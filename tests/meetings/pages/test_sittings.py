"""会議のページ: the list, one sitting and what may be done there, without a script."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from cases.models import Case
from districts.models import Staff
from fujisawa_care.foundation.workdays import TOKYO
from meetings.actions import agenda, meetings
from meetings.models import LegalBasis, Meeting, MeetingBody, Member
from tests.meetings.cast import Call, Join, Table

pytestmark = pytest.mark.django_db
LIST_QUERIES, PAGE_QUERIES = 9, 15


def _in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def _text(answer: Any) -> str:
    words: str = answer.content.decode()
    return words


def _say(body: MeetingBody, **more: Any) -> dict[str, Any]:
    return {
        "body": body.pk,
        "on": "R9.1.12",
        "begins": "14時",
        "ends": "15:30",
        "place": "本庁舎 会議室（架空）",
    } | more


@pytest.fixture
def soon(shien_body: MeetingBody, call: Call, now: datetime) -> Meeting:
    noon = now.astimezone(TOKYO).replace(hour=12, minute=0, second=0, microsecond=0)
    return call(shien_body, at=noon + timedelta(days=7), state="planned")


def test_a_sitting_is_made_members_are_called_and_invited(
    shien_body: MeetingBody, coordinator: Staff, owner_worker: Staff
) -> None:
    desk = _in(coordinator)
    assert desk.get(reverse("meeting-new")).status_code == 200
    made = desk.post(reverse("meeting-new"), _say(shien_body))
    meeting = Meeting.objects.get()
    here = reverse("meeting", args=[meeting.pk])
    assert (made.status_code, made.headers["Location"]) == (302, here)
    assert meeting.starts_at == datetime(2027, 1, 12, 14, tzinfo=TOKYO)
    add = reverse("meeting-member-add", args=[meeting.pk])
    desk.post(add, {"staff": owner_worker.pk, "chairs": "on"})
    desk.post(add, {"name": "民生 みまもり（架空）", "title": "民生委員"})
    assert [(one.name, one.chairs) for one in meeting.members.all()] == [
        (owner_worker.name, True),
        ("民生 みまもり（架空）", False),
    ]
    assert "2人を招く" in _text(desk.get(here))
    desk.post(reverse("meeting-invite", args=[meeting.pk]))
    mine = meeting.members.get(staff=owner_worker)
    own = _in(owner_worker)
    assert "返事待ち" in _text(own.get(here))
    answered = own.post(
        reverse("meeting-member-answer", args=[meeting.pk, mine.pk]), {"answer": "online"}
    )
    assert answered.headers["Location"] == here
    page = _text(own.get(here))
    assert "オンラインで出席" in page
    assert "守秘 0/2" in page
    own.post(reverse("meeting-member-swear", args=[meeting.pk, mine.pk]))
    assert "守秘 1/2" in _text(own.get(here))


def test_a_form_sent_twice_makes_one_sitting(shien_body: MeetingBody, coordinator: Staff) -> None:
    desk = _in(coordinator)
    said = _say(shien_body, once="0b6cf6a1-7d7e-4b5f-9c53-3df0e3d4f1aa")
    first, again = (desk.post(reverse("meeting-new"), said) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"]
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"body": ""}, "「会議体」をえらんでください"),
        ({"on": ""}, "日を入れてください"),
        ({"on": "あした"}, "日"),
        ({"begins": "25:00"}, "時刻を「14:30」のように"),
        ({"ends": ""}, "終わりの時刻を入れてください"),
        ({"ends": "13:00"}, "終わりは、はじめより後"),
        ({"place": "あ" * 20_001}, "100字まで"),
        ({"place": "会議室\0"}, "読めない文字"),
        ({"packet_on": "R9.1.13"}, "会議の日まで"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_typed_is_lost(
    said: dict[str, Any], words: str, shien_body: MeetingBody, coordinator: Staff
) -> None:
    answer = _in(coordinator).post(
        reverse("meeting-new"), _say(shien_body, title="年のまとめ") | said
    )
    assert answer.status_code == 422
    page = _text(answer)
    assert words in page
    assert "年のまとめ" in page
    assert not Meeting.objects.exists()


def test_two_who_put_the_plan_right_are_told_and_keep_their_words(
    soon: Meeting, coordinator: Staff, manager: Staff, now: datetime
) -> None:
    desk, edit = _in(coordinator), reverse("meeting-edit", args=[soon.pk])
    page = desk.get(edit)
    was = page.context["was"]
    said: dict[str, Any] = {**was, "bases": was["bases"].split()}
    carried = {f"was-{name}": value for name, value in was.items()}
    other = {"title": "ほかの人のテーマ"}
    meetings.change(soon, by=manager, at=now, said=other)
    stale = desk.post(edit, said | carried | {"title": "わたしのテーマ"})
    assert stale.status_code == 409
    assert "ほかの人が先に「テーマ」を直しました" in _text(stale)
    assert "わたしのテーマ" in _text(stale)
    carried = {f"was-{name}": value for name, value in stale.context["was"].items()}
    assert desk.post(edit, said | carried | {"title": "わたしのテーマ"}).status_code == 302
    soon.refresh_from_db()
    assert soon.title == "わたしのテーマ"
    brought = desk.post(
        edit, said | carried | {"title": "ほかの人のテーマ", "place": "長後（架空）"}
    )
    soon.refresh_from_db()
    assert (brought.status_code, soon.place) == (302, "長後（架空）")


def test_an_edit_without_a_change_keeps_everything(soon: Meeting, coordinator: Staff) -> None:
    desk, edit = _in(coordinator), reverse("meeting-edit", args=[soon.pk])
    was = desk.get(edit).context["was"]
    carried = {f"was-{name}": value for name, value in was.items()}
    version = Meeting.objects.get().version
    said: dict[str, Any] = {**was, "bases": was["bases"].split()}
    assert desk.post(edit, said | carried).status_code == 302
    assert Meeting.objects.get().version == version
    assert LegalBasis.objects.filter(meetings=soon).count() == 1


def test_the_table_shows_a_case_to_whoever_is_seated_and_has_sworn(
    shien: Meeting, case: Case, join: Join, table: Table, joiner_worker: Staff,
    receiver_worker: Staff, coordinator: Staff,
) -> None:  # fmt: skip
    mine = join(shien, joiner_worker)
    table(shien, case)
    join(shien, receiver_worker)  # called later: no seat at the item
    here = reverse("meeting", args=[shien.pk])
    assert case.number in _text(_in(coordinator).get(here))
    for staff in (joiner_worker, receiver_worker):
        page = _text(_in(staff).get(here))
        assert case.number not in page
        assert "議題1" in page
    _in(joiner_worker).post(reverse("meeting-member-swear", args=[shien.pk, mine.pk]))
    assert case.number in _text(_in(joiner_worker).get(here))


def test_who_is_not_called_finds_nothing_and_who_is_may_not_manage(
    soon: Meeting, join: Join, owner_worker: Staff, outsider: Staff, administrator: Staff
) -> None:
    mine = join(soon, owner_worker)
    here = reverse("meeting", args=[soon.pk])
    for stranger in (outsider, administrator):
        assert _in(stranger).get(here).status_code == 404
        assert soon.called not in _text(_in(stranger).get(reverse("meeting-list")))
        answer = reverse("meeting-member-answer", args=[soon.pk, mine.pk])
        assert _in(stranger).post(answer, {"answer": "coming"}).status_code == 404
    own = _in(owner_worker)
    assert own.get(here).status_code == 200
    assert "出席者を加える" not in _text(own.get(here))
    assert own.get(reverse("meeting-new")).status_code == 403
    assert own.get(reverse("meeting-edit", args=[soon.pk])).status_code == 403
    for verb in ("invite", "begin", "settle", "member-add"):
        assert own.post(
            reverse(f"meeting-{verb}", args=[soon.pk]), {"name": "だれか"}
        ).status_code in (403, 409)
    assert Member.objects.count() == 1


def test_a_sitting_is_begun_settled_or_called_off(
    shien: Meeting, soon: Meeting, coordinator: Staff
) -> None:
    desk = _in(coordinator)
    early = desk.post(reverse("meeting-begin", args=[soon.pk]))
    assert early.status_code == 409
    assert "その日になってから" in _text(early)
    assert desk.post(reverse("meeting-begin", args=[shien.pk])).status_code == 302
    assert desk.post(reverse("meeting-settle", args=[shien.pk])).status_code == 302
    cancel = reverse("meeting-cancel", args=[soon.pk])
    assert "取りやめるわけを入れてください" in _text(desk.post(cancel, {"because": " "}))
    assert desk.post(cancel, {"because": "大雪のため"}).status_code == 302
    assert "大雪のため" in _text(desk.get(reverse("meeting", args=[soon.pk])))
    shien.refresh_from_db()
    soon.refresh_from_db()
    assert (shien.state, soon.state) == ("settled", "cancelled")


def test_the_list_is_of_what_comes_of_this_month_and_of_what_is_over(
    shien_body: MeetingBody, juso_body: MeetingBody, call: Call, coordinator: Staff, now: datetime
) -> None:
    far = call(shien_body, at=now + timedelta(days=40), state="planned")
    past = call(juso_body, at=now - timedelta(days=40), state="settled", held_at=now)
    desk, listing = _in(coordinator), reverse("meeting-list")

    def shown(**asked: Any) -> list[int]:
        return [one.id for one in desk.get(listing, asked).context["items"]]

    assert shown() == [far.pk]
    assert shown(when="past") == [past.pk]
    assert shown(when="month") == []
    assert shown(body="juso") == []
    assert shown(when="past", body="juso") == [past.pk]
    assert shown(when="past", fiscal_year=1999) == []
    assert desk.get(listing, {"when": "never"}).status_code == 400
    assert desk.get(listing, {"body": "juso\0"}).status_code == 400


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    many: int, shien_body: MeetingBody, call: Call, join: Join, coordinator: Staff,
    owner_worker: Staff, now: datetime, django_assert_num_queries: Any,
) -> None:  # fmt: skip
    for week in range(many):
        join(call(shien_body, at=now + timedelta(weeks=week + 1)), owner_worker)
    desk = _in(coordinator)
    desk.get(reverse("meeting-list"))
    with django_assert_num_queries(LIST_QUERIES):
        desk.get(reverse("meeting-list"))


@pytest.mark.parametrize("many", [1, 3])
def test_a_sitting_asks_the_same_number_of_questions(
    many: int, shien: Meeting, join: Join, coordinator: Staff, django_assert_num_queries: Any,
) -> None:  # fmt: skip
    for each in range(many):
        join(shien, name=f"民生 みまもり{each}（架空）")
        agenda.table(
            shien, None, by=coordinator, at=shien.created_at, reason="none", question="",
            title=f"報告{each}",
        )  # fmt: skip
    desk, here = _in(coordinator), reverse("meeting", args=[shien.pk])
    desk.get(here)
    with django_assert_num_queries(PAGE_QUERIES):
        desk.get(here)


def test_the_calendar_file_says_the_body_and_its_number_only(
    shien: Meeting, case: Case, table: Table, join: Join, owner_worker: Staff
) -> None:
    join(shien, owner_worker)
    table(shien, case)
    answer = _in(owner_worker).get(reverse("meeting-calendar", args=[shien.pk]))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    event: Any
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["summary"]) == "支援会議 第1回"
    assert event["dtstart"].dt == shien.starts_at
    assert case.number not in _text(answer)


def test_a_table_is_made_to_repeat_and_ends_with_one_of_its_sittings(
    shien_body: MeetingBody, coordinator: Staff, owner_worker: Staff, now: datetime
) -> None:
    desk, on = _in(coordinator), timezone.localdate(now) + timedelta(days=14)
    said = _say(shien_body, on=on.isoformat(), repeat="weekly")
    assert desk.post(reverse("meeting-new"), said).status_code == 302
    made = list(Meeting.objects.order_by("starts_at"))
    assert len(made) > 5
    assert {one.starts_at.astimezone(TOKYO).weekday() for one in made} == {on.weekday()}
    end = reverse("meeting-series-end", args=[made[1].pk])
    assert "くり返しをこの回で終える" in _text(desk.get(reverse("meeting", args=[made[1].pk])))
    assert _in(owner_worker).post(end).status_code == 404
    desk.post(end)
    states = [one.state for one in Meeting.objects.order_by("starts_at")]
    assert states == ["planned", "planned"] + ["cancelled"] * (len(made) - 2)


def test_papers_due_before_the_sitting_was_made_are_wanted_soon_and_not_late(
    soon: Meeting, coordinator: Staff, now: datetime
) -> None:
    here = reverse("meeting", args=[soon.pk])
    day = now.astimezone(TOKYO).date()
    Meeting.objects.filter(pk=soon.pk).update(packet_due_on=day - timedelta(days=3))
    assert "3日すぎ" in _text(_in(coordinator).get(here))
    Meeting.objects.filter(pk=soon.pk).update(created_at=now)
    page = _text(_in(coordinator).get(here))
    assert "できるだけ早く" in page
    assert "3日すぎ" not in page


def test_who_never_answered_a_sitting_that_is_over_is_not_waited_for(
    soon: Meeting, join: Join, owner_worker: Staff, coordinator: Staff, now: datetime
) -> None:
    join(soon, owner_worker, answer="asked")
    here, past = reverse("meeting", args=[soon.pk]), f"{reverse('meeting-list')}?when=past"
    assert "返事待ち" in _text(_in(coordinator).get(here))
    Meeting.objects.filter(pk=soon.pk).update(state="held", held_at=now)
    Meeting.objects.filter(pk=soon.pk).update(state="settled", settled_at=now)
    page, listed = _text(_in(coordinator).get(here)), _text(_in(owner_worker).get(past))
    assert ("返事待ち" in page, "返事なし" in page) == (False, True)
    assert ("返事を待っています" in listed, "返事なし" in listed) == (False, True)


def test_a_table_without_cases_asks_for_no_secrecy_and_no_numbered_papers(
    call: Call, council_body: MeetingBody, table: Table, join: Join, coordinator: Staff
) -> None:
    sitting = call(council_body)
    join(sitting, coordinator)
    item = table(sitting, None, title="移動販売")
    page = _text(_in(coordinator).get(reverse("meeting-item", args=[sitting.pk, item.pk])))
    assert "移動販売" in page
    for words in ("守秘の確認", "資料 まだ"):
        assert words not in page

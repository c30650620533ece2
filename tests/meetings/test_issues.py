"""地域課題: from a case to a table and back, and at no step does it say who."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client

from cases.actions import issues as from_cases
from cases.actions.households import Member, add
from cases.models import Case, EventKind, Reminder, ReminderKind
from districts.models import Issue, Staff
from fujisawa_care.foundation.problems import NotAllowed
from meetings.actions import issues
from meetings.models import Hearing, Meeting, MeetingBody
from tests.cast import Begin
from tests.meetings.cast import Call

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(known_case: Case, owner_worker: Staff, care: Any, now: datetime) -> Issue:
    text = "通院に付き添う人がいない"
    return from_cases.bring_up(known_case, by=owner_worker, at=now, topic=care, text=text)


def test_the_answer_comes_back_to_who_raised_it(
    issue: Issue,
    council_body: MeetingBody,
    receiver_worker: Staff,
    owner_worker: Staff,
    now: datetime,
) -> None:
    handed = issues.hand(issue, by=receiver_worker, at=now, body=council_body)
    assert (handed.handed_to, handed.state) == (council_body.name, "handed")
    issues.answer(issue, by=receiver_worker, at=now + timedelta(days=9), text="送迎を試す")
    told = Reminder.objects.get(kind=ReminderKind.ISSUE_ANSWERED)
    assert (told.recipient, told.case, told.page) == (owner_worker, None, f"/issues/{issue.pk}/")
    assert told.about == "地域課題（善行地区・介護）"


def test_who_has_left_is_answered_at_their_desk(
    issue: Issue,
    council_body: MeetingBody,
    coordinator: Staff,
    owner_worker: Staff,
    now: datetime,
) -> None:
    next_desk = Staff.objects.create_user(
        "next", name="隣田 となり", role="counter", agency=owner_worker.agency
    )
    issue.raised_by = Staff.objects.create_user(
        "gone", name="去田 いない", role="counter", agency=owner_worker.agency, is_active=False
    )
    assert issues._back_to(issue) == [owner_worker, next_desk]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("例田花子さんの通院", "氏名"),
        ("例田 花子さんの通院", "氏名"),
        ("花子さんに付き添う人", "氏名"),
        ("レイダさんれいだはなこ", "ふりがな"),
        ("ﾚｲﾀﾞﾊﾅｺさんの通院", "ふりがな"),
        ("０４６６－００－０１４２にかけた", "電話"),
        ("小太郎くんの居場所", "氏名"),
    ],
)
def test_words_that_say_who_are_refused_without_repeating_them(
    known_case: Case, owner_worker: Staff, care: Any, now: datetime, text: str, kind: str
) -> None:
    add(known_case, by=owner_worker, at=now, who=Member(name="例田 小太郎", relation="child"))
    with pytest.raises(ValidationError, match=kind) as refused:
        from_cases.bring_up(known_case, by=owner_worker, at=now, topic=care, text=text)
    assert text not in str(refused.value)
    assert not Issue.objects.exists()


def test_the_number_of_the_case_is_refused_too(
    known_case: Case, owner_worker: Staff, care: Any, now: datetime
) -> None:
    with pytest.raises(ValidationError, match="受付番号"):
        from_cases.bring_up(
            known_case,
            by=owner_worker,
            at=now,
            topic=care,
            text=f"{known_case.number.lower()}の方の通院",
        )


def test_the_case_keeps_that_one_was_raised_and_not_which(
    issue: Issue, known_case: Case, owner_worker: Staff
) -> None:
    event = known_case.events.get(kind=EventKind.ISSUE_RAISED)
    assert (event.note, event.data) == ("", {})
    assert (issue.from_case, issue.district_id, issue.raised_by) == (True, "07", owner_worker)


def test_under_protection_not_even_where(
    known_case: Case, begin: Begin, owner_worker: Staff, care: Any, now: datetime
) -> None:
    begin(known_case)
    raised = from_cases.bring_up(
        known_case, by=owner_worker, at=now, topic=care, text="集まる場がない"
    )
    assert (raised.district, raised.place) == (None, "市全体")


def test_only_who_works_on_it_raises_one(
    known_case: Case, outsider: Staff, care: Any, now: datetime
) -> None:
    with pytest.raises(NotAllowed):
        from_cases.bring_up(known_case, by=outsider, at=now, topic=care, text="足りない")


def test_no_issue_lies_on_a_table_of_cases(
    issue: Issue, juso_body: MeetingBody, manager: Staff, now: datetime
) -> None:
    with pytest.raises(ValidationError, match="えらんで"):
        issues.hand(issue, by=manager, at=now, body=juso_body)
    issue.refresh_from_db()
    assert issue.state == "raised"


def test_a_sitting_is_of_its_own_table(
    issue: Issue,
    council_body: MeetingBody,
    juso: Meeting,
    call: Call,
    manager: Staff,
    now: datetime,
) -> None:
    with pytest.raises(ValidationError, match="これから開く回"):
        issues.hand(issue, by=manager, at=now, body=council_body, meeting=juso)
    with pytest.raises(DatabaseError), transaction.atomic():
        Hearing.objects.create(
            issue=issue, body=council_body, meeting=juso, handed_by=manager, handed_at=now
        )
    sitting = call(council_body)
    handed = issues.hand(issue, by=manager, at=now, body=council_body, meeting=sitting)
    assert handed.handed_to == f"{council_body.name} 第1回"


def test_through_the_pages_and_back(
    owner: Client,
    leader: Client,
    known_case: Case,
    council_body: MeetingBody,
    care: Any,
) -> None:
    here = f"/cases/{known_case.number}/issue/"
    refused = owner.post(here, {"topic": care.pk, "text": "例田さんの通院"})
    assert (refused.status_code, "例田さんの通院" in refused.content.decode()) == (422, True)
    owner.post(here, {"topic": care.pk, "text": "通院に付き添う人がいない"})
    issue = Issue.objects.get()
    assert owner.get(f"/issues/{issue.pk}/hand").status_code == 403
    assert leader.post(f"/issues/{issue.pk}/hand", {"body": ""}).status_code == 422
    leader.post(f"/issues/{issue.pk}/hand", {"body": council_body.pk})
    leader.post(f"/issues/{issue.pk}/answer", {"text": "送迎を試す"})
    words = owner.get(f"/issues/{issue.pk}/").content.decode()
    assert "送迎を試す" in words
    reminder = Reminder.objects.get(kind=ReminderKind.ISSUE_ANSWERED)
    opened = owner.get(f"/reminders/{reminder.pk}/", follow=True)
    assert "地域課題に、会議の答えがありました" in opened.content.decode()


def test_through_the_api(
    leader: Client, issue: Issue, council_body: MeetingBody, stranger: Client
) -> None:
    here = f"/api/v1/issues/{issue.pk}"
    told = {"body": council_body.pk}
    json: Any = {"content_type": "application/json"}
    assert stranger.post(f"{here}/hand/", told, **json).status_code == 403
    assert leader.post(f"{here}/hand/", told, **json).json()["handed_to"] == council_body.name
    assert leader.post(f"{here}/hand/", told, **json).status_code == 409
    done = leader.post(f"{here}/answer/", {"text": "送迎を試す"}, **json).json()
    assert (done["state"], done["answer"]) == ("answered", "送迎を試す")

"""地域課題・社会資源: what is missing, nameless, goes to a table and comes back; what there is is made sure of."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from districts import sheets
from districts.actions import issues, resources
from districts.actions.resources import Help
from districts.models import Issue, Match, Resource, ResourceVersion, Staff
from districts.states import ISSUE_STEPS, IssueState
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(receiver_worker: Staff, zengyo: Any, care: Any, now: datetime) -> Issue:
    return issues.bring_up(
        by=receiver_worker, at=now, topic=care, district=zengyo, text="通院の付き添いがない"
    )


@pytest.fixture
def ride(receiver_worker: Staff, zengyo: Any, care: Any, now: datetime) -> Resource:
    told = Help(
        name="善行おでかけ会（架空）",
        kind="ride",
        what="通院の付き添い",
        districts=[zengyo],
        topics=[care],
    )
    return resources.add(told, by=receiver_worker, at=now, fictional=True)


def test_an_issue_goes_to_a_table_and_comes_back_with_an_answer(
    issue: Issue, receiver_worker: Staff, manager: Staff, now: datetime
) -> None:
    handed = issues.hand(issue, by=receiver_worker, at=now, to="協議体（善行）第3回")
    later = now + timedelta(days=20)
    answered = issues.answer(handed, by=manager, at=later, text="送迎ボランティアを募る")
    told = (answered.state, answered.handed_to, answered.answer, answered.answered_on)
    assert told == ("answered", "協議体（善行）第3回", "送迎ボランティアを募る", later.date())


def test_of_the_moment_only_the_day_is_kept(issue: Issue, now: datetime) -> None:
    assert type(issue.raised_on) is date
    assert not [
        each.name
        for each in Issue._meta.get_fields()
        if each.is_relation
        and each.related_model
        and each.related_model._meta.app_label == "cases"
        and not each.auto_created
    ]


STEPS = {
    "hand": lambda issue, by, at: issues.hand(issue, by=by, at=at, to="小地域ケア会議（善行）"),
    "answer": lambda issue, by, at: issues.answer(issue, by=by, at=at, text="話し合った"),
    "withdraw": lambda issue, by, at: issues.withdraw(issue, by=by, at=at, because="重なった"),
}
AFTER = {
    "hand": IssueState.HANDED,
    "answer": IssueState.ANSWERED,
    "withdraw": IssueState.WITHDRAWN,
}


@pytest.mark.parametrize("state", list(IssueState))
@pytest.mark.parametrize("verb", list(STEPS))
def test_only_what_the_table_of_steps_allows_happens(
    state: IssueState, verb: str, issue: Issue, manager: Staff, now: datetime
) -> None:
    path = {"raised": (), "handed": ("hand",), "answered": ("hand", "answer")}
    for before in path.get(state, (state.value.replace("withdrawn", "withdraw"),)):
        STEPS[before](issue, manager, now)
    if AFTER[verb] in ISSUE_STEPS[state]:
        assert STEPS[verb](issue, manager, now).state == AFTER[verb]
        return
    with pytest.raises(IllegalStep):
        STEPS[verb](issue, manager, now)
    issue.refresh_from_db()
    assert issue.state == state


def test_who_may_do_what(
    issue: Issue,
    ride: Resource,
    owner_worker: Staff,
    outsider: Staff,
    administrator: Staff,
    zengyo: Any,
    care: Any,
    now: datetime,
) -> None:
    for refused in (
        lambda: issues.bring_up(by=administrator, at=now, topic=care, text="足りない"),
        lambda: issues.hand(issue, by=owner_worker, at=now, to="協議体"),
        lambda: issues.withdraw(issue, by=outsider, at=now, because="わけ"),
        lambda: resources.confirm(ride, by=administrator, at=now),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert list(Issue.objects.visible_to(administrator)) == []
    assert list(Issue.objects.visible_to(outsider)) == [issue]


@pytest.mark.parametrize(
    "broken",
    [
        {"text": "書きかえる"},
        {"state": "answered"},
        {"state": "handed"},
        {"answer": "まだ渡していない"},
        {"handed_to": "協議体"},
    ],
)
def test_the_database_holds_it_too(issue: Issue, broken: dict[str, str]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).update(**broken)
    with pytest.raises(DatabaseError), transaction.atomic():
        issue.delete()


def test_nothing_is_raised_without_words(receiver_worker: Staff, care: Any, now: datetime) -> None:
    with pytest.raises(ValidationError):
        issues.bring_up(by=receiver_worker, at=now, topic=care, text="")
    assert not Issue.objects.exists()


def test_help_is_offered_where_and_for_what_it_is(
    issue: Issue, ride: Resource, receiver_worker: Staff, debt_help: Resource, now: datetime
) -> None:
    assert [one.resource for one in sheets.offers(issue)] == [ride]
    resources.match(issue, ride, by=receiver_worker, at=now)
    resources.match(issue, ride, by=receiver_worker, at=now, note="もう一度")
    assert Match.objects.count() == 1
    assert sheets.offers(issue) == []
    resources.unmatch(Match.objects.get(), by=receiver_worker, at=now)
    assert [one.resource for one in sheets.offers(issue)] == [ride]
    resources.end(ride, by=receiver_worker, at=now, because="会が終わった")
    assert sheets.offers(issue) == []


@pytest.fixture
def debt_help(receiver_worker: Staff, hikikomori: Any, now: datetime) -> Resource:
    told = Help(
        name="見本の居場所（架空）", kind="place", what="居場所", citywide=True, topics=[hikikomori]
    )
    return resources.add(told, by=receiver_worker, at=now, fictional=True)


def test_a_stale_page_changes_nothing_and_every_version_is_kept(
    ride: Resource, receiver_worker: Staff, joiner_worker: Staff, now: datetime
) -> None:
    told = Help(name=ride.name, kind="ride", what="買い物の付き添いも", citywide=True)
    changed = resources.change(ride, by=joiner_worker, at=now, seen=ride.version, told=told)
    assert (changed.version, list(changed.districts.all())) == (2, [])
    with pytest.raises(IllegalStep, match="先に直しました"):
        resources.change(ride, by=receiver_worker, at=now, seen=1, told=told)
    assert ResourceVersion.objects.filter(pgh_obj=ride).count() == 2


def test_to_make_sure_sets_the_day(ride: Resource, joiner_worker: Staff, now: datetime) -> None:
    later = now + timedelta(days=400)
    assert list(Resource.objects.stale(later.date())) == [ride]
    sure = resources.confirm(ride, by=joiner_worker, at=later)
    assert (sure.confirmed_on, sure.confirmed_by) == (later.date(), joiner_worker)
    assert not Resource.objects.stale(later.date()).exists()


def test_the_same_name_stands_once(ride: Resource, receiver_worker: Staff, now: datetime) -> None:
    with pytest.raises(ValidationError, match="もうあります"):
        resources.add(Help(name=ride.name, kind="ride", what="同じ"), by=receiver_worker, at=now)


def test_what_has_gathered_is_counted_by_district_and_topic(
    issue: Issue, receiver_worker: Staff, manager: Staff, care: Any, zengyo: Any, now: datetime
) -> None:
    said = {"by": receiver_worker, "at": now, "topic": care}
    other = issues.bring_up(**said, district=zengyo, text="送迎がない")
    issues.bring_up(**said, text="市全体で足りない")
    issues.hand(other, by=manager, at=now, to="協議体（善行）")
    found = [(one.district, one.waiting, one.handed) for one in sheets.heaps(Issue.objects.all())]
    assert found == [(zengyo, 1, 1), (None, 1, 0)]

"""参加人数・eラーニング・記録: people are counted by agency and never named; two who count or write lose nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client

from districts.models import Agency, Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from meetings.actions import handouts, notes, turnout
from meetings.models import Course, Meeting, MeetingBody, Turnout, TurnoutVersion
from meetings.sheets import minutes
from meetings.sheets import turnout as sheets
from tests.meetings.cast import Call, Join

pytestmark = pytest.mark.django_db
JSON: Any = {"content_type": "application/json"}


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture
def training(db: None) -> MeetingBody:
    return MeetingBody.objects.create(code="training", name="職員研修", kind="training", position=4)


@pytest.fixture
def lesson(training: MeetingBody, call: Call, now: datetime) -> Meeting:
    begun: dict[str, Any] = {"state": "held", "held_at": now}
    return call(training, at=now - timedelta(hours=1), **begun)


@pytest.fixture
def course(training: MeetingBody, manager: Staff, now: datetime) -> Course:
    days = {"opens_on": now.date() - timedelta(days=9), "closes_on": now.date()}
    return turnout.offer(training, by=manager, at=now, title="受け止めとつなぎ（架空）", **days)


def _code(agency: Agency) -> str:
    return f"a:{agency.pk}"


def test_two_who_count_at_once_lose_no_row_and_hear_of_each_other(
    lesson: Meeting, desk: Agency, ikiiki: Agency, manager: Staff, coordinator: Staff, now: datetime
) -> None:
    one, two = _code(desk), _code(ikiiki)
    turnout.count(lesson, by=manager, at=now, people={one: 3}, seen={})
    both = turnout.count(lesson, by=coordinator, at=now, people={two: 4, "g:市民": 2}, seen={})
    assert both == {one: 3, two: 4, "g:市民": 2}
    same: dict[str, Any] = {"seen": {one: 3}, "at": now}
    turnout.count(lesson, by=manager, people={one: 5}, **same)
    with pytest.raises(IllegalStep, match=f"{desk.name} 5人"):
        turnout.count(lesson, by=coordinator, people={one: 4}, **same)
    assert turnout.counted(lesson)[one] == 5
    gone = turnout.count(lesson, by=manager, at=now, people={one: 0}, seen={one: 5})
    assert gone[one] == 0
    assert [row.name for row in sheets.rows(lesson)] == [ikiiki.name, "市民"]
    said = TurnoutVersion.objects.filter(agency=desk).order_by("pgh_id")
    assert [version.people for version in said] == [3, 5, 0]


@pytest.mark.parametrize(
    "people", [{"a:1": -1}, {"a:1": 10_001}, {"a:999999999": 1}, {"g:": 1}, {"g:" + "長" * 61: 1}]
)
def test_what_is_no_number_of_anybody_is_refused(
    lesson: Meeting, manager: Staff, now: datetime, people: dict[str, int]
) -> None:
    with pytest.raises(ValidationError):
        turnout.count(lesson, by=manager, at=now, people=people, seen={})
    assert not Turnout.objects.exists()


def test_who_counts_and_when(
    lesson: Meeting, shien: Meeting, call: Call, join: Join, owner_worker: Staff,
    joiner_worker: Staff, manager: Staff, now: datetime,
) -> None:  # fmt: skip
    join(lesson, joiner_worker)
    said: dict[str, Any] = {"at": now, "people": {"g:市民": 1}, "seen": {}}
    turnout.count(lesson, by=joiner_worker, **said)
    with pytest.raises(NotAllowed):
        turnout.count(lesson, by=owner_worker, **said)
    with pytest.raises(NotAllowed):
        turnout.count(shien, by=manager, **said)
    to_come = call(lesson.body, at=now + timedelta(days=1))
    with pytest.raises(IllegalStep, match="始まってから"):
        turnout.count(to_come, by=manager, **said)


def test_the_year_adds_up(
    lesson: Meeting, course: Course, desk: Agency, manager: Staff, owner: Client,
    call: Call, now: datetime,
) -> None:  # fmt: skip
    said: dict[str, Any] = {"by": manager, "at": now, "seen": {}}
    turnout.count(lesson, people={_code(desk): 3, "g:市民": 10}, **said)
    turnout.complete(course, people={_code(desk): 40}, **said)
    off = call(lesson.body, at=now - timedelta(hours=2))
    turnout.count(off, people={_code(desk): 99}, **said)
    Meeting.objects.filter(pk=off.pk).update(state="cancelled")
    told = owner.get(f"/api/v1/bodies/{lesson.body.code}/years/").json()
    [year] = told["years"]
    assert (year["sittings"], year["came"], year["finished"]) == (1, 13, 40)
    assert told["agencies"] == [
        {"name": desk.name, "came": 3, "finished": 40},
        {"name": "市民", "came": 10, "finished": 0},
    ]
    assert owner.get(f"/api/v1/bodies/{lesson.body.code}/years/?year=x").status_code == 400
    words = owner.get(f"/bodies/{lesson.body.code}/").content.decode()
    assert f"{desk.name}</th>" in words
    assert ">40<" in words
    assert ">13<" in words


def test_counted_on_the_page_and_nothing_typed_is_lost(
    leader: Client, owner: Client, lesson: Meeting, desk: Agency, manager: Staff, now: datetime
) -> None:
    here = f"/meetings/{lesson.pk}/turnout/"
    assert owner.get(here).status_code == 403
    assert leader.get(here).status_code == 200
    told = {"rows-count": "3", "rows-0-agency": _code(desk), "rows-0-people": "7"}
    told |= {"rows-1-group": "市民", "rows-1-people": "x"}
    refused = leader.post(here, told)
    assert (refused.status_code, 'value="x"' in refused.content.decode()) == (422, True)
    assert leader.post(here, told | {"rows-1-people": "12"}).status_code == 302
    assert turnout.counted(lesson) == {_code(desk): 7, "g:市民": 12}
    assert "19" in owner.get(f"/meetings/{lesson.pk}/").content.decode()
    turnout.count(lesson, by=manager, at=now, people={"g:市民": 13}, seen={"g:市民": 12})
    stale = {"rows-count": "1", "rows-0-who": "g:市民", "rows-0-was": "12", "rows-0-people": "14"}
    late = leader.post(here, stale)
    assert (late.status_code, "市民 13人" in late.content.decode()) == (409, True)
    assert 'value="13"' in late.content.decode()
    assert leader.post(here, stale | {"rows-0-was": "13"}).status_code == 302
    assert turnout.counted(lesson)["g:市民"] == 14
    both = {"rows-count": "1", "rows-0-agency": _code(desk), "rows-0-group": "市民"}
    assert leader.post(here, both | {"rows-0-people": "1"}).status_code == 422
    odd = {"rows-count": "1", "rows-0-who": "a:x", "rows-0-was": "x", "rows-0-people": "1"}
    assert leader.post(here, odd).status_code in (302, 422)


def test_a_course_is_offered_put_right_and_counted(
    leader: Client, owner: Client, training: MeetingBody, council_body: MeetingBody, desk: Agency
) -> None:
    put = f"/bodies/{training.code}/courses/"
    told = {"title": "つなぐ研修（架空）", "opens_on": "R8.4.1", "closes_on": "R8.3.1"}
    assert owner.post(put, told).status_code == 403
    assert leader.post(f"/bodies/{council_body.code}/courses/", told).status_code == 403
    refused = leader.post(put, told)
    assert (refused.status_code, "つなぐ研修（架空）" in refused.content.decode()) == (422, True)
    assert leader.post(put, told | {"closes_on": "R8.4.30"}).status_code == 302
    course = Course.objects.get()
    assert course.fiscal_year == 2026
    here = f"/courses/{course.pk}/"
    edit = {"title": course.title, "opens_on": "R8.3.31", "closes_on": "R8.4.30", "version": "1"}
    assert leader.post(f"{here}edit/", edit).status_code == 302
    assert leader.post(f"{here}edit/", edit | {"title": "二つめ"}).status_code == 409
    course.refresh_from_db()
    assert course.fiscal_year == 2025
    counted = {"rows-count": "1", "rows-0-agency": _code(desk), "rows-0-people": "21"}
    assert owner.post(here, counted).status_code == 403
    assert leader.post(here, counted).status_code == 302
    assert "21人" in owner.get(here).content.decode()
    assert owner.get(f"/api/v1/courses/{course.pk}/").json()["people"] == 21


def test_the_api_counts_the_whole_table(leader: Client, lesson: Meeting, desk: Agency) -> None:
    here = f"/api/v1/meetings/{lesson.pk}/turnout/"
    rows = [{"agency": desk.pk, "people": 3}, {"group": "市民", "people": 9}]
    assert leader.put(here, {"rows": rows}, **JSON).status_code == 428
    tag: Any = {"HTTP_IF_MATCH": leader.get(here).headers["ETag"]}
    done = leader.put(here, {"rows": rows}, **JSON, **tag)
    assert (done.status_code, done.json()["total"]) == (200, 12)
    assert leader.put(here, {"rows": []}, **JSON, **tag).status_code == 412
    now: Any = {"HTTP_IF_MATCH": done.headers["ETag"]}
    odd = [{"agency": desk.pk, "group": "市民", "people": 1}]
    assert leader.put(here, {"rows": odd}, **JSON, **now).status_code == 400
    assert leader.put(here, {"rows": rows[:1]}, **JSON, **now).json()["total"] == 3


def test_minutes_written_by_two_are_on_paper_with_who_came(
    leader: Client,
    owner: Client,
    lesson: Meeting,
    manager: Staff,
    coordinator: Staff,
    now: datetime,
) -> None:
    notes.write(lesson, by=manager, at=now, base="", text="・はじめのことば")
    notes.write(lesson, by=coordinator, at=now, base="", text="・質問があった")
    turnout.count(lesson, by=manager, at=now, people={"g:市民": 9}, seen={})
    lesson.refresh_from_db()
    paper = minutes.content(lesson, viewer=manager, today=now.date(), readable=())
    facts = dict(paper["facts"])
    assert facts["記録"] == "・はじめのことば\n・質問があった"
    assert facts["参加人数"] == "9人（市民 9人）"
    pad, base = f"/meetings/{lesson.pk}/notes/pad", lesson.notes
    kept = leader.post(pad, {"base": base, "memo": f"{base}\n・おわり"})
    assert kept.json()["memo"].endswith("・おわり")
    assert leader.post(pad, {"base": base, "memo": "長" * 20_001}).status_code == 422
    assert owner.post(pad, {"base": base, "memo": "x"}).status_code == 403
    long = leader.post(f"/meetings/{lesson.pk}/notes/", {"base": base, "memo": "長" * 20_001})
    assert (long.status_code, "長長長" in long.content.decode()) == (422, True)
    api = leader.post(f"/api/v1/meetings/{lesson.pk}/notes/", {"base": base, "notes": base}, **JSON)
    assert api.json()["notes"].endswith("・おわり")
    Meeting.objects.filter(pk=lesson.pk).update(state="settled", settled_at=now)
    assert leader.post(pad, {"base": base, "memo": "あとから"}).status_code == 409


def test_what_was_counted_is_never_deleted(lesson: Meeting, manager: Staff, now: datetime) -> None:
    turnout.count(lesson, by=manager, at=now, people={"g:市民": 9}, seen={})
    with pytest.raises(DatabaseError), transaction.atomic():
        Turnout.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Turnout.objects.update(group="別")


@pytest.mark.parametrize("many", [1, 3])
def test_what_stood_before_is_read_by_whom_it_concerns(
    many: int, lesson: Meeting, desk: Agency, manager: Staff, owner: Client, leader: Client,
    shien: Meeting, now: datetime, settings: Any, tmp_path: Any, django_assert_num_queries: Any,
) -> None:  # fmt: skip
    settings.FILES_ROOT = tmp_path
    turnout.count(lesson, by=manager, at=now, people={_code(desk): 1}, seen={})
    for number in range(many):
        kept = handouts.add(
            lesson, by=manager, at=now, name="x.txt", content=str(number).encode(), title="旧名簿"
        )
        handouts.change(kept, by=manager, at=now, title="新名簿", reach="inside")
        seen = turnout.counted(lesson)
        who = {_code(desk): 30 + number, f"g:団体{number}": 4}
        turnout.count(lesson, by=manager, at=now, people=who, seen=seen)
    here = f"/meetings/{lesson.pk}/versions/"
    leader.get(here)
    with django_assert_num_queries(10):
        words = leader.get(here).content.decode()
    assert "資料「新名簿」" in words
    assert "旧名簿" in words
    assert f"{desk.name}　人数" in words
    theirs = owner.get(here).content.decode()
    assert "名簿" not in theirs
    assert f"{desk.name}　人数" in theirs
    assert leader.get(f"/meetings/{shien.pk}/versions/").status_code == 404

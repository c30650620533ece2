"""聞き取り: never forced, dated, and what was heard before stays (2.4 of the standard form as data)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from cases.actions import assessments
from cases.models import AssessmentAnswer, AssessmentItem, Case, Event, EventKind
from cases.sheets import assessments as sheets
from districts.models import Staff
from fujisawa_care.foundation import rows
from fujisawa_care.foundation.merge import MINE, Conflict
from fujisawa_care.foundation.problems import NotAllowed
from tests.cases.people import A_YEAR_AGO

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


@pytest.fixture(autouse=True)
def items(db: None) -> None:
    call_command("load_items", verbosity=0)


def _said(case: Case) -> dict[str, tuple[str, ...]]:
    told = sheets.of(case).items
    return {item.code: item.answer.said for item in told if item.answer}


def test_a_case_is_complete_without_any_of_it(case: Case) -> None:
    sheet = sheets.of(case)
    assert (sheet.version, sum(part.answered for part in sheet.sections)) == (0, 0)
    assert [part.code for part in sheet.sections][:2] == ["route", "family"]


def test_what_the_state_asks_for_is_not_guessed(case: Case) -> None:
    """No source read says which frames are bold: the city marks them once it has looked."""
    assert {item.reported for item in sheets.of(case).items} == {None}
    AssessmentItem.objects.filter(pk="housing").update(reported=True)
    call_command("load_items", verbosity=0)
    assert AssessmentItem.objects.get(pk="housing").reported is True


def test_heard_on_a_day_and_heard_again(case: Case, owner_worker: Staff, now: datetime) -> None:
    first, second = (now - 30 * DAY).date(), now.date()
    assessments.answer(
        case, by=owner_worker, at=now, said={"housing": ("持家",)}, seen=0, heard_on=first
    )
    told = {"housing": ("公営住宅",), "benefits": ("その他", "年金"), "debt": ("なし",)}
    assert assessments.answer(case, by=owner_worker, at=now, said=told, seen=1).written == 3
    assert _said(case) == {
        "housing": ("公営住宅",),
        "benefits": ("年金", "その他"),
        "debt": ("なし",),
    }
    housing = next(item for item in sheets.of(case).items if item.code == "housing")
    assert housing.answer is not None
    assert (housing.answer.heard_on, [one.heard_on for one in housing.earlier]) == (
        *(second, [first]),
    )
    event = Event.objects.filter(kind=EventKind.ASSESSED).latest("pk")
    assert event.data == {"what": "家族・地域関係・住まい、収入・公的給付・債務"}


@pytest.mark.parametrize(
    "said",
    [
        {"housing": ("お城",)},
        {"housing": ("持家", "借家（賃貸アパート・マンション）")},
        {"benefits": ("年金", "宝くじ")},
    ],
)
def test_what_is_not_offered_is_refused(
    case: Case, owner_worker: Staff, now: datetime, said: dict[str, tuple[str, ...]]
) -> None:
    with pytest.raises(ValidationError):
        assessments.answer(case, by=owner_worker, at=now, said=said, seen=0)
    assert not AssessmentAnswer.objects.exists()


def test_nothing_was_heard_tomorrow(case: Case, owner_worker: Staff, now: datetime) -> None:
    with pytest.raises(ValidationError, match="今日より前"):
        assessments.answer(
            case,
            by=owner_worker,
            at=now,
            said={"debt": ("なし",)},
            seen=0,
            heard_on=now.date() + DAY,
        )


def test_two_people_hear_at_once(case: Case, owner_worker: Staff, now: datetime) -> None:
    def hear(seen: int, **said: tuple[str, ...]) -> assessments.Answered:
        return assessments.answer(case, by=owner_worker, at=now, said=said, seen=seen)

    hear(0, health=("良い",))
    assert hear(0, health=(), debt=("なし",)).brought == ("health",)
    with pytest.raises(Conflict):
        hear(0, health=("通院している",))
    assert _said(case)["health"] == ("良い",)
    assessments.answer(
        case,
        by=owner_worker,
        at=now,
        said={"health": ("通院している",)},
        seen=2,
        asked=("health",),
        picked={"health": MINE},
    )
    assert _said(case)["health"] == ("通院している",)


def test_an_answer_outlives_the_list_it_was_chosen_from(
    case: Case, owner_worker: Staff, now: datetime
) -> None:
    assessments.answer(case, by=owner_worker, at=now, said={"housing": ("野宿",)}, seen=0)
    AssessmentItem.objects.filter(pk="housing").update(choices=["持家", "そのほか"], active=False)
    assert _said(case)["housing"] == ("野宿",)
    said = {"housing": ("野宿",), "debt": ("なし",)}
    assert assessments.answer(case, by=owner_worker, at=now, said=said, seen=1).written == 1


def test_who_may_not_write_and_what_stays(
    case: Case, owner_worker: Staff, manager: Staff, now: datetime
) -> None:
    with pytest.raises(NotAllowed):
        assessments.answer(case, by=manager, at=now, said={"debt": ("なし",)}, seen=0)
    assessments.answer(case, by=owner_worker, at=now, said={"debt": ("なし",)}, seen=0)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_assessmentanswer SET said = '{}'")
    assert _said(case) == {"debt": ("なし",)}


def test_a_wrong_line_is_named_and_nothing_is_kept(tmp_path: Path) -> None:
    table = tmp_path / "items.csv"
    head = ",".join(assessments.COLUMNS)
    table.write_text(
        f"{head}\nnew,route,あたらしい項目,text,,,1,\nbad,route,項目,one,,,2,\n", "utf-8"
    )
    with pytest.raises(ValidationError, match="3行目"):
        assessments.load(rows.read(table, assessments.COLUMNS))
    assert not AssessmentItem.objects.filter(pk="new").exists()


def test_the_days_are_days(case: Case, owner_worker: Staff, now: datetime) -> None:
    assessments.answer(case, by=owner_worker, at=now, said={"debt": ("なし",)}, seen=0)
    assert AssessmentAnswer.objects.get().heard_on == date(2025, 11, 25)

"""過去の開催: as the papers say, loaded again to the same end, and never among what is counted."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from districts.models import Staff
from meetings.management.commands.load_past_sittings import DATA
from meetings.models import Meeting, MeetingBody, PastSitting
from meetings.sheets import counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db: None) -> None:
    for command in ("load_places", "load_bodies", "load_past_sittings"):
        call_command(command, verbosity=0)


def test_every_day_the_papers_name_stands_beside_its_body_with_the_paper(
    loaded: None, capsys: pytest.CaptureFixture[str]
) -> None:
    held = PastSitting.objects.filter(held_on__isnull=False)
    told = {
        code: list(held.filter(body__code=code).order_by("held_on").values_list("held_on", flat=True))
        for code in ("steering", "promotion", "subsection", "exchange")
    }  # fmt: skip
    assert told == {
        "steering": [date(2017, 4, 28), date(2017, 7, 24), date(2017, 11, 13), date(2018, 1, 16)],
        "promotion": [date(2017, 5, 11), date(2017, 8, 10), date(2017, 11, 29)],
        "subsection": [date(2023, 7, 27), date(2023, 9, 1)],
        "exchange": [date(2018, 2, 5), date(2018, 2, 8), date(2018, 2, 9), date(2018, 2, 14)],
    }
    planned = PastSitting.objects.get(body__code="promotion", ordinal=4)
    assert (planned.held_on, planned.said) == (None, "平成30年3月（開催予定）")
    capsys.readouterr()
    call_command("load_past_sittings")
    assert "追加 0、変更 0" in capsys.readouterr().out


def test_none_of_them_is_a_sitting_or_counted_as_one(loaded: None, now: datetime) -> None:
    assert not Meeting.objects.exists()
    counted = counts.count(counts.Span(2023, date(2024, 3, 31)), at=now)
    assert [one.sittings for one in (*counted.kinds, *counted.above)] == [0, 0]
    assert not PastSitting.objects.filter(body__in=MeetingBody.objects.of_cases()).exists()


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("steering,2017,1,", "nobody,2017,1,", "「nobody」は会議体にありません"),
        ("steering,2017,1,", "juso,2017,1,", "ここには入れられません"),
        ("steering,2017,1,", "steering,2018,1,", "この年度ではありません"),
        ("2017-04-28,,", "2017-04-28,春,", "どちらかを入れてください"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_loaded(
    tmp_path: Path, was: str, now: str, words: str
) -> None:
    for command in ("load_places", "load_bodies"):
        call_command(command, verbosity=0)
    shutil.copytree(DATA, tmp_path, dirs_exist_ok=True)
    table = tmp_path / "past_sittings.csv"
    text = table.read_text(encoding="utf-8")
    assert was in text
    table.write_text(text.replace(was, now, 1), encoding="utf-8")
    with pytest.raises(CommandError, match=words):
        call_command("load_past_sittings", tmp_path)
    assert not PastSitting.objects.exists()


def test_without_a_source_nothing_is_kept(loaded: None) -> None:
    one = PastSitting.objects.all()[0]
    one.source = ""
    with pytest.raises(ValidationError):
        one.full_clean()


def test_the_latest_year_stands_first_and_the_year_as_a_whole_last(
    council_body: MeetingBody, administrator: Staff, manager: Staff
) -> None:
    for year, day, said in (
        (2017, None, "平成29年度"),
        (2017, date(2017, 5, 1), ""),
        (2023, date(2023, 7, 1), ""),
        (2017, date(2017, 4, 2), ""),
    ):
        PastSitting.objects.create(
            body=council_body, fiscal_year=year, held_on=day, said=said, source="見本の資料（架空）"
        )
    days = [one.held_on for one in PastSitting.objects.visible_to(manager).in_order()]
    assert days == [date(2023, 7, 1), date(2017, 4, 2), date(2017, 5, 1), None]
    assert not PastSitting.objects.visible_to(administrator).exists()

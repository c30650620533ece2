"""一覧の取り込み: what sources say as they say it, blanks left blank, and nobody's correction undone."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from districts.models import District
from engawa.actions import lists
from engawa.management.commands.load_sites import DATA
from engawa.models import Condition, Interest, Opening, Rhythm, Site
from fujisawa_care.foundation import rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places() -> None:
    call_command("load_places", verbosity=0)


def _tables() -> dict[str, list[rows.Row]]:
    return {file: rows.read(DATA / file, columns) for file, columns in lists.COLUMNS.items()}


def test_the_confirmed_places_are_there_and_what_is_not_known_is_blank(now: datetime) -> None:
    lists.load(_tables(), at=now)
    assert Site.objects.count() == 9
    salon = Site.objects.get(name="地域交流サロンふれあい")
    assert (salon.kind, salon.district, salon.confirmed_on) == (
        "specific",
        District.objects.get(name="藤沢"),
        None,
    )
    [saturday] = salon.openings.all()
    assert (saturday.weekday, saturday.weeks, saturday.starts, saturday.ends) == (
        5,
        [3],
        time(10),
        None,
    )
    named = Site.objects.get(name="地域交流サロン「ゆい」")
    told = (named.kind, named.district, named.address, named.what, named.days_said)
    assert told == ("", None, "", "", "")
    assert not named.openings.exists()
    assert (Condition.objects.count(), Interest.objects.filter(code="shogi").count()) == (5, 1)


def test_again_changes_nothing_and_undoes_no_correction(now: datetime) -> None:
    lists.load(_tables(), at=now)
    Site.objects.filter(name="yell").update(tel="0466-00-0000")
    Rhythm.objects.filter(code="visit_host").update(days=3)
    assert not lists.load(_tables(), at=now)
    assert Site.objects.get(name="yell").tel == "0466-00-0000"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("日曜", "「日曜」は「火 10:00-16:00」のように"),
        ("火 25:00-26:00", "25:00という時刻はありません"),
        ("火 16:00-10:00", "終わりは、はじまりより後"),
    ],
)
def test_a_line_that_is_none_is_named_and_nothing_is_loaded(
    now: datetime, said: str, words: str
) -> None:
    tables = _tables()
    broken = dict(tables[lists.SITES][0].cells) | {"openings": said}
    tables[lists.SITES][0] = rows.Row(lists.SITES, 2, broken)
    with pytest.raises(ValidationError, match=r"sites\.csv 2行目") as refused:
        lists.load(tables, at=now)
    assert words in "".join(refused.value.messages)
    assert (Site.objects.count(), Opening.objects.count()) == (0, 0)


def test_the_command_says_how_many(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    call_command("load_sites")
    assert "地域の縁側: 追加 42、変更 0" in capsys.readouterr().out

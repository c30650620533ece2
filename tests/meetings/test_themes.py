"""重点テーマ: the six of the city's paper, loaded again to the same end, written on and reported."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client

from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from meetings.actions import themes
from meetings.actions.themes import Line
from meetings.models import Initiative, Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db: None) -> None:
    call_command("load_themes", verbosity=0)


@pytest.fixture
def initiative(loaded: None) -> Initiative:
    return Initiative.objects.get(what="農福連携の更なる推進に向けた取組の実施")


def test_the_six_stand_as_in_the_paper_and_again(
    loaded: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [one.name for one in Theme.objects.all()] == [
        "地域の相談支援体制づくり",
        "地域活動の支援・担い手の育成等",
        "健康づくり・生きがいづくり",
        "在宅生活の支援",
        "社会的孤立の防止",
        "環境整備等",
    ]
    assert Initiative.objects.count() == 24
    assert not Initiative.objects.filter(source="").exists()
    capsys.readouterr()
    call_command("load_themes")
    assert "追加 0、変更 0" in capsys.readouterr().out


def test_what_was_reported_survives_the_next_loading(
    initiative: Initiative, manager: Staff, now: datetime
) -> None:
    line = Line(what=initiative.what, section="見本課（架空）", progress="畑で働き始めた（架空）")
    themes.report(initiative, by=manager, at=now, seen=initiative.version, line=line)
    call_command("load_themes", verbosity=0)
    initiative.refresh_from_db()
    assert (initiative.section, initiative.progress, initiative.version) == (
        "見本課（架空）",
        "畑で働き始めた（架空）",
        2,
    )
    with pytest.raises(IllegalStep, match="先に直しました"):
        themes.report(initiative, by=manager, at=now, seen=1, line=line)


def test_a_line_stands_once_a_year_and_is_written_by_who_looks_after_it(
    initiative: Initiative, manager: Staff, owner_worker: Staff, now: datetime
) -> None:
    theme, line = initiative.theme, Line(what=initiative.what)
    with pytest.raises(ValidationError, match="もうあります"):
        themes.add(theme, by=manager, at=now, fiscal_year=2017, line=line)
    with pytest.raises(NotAllowed):
        themes.add(theme, by=owner_worker, at=now, fiscal_year=2019, line=line)
    assert Initiative.objects.count() == 24


def test_the_pages_show_and_keep_it(
    leader: Client, owner: Client, keeper: Client, initiative: Initiative
) -> None:
    words = owner.get("/themes/").content.decode()
    assert words.count("<tr>") == 7
    assert initiative.what in words
    assert "平成29年度" in words
    here, there = f"/themes/{initiative.theme_id}/", f"/initiatives/{initiative.pk}/"
    assert "取組を加える" not in owner.get(here).content.decode()
    assert owner.get(there).status_code == 403
    assert (keeper.get("/themes/").status_code, keeper.get(there).status_code) == (403, 404)
    said: dict[str, Any] = {"what": initiative.what, "progress": "進んだ（架空）", "version": "9"}
    late = leader.post(there, said)
    assert (late.status_code, "進んだ（架空）" in late.content.decode()) == (409, True)
    assert leader.post(there, said | {"version": "1"}).status_code == 302
    assert leader.post(here, {"fiscal_year": "x", "what": ""}).status_code == 422
    new = {"fiscal_year": "2026", "what": "見本の取組（架空）", "once": str(uuid4())}
    for _ in range(2):
        assert leader.post(here, new).status_code == 302
    assert Initiative.objects.filter(fiscal_year=2026).count() == 1


def test_the_report_is_a_paper(owner: Client, initiative: Initiative) -> None:
    for year in ("2017", "", "9999", "x"):
        answer = owner.get(f"/themes/{initiative.theme_id}/report/", {"year": year})
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert owner.get("/themes/none/report/").status_code == 404

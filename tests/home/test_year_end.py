"""年度のまとめ: numbers, words, charts and definitions of a year on one paper for the council."""

from __future__ import annotations

import json
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from cases.models import Case
from districts.models import CouncilText, District, Staff
from fujisawa_care.foundation import wareki
from fujisawa_care.home.figures import package
from tests.cast import Receive

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def year() -> int:
    return wareki.fiscal_year(timezone.localdate())


@pytest.fixture
def heard(receive: Receive, zengyo: District, now: datetime) -> list[Case]:
    cases = [receive(at=now) for _ in range(5)]
    Case.objects.update(district=zengyo)
    return cases


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the typesetter is given, on its way there."""
    heard: list[dict[str, Any]] = []
    run = subprocess.run

    def listened(*given: Any, **how: Any) -> Any:
        heard.append(json.loads(how["input"])["data"])
        return run(*given, **how)

    monkeypatch.setattr(subprocess, "run", listened)
    return heard


def test_one_command_gives_one_paper(
    heard: list[Case], year: int, told: list[dict[str, Any]], tmp_path: Path, manager: Staff
) -> None:
    CouncilText.objects.create(
        fiscal_year=year, section="intake", text="窓口で受け止めました。\n<b>",
        written_by=manager, written_at=timezone.now(),
    )  # fmt: skip
    target = tmp_path / "council.pdf"
    call_command("year_end", year, out=target, verbosity=0)
    assert target.read_bytes().startswith(b"%PDF")
    (data,) = told
    assert data["title"] == f"{wareki.fiscal_name(year)}　数のまとめ"
    intake = next(one for one in data["sections"] if one["label"] == "受け止め")
    assert intake["text"] == "窓口で受け止めました。\n<b>"
    by_month, by_district = intake["tables"]
    assert by_month["rows"][-1][:2] == ["全体", "5"]
    assert ["善行", "5", "0"] in by_district["rows"]
    assert len(data["definitions"]) == sum(
        len(one.indicators) for one in package.of(year, at=timezone.now()).sections
    )


@pytest.mark.parametrize("year", [1999, 2999, -1])
def test_a_year_that_is_none_is_said(year: int) -> None:
    with pytest.raises(CommandError, match="5年前まで"):
        call_command("year_end", year, verbosity=0)


def test_a_chart_is_drawn_by_us_and_hides_what_is_small(
    receive: Receive, year: int, now: datetime
) -> None:
    """Two in a month are somebody: no bar, no number, neither seen nor read aloud."""
    for _ in range(2):
        receive(at=now)
    made = package.of(year, at=timezone.now())
    chart = next(one for one in made.sections if one.key == "intake").chart
    drawn = ET.fromstring(chart)  # noqa: S314  our own
    months = len([*made.period.months()])
    assert len(drawn.findall(f"{SVG}rect")) == months
    assert {bar.get("height") for bar in drawn.findall(f"{SVG}rect")} == {"0.0"}
    assert "＊件" in (drawn.findtext(f"{SVG}title") or "")


def test_words_are_kept_version_by_version(client: Client, manager: Staff, year: int) -> None:
    client.force_login(manager)
    address = f"/figures/year/{year}/"
    assert client.post(address, {"opening": "はじめの文", "intake": ""}).status_code == 302
    client.post(address, {"opening": "直した文"})
    client.post(address, {"opening": "直した文"})
    texts = CouncilText.objects.filter(section="opening").order_by("pk")
    assert [*texts.values_list("text", flat=True)] == ["はじめの文", "直した文"]
    assert "直した文" in client.get(address).content.decode()
    wrong = client.post(address, {"opening": "長" * 4001})
    assert (wrong.status_code, "4,000字まで" in wrong.content.decode()) == (422, True)
    assert client.post(address, {"opening": "a\0b"}).status_code == 422
    with pytest.raises(DatabaseError), transaction.atomic():
        texts.update(text="書きかえ")


def test_the_page_leads_to_the_paper(client: Client, manager: Staff, year: int) -> None:
    client.force_login(manager)
    page = client.get(f"/figures/year/{year}/").content.decode()
    assert f"/figures/year/{year}/paper.pdf" in page
    assert page.count("<svg xmlns") == len(package.SECTIONS) - 1
    answer = client.get(f"/figures/year/{year}/paper.pdf")
    assert answer.content.startswith(b"%PDF")
    assert client.get("/figures/year/1999/").status_code == 404


def test_whoever_sees_a_part_writes_nothing(
    client: Client, receiver_worker: Staff, owner_worker: Staff, year: int
) -> None:
    for staff in (receiver_worker, owner_worker):
        client.force_login(staff)
        for way in ("", "paper.pdf"):
            assert client.get(f"/figures/year/{year}/{way}").status_code == 404
        assert client.post(f"/figures/year/{year}/", {"opening": "文"}).status_code == 404
    assert not CouncilText.objects.exists()

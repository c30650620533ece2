"""協定 on the pages: written down once, kept when refused, read by all at work, with a fixed number of questions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from districts.models import Staff
from meetings.actions import pacts, themes
from meetings.actions.pacts import Promise
from meetings.actions.themes import Line
from meetings.models import Deed, Initiative, Pact, Theme
from meetings.sheets import themes as sheets

pytestmark = pytest.mark.django_db
SAID: dict[str, Any] = {
    "partner": "見本商店（架空）",
    "what": "店の一角で集まりをひらく",
    "section": "見本課（架空）",
    "since": "R6.4.1",
    "until": "",
}


@pytest.fixture
def theme(db: None) -> Theme:
    return Theme.objects.create(code="theme3", number=3, name="健康づくり・生きがいづくり")


def _agreed(theme: Theme, by: Staff, at: datetime, name: str = "見本商店（架空）") -> Pact:
    told = Promise(
        partner=name, what="集まる", section="見本課", since=date(2024, 4, 1), themes=[theme]
    )
    pact = pacts.add(told, by=by, at=at, fictional=True)
    pacts.report(pact, by=by, at=at, fiscal_year=2024, text="12回ひらいた")
    return pact


def test_written_down_told_of_put_right_and_ended(
    leader: Client, owner: Client, theme: Theme
) -> None:
    said = SAID | {"themes": [theme.pk], "once": str(uuid4())}
    for _ in range(2):
        assert leader.post("/pacts/new/", said).status_code == 302
    pact = Pact.objects.get()
    here = f"/pacts/{pact.pk}/"
    assert (pact.since, pact.until, pact.fictional) == (date(2024, 4, 1), None, False)
    done = {"fiscal_year": "2024", "text": "12回", "once": str(uuid4())}
    for _ in range(2):
        assert leader.post(f"{here}deeds", done).status_code == 302
    deed = Deed.objects.get()
    stale = leader.post(
        f"/deeds/{deed.pk}/", {"fiscal_year": "2024", "text": "13回", "version": "9"}
    )
    assert (stale.status_code, "13回" in stale.content.decode()) == (409, True)
    right = {"fiscal_year": "2024", "text": "13回", "version": "1"}
    assert leader.post(f"/deeds/{deed.pk}/", right).status_code == 302
    longer = said | {"until": "R12.3.31", "version": str(pact.version)}
    assert leader.post(f"{here}edit/", longer).status_code == 302
    words = owner.get(here).content.decode()
    assert all(one in words for one in ("令和6年度", "13回", "令和12年3月31日", theme.name))
    assert "したことを書く" not in words
    told = owner.get(f"{here}versions/").content.decode()
    assert all(one in told for one in ("12回", "13回", "令和6年度にしたこと", "見守川 けい"))
    assert pact.partner in owner.get(f"/themes/{theme.pk}/").content.decode()
    refused = leader.post(f"{here}end", {"because": ""})
    assert (refused.status_code, "わけを入れて" in refused.content.decode()) == (422, True)
    assert leader.post(f"{here}end", {"because": "店が閉まった"}).status_code == 302
    assert pact.partner not in owner.get("/pacts/").content.decode()
    assert pact.partner in owner.get("/pacts/?over=true").content.decode()
    assert leader.get(f"{here}edit/").status_code == 409


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ({"until": "R6.3.31"}, "R6.3.31"),
        ({"since": "きのう"}, "きのう"),
        ({"what": "あ" * 20001}, "あ" * 20001),
        ({"partner": "見\0本"}, "見本商店"),
        ({"themes": ["none"]}, "見本商店"),
        ({"section": ""}, "見本商店"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_not_lost(
    leader: Client, theme: Theme, more: dict[str, Any], kept: str
) -> None:
    answer = leader.post("/pacts/new/", SAID | {"themes": [theme.pk]} | more)
    assert answer.status_code == 422
    assert "errsum" in answer.content.decode()
    assert more.get("partner") or kept in answer.content.decode()
    assert not Pact.objects.exists()


def test_those_at_work_read_and_secretaries_write(
    owner: Client, keeper: Client, theme: Theme, manager: Staff, now: datetime
) -> None:
    pact = _agreed(theme, manager, now)
    here, deed = f"/pacts/{pact.pk}/", f"/deeds/{pact.deeds.get().pk}/"
    for address, at_work, administrator in (
        ("/pacts/", 200, 403),
        ("/pacts/new/", 403, 403),
        (here, 200, 404),
        (f"{here}versions/", 200, 404),
        (f"{here}edit/", 403, 404),
        (deed, 403, 404),
    ):
        answered = owner.get(address).status_code, keeper.get(address).status_code
        assert answered == (at_work, administrator), address
    for verb in ("deeds", "end"):
        said = {"because": "わけ", "fiscal_year": "2024", "text": "した"}
        assert owner.post(f"{here}{verb}", said).status_code == 403, verb
        assert keeper.post(f"{here}{verb}", said).status_code == 404, verb


@pytest.mark.parametrize(
    ("address", "questions"),
    [("/pacts/", 10), ("/api/v1/pacts/", 5), ("/themes/", 7), ("/themes/theme3/", 8), ("/api/v1/initiatives/", 3)],
)  # fmt: skip
def test_more_rows_ask_no_more(
    address: str, questions: int, owner: Client, theme: Theme, manager: Staff, now: datetime
) -> None:
    owner.get(address)  # the frame of the page is asked for once a day
    counts = []
    for number in range(2):
        for extra in range(1 + number):
            name = f"見本の会{number}{extra}（架空）"
            _agreed(theme, manager, now, name)
            themes.add(theme, by=manager, at=now, fiscal_year=2026 + number, line=Line(what=name))
        with CaptureQueriesContext(connection) as asked:
            assert owner.get(address).status_code == 200
        counts.append(len(asked))
    assert counts == [questions, questions]


def test_the_report_of_a_year_tells_what_was_done_under_agreements(
    theme: Theme, manager: Staff, now: datetime
) -> None:
    pact = _agreed(theme, manager, now)
    pacts.report(pact, by=manager, at=now, fiscal_year=2025, text="ことしは8回")
    told = sheets.report(theme, year=2024, viewer=manager)
    assert told["title"] == "『③健康づくり・生きがいづくり』について"
    assert [one["words"] for one in told["pacts"]] == ["12回ひらいた"]
    assert sheets.report(theme, year=2023, viewer=manager)["pacts"] == []


def test_a_line_of_the_road_map_says_who_wrote_what(
    leader: Client, owner: Client, theme: Theme, manager: Staff, now: datetime
) -> None:
    line = themes.add(theme, by=manager, at=now, fiscal_year=2026, line=Line(what="見本の取組"))
    here = f"/initiatives/{line.pk}/"
    said = {"what": "見本の取組", "progress": "畑で働き始めた", "version": "1"}
    assert leader.post(here, said).status_code == 302
    told = owner.get(f"{here}versions/").content.decode()
    assert all(one in told for one in ("取組状況", "畑で働き始めた", "見守川 けい", "（なし）"))
    assert f"{here}versions/" in owner.get(f"/themes/{theme.pk}/").content.decode()
    assert Initiative.objects.get().version == 2

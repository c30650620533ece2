"""毎月の報告: written in two minutes, sent once, put right with every version kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.models import Staff, Topic
from engawa.actions import reports
from engawa.actions.reports import Told
from engawa.models import ActivityReport, ActivityReportVersion, Site
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from fujisawa_care.foundation.workdays import TOKYO
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)
WHOLE = Told(open_days=9, child=0, adult=12, older=80, consultations=2, text="栗ご飯")


def test_it_is_sent_whole_and_stays_sent(bench: Site, bench_account: Staff, now: datetime) -> None:
    said: dict[str, Any] = {"by": bench_account, "at": now}
    draft = reports.write(bench, OCTOBER, **said, seen=0, told=Told(text="途中"))
    with pytest.raises(ValidationError) as refused:
        reports.write(bench, OCTOBER, **said, seen=draft.version, told=Told(child=1), send=True)
    assert {*refused.value.message_dict} == {"open_days", "adult", "older"}
    sent = reports.write(bench, OCTOBER, **said, seen=draft.version, told=WHOLE, send=True)
    assert (sent.sent_at, sent.written_by) == (now, bench_account)
    later = Told(open_days=8, child=0, adult=12, older=80)
    right = reports.write(bench, OCTOBER, **said, seen=sent.version, told=later)
    assert right.sent_at == now
    kept = ActivityReportVersion.objects.filter(pgh_obj=sent).order_by("pgh_id")
    assert [one.open_days for one in kept] == [None, 9, 8]
    with pytest.raises(ValidationError):
        reports.write(bench, OCTOBER, **said, seen=right.version, told=Told(text="空"))


@pytest.mark.parametrize(
    ("month", "told", "word"),
    [
        (date(2026, 12, 1), WHOLE, "これから"),
        (date(2026, 11, 1), WHOLE, "まだ、終わって|まだ終わって|終わっていません"),
        (OCTOBER, Told(open_days=32, child=0, adult=0, older=0), "31日まで"),
        (OCTOBER, Told(open_days=3, child=200_000, adult=0, older=0), "大きすぎます"),
    ],
)
def test_what_cannot_be_is_refused(
    bench: Site, bench_account: Staff, now: datetime, month: date, told: Told, word: str
) -> None:
    with pytest.raises(ValidationError, match=word):
        reports.write(bench, month, by=bench_account, at=now, seen=0, told=told, send=True)
    assert not ActivityReport.objects.exists()


def test_who_speaks_for_it_and_from_which_page(
    bench: Site,
    unknown: Site,
    bench_account: Staff,
    receiver_worker: Staff,
    outsider: Staff,
    now: datetime,
) -> None:
    for site, by in ((unknown, bench_account), (bench, outsider)):
        with pytest.raises(NotAllowed):
            reports.write(site, OCTOBER, by=by, at=now, seen=0, told=WHOLE)
    reports.write(bench, OCTOBER, by=receiver_worker, at=now, seen=0, told=WHOLE)
    with pytest.raises(IllegalStep, match="先に書きました"):
        reports.write(bench, OCTOBER, by=bench_account, at=now, seen=0, told=WHOLE)


@pytest.fixture
def at_the_bench(
    sign_in: SignIn, bench_account: Staff, time_machine: object, now: datetime
) -> Client:
    time_machine.move_to(now.astimezone(TOKYO), tick=False)  # type: ignore[attr-defined]
    return sign_in(bench_account)


def test_the_page_proposes_the_days_and_keeps_what_was_typed(
    at_the_bench: Client, bench: Site, hikikomori: Topic
) -> None:
    here = "/engawa/desk/reports/2026-10/"
    assert "予定表では8日" in at_the_bench.get(here).content.decode()
    told: dict[str, Any] = {
        "open_days": "9",
        "child": "x",
        "adult": "１２",
        "older": "80",
        "text": "のこる言葉",
    }
    answer = at_the_bench.post(here, told | {"act": "send", "version": "0"})
    words = answer.content.decode()
    assert (answer.status_code, "数で入れて" in words, "のこる言葉" in words) == (422, True, True)
    told |= {"child": "0", "topics": [hikikomori.pk]}
    answer = at_the_bench.post(here, told | {"act": "send", "version": "0"})
    assert answer.headers["Location"] == "/engawa/desk/"
    report = ActivityReport.objects.get()
    assert (report.adult, [*report.topics.all()], report.sent_at is not None) == (
        12,
        [hikikomori],
        True,
    )
    assert at_the_bench.post(here, told | {"version": "0"}).status_code == 409
    shown = at_the_bench.get("/engawa/desk/").content.decode()
    assert "のべ92人" in shown
    for month in ("2026-13", "2027-01", "x", "２０２６-10"):
        assert at_the_bench.get(f"/engawa/desk/reports/{month}/").status_code == 404


def test_a_draft_is_its_writers_and_what_was_sent_everybodys(
    at_the_bench: Client, owner: Client, receiver: Client, bench: Site, unknown: Site
) -> None:
    here, there = "/engawa/desk/reports/2026-10/", f"/engawa/{bench.pk}/reports/2026-10/"
    told = {"open_days": "9", "child": "0", "adult": "12", "older": "80"}
    at_the_bench.post(here, told | {"version": "0", "act": "draft"})
    assert owner.get(there).status_code == 404
    assert "まだ届いていません" in owner.get("/engawa/reports/?month=2026-11").content.decode()
    assert "報告をたのんでいません" in owner.get("/engawa/reports/?month=2026-10").content.decode()
    version = ActivityReport.objects.get().version
    at_the_bench.post(here, told | {"version": version, "act": "send"})
    assert "のべ92人" not in owner.get(f"/engawa/{unknown.pk}/reports/").content.decode()
    for address in (there, "/engawa/reports/?month=2026-10"):
        assert "80" in owner.get(address).content.decode()
    assert owner.post(there, told).status_code == 403
    missing = receiver.get("/engawa/reports/?month=2026-10&missing=1").content.decode()
    assert (bench.name in missing, unknown.name in missing) == (False, False)


@pytest.mark.parametrize("times", [1, 3])
def test_the_month_asks_the_same_number_of_questions(
    owner: Client,
    bench: Site,
    bench_account: Staff,
    now: datetime,
    times: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(times):
        site = Site.objects.create(
            name=f"縁{number}", sort="engawa", created_at=now, updated_at=now
        )
        ActivityReport.objects.create(
            site=site, month=OCTOBER, open_days=1, child=1, adult=1, older=1,
            written_by=bench_account, sent_at=now, updated_at=now,
        )  # fmt: skip
    with django_assert_num_queries(14):
        owner.get("/engawa/reports/?month=2026-10")


def test_the_same_by_the_api(bench: Site, at_the_bench: Client, owner: Client) -> None:
    here = f"/api/v1/engawa/{bench.pk}/reports/"
    made = at_the_bench.post(here, {"month": "2026-10", "text": "途中"}, "application/json")
    assert (made.status_code, made.json()["sent_at"]) == (201, None)
    one = f"{here}2026-10/"
    assert (owner.get(one).status_code, owner.get(here).json()["results"]) == (404, [])
    assert at_the_bench.post(f"{one}send/", {}, "application/json").status_code == 400
    told = {"open_days": 9, "child": 0, "adult": 12, "older": 80}
    assert at_the_bench.patch(one, told, "application/json").status_code == 428
    match = {"If-Match": made.headers["ETag"]}
    answer = at_the_bench.patch(one, told, "application/json", headers=match)
    assert (answer.status_code, answer.json()["text"]) == (200, "途中")
    assert at_the_bench.patch(one, told, "application/json", headers=match).status_code == 412
    assert at_the_bench.post(f"{one}send/", {}, "application/json").json()["sent_at"]
    assert owner.get(one).json()["visits"] == 92
    for wrong in (
        {"month": "10月"},
        {"month": "2026-11", "child": "3"},
        {"month": "2026-11", "x": 1},
    ):
        assert at_the_bench.post(here, wrong, "application/json").status_code == 400
    again = at_the_bench.post(here, {"month": "2026-10"}, "application/json")
    assert again.status_code == 409
    assert owner.patch(one, told, "application/json", headers={"If-Match": "*"}).status_code == 403

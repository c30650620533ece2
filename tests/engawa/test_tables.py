"""一覧の表: out and in again without a change; tried first, wrong rows named, then all of it or nothing."""

from __future__ import annotations

import csv
import io
from datetime import datetime, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from districts.models import Staff
from engawa.actions import tables
from engawa.models import Opening, Site

pytestmark = pytest.mark.django_db
HERE = "/engawa/table/"


def text(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([tables.COLUMNS, *rows])
    return out.getvalue()


def posted(
    client: Client, words: str, act: str = "try", encoding: str = "utf-8-sig"
) -> tuple[int, str]:
    file = SimpleUploadedFile("表.csv", words.encode(encoding), content_type="text/csv")
    answer = client.post(HERE, {"file": file, "act": act})
    return answer.status_code, answer.content.decode()


def test_what_goes_out_comes_in_without_a_change(
    receiver: Client, bench: Site, unknown: Site, receiver_worker: Staff, now: datetime
) -> None:
    Opening.objects.create(site=unknown, weekday=6, weeks=[1, 3])
    Site.objects.filter(pk=bench.pk).update(what='=1+1, "二つ"\n改行')
    out = receiver.get("/engawa/table.csv").content.decode("utf-8-sig")
    assert "'=1+1" in out
    lines = tables.bring_in(out, by=receiver_worker, at=now, apply=True)
    assert len(lines) == Site.objects.count() == 2
    assert {one.what for one in lines} == {"same"}
    again = receiver.get("/engawa/table.csv").content.decode("utf-8-sig")
    assert again == out


def test_a_try_changes_nothing_and_says_what_would(receiver: Client, bench: Site) -> None:
    [row] = tables.written()
    told = dict(zip(tables.COLUMNS, row, strict=True)) | {
        "tel": "0466-00-0000",
        "openings": "火 9:00-12:00",
    }
    new = dict.fromkeys(tables.COLUMNS, "") | {"name": "あたらしい縁側（架空）", "sort": "engawa"}
    words = text([[*told.values()], [*new.values()]])
    status, shown = posted(receiver, words, encoding="cp932")
    assert (status, "のせる" in shown, "いつもの開く日" in shown) == (200, True, True)
    assert (Site.objects.count(), bench.openings.count()) == (1, 3)
    answer = receiver.post(HERE, {"table": words, "act": "apply"})
    assert answer.headers["Location"] == "/engawa/"
    bench.refresh_from_db()
    assert (bench.tel, Site.objects.count()) == ("0466-00-0000", 2)
    [line] = bench.openings.all()
    assert (line.weekday, line.starts) == (1, time(9))


def test_one_wrong_row_and_nothing_is_done(receiver: Client, bench: Site) -> None:
    [row] = tables.written()
    good = dict(zip(tables.COLUMNS, row, strict=True)) | {"tel": "0466-00-0000"}
    blank = dict.fromkeys(tables.COLUMNS, "")
    wrong = [
        blank | {"name": "場", "sort": "engawa", "district": "江の島"},
        blank | {"name": "場2", "sort": "work", "kind": "basic"},
        blank | {"name": "場3", "sort": "engawa", "openings": "日曜"},
        blank | {"name": "", "sort": "engawa"},
        good,
    ]
    words = text([[*one.values()] for one in (good, *wrong)])
    status, shown = posted(receiver, words, act="apply")
    assert (status, shown.count("直してください")) == (422, 5)
    for said in ("江の島", "地域の縁側だけ", "日曜", "空欄にできません", "同じ名前の行"):
        assert said in shown
    bench.refresh_from_db()
    assert (bench.tel, Site.objects.count()) == ("", 1)


@pytest.mark.parametrize("words", ["", "a,b\r\n1,2", "\0", '"'])
def test_what_is_no_table_is_refused_in_words(receiver: Client, words: str) -> None:
    status, shown = posted(receiver, words)
    assert (status, "確かめられます" in shown) == (422, True)


def test_only_who_keeps_the_list(owner: Client, bench: Site) -> None:
    for address in (HERE, "/engawa/table.csv"):
        assert owner.get(address).status_code == 403

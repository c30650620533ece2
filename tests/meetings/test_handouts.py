"""配布資料と議題: papers and topics of a table above the case; nothing of a case gets there."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client

from districts.models import Staff
from fujisawa_care.foundation import files
from fujisawa_care.foundation.problems import NotAllowed
from meetings.actions import handouts
from meetings.models import AgendaItem, Handout, HandoutVersion, Meeting, MeetingBody
from tests.meetings.cast import Call, Join, Table

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%test\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture(autouse=True)
def shelf(settings: Any, tmp_path: Any) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def council(call: Call, council_body: MeetingBody) -> Meeting:
    return call(council_body)


def _paper(name: str = "次第.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_who_is_called_reads_it_and_others_only_what_may_be_published(
    leader: Client, owner: Client, joiner: Client, joiner_worker: Staff,
    council: Meeting, join: Join,
) -> None:  # fmt: skip
    join(council, joiner_worker)
    put = f"/meetings/{council.pk}/handouts/"
    leader.post(put, {"file": _paper(), "title": "次第", "reach": "inside"})
    leader.post(put, {"file": _paper("案.pdf", PDF + b"2"), "reach": "public"})
    inside, public = Handout.objects.all()
    assert (inside.title, public.title, public.position) == ("次第", "案", 2)
    for one in (leader, joiner):
        given = one.get(f"/handouts/{inside.pk}/")
        assert (given.content, given.headers["Content-Type"]) == (PDF, "application/octet-stream")
        assert "attachment" in given.headers["Content-Disposition"]
        assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert owner.get(f"/handouts/{public.pk}/").content == PDF + b"2"
    assert owner.get(f"/handouts/{inside.pk}/").status_code == 404
    assert owner.get(f"/api/v1/handouts/{inside.pk}/content/").status_code == 404
    words = owner.get(f"/meetings/{council.pk}/").content.decode()
    assert f"/handouts/{public.pk}/" in words
    assert f"/handouts/{inside.pk}/" not in words
    assert "資料を入れる" not in words
    assert (
        owner.post(put, {"file": _paper("x.pdf", PDF + b"3"), "reach": "public"}).status_code == 403
    )
    assert (
        joiner.post(put, {"file": _paper("x.pdf", PDF + b"3"), "reach": "public"}).status_code
        == 302
    )


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.html", b"<!doctype html>\x00\x01", "添付できるのは"),
        ("x.pdf", b"", "空です"),
        ("x.exe", b"MZ\x90\x00\x03\x00\x00\x00", "添付できるのは"),
    ],
)
def test_what_is_no_paper_is_refused_beside_the_file(
    leader: Client, council: Meeting, name: str, content: bytes, words: str
) -> None:
    told = {"file": _paper(name, content), "title": "打った名前", "reach": "public"}
    refused = leader.post(f"/meetings/{council.pk}/handouts/", told)
    said = refused.content.decode()
    assert (refused.status_code, words in said, "打った名前" in said) == (422, True, True)
    assert not Handout.objects.exists()


def test_no_paper_at_a_table_of_cases_not_even_past_the_rule(
    leader: Client, manager: Staff, shien: Meeting, now: datetime
) -> None:
    put = f"/meetings/{shien.pk}/handouts/"
    assert leader.post(put, {"file": _paper(), "reach": "inside"}).status_code == 403
    with pytest.raises(NotAllowed):
        handouts.add(shien, by=manager, at=now, name="x.pdf", content=PDF)
    with pytest.raises(DatabaseError), transaction.atomic():
        Handout.objects.create(
            meeting=shien, position=1, title="x", reach="inside", name="x.pdf", kind="pdf", size=1,
            digest="x", put_by=manager, agency=manager.agency, put_at=now, updated_at=now,
        )  # fmt: skip


def test_it_is_put_in_order_called_otherwise_and_taken_back(
    leader: Client, owner: Client, manager: Staff, council: Meeting, now: datetime
) -> None:
    said: dict[str, Any] = {"by": manager, "at": now, "name": "x.pdf"}
    first, second = (handouts.add(council, **said, content=PDF + one) for one in (b"1", b"2"))
    assert handouts.add(council, **said, content=PDF + b"1") == first
    here = f"/handouts/{second.pk}/edit/"
    assert owner.get(here).status_code == 404
    told = {"title": "名簿", "reach": "public", "position": "1"}
    assert leader.post(here, told | {"title": ""}).status_code == 422
    assert leader.post(here, told).status_code == 302
    assert [one.title for one in Handout.objects.all()] == ["名簿", "x"]
    assert HandoutVersion.objects.filter(pgh_obj=second, title="名簿").exists()
    assert owner.get(here).status_code == 403
    gone = f"/handouts/{second.pk}/remove"
    assert leader.post(gone, {"why": ""}).status_code == 422
    with transaction.atomic():
        assert leader.post(gone, {"why": "名前があった"}).status_code == 302
    assert leader.get(f"/handouts/{second.pk}/").status_code == 404
    assert leader.post(gone, {"why": "もう一度"}).status_code == 422
    with pytest.raises(DatabaseError), transaction.atomic():
        Handout.objects.filter(pk=second.pk).update(title="書きかえ")


def test_the_api_asks_for_the_version(leader: Client, council: Meeting) -> None:
    put = f"/api/v1/meetings/{council.pk}/handouts/"
    made = leader.post(put, {"file": _paper(), "title": "次第"})
    assert (made.status_code, made.json()["reach"]) == (201, "inside")
    here, json = f"/api/v1/handouts/{made.json()['id']}/", "application/json"
    assert leader.patch(here, {"reach": "public"}, json).status_code == 428
    old: Any = {"HTTP_IF_MATCH": made.headers["ETag"]}
    done = leader.patch(here, {"reach": "public"}, json, **old)
    assert (done.status_code, done.json()["reach"]) == (200, "public")
    assert leader.patch(here, {"title": "二つめ"}, json, **old).status_code == 412
    assert leader.get(f"{here}content/").content == PDF
    assert leader.post(f"{here}remove/", {"reason": "まちがい"}, json).status_code == 200
    assert leader.get(f"{here}content/").status_code == 404
    assert [one["removed_why"] for one in leader.get(put).json()["results"]] == ["まちがい"]


def test_what_nobody_speaks_of_is_cleared_and_the_rest_stays(
    manager: Staff, council: Meeting, now: datetime, settings: Any
) -> None:
    kept = handouts.add(council, by=manager, at=now, name="x.pdf", content=PDF)
    stray = uuid4()
    files.put(stray, PDF, shelf=handouts.SHELF)
    old = (now - files.STRAY_AFTER - timedelta(hours=1)).timestamp()
    for one in (stray, kept.stored):
        os.utime(settings.FILES_ROOT / handouts.SHELF / one.hex, (old, old))
    assert files.clear(lambda some: {}, at=now) == 0  # the shelf of the cases knows nothing of it
    assert handouts.clear(at=now) == 1
    assert files.get(kept.stored, shelf=handouts.SHELF) == PDF


def test_topics_with_their_time_and_who_presents(
    leader: Client, owner: Client, council: Meeting, shien: Meeting
) -> None:
    put = f"/meetings/{council.pk}/topics/"
    told = {"title": "居場所づくり", "presenter": "見本 説明（架空）", "minutes": "30"}
    assert owner.post(put, told).status_code == 403
    once = {"once": str(uuid4())}
    for _ in range(2):
        assert leader.post(put, told | once).status_code == 302
    refused = leader.post(put, {"title": "", "presenter": "残る", "minutes": "x"})
    assert (refused.status_code, "残る" in refused.content.decode()) == (422, True)
    leader.post(put, {"title": "報告"})
    words = owner.get(f"/meetings/{council.pk}/").content.decode()
    assert "（説明：見本 説明（架空））" in words
    last = AgendaItem.objects.get(title="報告")
    assert last.minutes == council.body.minutes_each
    here = f"/topics/{last.pk}/"
    assert owner.get(here).status_code == 403
    again = {"title": "はじめの報告", "presenter": "事務局", "minutes": "5", "position": "1"}
    assert leader.post(here, again | {"minutes": "999"}).status_code == 422
    leader.post(here, again)
    assert [one.title for one in council.items.all()] == ["はじめの報告", "居場所づくり"]
    leader.post(f"{here}remove", {"why": ""})
    assert leader.post(f"{here}remove", {"why": "次の回に"}).status_code == 302
    last.refresh_from_db()
    assert (last.state, last.presenter) == ("removed", "事務局")


def test_an_item_about_a_case_is_no_topic(
    leader: Client, shien: Meeting, known_case: Any, table: Table
) -> None:
    item = table(shien, known_case)
    assert leader.get(f"/topics/{item.pk}/").status_code == 404

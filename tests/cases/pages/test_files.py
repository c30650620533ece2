"""書類: through the same grounds as the case, never as a page, and never twice."""

from __future__ import annotations

import os
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.actions import attachments, records
from cases.models import AccessLog, Attachment, Case, Event, SupportRecord
from districts.models import Staff
from fujisawa_care.celery import sweep
from fujisawa_care.foundation.files import LIMIT
from fujisawa_care.foundation.problems import NotAllowed

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\nsigned"


@pytest.fixture(autouse=True)
def disk(settings: Any, tmp_path: Path) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def address(case: Case) -> str:
    return reverse("case-files", args=[case.number])


def pdf(name: str = "同意書.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/html")


@pytest.fixture
def added(case: Case, owner_worker: Staff) -> Attachment:
    return attachments.add(case, by=owner_worker, at=timezone.now(), name="同意書.pdf", content=PDF)


def test_added_once_and_given_back_as_a_file(
    owner: Client, case: Case, address: str, disk: Path
) -> None:
    for _ in range(2):
        assert owner.post(address, {"file": pdf()}).status_code == HTTPStatus.FOUND
    added = Attachment.objects.get()
    assert (added.name, added.kind, added.size) == ("同意書.pdf", "pdf", len(PDF))
    assert [each.name for each in disk.iterdir()] == [added.stored.hex]
    assert (disk / added.stored.hex).stat().st_mode & 0o777 == 0o600
    answer = owner.get(reverse("case-file", args=[case.number, added.pk]))
    assert answer.content == PDF
    told = {
        name: answer.headers[name]
        for name in ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy")
    }
    assert told == {
        "Content-Type": "application/octet-stream",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "no-store" in answer.headers["Cache-Control"]
    assert list(Event.objects.filter(kind="attached").values_list("note")) == [("同意書.pdf",)]


def test_every_opening_is_a_look(
    owner: Client, case: Case, added: Attachment, owner_worker: Staff
) -> None:
    owner.get(reverse("case-file", args=[case.number, added.pk]))
    assert AccessLog.objects.get().staff == owner_worker


def test_a_stranger_and_a_receiver_find_nothing(
    stranger: Client, case: Case, added: Attachment, outsider: Staff, address: str
) -> None:
    for where in (
        address,
        reverse("case-file", args=[case.number, added.pk]),
        reverse("case-file-remove", args=[case.number, added.pk]),
    ):
        assert stranger.get(where).status_code == HTTPStatus.NOT_FOUND
    assert stranger.post(address, {"file": pdf()}).status_code == HTTPStatus.NOT_FOUND
    with pytest.raises(NotAllowed):
        attachments.add(case, by=outsider, at=timezone.now(), name="x", content=PDF)
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("本当.pdf", b"MZ\x90\x00\x03\x00\x00\x00\xff\xff", "添付できるのは"),
        ("空.pdf", b"", "ファイルが空です"),
        ("大.pdf", PDF + b"0" * LIMIT, "10MBまでです"),
    ],
)
def test_what_is_not_taken_is_told_and_leaves_nothing(
    owner: Client, address: str, disk: Path, name: str, content: bytes, words: str
) -> None:
    answer = owner.post(address, {"file": pdf(name, content)})
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Attachment.objects.exists()
    assert not disk.exists()


def test_beside_a_record_of_this_case_only(
    owner: Client, case: Case, owner_worker: Staff, address: str, receive: Any
) -> None:
    at = timezone.now()
    record = records.write(
        case, by=owner_worker, at=at, happened_at=at, method="visit", text="会えた"
    )
    assert "の記録（訪問）にそえます" in owner.get(f"{address}?record={record.pk}").content.decode()
    owner.post(address, {"file": pdf(), "record": record.pk})
    assert Attachment.objects.get().record == record
    page = owner.get(reverse("case-records", args=[case.number])).content.decode()
    assert "同意書.pdf" in page
    for odd in ("0", "x", "9" * 30, "\0"):
        assert owner.post(address, {"file": pdf("二.pdf"), "record": odd}).status_code == 422
    assert Attachment.objects.count() == SupportRecord.objects.count() == 1


def test_taken_back_with_a_reason_and_gone_from_the_disk(
    owner: Client,
    case: Case,
    added: Attachment,
    disk: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    away = reverse("case-file-remove", args=[case.number, added.pk])
    assert owner.post(away, {"why": ""}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        owner.post(away, {"why": "別の方のものでした"})
    added.refresh_from_db()
    assert (added.removed_why, list(disk.iterdir())) == ("別の方のものでした", [])
    gone = owner.get(reverse("case-file", args=[case.number, added.pk]))
    assert gone.status_code == HTTPStatus.FORBIDDEN
    assert "もう取り下げて" in owner.post(away, {"why": "もう一度"}).content.decode()
    assert (
        "別の方のものでした"
        in owner.get(reverse("case-files", args=[case.number])).content.decode()
    )


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cases_attachment SET name = 'x'",
        "UPDATE cases_attachment SET case_id = case_id + 1",
        "DELETE FROM cases_attachment",
    ],
)
def test_a_row_stays_as_it_came(added: Attachment, change: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_list_asks_the_same_for_one_and_for_three(
    owner: Client,
    case: Case,
    owner_worker: Staff,
    address: str,
    django_assert_num_queries: Any,
) -> None:
    owner.get(address)  # the first page of a session writes down that one is here
    for number in (1, 2, 3):
        attachments.add(
            case,
            by=owner_worker,
            at=timezone.now(),
            name=f"{number}.pdf",
            content=PDF + b"%d" % number,
        )
        if number != 2:
            with django_assert_num_queries(17):
                owner.get(address)


def _lay(disk: Path, name: str, *, days: int) -> Path:
    disk.mkdir(exist_ok=True)
    paper = disk / name
    paper.write_bytes(PDF)
    since = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(paper, (since, since))
    return paper


def test_a_paper_whose_row_never_came_is_cleared_away(
    case: Case, owner_worker: Staff, disk: Path
) -> None:
    """Its transaction was given up after it had been written."""
    with transaction.atomic():
        lost = attachments.add(
            case, by=owner_worker, at=timezone.now(), name="失.pdf", content=PDF + b"2"
        )
        transaction.set_rollback(True)
    kept = attachments.add(case, by=owner_worker, at=timezone.now(), name="残.pdf", content=PDF)
    for one in (lost, kept):
        _lay(disk, one.stored.hex, days=8)
    fresh, foreign = _lay(disk, uuid4().hex, days=6), _lay(disk, "読んで.txt", days=99)
    assert attachments.clear(at=timezone.now()) == 1
    left = {each.name for each in disk.iterdir()}
    assert left == {kept.stored.hex, fresh.name, foreign.name}
    assert attachments.clear(at=timezone.now()) == 0


def test_what_was_taken_back_and_still_lies_there_goes_at_once(
    added: Attachment, owner_worker: Staff, disk: Path
) -> None:
    """As when the machine stopped between the promise and the erasing."""
    attachments.remove(added, by=owner_worker, at=timezone.now(), why="別の方のもの")
    assert [each.name for each in disk.iterdir()] == [added.stored.hex]
    sweep()
    assert list(disk.iterdir()) == []


def test_nothing_is_cleared_where_nothing_was_ever_stored(disk: Path) -> None:
    assert (attachments.clear(at=timezone.now()), disk.exists()) == (0, False)

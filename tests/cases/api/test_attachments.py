"""書類 in the API: sent as multipart, given back as bytes, covered where the case is."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from cases.models import AccessLog, Attachment, Case
from districts.models import Staff
from fujisawa_care.foundation.files import LIMIT
from tests.cast import Begin

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\nsigned"


def sent(client: APIClient, case: Case, content: bytes = PDF, **more: Any) -> Any:
    file = SimpleUploadedFile("同意書.html", content, "text/html")
    address = f"/api/v1/cases/{case.number}/attachments/"
    return client.post(address, {"file": file, **more}, format="multipart")


def test_from_the_sending_to_the_taking_back(
    owner: APIClient, case: Case, owner_worker: Staff, django_capture_on_commit_callbacks: Any
) -> None:
    answer = sent(owner, case)
    assert answer.status_code == 201
    told = answer.json()
    assert (told["name"], told["kind"], told["size"]) == ("同意書.pdf", "pdf", len(PDF))
    assert sent(owner, case).json()["id"] == told["id"]
    one = f"/api/v1/cases/{case.number}/attachments/{told['id']}/"
    content = owner.get(f"{one}content/")
    assert (content.content, content.headers["Content-Type"]) == (PDF, "application/octet-stream")
    assert content.headers["Content-Disposition"].startswith("attachment;")
    assert AccessLog.objects.get().staff == owner_worker
    with django_capture_on_commit_callbacks(execute=True):
        removed = owner.post(f"{one}remove/", {"reason": "別の方のもの"})
    assert removed.json()["removed_why"] == "別の方のもの"
    assert owner.get(f"{one}content/").status_code == 403
    assert owner.post(f"{one}remove/", {"reason": "もう一度"}).status_code == 409


@pytest.mark.parametrize(
    ("content", "more", "status", "field"),
    [
        (b"MZ\x90\x00\x03\x00\xff", {}, 400, "file"),
        (b"", {}, 400, "file"),
        (PDF + b"0" * LIMIT, {}, 413, None),
        (PDF, {"record": "999"}, 400, "record"),
        (PDF, {"record": "x"}, 400, "record"),
        (PDF, {"consent": "9" * 30}, 400, "consent"),
    ],
    ids=["exe", "empty", "large", "no record", "no number", "no key"],
)
def test_what_is_refused_says_where_and_leaves_nothing(
    owner: APIClient, case: Case, content: bytes, more: Any, status: int, field: str | None
) -> None:
    answer = sent(owner, case, content, **more)
    assert answer.status_code == status
    assert [each["field"] for each in answer.json()["errors"]] == ([field] if field else [])
    assert not Attachment.objects.exists()


def test_covered_like_the_case_it_belongs_to(
    owner: APIClient, known_case: Case, begin: Begin
) -> None:
    pk = sent(owner, known_case).json()["id"]
    begin()
    address = f"/api/v1/cases/{known_case.number}/attachments/"
    names = [each["name"] for each in owner.get(address).json()["results"]]
    assert names == ["支援措置のため、ふせています"]
    assert owner.get(f"{address}{pk}/content/").status_code == 403


def test_records_are_narrowed_and_covered_words_are_not_found(
    owner: APIClient, known_case: Case, begin: Begin
) -> None:
    address = f"/api/v1/cases/{known_case.number}/records/"
    told = {"happened_at": "2026-01-05T10:00:00+09:00", "method": "visit"}
    owner.post(address, {**told, "text": "母と話した", "outcome": "met"})
    owner.post(address, {**told, "text": "手紙を置いた", "outcome": "absent"})

    def found(query: str) -> int:
        return len(owner.get(f"{address}?{query}").json()["results"])

    assert [found(q) for q in ("", "method=phone", "outcome=met", "q=手紙")] == [2, 0, 1, 1]
    begin()
    assert [found(q) for q in ("outcome=met", "q=手紙")] == [1, 0]

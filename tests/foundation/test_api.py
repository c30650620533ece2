"""The API's common ground: versions, refusals of every kind, and what the schema says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.db import DataError, IntegrityError
from django.http import Http404
from django.test import Client
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.test import APIClient, APIRequestFactory

from districts.models import Topic
from fujisawa_care.foundation.api import etag, problems
from fujisawa_care.foundation.api.fields import Text
from fujisawa_care.foundation.api.paging import CursorPages
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed


@pytest.mark.parametrize(
    ("raised", "status", "code"),
    [
        (NotAllowed("だめ", code="not-yours"), 403, "not-yours"),
        (IllegalStep("おそい", code="referral-already-answered"), 409, "referral-already-answered"),
        (ValidationError("ちがう"), 400, "invalid"),
        (Http404(), 404, "not-found"),
        (PermissionDenied(), 403, "permission-denied"),
        (RequestDataTooBig(), 413, "too-large"),
        (IntegrityError("duplicate key"), 409, "conflict"),
        (DataError("NUL"), 400, "parse-error"),
        (exceptions.Throttled(wait=7), 429, "throttled"),
        (exceptions.MethodNotAllowed("PUT"), 405, "method-not-allowed"),
        (exceptions.UnsupportedMediaType("text/plain"), 415, "unsupported-media-type"),
        (etag.StaleVersion(), 412, "stale-version"),
        (etag.VersionRequired(), 428, "version-required"),
    ],
)
def test_every_refusal_has_one_shape(raised: Exception, status: int, code: str) -> None:
    answer = problems.handle(raised, {})
    assert answer
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert set(answer.data) == {"type", "title", "status", "detail", "errors"}
    assert (answer.data["type"], answer.data["status"]) == (f"urn:fujisawa-care:{code}", status)
    assert answer.data["title"]
    assert answer.data["detail"]


def test_what_is_our_own_mistake_stays_a_500() -> None:
    assert problems.handle(RuntimeError("bug"), {}) is None


def test_a_wait_is_told() -> None:
    answer = problems.handle(exceptions.Throttled(wait=7), {})
    assert answer
    assert answer.headers["Retry-After"] == "7"


@pytest.mark.parametrize(
    ("raised", "errors"),
    [
        (ValidationError("ちがう", code="odd"), [("", "odd", "ちがう")]),
        (ValidationError({"name": ["空です"]}), [("name", "invalid", "空です")]),
        (ValidationError({"__all__": ["合わない"]}), [("", "invalid", "合わない")]),
        (
            exceptions.ValidationError({"to": [{}, {"agency": ["ない"]}], "note": ["長い"]}),
            [("to.1.agency", "invalid", "ない"), ("note", "invalid", "長い")],
        ),
        (
            exceptions.ValidationError({"person": {"non_field_errors": ["合わない"]}}),
            [("person", "invalid", "合わない")],
        ),
    ],
)
def test_errors_name_their_field(raised: Exception, errors: list[tuple[str, str, str]]) -> None:
    answer = problems.handle(raised, {})
    assert answer
    told = [(each["field"], each["code"], each["message"]) for each in answer.data["errors"]]
    assert (told, answer.data["detail"]) == (errors, errors[0][2])


TAG = etag.etag(7, "2026-11-24T10:33:00.000001+09:00")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (TAG, None),
        ("*", None),
        (f'"x", {TAG}', None),
        ('"x"', etag.StaleVersion),
        (f"W/{TAG}", etag.StaleVersion),
        ("", etag.VersionRequired),
        (None, etag.VersionRequired),
    ],
)
def test_a_change_names_the_version_it_read(
    given: str | None, refusal: type[Exception] | None
) -> None:
    headers = {} if given is None else {"HTTP_IF_MATCH": given}
    request = Request(APIRequestFactory().patch("/x/", **headers))
    if refusal is None:
        etag.require_match(request, TAG)
        return
    with pytest.raises(refusal):
        etag.require_match(request, TAG)


def test_another_version_has_another_tag() -> None:
    tags = {etag.etag(7, 1), etag.etag(7, 2), etag.etag(71, ""), TAG}
    assert len(tags) == 4
    assert all(tag.startswith('"') and tag.endswith('"') and tag.isascii() for tag in tags)


class Note(serializers.Serializer[None]):
    text = Text(max_length=5)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  見本\u3000", "見本"),
        ("か\u3099", "が"),
        ("葛\U000e0100", "葛\U000e0100"),
        ("a\r\nb", "a\nb"),
    ],
)
def test_text_is_kept_as_it_was_meant(given: str, kept: str) -> None:
    note = Note(data={"text": given})
    assert note.is_valid()
    assert note.validated_data == {"text": kept}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("123456", "5字までです（いま 6字）。"),
        ("a\0", "読めない文字（制御文字）が入っています。その文字を消してください"),
        ("\ud800", "読めない文字（制御文字）が入っています。その文字を消してください"),
        (5, "文字列で入力してください。"),
        (True, "文字列で入力してください。"),
        (["a"], "文字列で入力してください。"),
        ("\u3000", "この項目は空にできません。"),
        (None, "この項目はnullにできません。"),
    ],
)
def test_text_that_is_none_is_refused(given: object, words: str) -> None:
    note = Note(data={"text": given})
    assert not note.is_valid()
    assert note.errors == {"text": [words]}


def _rows(page_size: str) -> int:
    request = Request(APIRequestFactory().get("/x/", {"page_size": page_size}))
    return len(CursorPages().paginate_queryset(Topic.objects.all(), request))


@pytest.fixture
def many(db: None) -> None:
    Topic.objects.bulk_create(
        Topic(code=f"topic_{at:03}", label=f"分野{at}", position=at) for at in range(203)
    )


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(("asked", "rows"), [("1", 1), ("99", 99), ("007", 7), ("200", 200)])
def test_a_page_is_as_long_as_asked(asked: str, rows: int) -> None:
    assert _rows(asked) == rows


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    "asked",
    ["000000001999", "0000000010", "0007", "0", "000", "201", "999", "²", "５", "+5", " 5", ""],
)
def test_a_page_of_any_other_length_is_refused(asked: str) -> None:
    with pytest.raises(exceptions.ValidationError) as refused:
        _rows(asked)
    answer = problems.handle(refused.value, {})
    assert answer
    assert (answer.status_code, answer.data["errors"][0]["field"]) == (400, "page_size")


@pytest.fixture
def schema(db: None) -> dict[str, Any]:
    answer = APIClient().get("/api/v1/schema/", HTTP_ACCEPT="application/vnd.oai.openapi+json")
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.content)
    return found


def test_the_schema_is_open_and_says_how_each_operation_refuses(schema: dict[str, Any]) -> None:
    assert schema["openapi"].startswith("3.1")
    problem = {"$ref": "#/components/schemas/Problem"}
    for operations in schema["paths"].values():
        for operation in operations.values():
            refused = operation["responses"]["400"]["content"]
            assert refused["application/problem+json"]["schema"] == problem


def test_the_schema_asks_for_a_token_everywhere_but_at_the_door(schema: dict[str, Any]) -> None:
    open_doors = {
        address
        for address, operations in schema["paths"].items()
        for operation in operations.values()
        if operation.get("security", [{}]) == [{}]
    }
    assert open_doors == {"/api/v1/auth/token/"}


def test_the_docs_page_is_open_and_names_every_operation(
    schema: dict[str, Any], client: Client
) -> None:
    page = client.get("/api/v1/docs/").content.decode()
    anchors = {
        operation["operationId"]
        for operations in schema["paths"].values()
        for operation in operations.values()
    }
    assert {anchor for anchor in anchors if f'id="{anchor}"' not in page} == set()
    assert "<script>" not in page
    assert " style=" not in page

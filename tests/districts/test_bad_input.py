"""What nobody should send: every list and address answers in words, never with a 5xx."""

from __future__ import annotations

from base64 import urlsafe_b64encode

import pytest
from rest_framework.test import APIClient

from districts.models import District

LISTS = ("districts", "agencies", "towns")


def _cursor(content: bytes) -> str:
    return urlsafe_b64encode(content).decode()


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "query",
    [
        "nothing=1",
        "page_size=0",
        "page_size=201",
        "page_size=-1",
        "page_size=x",
        "page_size=",
        "ordering=",
        "page_size=%EF%BC%95",
        "page_size=" + "9" * 400,
        "ordering=password",
        "ordering=,",
        "ordering=staff__password",
        "ordering=%00",
        "cursor=x",
        "cursor=%00",
        "cursor=%FF%FE",
        "cursor=" + "A" * 5000,
        "cursor=" + _cursor(b"[0]"),
        "cursor=" + _cursor(b'[0, "a", "b", "c"]'),
        "cursor=" + _cursor(b'[0, "a\\u0000", "1"]'),
        "cursor=" + _cursor(b"[" * 900),
        "format=xml",
        "%00=1",
        "%ff=1",
    ],
)
def test_a_wrong_list_query_is_400(name: str, query: str, api: APIClient) -> None:
    answer = api.get(f"/api/v1/{name}/?{query}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    [error] = answer.json()["errors"]
    assert error["message"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("agencies/?district=99", "district"),
        ("agencies/?district=%00", "district"),
        ("agencies/?district=" + "7" * 500, "district"),
        ("agencies/?district=07&district=12", "district"),
        ("agencies/?programme=magic", "programme"),
        ("agencies/?topic=%27%20OR%201=1", "topic"),
        ("agencies/?q=" + "a" * 101, "q"),
        ("agencies/?q=%00", "q"),
        ("agencies/?q=a%08b", "q"),
        ("towns/?q=" + "a" * 101, "q"),
        ("towns/?q=a%1fb", "q"),
        ("towns/?district=07", "district"),
    ],
)
def test_a_wrong_filter_is_named(query: str, field: str, api: APIClient, zengyo: District) -> None:
    District.objects.create(code="12", name="鵠沼", kana="くげぬま", tile_row=6, tile_column=2)
    answer = api.get(f"/api/v1/{query}")
    assert answer.status_code == 400
    assert {error["field"] for error in answer.json()["errors"]} == {field}


@pytest.mark.parametrize(
    "query", ["q=%25", "q=_", "q=%5C", "q=%F0%A0%AE%B7", "q=%ff", "q=", "district="]
)
def test_odd_words_find_nothing_and_break_nothing(query: str, api: APIClient) -> None:
    assert api.get(f"/api/v1/agencies/?{query}").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "districts/99/",
        "districts/7/",
        "districts/%00/",
        "districts/07%0a/",
        "districts/%EF%BC%90%EF%BC%97/",
        "agencies/0/",
        "agencies/99999999999999999999999/",
        "agencies/x/",
        "agencies/-1/",
        "nothing/",
        "staff/",
        "staff/me",
        "",
        "%ff",
    ],
)
def test_an_address_nobody_has_is_404(address: str, api: APIClient) -> None:
    answer = api.get(f"/api/v1/{address}")
    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:fujisawa-care:not-found"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("name", [*LISTS, "staff/me"])
def test_what_is_only_read_is_405_to_write(name: str, method: str, api: APIClient) -> None:
    answer = getattr(api, method)(f"/api/v1/{name}/", {})
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_only_json_is_spoken(api: APIClient) -> None:
    answer = api.get("/api/v1/staff/me/", HTTP_ACCEPT="text/html")
    assert (answer.status_code, answer.headers["Content-Type"]) == (406, "application/problem+json")

"""Logs keep what happened and drop what was said."""

from __future__ import annotations

import pytest
from django.test import Client
from structlog.testing import capture_logs

from fujisawa_care.logs import without_words


def test_an_exception_keeps_its_kind_and_place_but_not_its_words() -> None:
    try:
        raise ValueError("例田さんは借金のことで")
    except ValueError as error:
        event = without_words(None, "error", {"event": "request_failed", "exc_info": error})
    assert event["exception"] == "ValueError"
    assert "test_logs.py" in event["frames"][-1]
    assert "例田" not in str(event)


@pytest.mark.django_db
def test_a_request_is_logged_without_its_query(client: Client) -> None:
    with capture_logs() as lines:
        client.get("/accounts/login/", {"q": "例田"})
    assert "GET /accounts/login/" in [line.get("request") for line in lines]
    assert "例田" not in str(lines)
    assert "%E4%BE%8B" not in str(lines)

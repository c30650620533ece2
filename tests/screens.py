"""The cast at the screen: a browser for each, signed in; a room that signs in otherwise says so once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from districts.models import Staff

SignIn = Callable[[Staff], Client]


@pytest.fixture
def sign_in(db: None) -> SignIn:
    def sign_in(staff: Staff) -> Client:
        client = Client()
        client.force_login(staff)
        return client

    return sign_in


@pytest.fixture
def owner(sign_in: SignIn, owner_worker: Staff) -> Client:
    return sign_in(owner_worker)


@pytest.fixture
def receiver(sign_in: SignIn, receiver_worker: Staff) -> Client:
    return sign_in(receiver_worker)


@pytest.fixture
def joiner(sign_in: SignIn, joiner_worker: Staff) -> Client:
    return sign_in(joiner_worker)


@pytest.fixture
def stranger(sign_in: SignIn, outsider: Staff) -> Client:
    return sign_in(outsider)


@pytest.fixture
def keeper(sign_in: SignIn, administrator: Staff) -> Client:
    return sign_in(administrator)


@pytest.fixture
def leader(sign_in: SignIn, manager: Staff) -> Client:
    return sign_in(manager)


@pytest.fixture
def told() -> dict[str, Any]:
    """The least an intake page sends: what its controls hold before anything is typed."""
    return {
        "channel": "counter",
        "outcome": "continue",
        "urgency": "normal",
        "consent": "not_yet",
        "story": "もう20年近く家から出ていない",
    }

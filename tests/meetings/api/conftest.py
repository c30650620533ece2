"""Whoever sits at a table, at the API with a token of their own, at the real time of day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from districts.actions import tokens
from districts.models import Staff

SignIn = Callable[[Staff], APIClient]


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture
def sign_in(db: None) -> SignIn:
    def sign_in(staff: Staff) -> APIClient:
        issued = tokens.issue(staff, lasts=timedelta(hours=1), at=timezone.now())
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Token {issued.token}")
        return client

    return sign_in


@pytest.fixture
def leader(sign_in: SignIn, manager: Staff) -> APIClient:
    return sign_in(manager)


@pytest.fixture
def secretary(sign_in: SignIn, coordinator: Staff) -> APIClient:
    return sign_in(coordinator)


@pytest.fixture
def owner(sign_in: SignIn, owner_worker: Staff) -> APIClient:
    return sign_in(owner_worker)


@pytest.fixture
def stranger(sign_in: SignIn, outsider: Staff) -> APIClient:
    return sign_in(outsider)

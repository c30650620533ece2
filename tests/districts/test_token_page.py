"""APIの鍵の画面: one's own keys, and only those, can be seen and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from knox.models import AuthToken

from districts.actions import tokens
from districts.models import Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(worker: Staff) -> str:
    tokens.issue(worker, lasts=timedelta(hours=1), at=timezone.now())
    return str(AuthToken.objects.get(user=worker).token_key)


def test_a_key_is_listed_and_taken_back(worker: Staff, key: str, client: Client) -> None:
    client.force_login(worker)
    assert f"{key[:8]}…" in client.get("/tokens/").content.decode()
    answer = client.post(f"/tokens/{key}/revoke", follow=True)
    assert "使えなくしました" in answer.content.decode()
    assert not AuthToken.objects.exists()


def test_another_ones_key_is_as_if_it_were_not_there(
    administrator: Staff, key: str, client: Client
) -> None:
    client.force_login(administrator)
    assert key[:8] not in client.get("/tokens/").content.decode()
    assert client.post(f"/tokens/{key}/revoke").status_code == 404
    assert AuthToken.objects.count() == 1

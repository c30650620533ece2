"""Every address of the pages can be opened by a bare link: a verb leads back to its page."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from districts.models import Staff
from tests.house.test_names import addresses

SAMPLES = {"NumberConverter": "R8-000001", "IntConverter": 1, "UUIDConverter": UUID(int=0)}
PAGES = [
    (entry.name, dict(entry.pattern.converters), [*entry.pattern.regex.groupindex])
    for route, entry in addresses()
    if not route.startswith(("api/", "health/"))
]


@pytest.mark.parametrize(("name", "converters", "groups"), PAGES, ids=[name for name, *_ in PAGES])
def test_no_page_answers_a_link_with_a_bare_no(
    name: str, converters: dict[str, object], groups: list[str], client: Client, owner_worker: Staff
) -> None:
    """A sign-in on the way goes back to where one was: with GET, whatever that address does."""
    given = {group: SAMPLES.get(type(converters.get(group)).__name__, "a" * 40) for group in groups}
    client.force_login(owner_worker)
    assert client.get(reverse(name, kwargs=given)).status_code in (200, 302, 400, 403, 404)


def test_a_verb_leads_to_the_page_it_belongs_to(client: Client, owner_worker: Staff) -> None:
    client.force_login(owner_worker)
    led = {
        "/inbox/7/accept": "/inbox/7/",
        "/cases/R8-000007/record/": "/cases/R8-000007/",
        "/reminders/7/": "/reminders/",
        f"/tokens/{'a' * 8}/revoke": "/tokens/",
        "/intake/candidates": "/intake/new",
    }
    assert {there: client.get(there)["Location"] for there in led} == led
    assert client.put("/inbox/7/accept").status_code == 405

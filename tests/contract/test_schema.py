"""Every operation against docs/openapi.yaml: never a 5xx, and never an answer it does not promise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import yaml
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import negative_data_rejection

from fujisawa_care.local.crew import ROOT
from tests.contract.city import World, built
from tests.contract.turns import Turns

DOCUMENT = ROOT / "docs" / "openapi.yaml"
APPLICATION = get_wsgi_application()
CONFIG = SchemathesisConfig.from_dict(
    {
        "seed": 1,
        "checks": {
            # what a shape allows, a rule may still refuse
            "positive_data_acceptance": {"enabled": False},
            "negative_data_rejection": {"expected-statuses": ["4xx"]},
            "missing_required_header": {"expected-statuses": ["400", "401", "404", "428"]},
        },
        "phases": {"coverage": {"unexpected-methods": []}},
    }
)

V1 = "/api/v1/"
CASE = "cases/{number}/"
PROMISED = {
    f"{verb} {V1}{address}"
    for verb, addresses in {
        "GET": (
            *("districts/", "districts/{code}/", "agencies/", "agencies/{id}/", "towns/"),
            *("staff/me/", "people/", "people/{id}/", "consultations/", "consultations/{id}/"),
            *("cases/", CASE, f"{CASE}timeline/", f"{CASE}records/", f"{CASE}follow-ups/"),
            *(f"{CASE}consents/", f"{CASE}ownerships/", f"{CASE}access/", f"{CASE}views/"),
            *("referrals/", "referrals/{id}/", "follow-ups/", "reminders/"),
        ),
        "POST": (
            *("auth/token/", "auth/logout/", "people/", "people/candidates/", "consultations/"),
            *(f"{CASE}records/", "records/{id}/correct/", f"{CASE}follow-ups/"),
            *("follow-ups/{id}/done/", "follow-ups/{id}/move/", "follow-ups/{id}/pass/"),
            *(f"{CASE}close/", f"{CASE}reopen/", "referrals/", "referrals/{id}/accept/"),
            *("referrals/{id}/return/", "referrals/{id}/withdraw/", "reminders/{id}/read/"),
        ),
        "PATCH": ("people/{id}/", CASE),
    }.items()
    for address in addresses
}


def _served(environ: dict[str, Any], start_response: Any) -> Any:
    """A server knows who calls; the client of the tests does not say."""
    return APPLICATION(environ | {"REMOTE_ADDR": "127.0.0.1"}, start_response)


schema = schemathesis.openapi.from_path(DOCUMENT, config=CONFIG)
schema.app = _served


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Built once, and undone afterwards; what an operation does to it is undone with that operation."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield built()
        transaction.set_rollback(True)


@pytest.fixture
def world(city: World, db: None) -> Iterator[World]:
    """A server closes its connection between requests; here it is the test's own."""
    between = (request_started, request_finished)
    for signal in between:
        signal.disconnect(close_old_connections)
    yield city
    for signal in between:
        signal.connect(close_old_connections)


@pytest.fixture
def turns() -> Turns:
    return Turns()


@schema.parametrize()
@settings(
    max_examples=4,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_an_operation_keeps_its_word(
    case: schemathesis.Case[Any], world: World, turns: Turns
) -> None:
    if turns.passes_over(case):
        return
    world.fill(case)
    # an empty field of a search form is a field left out
    lenient: list[Any] = [negative_data_rejection] if "" in (case.query or {}).values() else []
    case.call_and_validate(
        headers={"Authorization": f"Token {world.token}"}, excluded_checks=lenient
    )


def test_the_document_is_what_the_code_serves(tmp_path: Path) -> None:
    served = tmp_path / "openapi.yaml"
    call_command("spectacular", file=str(served), validate=True, fail_on_warn=True)
    assert served.read_text("utf-8") == DOCUMENT.read_text("utf-8"), "make schema"


def test_every_address_of_the_contract_stands_in_it() -> None:
    paths = yaml.safe_load(DOCUMENT.read_text("utf-8"))["paths"]
    stand = {f"{verb.upper()} {path}" for path, verbs in paths.items() for verb in verbs}
    assert stand >= PROMISED

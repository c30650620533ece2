"""The owner makes the test database; the tests then live in it as the application's own role."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import dj_database_url
import pytest
import redis
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests.emptying import empty

# who stands in tests, wherever they are
pytest_plugins = ["tests.cast", "tests.meetings.cast", "tests.screens"]

LONG = {"journeys", "machines"}
APPLICATION, OWNER = settings.DATABASE_URL, settings.DATABASE_OWNER_URL


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest begin first: at the end no worker waits for one that has just begun a long one."""
    items.sort(key=lambda item: not LONG & {*item.path.parts})


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: nobody need look through it again for what may go."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _become(url: str) -> None:
    """Let every later connection, in whatever thread, be this role's."""
    connection.close()
    role = dj_database_url.parse(url)
    options = {"OPTIONS": {**connection.settings_dict["OPTIONS"], **role.get("OPTIONS", {})}}
    connection.settings_dict.update(
        {key: role[key] for key in ("HOST", "PORT", "USER", "PASSWORD")}
        | options
        | {"CONN_MAX_AGE": 0}  # the thread of a live server keeps nothing open
    )


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    _become(OWNER)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        _become(APPLICATION)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:  # a server's thread may still be saying good-bye
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                " AND datname = current_database() AND usename = current_user"
            )
        _become(OWNER)


@pytest.fixture(scope="session", autouse=True)
def a_hash_is_cheap() -> Iterator[None]:
    """The same hash with little work: what a password opens is tried, not how long guessing takes."""
    with pytest.MonkeyPatch.context() as patched:
        for name, value in (("time_cost", 1), ("memory_cost", 8), ("parallelism", 1)):
            patched.setattr(Argon2PasswordHasher, name, value)
        yield


@pytest.fixture(scope="session")
def counters() -> Iterator[redis.Redis]:
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        yield client


@pytest.fixture(autouse=True)
def nobody_was_counted(counters: redis.Redis) -> None:
    """Forget what earlier tests used up of the sign-in's patience; leave the queues alone."""
    prefix = settings.CACHES["default"]["KEY_PREFIX"]
    if counted := list(counters.scan_iter(f"{prefix}:*", count=1000)):
        counters.delete(*counted)

"""Things are called what they are, and can be found by that name."""

from __future__ import annotations

import ast
import re

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.urls import URLPattern

from tests import routes
from tests.house import tree

LODGERS = {"utils", "helpers", "services", "managers", "mixins", "constants", "common", "misc"}
GLOSSARY = tree.ROOT / "docs" / "glossary.md"
OURS = [apps.get_app_config(label) for label in tree.ROOMS]


def test_no_room_has_a_drawer_for_everything() -> None:
    drawers = [
        tree.name(path)
        for path in tree.python()
        if path.stem in LODGERS and "local" not in path.parts
    ]
    assert drawers == []


def test_every_module_says_in_one_sentence_what_it_is() -> None:
    silent = [
        tree.name(path)
        for path in tree.python()
        if path.stem != "__init__" and not tree.sentence(path)
    ]
    assert silent == []


def test_only_the_models_room_passes_names_on() -> None:
    busy = [
        tree.name(path)
        for path in tree.python()
        if path.name == "__init__.py" and path.parent.name not in {"models", "fujisawa_care"}
        if any(not isinstance(node, ast.Expr) for node in tree.tree(path).body)
    ]
    assert busy == []


def test_every_model_has_a_row_in_the_glossary() -> None:
    rows = set(re.findall(r"^\| `?(\w+)`? \|", GLOSSARY.read_text("utf-8"), re.MULTILINE))
    models = {
        model.__name__
        for room in OURS
        for model in room.get_models()
        if not model._meta.auto_created
    }
    assert models - rows == set()


def test_every_model_has_a_japanese_name() -> None:
    nameless = [
        model.__name__
        for room in OURS
        for model in room.get_models()
        if not model._meta.auto_created and str(model._meta.verbose_name).isascii()
    ]
    assert nameless == []


@pytest.mark.parametrize("room", tree.ROOMS)
def test_migrations_are_named_and_in_one_line(room: str) -> None:
    loader = MigrationLoader(None)
    names = sorted(name for label, name in loader.disk_migrations if label == room)
    assert [name for name in names if re.search(r"auto|initial|alter_|_and_more$", name)] == []
    if names:
        assert len(loader.graph.leaf_nodes(room)) == 1
        highest = tree.ROOT / room / "migrations" / "max_migration.txt"
        assert highest.read_text().strip() == names[-1]


def addresses() -> list[tuple[str, URLPattern]]:
    """Every route of ours, with what it leads to."""
    return [
        (route, entry)
        for route, entry in routes.of(*routes.ROOMS)
        if not (route.startswith("accounts/") or route == "api/")
    ]


def test_every_address_of_ours_has_a_name() -> None:
    assert [route for route, entry in addresses() if not entry.name] == []


def test_names_of_addresses_are_words_with_hyphens() -> None:
    odd = [
        entry.name for _, entry in addresses() if not re.fullmatch(r"[a-z0-9-]+", entry.name or "")
    ]
    assert odd == []


def test_addresses_of_the_api_end_with_a_slash() -> None:
    open_ended = [
        route
        for route, _ in addresses()
        if route.startswith("api/") and not route.endswith(("/", ".csv", ".geojson", ".ics"))
    ]
    assert open_ended == []

"""Doors fetch, call one action and answer; they never write themselves."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house import tree

WRITES = {
    "save", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update",
    "delete", "update", "aupdate", "acreate", "asave", "adelete", "execute",
}  # fmt: skip
FLOORS = (
    "views",
    "api",
    "tasks",
    "admin",
    "forms",
    "filters",
    "sheets",
    "dues",
    "rules",
    "rules_plans",
    "management",
)

# where one of these names is something else, and what
NO_WRITES: dict[tuple[str, str], str] = {
    ("fujisawa_care/foundation/filters.py", "data.update"): "a copy of the query string",
    ("cases/views/plans.py", "rules_plans.save"): "asks whether one may",
}
# where a door opens a transaction around the action's own, and why
TRANSACTIONS: dict[str, str] = {
    "districts/api/doors.py": "If-Match is compared with the row while it is locked",
    "districts/views/door.py": "a page's double click is answered once",
    "fujisawa_care/foundation/api/once.py": "the first answer is kept with what it did",
    "fujisawa_care/home/management/commands/demo_city.py": "the whole city or none of it",
}


def _receiver(call: ast.Call) -> str:
    return ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""


def _actions(path: Path) -> set[str]:
    """The modules of actions a file knows: `referrals.update(...)` is no queryset."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree.tree(path))
        if isinstance(node, ast.ImportFrom) and "actions" in (node.module or "").split(".")
        for alias in node.names
    }


def _writes(path: Path) -> set[tuple[str, str]]:
    return {
        (tree.name(path), ast.unparse(call.func))
        for call in ast.walk(tree.tree(path))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in WRITES
        and _receiver(call) not in _actions(path)
    }


def test_no_door_writes() -> None:
    written = {write for path in tree.doors(*FLOORS) for write in _writes(path)}
    assert written - NO_WRITES.keys() == set()


def test_every_exception_is_still_needed() -> None:
    written = {write for path in tree.doors(*FLOORS) for write in _writes(path)}
    assert NO_WRITES.keys() - written == set()


def test_only_actions_open_transactions() -> None:
    elsewhere = {
        tree.name(path)
        for path in tree.python()
        if "transaction.atomic" in path.read_text("utf-8") and "actions" not in path.parts
    }
    assert elsewhere == TRANSACTIONS.keys()


def test_actions_read_no_clock_and_no_settings() -> None:
    forbidden = {"django.conf", "django.http", "time", "datetime.now"}
    found = []
    for path in tree.doors("actions"):
        text = path.read_text("utf-8")
        imported = {
            node.module for node in ast.walk(tree.tree(path)) if isinstance(node, ast.ImportFrom)
        }
        if imported & forbidden or "timezone.now(" in text or "localdate()" in text:
            found.append(tree.name(path))
    assert found == []


def test_actions_take_their_subject_first_and_the_rest_by_name() -> None:
    positional = [
        f"{tree.name(path)}:{function.name}"
        for path in tree.doors("actions")
        for function in tree.tree(path).body
        if isinstance(function, ast.FunctionDef)
        and not function.name.startswith("_")
        and len(function.args.args) > 2  # the case, and what of it
    ]
    assert positional == []


def test_a_task_is_at_most_ten_lines() -> None:
    longer = {
        f"{tree.name(path)}:{function.name}": tree.length(function)
        for path in tree.doors("tasks")
        for function in tree.functions(path)
        if any("shared_task" in ast.unparse(made) for made in function.decorator_list)
        and tree.length(function) > 10
    }
    assert longer == {}

"""状態の図: docs/states.md, drawn from the tables that the rules themselves read."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec

from django.db.models import TextChoices

from fujisawa_care.local.crew import ROOT

ROOMS = ("districts", "cases", "meetings", "engawa")
FILE = ROOT / "docs" / "states.md"
HEAD = "# 状態\n\n`make diagrams` が各部屋の states.py の表から描きます。手で直さないでください。\n"

Table = Mapping[TextChoices, frozenset[TextChoices]]


def text() -> str:
    """All diagrams, as the file should stand."""
    return "\n".join([HEAD, *(_drawn(title, table) for title, table in _tables().items())])


def main() -> int:
    FILE.write_text(text(), "utf-8")
    print(f"{FILE.relative_to(ROOT)} を書きました")
    return 0


def _tables() -> dict[str, Table]:
    rooms = [import_module(f"{room}.states") for room in ROOMS if find_spec(f"{room}.states")]
    return {title: table for room in rooms for title, table in room.TABLES.items()}


def _drawn(title: str, table: Table) -> str:
    first = next(iter(table))
    lines = [f"    [*] --> {first.value}"]
    lines += [f"    {state.value} : {state.label}" for state in table]
    for state, successors in table.items():
        follow = [after.value for after in table if after in successors] or ["[*]"]
        lines += [f"    {state.value} --> {after}" for after in follow]
    body = "\n".join(lines)
    return f"## {title}\n\n```mermaid\nstateDiagram-v2\n{body}\n```\n"

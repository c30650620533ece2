"""The house as files: what the house tests walk through."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("districts", "cases", "meetings", "engawa")
PACKAGES = (*ROOMS, "fujisawa_care")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python(*, migrations: bool = False) -> list[Path]:
    """Every file of the application."""
    found = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return sorted(path for path in found if migrations or "migrations" not in path.parts)


def tests() -> list[Path]:
    return sorted((ROOT / "tests").rglob("*.py"))


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def doors(*kinds: str) -> list[Path]:
    """The files of these floors (`views`, `api`, `tasks`, …) in every room."""
    return [
        path
        for path in python()
        if set(path.with_suffix("").relative_to(ROOT).parts[1:]) & set(kinds)
    ]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield node


def length(node: Function) -> int:
    """Lines from `def` to its end."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def sentence(path: Path) -> str:
    """The first line of the module's docstring."""
    return (ast.get_docstring(tree(path)) or "").partition("\n")[0]


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))

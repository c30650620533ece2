"""Nothing grows beyond what one can hold in the head."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from tests.house import tree


def _longer(paths: list[Path], limit: int) -> dict[str, int]:
    return {tree.name(path): tree.lines(path) for path in paths if tree.lines(path) > limit}


def test_files_stay_within_400_lines() -> None:
    assert _longer(tree.python(), 400) == {}


def test_test_files_stay_within_400_lines() -> None:
    assert _longer(tree.tests(), 400) == {}


def test_templates_stay_within_150_lines() -> None:
    assert _longer(tree.templates(), 150) == {}


def test_functions_stay_within_40_lines() -> None:
    longer = {
        f"{tree.name(path)}:{function.name}": tree.length(function)
        for path in [*tree.python(), *tree.tests()]
        for function in tree.functions(path)
        if tree.length(function) > 40
    }
    assert longer == {}


def test_most_files_functions_and_templates_are_small() -> None:
    files = sorted(tree.lines(path) for path in tree.python())
    functions = sorted(tree.length(f) for path in tree.python() for f in tree.functions(path))
    assert files[int(len(files) * 0.9)] <= 210
    assert median(functions) <= 8
    assert functions[int(len(functions) * 0.9)] <= 25
    assert median(tree.lines(path) for path in tree.templates()) <= 30

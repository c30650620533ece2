"""A rule may be waived on a line, and the line says why."""

from __future__ import annotations

import re

from tests.house import tree

NOTHING_SAID = re.compile(r"#[ ]noqa(?!: [A-Z]+\d+(, [A-Z]+\d+)* +\S)")


def test_whoever_waives_a_rule_says_why() -> None:
    silent = [
        f"{tree.name(path)}:{number}"
        for path in [*tree.python(), *tree.tests()]
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if NOTHING_SAID.search(line)
    ]
    assert silent == []

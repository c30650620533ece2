"""The state diagrams in docs/ are the tables the rules read."""

from __future__ import annotations

from fujisawa_care.local import diagrams


def test_the_drawn_states_are_the_real_ones() -> None:
    assert diagrams.FILE.read_text("utf-8") == diagrams.text(), "make diagrams"

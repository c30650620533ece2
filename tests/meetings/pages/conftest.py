"""The pages read the clock themselves: here it is the real time of day."""

from __future__ import annotations

from datetime import datetime

import pytest


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago

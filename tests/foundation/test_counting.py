"""件数: several counts, one question."""

from __future__ import annotations

from typing import Any

import pytest

from districts.models import Agency, Topic
from fujisawa_care.foundation.counting import counted, counts

pytestmark = pytest.mark.django_db


def test_counts_each_by_its_name(django_assert_num_queries: Any) -> None:
    for place, code in enumerate(("health", "housing", "income")):
        Topic.objects.create(code=code, label=code, position=place)
    asked = {"all": Topic.objects.all(), "one": Topic.objects.filter(code="income")}
    with django_assert_num_queries(1):
        assert counted(**asked, none=Agency.objects.none()) == {"all": 3, "one": 1, "none": 0}


def test_a_kept_question_sees_what_came_later() -> None:
    kept = counts(named=Topic.objects.filter(code__startswith="h"))
    assert kept.ask() == {"named": 0}
    Topic.objects.create(code="health", label="健康", position=1)
    assert kept.ask() == {"named": 1}

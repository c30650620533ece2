"""One question for all conditions of a row: the same answers as Django's own, one by one."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from pytest_django import DjangoAssertNumQueries

from cases.models import Case, FollowUp
from fujisawa_care.foundation import fit
from tests.house import tree

pytestmark = pytest.mark.django_db
TABLES = [
    model
    for room in tree.ROOMS
    for model in apps.get_app_config(room).get_models()
    if any(isinstance(one, models.CheckConstraint) for one in model._meta.constraints)
    # what the database makes of a key keeps Django from asking anything at all
    if not any(one.generated for one in model._meta.fields)
]


def _said(by: Any, **given: Any) -> dict[str, list[str]]:
    try:
        by(**given)
    except ValidationError as refused:
        return dict(refused.message_dict)
    return {}


def test_an_empty_row_of_every_table_is_told_what_django_would_tell_it() -> None:
    told = 0
    for model in TABLES:
        keys = {one.name for one in model._meta.fields if one.many_to_one}
        for left_out in (set(), keys, {"state", "kind", "note"}):
            row = model()
            expected = _said(row.validate_constraints, exclude=left_out)
            assert _said(fit.require, row=row, exclude=left_out) == expected, model
            told += bool(expected)
    assert len(TABLES) > 25
    assert told > 25


def test_each_condition_says_its_own_words_and_one_question_is_asked(
    case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    step = FollowUp.objects.get(case=case)
    with django_assert_num_queries(1):
        fit.require(step)
    step.what, step.state = "", "done"
    with django_assert_num_queries(1), pytest.raises(ValidationError) as refused:
        fit.require(step)
    assert refused.value.message_dict == _said(step.validate_constraints)
    assert len(refused.value.messages) == 2

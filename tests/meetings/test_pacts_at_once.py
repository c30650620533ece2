"""協定・取組を同時に: the same written down by two at once stands once, and the later one is told in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError

from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep
from meetings.actions import pacts, themes
from meetings.actions.pacts import Promise
from meetings.actions.themes import Line
from meetings.models import Initiative, Pact, PactTheme, Theme
from tests.cases.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_write_down_the_same(coordinator: Staff, manager: Staff, now: datetime) -> None:
    theme = Theme.objects.create(code="theme3", number=3, name="健康づくり・生きがいづくり")
    told = Promise(
        partner="見本商店（架空）",
        what="集まる",
        section="見本課（架空）",
        since=date(2024, 4, 1),
        themes=[theme],
    )
    line = Line(what="見本の取組（架空）")
    both = (coordinator, manager)
    answers = [
        at_once(*(lambda by=by: pacts.add(told, by=by, at=now) for by in both)),
        at_once(
            *(
                lambda by=by: themes.add(theme, by=by, at=now, fiscal_year=2026, line=line)
                for by in both
            )
        ),
    ]
    for answer in answers:
        (refused,) = [one for one in answer if isinstance(one, Exception)]
        assert isinstance(refused, ValidationError), refused
        assert "もうあります" in str(refused)
    assert (Pact.objects.count(), PactTheme.objects.count(), Initiative.objects.count()) == (
        1,
        1,
        1,
    )


def test_two_put_the_same_right(coordinator: Staff, manager: Staff, now: datetime) -> None:
    theme = Theme.objects.create(code="theme3", number=3, name="健康づくり・生きがいづくり")
    told = Promise(
        partner="見本商店（架空）", what="集まる", section="見本課", since=date(2024, 4, 1),
        themes=[theme],
    )  # fmt: skip
    pact = pacts.add(told, by=manager, at=now)
    answer = at_once(
        *(
            lambda by=by: pacts.change(
                pact, by=by, at=now, seen=1, told=replace(told, what=by.name)
            )
            for by in (coordinator, manager)
        )
    )
    assert [isinstance(one, IllegalStep) for one in answer].count(True) == 1
    pact.refresh_from_db()
    assert pact.version == 2

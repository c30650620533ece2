"""What the models say is guarded, the migrations must really have put up."""

from __future__ import annotations

import pgtrigger
import pgtrigger.core
import pytest

from tests.house import tree

# a proxy has no table of its own to be made with: its guards are the ones easily left out
WANTED = [
    (f"{model._meta.label}:{guard.name}", model, guard)
    for model, guard in pgtrigger.registered()
    if model._meta.app_label in tree.ROOMS
]


@pytest.mark.django_db
def test_every_guard_stands_as_the_model_says_it() -> None:
    missing = [
        name
        for name, model, guard in WANTED
        if guard.get_installation_status(model) != (pgtrigger.core.INSTALLED, True)
    ]
    assert len(WANTED) > 100
    assert missing == []

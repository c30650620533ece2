"""協定の見本: told on any day of the year, also in April, when last month was another fiscal year."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.management import call_command

from districts.models import Staff
from fujisawa_care.foundation.workdays import TOKYO
from fujisawa_care.home.demo import pacts
from fujisawa_care.home.demo.cast import Cast
from fujisawa_care.home.demo.scene import Scene
from meetings.models import Deed, Pact

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("month", [4, 12])
def test_the_agreements_are_told_in_any_month(coordinator: Staff, month: int) -> None:
    call_command("load_themes", verbosity=0)
    now = datetime(2026, month, 10, 10, 30, tzinfo=TOKYO)
    scene = Scene(Cast({"backup": coordinator}, {}, {}, {}), now=now, seed=1)
    pacts.agreed(scene)
    assert (Pact.objects.count(), Deed.objects.count()) == (3, 5)
    assert not Pact.objects.filter(fictional=False).exists()

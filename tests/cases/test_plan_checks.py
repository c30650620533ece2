"""会議に出す前の確認: an empty plan has nothing of what it wants, a whole one has it all (R11)."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection

from cases.actions import plans
from cases.models import Case, Plan
from cases.sheets import plan_checks
from cases.sheets import plans as sheets
from districts.models import Agency, Staff
from fujisawa_care.foundation.workdays import TOKYO
from tests.cases.tables import drafted, tabled, words

pytestmark = pytest.mark.django_db
ROWS = {"what", "doer", "until", "asked", "declined"}


def _done(plan: Plan, at: datetime) -> set[str]:
    loaded = sheets.loaded(Plan.objects.filter(pk=plan.pk)).get()
    return {one.code for one in plan_checks.checks(loaded, at=at) if one.done}


def test_of_an_empty_plan_nothing_is_said_to_be_there(
    case: Case, owner_worker: Staff, desk: Agency, now: datetime
) -> None:
    told = words(now.astimezone(TOKYO).date(), desk, goals=())
    empty = plans.draft(case, by=owner_worker, at=now, kind="participation", words=told)
    assert _done(empty, now) & (ROWS | {"goals"}) == set()


def test_a_whole_plan_has_its_rows(
    case: Case, owner_worker: Staff, desk: Agency, now: datetime
) -> None:
    plan = drafted(case, desk, by=owner_worker, at=now)
    plans.ask(plan, by=owner_worker, at=now)
    assert _done(plan, now) >= ROWS | {"goals"}


def test_a_refusal_after_tabling_does_not_stop_the_page(
    case: Case, owner_worker: Staff, joiner_worker: Staff, desk: Agency, now: datetime
) -> None:
    """Whether it is whole is asked when it is tabled and when it is decided, not in between."""
    plan = tabled(case, desk, joiner_worker.agency, by=owner_worker, at=now)
    task = plan.tasks.get(agency=joiner_worker.agency)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    plans.answer(task, by=joiner_worker, at=now, agreed=False, note="人手がない")
    day = now.astimezone(TOKYO).date()
    shown = plans.show(plan, by=owner_worker, at=now, on=day, signature="shown")
    assert (shown.state, shown.signature) == ("tabled", "shown")

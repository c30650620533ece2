"""下書き of looking back on a plan and of ending it: kept, opened again, gone with the saving."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases.actions import plans
from cases.models import Case, Draft, Plan, PlanEvaluation
from districts.models import Agency, Staff
from tests.cases.pages.test_drafts import form_of, keep
from tests.cases.tables import running

pytestmark = pytest.mark.django_db
WORDS = "通いはじめて、朝起きるようになった"


@pytest.fixture
def plan(case: Case, owner_worker: Staff, desk: Agency, now: datetime) -> Plan:
    return running(case, desk, by=owner_worker, at=now, kind="outreach")


def way(plan: Plan, verb: str) -> str:
    return f"/cases/{plan.case.number}/plan/{plan.pk}/{verb}/"


def test_an_evaluation_waits_with_every_goal_until_it_is_saved(plan: Plan, owner: Client) -> None:
    where = way(plan, "evaluate")
    goal = f"goal-{plan.goals.get().pk}"
    typed = form_of(owner, where) | {"on": str(timezone.localdate()), "text": WORDS, goal: "partly"}
    place = keep(owner, typed)
    page = owner.get(place, follow=True).content.decode()
    assert WORDS in page
    assert "まだ保存していません" in page
    start = page.index(f'name="{goal}" value="partly"')
    assert "checked" in page[start : page.index(">", start)]
    assert "続きを書く" in owner.get(where).content.decode()
    answer = owner.post(where, typed | {"own_words": "楽しい", "conclusion": "continue"})
    assert (answer.status_code, PlanEvaluation.objects.count()) == (302, 1)
    assert not Draft.objects.exists()


def test_the_end_waits_and_what_came_too_late_is_shown_to_be_copied(
    plan: Plan, owner: Client, owner_worker: Staff, now: datetime
) -> None:
    where = way(plan, "end")
    typed = form_of(owner, where) | {"state": "suspended", "because": WORDS}
    place = keep(owner, typed)
    assert WORDS in owner.get(place, follow=True).content.decode()
    plans.end(plan, by=owner_worker, at=now + timedelta(seconds=1), state="closed", because="転出")
    page = owner.get(place, follow=True).content.decode()
    assert "プランのようすが変わりました" in page
    assert WORDS in page

"""次の一手 at the API: another day keeps the hour unless another is given."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from cases.models import Case, FollowUp


@pytest.mark.parametrize(
    ("more", "hour"),
    [({}, time(13, 30)), ({"due_time": "09:00"}, time(9)), ({"due_time": None}, None)],
)
def test_another_day_keeps_the_hour(
    more: dict[str, str | None], hour: time | None, case: Case, owner: APIClient
) -> None:
    FollowUp.objects.update(due_time=time(13, 30))
    planned = FollowUp.objects.get()
    day = timezone.localdate() + timedelta(days=3)
    body = {"due_on": day.isoformat(), "reason": "都合", **more}
    answer = owner.post(f"/api/v1/follow-ups/{planned.pk}/move/", body)
    assert answer.status_code == 200
    planned.refresh_from_db()
    assert (planned.due_on, planned.due_time) == (day, hour)

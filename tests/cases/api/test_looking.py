"""緊急の閲覧・閲覧のおねがい・その日に見られた人 in the API."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from cases.models import Case
from districts.models import Staff

pytestmark = pytest.mark.django_db
API = "/api/v1"
DAY = timedelta(days=1)


def test_the_glass_is_broken_for_a_day(case: Case, stranger: APIClient, outsider: Staff) -> None:
    here = f"{API}/cases/{case.number}"
    assert stranger.get(f"{here}/").status_code == 404
    answer = stranger.post(f"{here}/access/emergency/", {"reason": "倒れていると電話"})
    opened = answer.json()
    assert (answer.status_code, opened["who"]["staff"]["id"]) == (201, outsider.pk)
    assert (opened["level"], opened["ground"]) == ("read", "emergency")
    began, ends = (datetime.fromisoformat(opened[name]) for name in ("from", "until"))
    assert ends - began == DAY
    assert "倒れていると電話" in opened["because"]
    assert stranger.get(f"{here}/").status_code == 200


def test_who_could_see_it_on_that_day(case: Case, owner: APIClient, stranger: APIClient) -> None:
    here = f"{API}/cases/{case.number}/access/"
    stranger.post(f"{here}emergency/", {"reason": "倒れていると電話"})
    today = timezone.localdate()
    for day, there in ((today - DAY, False), (today, True), (today + 2 * DAY, False)):
        rows = owner.get(here, {"on": f"{day}"}).json()["results"]
        assert ("emergency" in {row["ground"] for row in rows}) == there
    assert owner.get(here, {"on": "dream"}).status_code == 400


def test_a_request_to_look_is_made_and_granted(
    case: Case, owner: APIClient, stranger: APIClient, outsider: Staff
) -> None:
    told = {"case": case.number, "reason": "転入の相談"}
    answer = stranger.post(f"{API}/view-requests/", told)
    [asked] = answer.json()
    assert (answer.status_code, asked["state"], asked["asked_by"]["id"]) == (
        *(201, "asked", outsider.pk),
    )
    here = f"{API}/view-requests/{asked['id']}/"
    until = f"{timezone.localdate() + DAY}"
    assert stranger.post(f"{here}grant/", {"level": "read", "until": until}).status_code == 403
    said = owner.post(f"{here}grant/", {"level": "read", "until": until, "note": "どうぞ"}).json()
    assert (said["state"], said["level"], said["until"], said["answer_note"]) == (
        *("granted", "read", until, "どうぞ"),
    )
    assert stranger.get(f"{API}/cases/{case.number}/").status_code == 200
    assert owner.post(f"{here}decline/", {"reason": "やはり"}).status_code == 409

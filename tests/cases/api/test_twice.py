"""Sent at the same moment: it happens once, and whoever comes second reads why."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from cases.models import Case, Consultation, FollowUp, Referral, SupportRecord
from districts.models import Staff, Topic
from tests.cases.api.conftest import SignIn
from tests.cases.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)
API = "/api/v1/"
KEY = {"Idempotency-Key": "the same"}


def _statuses(answers: list[Any]) -> list[int]:
    return sorted(answer.status_code for answer in answers)


def test_one_intake_of_two_with_the_same_key(sign_in: SignIn, owner_worker: Staff) -> None:
    body = {"channel": "phone", "story": "眠れない", "person": {"name": "例田"}}
    answers = at_once(
        *[
            partial(sign_in(owner_worker).post, f"{API}consultations/", body, headers=KEY)
            for _ in range(3)
        ]
    )
    assert _statuses(answers) == [201, 201, 201]
    assert len({answer.content for answer in answers}) == 1
    assert Consultation.objects.count() == Case.objects.count() == 1


def test_one_answer_to_a_referral(
    sign_in: SignIn, referral: Referral, receiver_worker: Staff
) -> None:
    here = f"{API}referrals/{referral.pk}"
    given_back = {"reason": "area", "note": "地区がちがう"}
    answers = at_once(
        partial(sign_in(receiver_worker).post, f"{here}/accept/"),
        partial(sign_in(receiver_worker).post, f"{here}/return/", given_back),
    )
    assert _statuses(answers) == [200, 409]
    assert FollowUp.objects.open().filter(case=referral.case).exists()


def test_of_two_changes_to_the_same_version_one_is_stale(
    sign_in: SignIn, case: Case, owner_worker: Staff, care: Topic
) -> None:
    here = f"{API}cases/{case.number}/"
    tag = {"If-Match": sign_in(owner_worker).get(here).headers["ETag"]}
    answers = at_once(
        partial(sign_in(owner_worker).patch, here, {"topics": ["care"]}, headers=tag),
        partial(sign_in(owner_worker).patch, here, {"district": None}, headers=tag),
    )
    assert _statuses(answers) == [200, 412]


def test_one_correction_of_a_record(sign_in: SignIn, case: Case, owner_worker: Staff) -> None:
    body = {"happened_at": timezone.now().isoformat(), "method": "phone", "text": "話した"}
    written = sign_in(owner_worker).post(f"{API}cases/{case.number}/records/", body).json()
    again = partial(
        sign_in(owner_worker).post, f"{API}records/{written['id']}/correct/", {"text": "電話した"}
    )
    assert _statuses(at_once(again, again)) == [201, 409]
    assert SupportRecord.objects.count() == 2

"""A place's own account sees that place, and no case, whatever its agency may see (R6)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from cases.models import Case, FollowUp, Level, Plan, Referral
from districts.models import Issue, Resource, Staff
from engawa.models import Desk, Site
from meetings.models import AgendaItem, Meeting

pytestmark = pytest.mark.django_db


def test_it_sees_no_case_of_its_own_agency(
    case: Case, owner_worker: Staff, bench_account: Staff
) -> None:
    assert case.owner == owner_worker.agency == bench_account.agency
    assert Case.objects.visible_to(owner_worker).exists()
    for level in Level:
        assert not Case.objects.visible_to(bench_account, level=level).exists()
    for kind in (Referral, FollowUp, Plan, AgendaItem, Meeting, Issue, Resource):
        assert not kind.objects.visible_to(bench_account).exists()


def test_it_sees_its_own_place_only(bench: Site, unknown: Site, bench_account: Staff) -> None:
    assert [*Site.objects.visible_to(bench_account)] == [bench]
    bench_account.is_active = False
    assert not Site.objects.visible_to(bench_account).exists()


def test_an_account_speaks_for_one_place_for_good(
    bench: Site, unknown: Site, bench_account: Staff
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Desk.objects.create(site=unknown, staff=bench_account, since=bench_account.desk.since)
    with pytest.raises(Exception, match="desk_as_it_was_opened"), transaction.atomic():
        Desk.objects.filter(staff=bench_account).update(site=unknown)

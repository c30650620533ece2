"""届く人: who is at the desk of an agency, for what is told it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.functional import cached_property

from districts.models import BLIND, Posting, Role, Staff
from fujisawa_care.foundation.workdays import TOKYO


class Recipients:
    """Who is at the desk of an agency: those posted to the case's district, or everybody there."""

    def __init__(self, at: datetime, *, agency: int | None = None) -> None:
        active = Staff.objects.filter(is_active=True).exclude(role__in=BLIND)
        posted = Posting.objects.on(at.astimezone(TOKYO).date()).filter(district__isnull=False)
        if agency is not None:
            active = active.filter(agency=agency)
            posted = posted.filter(staff__agency=agency)
        self.by_id = {one.pk: one for one in active.order_by("pk")}
        self.posts = set(posted.values_list("staff_id", "district_id"))

    @cached_property
    def managers(self) -> list[Staff]:
        return [one for one in self.by_id.values() if one.role == Role.MANAGER]

    @cached_property
    def _by_agency(self) -> dict[int, list[Staff]]:
        found: dict[int, list[Staff]] = {}
        for one in self.by_id.values():
            found.setdefault(one.agency_id, []).append(one)
        return found

    def of(self, agency_id: int, district: str | None) -> list[Staff]:
        everybody = self._by_agency.get(agency_id, [])
        local = [one for one in everybody if (one.pk, district) in self.posts]
        return local or everybody

    def named(self, ids: Iterable[int], *, agency_id: int | None) -> list[Staff]:
        """Those of them who are at work, and still in the agency they are asked for."""
        found = [self.by_id[one] for one in ids if one in self.by_id]
        return [one for one in found if agency_id in (None, one.agency_id)]

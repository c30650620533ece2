"""Who may turn up in a machine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from districts.models import Agency, District, Role, Staff


@dataclass(frozen=True)
class Cast:
    agencies: tuple[Agency, ...]
    staff: tuple[Staff, ...]
    district: District

    @cached_property
    def at_work(self) -> tuple[Staff, ...]:
        """Those who can sign in at all."""
        return tuple(one for one in self.staff if one.is_active)

    @cached_property
    def coordinators(self) -> frozenset[int]:
        return frozenset(s.agency_id for s in self.staff if s.role == Role.COORDINATOR)

    def agency(self, pk: int) -> Agency:
        return next(one for one in self.agencies if one.pk == pk)

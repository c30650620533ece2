"""機関と社会資源の版: who changed them, from what to what."""

from __future__ import annotations

from districts.models.agency import Agency
from districts.models.resource import Resource
from fujisawa_care.foundation.history import kept


class AgencyVersion(kept(Agency, "機関の版")):  # type: ignore[misc]  # the base is made from it
    pass


class ResourceVersion(kept(Resource, "社会資源の版")):  # type: ignore[misc]  # the base is made from it
    pass

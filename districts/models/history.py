"""機関の版: who renamed an agency, or moved it, from what to what."""

from __future__ import annotations

from districts.models.agency import Agency
from fujisawa_care.foundation.history import kept


class AgencyVersion(kept(Agency, "機関の版")):  # type: ignore[misc]  # the base is made from it
    pass

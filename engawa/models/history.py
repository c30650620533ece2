"""場・報告・参加支援の版: what stood there before, kept by the database itself."""

from __future__ import annotations

from engawa.models.participation import Participation
from engawa.models.report import ActivityReport
from engawa.models.site import Site
from fujisawa_care.foundation.history import kept


class SiteVersion(kept(Site, "縁側などの場の版")):  # type: ignore[misc]  # the base is made from it
    pass


class ActivityReportVersion(kept(ActivityReport, "毎月の報告の版")):  # type: ignore[misc]  # the base is made from it
    pass


class ParticipationVersion(kept(Participation, "参加支援の版")):  # type: ignore[misc]  # the base is made from it
    pass

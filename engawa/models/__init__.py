"""地域の縁側: places, their days, their reports, and the way of a person to one of them."""

from engawa.models.condition import Condition, ConditionCheck, SubsidyStep
from engawa.models.desk import Desk
from engawa.models.history import ActivityReportVersion, ParticipationVersion, SiteVersion
from engawa.models.interest import Interest, Pastime
from engawa.models.opening import Opening, OpeningException, Weekday
from engawa.models.participation import (
    Candidate,
    Participation,
    ParticipationQuerySet,
    ParticipationStep,
    PartOfDay,
    VisitAsked,
    VisitQuerySet,
)
from engawa.models.report import ActivityReport, Generation, Picture, ReportQuerySet
from engawa.models.site import (
    FRESH,
    Feature,
    Site,
    SiteKind,
    SiteQuerySet,
    SiteSort,
    SiteWay,
    TargetGroup,
)

__all__ = [
    "FRESH",
    "ActivityReport",
    "ActivityReportVersion",
    "Candidate",
    "Condition",
    "ConditionCheck",
    "Desk",
    "Feature",
    "Generation",
    "Interest",
    "Opening",
    "OpeningException",
    "PartOfDay",
    "Participation",
    "ParticipationQuerySet",
    "ParticipationStep",
    "ParticipationVersion",
    "Pastime",
    "Picture",
    "ReportQuerySet",
    "Site",
    "SiteKind",
    "SiteQuerySet",
    "SiteSort",
    "SiteVersion",
    "SiteWay",
    "SubsidyStep",
    "TargetGroup",
    "VisitAsked",
    "VisitQuerySet",
    "Weekday",
]

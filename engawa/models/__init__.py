"""地域の縁側: places, their days, their reports, and the way of a person to one of them."""

from engawa.models.condition import Condition, ConditionCheck, SubsidyStep
from engawa.models.desk import Desk
from engawa.models.history import ActivityReportVersion, ParticipationVersion, SiteVersion
from engawa.models.interest import Interest, Pastime
from engawa.models.opening import Opening, OpeningException, Weekday
from engawa.models.participation import (
    Candidate,
    CaseOnTheWay,
    Participation,
    ParticipationQuerySet,
    ParticipationStep,
    PartOfDay,
    VisitAsked,
    VisitQuerySet,
)
from engawa.models.place_consent import (
    PlaceConsent,
    PlaceConsentQuerySet,
    PlaceWord,
    may_hear,
)
from engawa.models.report import ActivityReport, Generation, Picture, ReportQuerySet
from engawa.models.rhythm import After, CheckIn, Rhythm, Whom
from engawa.models.room import Room
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
    "After",
    "Candidate",
    "CaseOnTheWay",
    "CheckIn",
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
    "PlaceConsent",
    "PlaceConsentQuerySet",
    "PlaceWord",
    "ReportQuerySet",
    "Rhythm",
    "Room",
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
    "Whom",
    "may_hear",
]

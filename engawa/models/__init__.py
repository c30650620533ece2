"""地域の縁側: places, their days, what is done there, and what the city's rule asks of them."""

from engawa.models.condition import Condition, ConditionCheck, SubsidyStep
from engawa.models.history import SiteVersion
from engawa.models.interest import Interest, Pastime
from engawa.models.opening import Opening, OpeningException, Weekday
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
    "Condition",
    "ConditionCheck",
    "Feature",
    "Interest",
    "Opening",
    "OpeningException",
    "Pastime",
    "Site",
    "SiteKind",
    "SiteQuerySet",
    "SiteSort",
    "SiteVersion",
    "SiteWay",
    "SubsidyStep",
    "TargetGroup",
    "Weekday",
]

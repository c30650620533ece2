"""地区・機関・職員: the nouns of this room."""

from districts.models.agency import Agency, AgencyQuerySet, AgencyType, Programme
from districts.models.agency_name import AgencyName
from districts.models.block import Block, BlockScheme
from districts.models.council import WORDS_LIMIT, CouncilText
from districts.models.district import District, Population
from districts.models.figure import ClosedMonth, Figure
from districts.models.history import AgencyVersion, ResourceVersion
from districts.models.issue import ANSWER_LIMIT, TEXT_LIMIT, Issue, IssueQuerySet
from districts.models.once import Once
from districts.models.report_form import ReportColumn, ReportForm, ReportRow
from districts.models.resource import (
    FRESH,
    Match,
    MatchQuerySet,
    Resource,
    ResourceKind,
    ResourceQuerySet,
)
from districts.models.staff import BLIND, Posting, PostingQuerySet, Role, Staff, StaffManager
from districts.models.topic import Topic, TopicQuerySet
from districts.models.town import Town, TownDistrict, TownQuerySet

__all__ = [
    "ANSWER_LIMIT",
    "BLIND",
    "FRESH",
    "TEXT_LIMIT",
    "WORDS_LIMIT",
    "Agency",
    "AgencyName",
    "AgencyQuerySet",
    "AgencyType",
    "AgencyVersion",
    "Block",
    "BlockScheme",
    "ClosedMonth",
    "CouncilText",
    "District",
    "Figure",
    "Issue",
    "IssueQuerySet",
    "Match",
    "MatchQuerySet",
    "Once",
    "Population",
    "Posting",
    "PostingQuerySet",
    "Programme",
    "ReportColumn",
    "ReportForm",
    "ReportRow",
    "Resource",
    "ResourceKind",
    "ResourceQuerySet",
    "ResourceVersion",
    "Role",
    "Staff",
    "StaffManager",
    "Topic",
    "TopicQuerySet",
    "Town",
    "TownDistrict",
    "TownQuerySet",
]

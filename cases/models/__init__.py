"""ケース: the nouns of this room."""

from cases.models.access_log import AccessLog, Door
from cases.models.case import (
    Case,
    CaseCounter,
    CaseQuerySet,
    ClosingOutcome,
    OwnedBecause,
    Ownership,
)
from cases.models.consent import ConsentEvent, ConsentKind
from cases.models.consultation import (
    STORY_LIMIT,
    Channel,
    ConsentMethod,
    ConsentState,
    Consultation,
    Consulter,
    Outcome,
    Urgency,
)
from cases.models.event import Event, EventKind
from cases.models.follow_up import (
    FollowUp,
    FollowUpKind,
    FollowUpOutcome,
    FollowUpQuerySet,
    Purpose,
)
from cases.models.ground import AccessGround, Ground, Level, holders
from cases.models.household import Household, HouseholdMember
from cases.models.person import Person, PersonQuerySet
from cases.models.record import TEXT_LIMIT, Counterpart, Method, RecordOutcome, SupportRecord
from cases.models.referral import (
    WITH_CONSENT,
    WITHOUT_CONSENT,
    Referral,
    ReferralKind,
    ReferralMessage,
    ReferralQuerySet,
    ReturnReason,
    SharedItem,
)
from cases.models.reminder import Reminder, ReminderKind, ReminderQuerySet, Round
from cases.models.summary import POINT_LIMIT, POINTS, CaseSummary

__all__ = [
    "POINTS",
    "POINT_LIMIT",
    "STORY_LIMIT",
    "TEXT_LIMIT",
    "WITHOUT_CONSENT",
    "WITH_CONSENT",
    "AccessGround",
    "AccessLog",
    "Case",
    "CaseCounter",
    "CaseQuerySet",
    "CaseSummary",
    "Channel",
    "ClosingOutcome",
    "ConsentEvent",
    "ConsentKind",
    "ConsentMethod",
    "ConsentState",
    "Consultation",
    "Consulter",
    "Counterpart",
    "Door",
    "Event",
    "EventKind",
    "FollowUp",
    "FollowUpKind",
    "FollowUpOutcome",
    "FollowUpQuerySet",
    "Ground",
    "Household",
    "HouseholdMember",
    "Level",
    "Method",
    "Outcome",
    "OwnedBecause",
    "Ownership",
    "Person",
    "PersonQuerySet",
    "Purpose",
    "RecordOutcome",
    "Referral",
    "ReferralKind",
    "ReferralMessage",
    "ReferralQuerySet",
    "Reminder",
    "ReminderKind",
    "ReminderQuerySet",
    "ReturnReason",
    "Round",
    "SharedItem",
    "SupportRecord",
    "Urgency",
    "holders",
]

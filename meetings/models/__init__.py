"""会議: the nouns of this room."""

from meetings.models.agenda import (
    OF_JUSO,
    OF_SHIEN,
    ON_THE_TABLE,
    TALKED,
    AgendaItem,
    AgendaItemQuerySet,
    Decision,
    ItemDecision,
    ItemRole,
    PlanDecided,
    Reason,
    Seat,
    SeatQuerySet,
)
from meetings.models.body import (
    OF_CASES,
    LegalBasis,
    MeetingBody,
    MeetingBodyQuerySet,
    MeetingKind,
    Rhythm,
    Series,
)
from meetings.models.hearing import Hearing
from meetings.models.history import (
    AgendaItemVersion,
    ItemRoleVersion,
    MeetingVersion,
    MemberVersion,
)
from meetings.models.meeting import (
    LOOK_AFTER,
    Answer,
    Meeting,
    MeetingEvent,
    MeetingEventKind,
    MeetingQuerySet,
    Member,
    MemberQuerySet,
)
from meetings.models.packet import Packet, PacketCopy
from meetings.models.past import PastSitting, PastSittingQuerySet
from meetings.models.theme import Initiative, InitiativeQuerySet, Theme

__all__ = [
    "LOOK_AFTER",
    "OF_CASES",
    "OF_JUSO",
    "OF_SHIEN",
    "ON_THE_TABLE",
    "TALKED",
    "AgendaItem",
    "AgendaItemQuerySet",
    "AgendaItemVersion",
    "Answer",
    "Decision",
    "Hearing",
    "Initiative",
    "InitiativeQuerySet",
    "ItemDecision",
    "ItemRole",
    "ItemRoleVersion",
    "LegalBasis",
    "Meeting",
    "MeetingBody",
    "MeetingBodyQuerySet",
    "MeetingEvent",
    "MeetingEventKind",
    "MeetingKind",
    "MeetingQuerySet",
    "MeetingVersion",
    "Member",
    "MemberQuerySet",
    "MemberVersion",
    "Packet",
    "PacketCopy",
    "PastSitting",
    "PastSittingQuerySet",
    "PlanDecided",
    "Reason",
    "Rhythm",
    "Seat",
    "SeatQuerySet",
    "Series",
    "Theme",
]

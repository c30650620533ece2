"""会議・議題・出席者の版: what stood there before, kept by the database itself."""

from __future__ import annotations

from fujisawa_care.foundation.history import kept
from meetings.models.agenda import AgendaItem, ItemRole
from meetings.models.handout import Handout
from meetings.models.meeting import Meeting, Member


class MeetingVersion(kept(Meeting, "会議の版")):  # type: ignore[misc]  # the base is made from it
    pass


class MemberVersion(kept(Member, "出席者の版")):  # type: ignore[misc]  # the base is made from it
    pass


class AgendaItemVersion(kept(AgendaItem, "議題の版")):  # type: ignore[misc]  # the base is made from it
    pass


class ItemRoleVersion(kept(ItemRole, "会議の役割分担の版")):  # type: ignore[misc]  # the base is made from it
    pass


class HandoutVersion(kept(Handout, "配布資料の版", exclude=["stored"])):  # type: ignore[misc]  # the base is made from it
    pass

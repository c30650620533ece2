"""会議・議題・取組・協定の版: what stood there before, kept by the database itself."""

from __future__ import annotations

from fujisawa_care.foundation.history import kept
from meetings.models.agenda import AgendaItem, ItemRole
from meetings.models.handout import Handout
from meetings.models.meeting import Meeting, Member
from meetings.models.pact import Deed, Pact, PactTheme
from meetings.models.theme import Initiative
from meetings.models.turnout import Course, Turnout


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


class InitiativeVersion(kept(Initiative, "取組の版")):  # type: ignore[misc]  # the base is made from it
    pass


class PactVersion(kept(Pact, "協定の版")):  # type: ignore[misc]  # the base is made from it
    pass


class PactThemeVersion(kept(PactTheme, "協定と重点テーマの版", gone=True)):  # type: ignore[misc]  # the base is made from it
    pass


class DeedVersion(kept(Deed, "協定の取組の版")):  # type: ignore[misc]  # the base is made from it
    pass


class CourseVersion(kept(Course, "eラーニングの版")):  # type: ignore[misc]  # the base is made from it
    pass


class TurnoutVersion(kept(Turnout, "参加人数の版")):  # type: ignore[misc]  # the base is made from it
    pass

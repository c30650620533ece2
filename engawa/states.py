"""状態: which step may follow which on the way to a place, and for a visit asked for."""

from __future__ import annotations

from django.db.models import TextChoices


class ParticipationState(TextChoices):
    SEEKING = "seeking", "さがしている"
    VISITING = "visiting", "見学"
    TRYING = "trying", "お試し"
    SETTLED = "settled", "定着"
    ENDED = "ended", "終結"


PARTICIPATION_STEPS: dict[ParticipationState, frozenset[ParticipationState]] = {
    ParticipationState.SEEKING: frozenset({ParticipationState.VISITING, ParticipationState.ENDED}),
    ParticipationState.VISITING: frozenset(
        {ParticipationState.TRYING, ParticipationState.SEEKING, ParticipationState.ENDED}
    ),
    ParticipationState.TRYING: frozenset(
        {ParticipationState.SETTLED, ParticipationState.SEEKING, ParticipationState.ENDED}
    ),
    ParticipationState.SETTLED: frozenset({ParticipationState.SEEKING, ParticipationState.ENDED}),
    ParticipationState.ENDED: frozenset(),
}


class VisitState(TextChoices):
    ASKED = "asked", "返事待ち"
    WELCOME = "welcome", "来てよい"
    DECLINED = "declined", "受けられない"
    WITHDRAWN = "withdrawn", "取り下げた"
    DONE = "done", "行った"
    MISSED = "missed", "行けなかった"


VISIT_STEPS: dict[VisitState, frozenset[VisitState]] = {
    VisitState.ASKED: frozenset({VisitState.WELCOME, VisitState.DECLINED, VisitState.WITHDRAWN}),
    VisitState.WELCOME: frozenset({VisitState.DONE, VisitState.MISSED, VisitState.WITHDRAWN}),
    VisitState.DECLINED: frozenset(),
    VisitState.WITHDRAWN: frozenset(),
    VisitState.DONE: frozenset(),
    VisitState.MISSED: frozenset(),
}

TABLES = {"参加支援": PARTICIPATION_STEPS, "見学のおねがい": VISIT_STEPS}

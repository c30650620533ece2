"""縁側と参加支援の一年: what the stories of the city leave empty, filled with fixed numbers."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from cases.models import Case
from cases.states import CaseStage
from districts.models import Staff
from engawa.models import ActivityReport, Participation, ParticipationStep, Site
from engawa.states import ParticipationState
from fujisawa_care.home.indicators.shape import Period

WAY = [*ParticipationState]


def fill(period: Period, now: datetime) -> None:
    chance, by = random.Random(8), Staff.objects.get(username="manager")
    Site.objects.filter(pk=Site.objects.earliest("pk").pk).update(district="07")
    for site in Site.objects.filter(reports=None).order_by("pk"):
        for month in period.months():
            ActivityReport.objects.create(
                site=site,
                month=month.since.replace(day=1),
                open_days=chance.randint(1, 20),
                child=chance.randint(0, 9),
                adult=chance.randint(0, 9),
                older=chance.randint(0, 40),
                consultations=chance.choice([None, 0, 3]),
                volunteer_hours=chance.choice([None, 4.5, 12]),
                written_by=by,
                sent_at=chance.choice([None, now, now]),
                updated_at=now,
            )
    free = Case.objects.filter(stage=CaseStage.OPEN, participations=None).order_by("pk")
    for number, case in enumerate(free[:8]):
        _goes(case, WAY[: 1 + number % len(WAY)], by, now - timedelta(days=40 * number))


def _goes(case: Case, steps: list[ParticipationState], by: Staff, at: datetime) -> None:
    ended = ParticipationState.ENDED in steps
    site = Site.objects.earliest("pk")
    one = Participation.objects.create(
        case=case,
        state=steps[-1],
        site=None if steps[-1] == ParticipationState.SEEKING else site,
        begun_by=by,
        begun_at=at,
        ended_at=at + timedelta(days=9 * len(steps)) if ended else None,
        ended_because="一区切り" if ended else "",
        updated_at=at,
    )
    for number, state in enumerate(steps):
        ParticipationStep.objects.create(
            participation=one, state=state, by=by, at=at + timedelta(days=9 * number)
        )

"""参加支援: begun for a case, its wishes put right, and its end, which comes with the case's at the latest (R12)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.models import Case, Plan, PlanKind
from districts.models import District, Staff
from engawa import rules_way
from engawa.actions import ways
from engawa.models import Interest, Participation, ParticipationStep
from fujisawa_care.foundation import fit
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require

MEANWHILE = "ほかの人が先に直しました。画面を開きなおして、書いたことを入れなおしてください"
CASE_OVER = "ケースが終わりになりました"


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What the person likes and can: nothing of it is a must but what is ticked as needed."""

    own_words: str = ""
    interests: Collection[Interest] = ()
    days: Collection[int] = ()
    parts: Collection[str] = ()
    near: District | None = None
    neighbours_too: bool = True
    company_most: int | None = None
    needs: Collection[str] = ()


@transaction.atomic
def begin(case: Case, *, by: Staff, at: datetime, wishes: Wishes) -> Participation:
    """For the case as it is; the 参加支援 plan that is not over goes along."""
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(rules_way.begin(by, case))
    plan = Plan.objects.filter(case=case, kind=PlanKind.PARTICIPATION, ended_at__isnull=True)
    made = Participation(
        case=case, plan=plan.order_by("-pk").first(), begun_by=by, begun_at=at, updated_at=at
    )
    _wish(made, wishes)
    fit.require(made)
    made.save()
    made.interests.set(wishes.interests)
    ParticipationStep.objects.create(participation=made, state=made.state, by=by, at=at)
    ways.tell(case, "始めた", by=by, at=at)
    return made


@transaction.atomic
def change(
    participation: Participation, *, by: Staff, at: datetime, seen: int, wishes: Wishes
) -> Participation:
    participation = ways.locked(participation)
    require(rules_way.walk(by, participation))
    if participation.version != seen:
        raise IllegalStep(MEANWHILE, code="changed-meanwhile")
    likes = {one.pk for one in wishes.interests}
    if likes != set(participation.interests.values_list("pk", flat=True)):
        participation.interests.set(wishes.interests)
        # what lies in a table of its own counts as a change of this row too
        participation.version, participation.updated_at = participation.version + 1, at
    _wish(participation, wishes)
    fit.require(participation)
    participation.save()
    participation.refresh_from_db(fields=["version", "updated_at"])
    ways.tell(participation.case, "望みを直した", by=by, at=at)
    return participation


@transaction.atomic
def end(participation: Participation, *, by: Staff, at: datetime, because: str) -> Participation:
    """終結: whoever stays at a place without us stays; what waited for an answer is taken back."""
    participation = ways.locked(participation)
    require(rules_way.walk(by, participation))
    if not because:
        raise ValidationError({"because": "終えるわけを入れてください"})
    ways.finish(participation, by=by, at=at, because=because)
    ways.never_without_a_next(participation, by=by, at=at)
    return participation


def follow(case: Case, *, by: Staff, at: datetime) -> None:
    """Called under the case's lock whenever its consent, owner or stage has changed."""
    going = (
        Participation.objects.going().filter(case=case).select_for_update(no_key=True, of=("self",))
    )
    for one in going:
        one.case = case
        ways.hush(one, at=at)
        if case.closed_at is not None:
            ways.finish(one, by=by, at=at, because=CASE_OVER)


def _wish(participation: Participation, wishes: Wishes) -> None:
    for field in fields(wishes):
        value = getattr(wishes, field.name)
        if field.name in ("days", "parts", "needs"):
            value = sorted({*value})
        if field.name != "interests":
            setattr(participation, field.name, value)

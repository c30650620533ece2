"""要点: written by several people, held together point by point; the earlier versions stay."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cases import rules
from cases.actions import events
from cases.models import POINTS, Case, CaseSummary, EventKind
from districts.models import Staff
from fujisawa_care.foundation import merge
from fujisawa_care.foundation.verdict import require

NOTHING_YET = dict.fromkeys(POINTS, "")


@dataclass(frozen=True)
class Written:
    """The version that stands now, and what another person had changed meanwhile."""

    summary: CaseSummary | None
    brought: tuple[str, ...] = ()


@transaction.atomic
def write(
    case: Case,
    *,
    by: Staff,
    at: datetime,
    said: Mapping[str, str],
    seen: int,
    asked: Collection[str] = (),
    picked: Mapping[str, str] | None = None,
) -> Written:
    """Lay `said` over version `seen`, on which it was typed; two words for one point are a Conflict."""
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(rules.write(by, case))
    newest, merged = hold(case, by=by, said=said, seen=seen, asked=asked, picked=picked)
    now = newest.points if newest else NOTHING_YET
    changed = [name for name in POINTS if merged.values[name] != now[name]]
    if not changed:
        return Written(newest, merged.brought)
    summary = CaseSummary.objects.create(
        case=case,
        version=newest.version + 1 if newest else 1,
        written_by=by,
        agency=by.agency,
        written_at=at,
        **merged.values,
    )
    events.add(case, EventKind.SUMMARIZED, by=by, at=at, data={"points": changed})
    return Written(summary, merged.brought)


def hold(
    case: Case,
    *,
    by: Staff,
    said: Mapping[str, str],
    seen: int,
    asked: Collection[str] = (),
    picked: Mapping[str, str] | None = None,
) -> tuple[CaseSummary | None, merge.Merged]:
    """`said` beside what stands now; nothing is written, and two words for one point are a Conflict."""
    newest = CaseSummary.objects.select_related("written_by", "agency").newest(case)
    now = newest.points if newest else NOTHING_YET
    before = CaseSummary.objects.newest(case, until=seen)
    base = before.points if before else NOTHING_YET
    merged = merge.compare(base=base, theirs=now, mine={**base, **said}, asked=asked, picked=picked)
    if newest and merged.clashes:
        raise merge.Conflict(
            merged,
            who=f"{newest.written_by.name}（{newest.agency.name}）",
            at=newest.written_at,
            version=newest.version,
            own=newest.written_by_id == by.pk,
        )
    return newest, merged

"""条件のようす: each condition of the rule, whether it was seen there, and the subsidy by open days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engawa.models import Condition, ConditionCheck, Site, SubsidyStep
from engawa.sheets import days


@dataclass(frozen=True)
class Checked:
    """`met` is None where nobody looked yet."""

    code: str
    label: str
    met: bool | None
    note: str
    on: date | None
    by: str


@dataclass(frozen=True)
class Conditions:
    """`yen` a month is None where the city has entered no sum for these days."""

    checked: tuple[Checked, ...]
    days_a_week: int
    yen: int | None


def of(site: Site) -> Conditions:
    """Of `sites.loaded`; three queries."""
    asked = [one for one in Condition.objects.active() if not one.kinds or site.kind in one.kinds]
    newest: dict[str, ConditionCheck] = {}
    for one in site.checks.select_related("checked_by").order_by("checked_on", "pk"):
        newest[one.condition_id] = one
    a_week = days.a_week(site)
    return Conditions(
        tuple(_checked(one, newest.get(one.pk)) for one in asked), a_week, _yen(site, a_week)
    )


def _checked(condition: Condition, seen: ConditionCheck | None) -> Checked:
    return Checked(
        code=condition.pk,
        label=condition.label,
        met=seen.met if seen else None,
        note=seen.note if seen else "",
        on=seen.checked_on if seen else None,
        by=seen.checked_by.name if seen else "",
    )


def _yen(site: Site, days: int) -> int | None:
    steps = SubsidyStep.objects.filter(kind=site.kind, days_from__lte=days)
    step = steps.order_by("-valid_from", "-days_from").first()
    return step.yen if step else None

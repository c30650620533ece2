"""聞き取り: what was heard of each item, dated; a later answer stands above the earlier one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules
from cases.actions import events
from cases.models import AssessmentAnswer, AssessmentItem, Case, EventKind, ItemKind, Section
from districts.models import Staff
from fujisawa_care.foundation import merge
from fujisawa_care.foundation.loading import Loaded, Loading
from fujisawa_care.foundation.rows import Row
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO

Said = tuple[str, ...]
COLUMNS = ("code", "section", "label", "kind", "choices", "reported", "position", "source")


@dataclass(frozen=True)
class Answered:
    """How many answers were written, and which ones another person had changed meanwhile."""

    written: int
    brought: tuple[str, ...] = ()


@transaction.atomic
def answer(
    case: Case,
    *,
    by: Staff,
    at: datetime,
    said: Mapping[str, Said],
    seen: int,
    heard_on: date | None = None,
    **decided: Any,
) -> Answered:
    """Only what changed is written; nothing of it is ever required."""
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(rules.write(by, case))
    today = at.astimezone(TOKYO).date()
    if heard_on is not None and heard_on > today:
        raise ValidationError({"heard_on": "今日か、今日より前の日にしてください"})
    items = AssessmentItem.objects.in_bulk(list(said))
    newest, sides = _newest(case), (standing(case, until=seen), standing(case))
    base, theirs = ({code: side.get(code, ()) for code in items} for side in sides)
    mine = {code: _fitting(item, said[code], theirs[code]) for code, item in items.items()}
    merged = merge.compare(base=base, theirs=theirs, mine=mine, **decided)
    if newest and merged.clashes:
        raise _conflict(merged, newest, by=by)
    changed = [code for code in items if merged.values[code] != theirs[code]]
    if not changed:
        return Answered(0, merged.brought)
    about = {
        "case": case,
        "version": newest.version + 1 if newest else 1,
        "heard_on": heard_on or today,
        "answered_by": by,
        "agency": by.agency,
        "answered_at": at,
    }
    AssessmentAnswer.objects.bulk_create(
        AssessmentAnswer(item=items[code], said=list(merged.values[code]), **about)
        for code in changed
    )
    _tell(case, [items[code] for code in changed], by=by, at=at)
    return Answered(len(changed), merged.brought)


def _tell(case: Case, items: list[AssessmentItem], *, by: Staff, at: datetime) -> None:
    asked = {item.section for item in items}
    what = "、".join(part.label for part in Section if part in asked)
    events.add(case, EventKind.ASSESSED, by=by, at=at, data={"what": what})


def _conflict(merged: merge.Merged, newest: AssessmentAnswer, *, by: Staff) -> merge.Conflict:
    who = f"{newest.answered_by.name}（{newest.agency.name}）"
    own = newest.answered_by_id == by.pk
    return merge.Conflict(merged, who=who, at=newest.answered_at, version=newest.version, own=own)


def standing(case: Case, *, until: int | None = None) -> dict[str, Said]:
    """The newest answer to each item, or what stood as version `until`."""
    rows = AssessmentAnswer.objects.filter(case=case)
    if until is not None:
        rows = rows.filter(version__lte=until)
    newest = rows.order_by("item_id", "-version").distinct("item_id")
    return {row.item_id: tuple(row.said) for row in newest}


@transaction.atomic
def load(rows: Sequence[Row]) -> Loaded:
    """Items from a table; the mark 国へ報告 is the city's own once it has been set."""
    loading = Loading()
    marked = dict(AssessmentItem.objects.exclude(reported=None).values_list("code", "reported"))
    for row in rows:
        with loading.at(row, key=["code"]):
            code = row.text("code")
            loading.put(
                row,
                AssessmentItem,
                {"code": code},
                {
                    "section": row.text("section"),
                    "label": row.text("label"),
                    "kind": row.text("kind"),
                    "choices": [each for each in row.text("choices").split("|") if each],
                    "reported": marked.get(code, row.flag_or_none("reported")),
                    "position": row.number("position"),
                    "source": row.text("source"),
                },
            )
    if loading.faults:
        raise ValidationError(loading.faults)
    return loading.loaded


def _newest(case: Case) -> AssessmentAnswer | None:
    rows = AssessmentAnswer.objects.filter(case=case).select_related("answered_by", "agency")
    return rows.order_by("-version", "pk").first()


def _fitting(item: AssessmentItem, said: Said, stands: Said) -> Said:
    """What may be chosen, or stands there from before the list was changed."""
    if item.kind == ItemKind.TEXT:
        return tuple(text for text in said[:1] if text)
    known = {*item.choices, *stands}
    if set(said) - known or (item.kind == ItemKind.ONE and len(said) > 1):
        words = f"「{item.label}」をえらびなおしてください"
        raise ValidationError({item.code: words})
    return tuple(dict.fromkeys(each for each in (*item.choices, *stands) if each in said))

"""議題を話し合う: what is said is written down by several at once, and what is decided happens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.actions import events as of_case
from cases.models import Case, EventKind
from districts.models import Staff
from fujisawa_care.foundation import lines
from fujisawa_care.foundation.steps import step
from fujisawa_care.foundation.text import AtMost
from fujisawa_care.foundation.verdict import Verdict, require
from fujisawa_care.foundation.workdays import TOKYO
from meetings import rules, table_rules
from meetings.actions import aftermath, events, locks, placing, sharing
from meetings.actions.aftermath import GOES_ON
from meetings.actions.sharing import Role
from meetings.models import (
    AgendaItem,
    Decision,
    ItemDecision,
    ItemRole,
    MeetingEventKind,
    Seat,
)
from meetings.models.agenda import MEMO_LIMIT
from meetings.states import ITEM_STEPS, ItemState

# what each answer makes of the item
AFTER = {
    Decision.GO: ItemState.DECIDED,
    Decision.CONDITIONS: ItemState.DECIDED,
    Decision.AGAIN: ItemState.CONTINUED,
    Decision.NOT_HERE: ItemState.REMOVED,
}
WORDING_LIMIT = 2000


@transaction.atomic
def memo(item: AgendaItem, *, by: Staff, at: datetime, base: str, text: str) -> AgendaItem:
    """Lay `text`, typed on `base`, over what stands there now; the words of both stay."""
    item = locks.item(item)
    require(table_rules.write_down(by, item))
    _note(item, at=at, base=base, text=text)
    return item


@transaction.atomic
def keep(
    item: AgendaItem,
    *,
    by: Staff,
    at: datetime,
    base: str,
    text: str,
    rows: Sequence[Role],
    known: Sequence[int],
) -> AgendaItem:
    """The whole page, without a decision yet."""
    item = locks.item(item)
    require(table_rules.share_out(by, item))
    _note(item, at=at, base=base, text=text)
    sharing.lay(item, rows, known=known)
    return item


@transaction.atomic
def roles(
    item: AgendaItem,
    *,
    by: Staff,
    at: datetime,
    rows: Sequence[Role],
    known: Sequence[int] = (),
) -> list[ItemRole]:
    """役割分担 as the page has it; `known` are the rows it began with, so that what is gone was taken out.

    A row that somebody else has added meanwhile stays; two who wrote differently in one cell are told.
    """
    item = locks.item(item)
    require(table_rules.share_out(by, item))
    return sharing.lay(item, rows, known=known)


@transaction.atomic
def decide(
    item: AgendaItem,
    *,
    by: Staff,
    at: datetime,
    decision: str,
    wording: str,
    next_check_on: date | None = None,
    roles: Sequence[Role] | None = None,
    known: Sequence[int] = (),
    base: str = "",
    text: str = "",
) -> ItemDecision:
    """The answer of the table, word for word; each role becomes a next step of its agency at once."""
    item = locks.item(item)
    require(table_rules.decide(by, item))
    answer = _answer(decision, wording, next_check_on, at)
    _note(item, at=at, base=base, text=text)
    if roles is not None:
        sharing.lay(item, roles, known=known)
    shared = list(item.roles.select_related("agency", "staff__agency"))
    if answer in GOES_ON:
        sharing.whole(shared)
    if item.case is not None:
        at = placing.after_what_was_heard(item.case, at)
        if answer in GOES_ON:
            require(_covered(item, item.case, shared, at))
    made = ItemDecision.objects.create(
        item=item,
        decision=answer,
        wording=wording,
        plan_decision=aftermath.of_plan(item, answer, by=by, at=at, wording=wording),
        decided_by=by,
        decided_at=at,
    )
    item.next_check_on = next_check_on
    _end(item, answer, by=by, at=at, wording=wording)
    if item.case is not None:
        aftermath.follow(item, item.case, answer=answer, shared=shared, by=by, at=at)
    return made


def _note(item: AgendaItem, *, at: datetime, base: str, text: str) -> None:
    merged = lines.together(base=base, theirs=item.memo, mine=text)
    if merged == item.memo:
        return
    _short_enough("memo", merged, MEMO_LIMIT, "議事メモ")
    item.memo, item.updated_at = merged, at
    item.save(update_fields=["memo", "updated_at"])
    item.refresh_from_db(fields=["memo_version", "version", "updated_at"])


def _answer(decision: str, wording: str, check: date | None, at: datetime) -> Decision:
    """All that is missing at once, each beside its field."""
    missing: dict[str, str] = {}
    if decision not in Decision.values:
        missing["decision"] = "決定をえらんでください"
    if not wording and decision != Decision.AGAIN:
        missing["wording"] = "決定の文を入れてください"
    if check is not None and check < at.astimezone(TOKYO).date():
        missing["next_check_on"] = "今日か、今日より後の日にしてください"
    if missing:
        raise ValidationError(missing)
    _short_enough("wording", wording, WORDING_LIMIT, "決定の文")
    return Decision(decision)


def _covered(item: AgendaItem, case: Case, shared: Sequence[ItemRole], at: datetime) -> Verdict:
    """R5 at the moment of the decision: whoever sits there, and whoever is given something to do."""
    seats = Seat.objects.filter(item=item, left_at__isnull=True).select_related("member__agency")
    agencies = [*(one.member.agency for one in seats), *(one.agency for one in shared)]
    return rules.fits(item.meeting, case, agencies=agencies, plan=item.plan, at=at)


def _end(item: AgendaItem, answer: Decision, *, by: Staff, at: datetime, wording: str) -> None:
    item.save(update_fields=["next_check_on"])
    if answer == Decision.NOT_HERE:
        placing.take_off(item, ItemState.REMOVED, by=by, at=at, because=wording[:500])
        return
    item.state = step(
        ITEM_STEPS, ItemState(item.state), AFTER[answer], words=placing.OVER, code="item-over"
    )
    item.closed_at = max(at, item.opened_at or at)
    item.save(update_fields=["state", "closed_at"])
    events.add(item.meeting, MeetingEventKind.DECIDED, by=by, at=at, item=item)
    if item.case is not None:
        data = {"meeting": str(item.meeting_id), "what": f"{item.meeting.called}・{answer.label}"}
        of_case.add(item.case, EventKind.DISCUSSED, by=by, at=at, note=wording[:1000], data=data)


def _short_enough(field: str, words: str, limit: int, label: str) -> None:
    try:
        AtMost(limit, label)(words)
    except ValidationError as long:
        raise ValidationError({field: long.messages}) from long

"""状態: which step may follow which for a sitting and for what lies on its table."""

from __future__ import annotations

from django.db.models import TextChoices


class MeetingState(TextChoices):
    PLANNED = "planned", "準備中"
    INVITED = "invited", "招集した"
    HELD = "held", "開いた"
    SETTLED = "settled", "記録まで終わった"
    CANCELLED = "cancelled", "取りやめ"


class ItemState(TextChoices):
    TABLED = "tabled", "これから"
    OPEN = "open", "話し合い中"
    DECIDED = "decided", "決まった"
    CONTINUED = "continued", "次回も話し合う"
    REMOVED = "removed", "議題から外した"
    REROUTED = "rerouted", "ほかの会議へ移した"


MEETING_STEPS: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PLANNED: frozenset(
        {MeetingState.INVITED, MeetingState.HELD, MeetingState.CANCELLED}
    ),
    MeetingState.INVITED: frozenset({MeetingState.HELD, MeetingState.CANCELLED}),
    MeetingState.HELD: frozenset({MeetingState.SETTLED}),
    MeetingState.SETTLED: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}

ITEM_STEPS: dict[ItemState, frozenset[ItemState]] = {
    ItemState.TABLED: frozenset(
        {ItemState.OPEN, ItemState.CONTINUED, ItemState.REMOVED, ItemState.REROUTED}
    ),
    ItemState.OPEN: frozenset(
        {ItemState.DECIDED, ItemState.CONTINUED, ItemState.REMOVED, ItemState.REROUTED}
    ),
    ItemState.DECIDED: frozenset(),
    ItemState.CONTINUED: frozenset(),
    ItemState.REMOVED: frozenset(),
    ItemState.REROUTED: frozenset(),
}

TABLES = {"会議": MEETING_STEPS, "議題": ITEM_STEPS}

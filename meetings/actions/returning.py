"""案にもどす: a plan taken from the table that has not talked about it yet, so that it can be written again (R11)."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from districts.models import Staff
from fujisawa_care.foundation.verdict import require
from meetings import table_rules
from meetings.actions import locks, placing, telling
from meetings.models import AgendaItem
from meetings.states import ItemState


@transaction.atomic
def take_back(item: AgendaItem, *, by: Staff, at: datetime, because: str) -> AgendaItem:
    """The item goes with its plan: it was brought to decide it, and mended it may come to the same sitting."""
    if not because:
        raise ValidationError({"because": "案にもどすわけを入れてください"})
    item = locks.item(item)
    require(table_rules.take_back(by, item))
    telling.seated(item, by=by, at=at)
    telling.bringer(item, by=by, at=at)
    placing.take_off(item, ItemState.REMOVED, by=by, at=at, because=because)
    return item

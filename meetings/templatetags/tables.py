"""会議の部品: on which table a plan lies, for the pages of the room below that may not ask the room above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import template
from django.urls import reverse

from fujisawa_care.foundation.verdict import Verdict
from meetings import table_rules
from meetings.models import AgendaItem, Meeting

register = template.Library()


@dataclass(frozen=True)
class Lying:
    """Whoever sees the case may know where it is talked about; `page` is for those who see the sitting."""

    called: str
    starts_at: datetime
    page: str
    back: str
    may_take_back: Verdict


@register.simple_tag(takes_context=True)
def lies_on(context: dict[str, Any], plan: int) -> Lying | None:
    by = context["request"].user
    known = AgendaItem.objects.known_to(by).on_the_table().filter(plan=plan)
    item = known.select_related("meeting__body", "case").first()
    if item is None:
        return None
    meeting, address = item.meeting, [item.meeting_id, item.pk]
    sees = Meeting.objects.visible_to(by).filter(pk=meeting.pk).exists()
    return Lying(
        called=meeting.called,
        starts_at=meeting.starts_at,
        page=reverse("meeting", args=[meeting.pk]) if sees else "",
        back=reverse("meeting-item-take-back", args=address),
        may_take_back=table_rules.take_back(by, item),
    )

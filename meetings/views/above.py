"""ケースの上にある会議: what its page shows beside hours and members."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.forms import Form
from django.utils import timezone

from districts.views.door import StaffRequest
from meetings import rules
from meetings import rules_above as above
from meetings.forms.above import HandoutForm, TopicForm
from meetings.models import Meeting
from meetings.sheets import above as sheets
from meetings.sheets import turnout as counted


def beside(request: StaffRequest, meeting: Meeting, **forms: Form) -> dict[str, Any]:
    """Nothing at a table of cases: what lies there is in its packet."""
    if meeting.of_cases:
        return {"of_cases": True}
    minutes = meeting.body.minutes_each
    return {
        "once": request.POST.get("once") or uuid4(),
        "handouts": sheets.handouts(meeting, viewer=request.user),
        "turnout": (rows := counted.rows(meeting)),
        "turnout_total": counted.total(rows),
        "may_count": above.count(request.user, meeting, timezone.now()),
        "may_note": above.note(request.user, meeting),
        "notes": meeting.notes,
        "heard": sheets.heard(meeting),
        "may_hand_out": above.bring(request.user, meeting),
        "may_table": rules.table(request.user, meeting, None),
        "bringing": forms.get("bringing") or HandoutForm(auto_id="handout_%s"),
        "topic": forms.get("topic") or TopicForm(auto_id="topic_%s", initial={"minutes": minutes}),
    }

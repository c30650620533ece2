"""状態: which step may follow which for a 地域課題."""

from __future__ import annotations

from django.db.models import TextChoices


class IssueState(TextChoices):
    RAISED = "raised", "集まった"
    HANDED = "handed", "会議に渡した"
    ANSWERED = "answered", "答えがあった"
    WITHDRAWN = "withdrawn", "取り下げた"


ISSUE_STEPS: dict[IssueState, frozenset[IssueState]] = {
    IssueState.RAISED: frozenset({IssueState.HANDED, IssueState.WITHDRAWN}),
    IssueState.HANDED: frozenset({IssueState.ANSWERED}),
    IssueState.ANSWERED: frozenset(),
    IssueState.WITHDRAWN: frozenset(),
}

TABLES = {"地域課題": ISSUE_STEPS}

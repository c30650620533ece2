"""地域課題: raised without a name, handed to a table, answered, or taken back before that."""

from __future__ import annotations

from datetime import datetime

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction

from districts import rules
from districts.models import District, Issue, Staff, Topic
from districts.states import ISSUE_STEPS, IssueState
from fujisawa_care.foundation.steps import step
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO

log = structlog.get_logger()
MOVED_ON = "この地域課題は、もう先へ進んでいます。画面を開きなおしてください"


@transaction.atomic
def bring_up(
    *,
    by: Staff,
    at: datetime,
    topic: Topic,
    text: str,
    district: District | None = None,
    from_case: bool = False,
) -> Issue:
    """The day is kept, not the minute: whoever knows both must not tell which case it came from."""
    require(rules.gather(by))
    issue = Issue(
        district=district,
        topic=topic,
        text=text,
        from_case=from_case,
        raised_by=by,
        agency=by.agency,
        raised_on=at.astimezone(TOKYO).date(),
        state=IssueState.RAISED,
    )
    issue.full_clean()
    issue.save()
    log.info("issue_raised", issue=issue.pk)
    return issue


@transaction.atomic
def hand(issue: Issue, *, by: Staff, at: datetime, to: str) -> Issue:
    """`to` is the table as it is called on that day."""
    issue = _locked(issue)
    require(rules.hand_issue(by, issue))
    if not to:
        raise ValidationError({"to": "渡す会議をえらんでください"})
    _step(issue, IssueState.HANDED)
    issue.handed_to, issue.handed_by = to, by
    issue.handed_on = at.astimezone(TOKYO).date()
    issue.save(update_fields=["state", "handed_to", "handed_by", "handed_on"])
    log.info("issue_handed", issue=issue.pk, by=by.pk)
    return issue


@transaction.atomic
def answer(issue: Issue, *, by: Staff, at: datetime, text: str) -> Issue:
    issue = _locked(issue)
    require(rules.answer_issue(by, issue))
    if not text:
        raise ValidationError({"text": "会議の答えを入れてください"})
    _step(issue, IssueState.ANSWERED)
    issue.answer, issue.answered_by = text, by
    issue.answered_on = at.astimezone(TOKYO).date()
    issue.save(update_fields=["state", "answer", "answered_by", "answered_on"])
    log.info("issue_answered", issue=issue.pk, by=by.pk)
    return issue


@transaction.atomic
def withdraw(issue: Issue, *, by: Staff, at: datetime, because: str) -> Issue:
    issue = _locked(issue)
    require(rules.withdraw_issue(by, issue))
    if not because:
        raise ValidationError({"because": "取り下げるわけを入れてください"})
    _step(issue, IssueState.WITHDRAWN)
    issue.withdrawn_because = because
    issue.save(update_fields=["state", "withdrawn_because"])
    log.info("issue_withdrawn", issue=issue.pk, by=by.pk, at=at.isoformat())
    return issue


def _locked(issue: Issue) -> Issue:
    return Issue.objects.select_for_update(of=("self",), no_key=True).get(pk=issue.pk)


def _step(issue: Issue, after: IssueState) -> None:
    before = IssueState(issue.state)
    issue.state = step(ISSUE_STEPS, before, after, words=MOVED_ON, code="issue-moved-on")

"""状態: every step the tables allow can be written, and no other, whoever writes it (R2, R4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import TextChoices

from cases.models import Case, FollowUp, Referral
from cases.states import (
    CASE_STEPS,
    FOLLOW_UP_STEPS,
    MAIL_STEPS,
    REFERRAL_STEPS,
    TABLES,
    CaseStage,
    DivisionState,
    FollowUpState,
    MailState,
    PlanState,
    ProtectionState,
    ReferralStatus,
    ViewRequestState,
)
from districts.models import Staff
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.steps import step
from tests.cases.people import A_YEAR_AGO

pytestmark = pytest.mark.django_db
Write = Callable[[TextChoices], object]


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


def test_each_table_speaks_of_every_state() -> None:
    tables: Mapping[str, Any] = TABLES
    assert {name: set(table) for name, table in tables.items()} == {
        "ケース": set(CaseStage),
        "つなぎ": set(ReferralStatus),
        "次の一手": set(FollowUpState),
        "お知らせのメール": set(MailState),
        "支援措置": set(ProtectionState),
        "閲覧のおねがい": set(ViewRequestState),
        "支援プラン": set(PlanState),
        "機関を分ける予定": set(DivisionState),
    }


@pytest.mark.parametrize("table", [CASE_STEPS, REFERRAL_STEPS, FOLLOW_UP_STEPS, MAIL_STEPS])
def test_every_other_step_is_refused_in_words(table: Any) -> None:
    for before in table:
        for after in table:
            if after in table[before]:
                assert step(table, before, after, words="だめ", code="no") == after
                continue
            with pytest.raises(IllegalStep, match="だめ"):
                step(table, before, after, words="だめ", code="no")


def _possible(states: type[TextChoices], write: Write) -> dict[str, set[str]]:
    """What the database itself lets follow what, tried on a fresh row each time."""
    found: dict[str, set[str]] = {before: set() for before in states}
    for before in states:
        for after in states:
            if before != after and _succeeds(write, before, after):
                found[before].add(after)
    return found


def _succeeds(write: Write, *states: TextChoices) -> bool:
    try:
        with transaction.atomic():
            for state in states:
                write(state)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)
    except DatabaseError:
        return False
    return True


def test_the_database_keeps_the_table_of_hand_overs(
    referral: Referral, receiver_worker: Staff, now: datetime
) -> None:
    def write(status: TextChoices) -> None:
        answered = status != ReferralStatus.SENT
        Referral.objects.filter(pk=referral.pk).update(
            status=status,
            answered_at=now if answered else None,
            answered_by=receiver_worker if answered else None,
            accepted_as="transfer" if status == ReferralStatus.ACCEPTED else "",
            return_reason="area" if status == ReferralStatus.RETURNED else "",
        )

    assert _possible(ReferralStatus, write) == REFERRAL_STEPS


def test_the_database_keeps_the_table_of_next_steps(
    case: Case, owner_worker: Staff, now: datetime
) -> None:
    first = case.follow_ups.get()
    # another one, so that the last may end
    FollowUp.objects.create(
        case=case,
        purpose="next",
        kind="task",
        what="電話する",
        due_on=now.date(),
        agency=first.agency,
        state="open",
        planned_at=now,
        planned_by=owner_worker,
    )

    def write(state: TextChoices) -> None:
        ended = state != FollowUpState.OPEN
        FollowUp.objects.filter(pk=first.pk).update(
            state=state,
            ended_at=now if ended else None,
            ended_by=owner_worker if ended else None,
            outcome="none" if state == FollowUpState.DONE else "",
        )

    assert _possible(FollowUpState, write) == FOLLOW_UP_STEPS


def test_the_database_keeps_the_table_of_cases(
    case: Case, owner_worker: Staff, now: datetime
) -> None:
    def write(stage: TextChoices) -> None:
        closed = stage == CaseStage.CLOSED
        Case.objects.filter(pk=case.pk).update(
            stage=stage,
            closed_at=now if closed else None,
            outcome="solved" if closed else "",
            closing_reason="落ちついた" if closed else "",
        )
        changed = {"state": "dropped", "ended_at": now, "ended_by": owner_worker}
        if closed:
            FollowUp.objects.filter(case=case, state="open").update(**changed)
        elif not FollowUp.objects.filter(case=case, state="open").exists():
            row = case.follow_ups.get()
            row.pk, row.state, row.ended_at, row.ended_by = None, "open", None, None
            row.save(force_insert=True)

    assert _possible(CaseStage, write) == CASE_STEPS
    for stage in ("", "paused"):
        with pytest.raises(DatabaseError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(stage=stage)


@pytest.mark.parametrize(
    "assignment",
    [
        "status='sent', answered_at=now()",
        "status='accepted', answered_at=now()",
        "status='accepted', answered_by_id=sent_by_id, accepted_as='join'",
        "status='accepted', answered_at=now(), answered_by_id=sent_by_id",
        "status='returned', answered_at=now(), answered_by_id=sent_by_id",
        "status='withdrawn', answered_at=now(), answered_by_id=sent_by_id, return_reason='area'",
        "to_agency_id=from_agency_id",
        "sent_at=NULL",
        "reply_due_at=NULL",
    ],
)
def test_half_an_answer_cannot_be_written(referral: Referral, assignment: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_referral SET {assignment}")


@pytest.mark.parametrize(
    "assignment",
    [
        "state='done', ended_at=now(), ended_by_id=planned_by_id",
        "state='done', outcome='none', ended_by_id=planned_by_id",
        "state='done', outcome='none', ended_at=now()",
        "state='dropped', outcome='none', ended_at=now(), ended_by_id=planned_by_id",
        "outcome='none'",
        "what=''",
        "due_on=NULL",
        "agency_id=NULL",
    ],
)
def test_half_a_next_step_cannot_be_written(case: Case, assignment: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_followup SET {assignment}")

"""プランの進みぐあい: where a plan stands on its way, from the first talk to the evaluation."""

from __future__ import annotations

from dataclasses import dataclass

from cases.models import Signature
from cases.sheets.plans import PlanSheet
from cases.states import PlanState


@dataclass(frozen=True)
class Step:
    label: str
    done: bool = False
    here: bool = False


def steps(plan: PlanSheet) -> tuple[Step, ...]:
    """Before the decision what leads to it, after it what follows from it."""
    state = plan.state
    shown = plan.signature != Signature.NONE
    if state in (PlanState.DRAFT, PlanState.TABLED):
        tabled = state == PlanState.TABLED
        return (
            Step("作る相談", done=True),
            Step("案を書く", done=tabled, here=not tabled),
            Step("本人の確認", done=shown),
            Step("会議で決定", here=tabled),
        )
    decided = plan.decided_at is not None
    looked_back = bool(plan.evaluations)
    over = state in (PlanState.CLOSED, PlanState.RENEWED, PlanState.SUSPENDED)
    running = state == PlanState.RUNNING
    return (
        Step("会議で決定", done=decided, here=state == PlanState.DECIDED),
        Step("進める", done=decided and not running and state != PlanState.DECIDED, here=running),
        Step(
            "評価",
            done=looked_back and state != PlanState.EVALUATED,
            here=state == PlanState.EVALUATED,
        ),
        Step(plan.state_label if over else "終結・再プラン", here=over),
    )

"""The few lines of PL/pgSQL in which R11 stands: a plan is tabled whole and decided by a sitting."""

from __future__ import annotations

BEGINS_AS_A_DRAFT = """
RAISE EXCEPTION 'プランは案から始めます'
    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'plan_begins_as_a_draft';
"""

DECIDED_BY_A_SITTING = """
IF NOT EXISTS (SELECT 1 FROM cases_plandecision
                WHERE plan_id = NEW.id AND approved AND decided_at >= NEW.tabled_at) THEN
    RAISE EXCEPTION 'プランを決めるのは会議です'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'plan_decided_by_a_sitting';
END IF;
RETURN NEW;
"""

ONLY_IN_A_DRAFT = """
IF NOT EXISTS (SELECT 1 FROM cases_plan
                WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.{plan} ELSE NEW.{plan} END
                  AND state = 'draft' FOR SHARE) THEN
    RAISE EXCEPTION '会議に出したあとのプランは、案にもどしてから直してください'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'plan_words_of_a_draft';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
"""

WHOLE = """
IF EXISTS (SELECT 1 FROM cases_plan WHERE id = {plan} AND state IN ('tabled', 'decided')) AND (
    NOT EXISTS (SELECT 1 FROM cases_plangoal WHERE plan_id = {plan})
    OR EXISTS (SELECT 1 FROM cases_plangoal AS goal WHERE goal.plan_id = {plan} AND NOT EXISTS (
        SELECT 1 FROM cases_plantask WHERE goal_id = goal.id AND standing = 'lead'))
    OR EXISTS (SELECT 1 FROM cases_plantask AS task WHERE task.plan_id = {plan} AND (
        task.until IS NULL OR (task.agency_id IS NULL AND task.who = '')
        OR (task.agency_id IS NOT NULL AND task.answer IN ('not_asked', 'declined'))))
) THEN
    RAISE EXCEPTION '会議に出すプランには、めざす姿ごとの主と、どの役割にも担い手・期限・機関の返事が要ります'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'plan_whole_on_the_table';
END IF;
RETURN NULL;
"""


def only_in_a_draft(plan: str) -> str:
    """What a sitting has before it is changed only after it was taken back."""
    return ONLY_IN_A_DRAFT.replace("{plan}", plan)


def whole(plan: str) -> str:
    """R11: each goal has its 主, each row its doer and day, each agency was asked."""
    return WHOLE.replace("{plan}", plan)

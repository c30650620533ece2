"""The few lines of PL/pgSQL in which rules R1 and R4 stand, and the constraint against two owners."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db.models import F, Func, Value

NO_TWO_OWNERS = ExclusionConstraint(
    name="ownership_no_overlap",
    expressions=[
        (F("case"), RangeOperators.EQUAL),
        (
            Func(
                F("since"),
                F("until"),
                Value("[)"),
                function="TSTZRANGE",
                output_field=DateTimeRangeField(),
            ),
            RangeOperators.OVERLAPS,
        ),
    ],
    violation_error_message="主担当は、いつも一つの機関だけです",
)

# R1: the old period ends at the very instant at which the new one begins.
WRITE_OWNERSHIP = """
IF TG_OP = 'UPDATE' THEN
    IF NEW.owner_id = OLD.owner_id AND NEW.owner_staff_id IS NOT DISTINCT FROM OLD.owner_staff_id
       AND NEW.stage = OLD.stage THEN
        RETURN NULL;
    END IF;
    UPDATE cases_ownership
       SET until = CASE NEW.stage WHEN 'closed' THEN NEW.closed_at ELSE NEW.owner_since END
     WHERE case_id = NEW.id AND until IS NULL;
    IF NEW.stage = 'closed' THEN
        RETURN NULL;
    END IF;
END IF;
INSERT INTO cases_ownership (case_id, agency_id, staff_id, since, until, because)
VALUES (NEW.id, NEW.owner_id, NEW.owner_staff_id, NEW.owner_since, NEW.closed_at, NEW.owner_because);
RETURN NULL;
"""

ONLY_FROM_A_TRIGGER = """
IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION '主担当の履歴は、ケースからだけ書かれます' USING ERRCODE = 'integrity_constraint_violation';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
"""

# R7: 一年から一回の延長ごとに一年; whatever a door lets through, no protection runs on by itself.
NO_LONGER_THAN_A_YEAR = """
IF NEW.ends_on >= NEW.starts_on + make_interval(years => 1 + NEW.extensions) + interval '1 day' THEN
    RAISE EXCEPTION '支援措置の期間は1年までです'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'protection_a_year';
END IF;
RETURN NEW;
"""

# Whoever is covered carries it on their own row, so that every sheet knows without asking further.
COVER_PERSON = """
UPDATE cases_person SET protected = true
 WHERE id = NEW.person_id AND NOT protected
   AND EXISTS (SELECT 1 FROM cases_addressprotection WHERE id = NEW.protection_id AND state = 'running');
RETURN NULL;
"""

LIFT_PROTECTION = """
PERFORM 1 FROM cases_person WHERE id IN (
    SELECT person_id FROM cases_protectionmember WHERE protection_id = NEW.id AND side = 'covered'
) ORDER BY id FOR NO KEY UPDATE;
UPDATE cases_person AS person SET protected = EXISTS (
    SELECT 1 FROM cases_protectionmember AS member
      JOIN cases_addressprotection AS protection ON protection.id = member.protection_id
     WHERE member.person_id = person.id AND member.side = 'covered' AND protection.state = 'running'
) WHERE id IN (
    SELECT person_id FROM cases_protectionmember WHERE protection_id = NEW.id AND side = 'covered'
);
RETURN NULL;
"""

ONLY_BY_A_PROTECTION = """
IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION '支援措置のしるしは、支援措置からだけ書かれます'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'person_protected_by_a_protection';
END IF;
RETURN NEW;
"""

LOCKED = "PERFORM 1 FROM cases_case WHERE id = {case} FOR NO KEY UPDATE;"

ALWAYS_PLANNED = """
IF EXISTS (SELECT 1 FROM cases_case WHERE id = {case} AND stage = 'open')
   AND NOT EXISTS (SELECT 1 FROM cases_followup WHERE case_id = {case} AND state = 'open') THEN
    RAISE EXCEPTION '支援中のケースには、次の一手がいつも要ります'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'case_always_planned';
END IF;
RETURN NULL;
"""

CLOSED_WHOLE = """
IF EXISTS (SELECT 1 FROM cases_case WHERE id = {case} AND stage = 'closed') AND (
    EXISTS (SELECT 1 FROM cases_followup WHERE case_id = {case} AND state = 'open')
    OR EXISTS (SELECT 1 FROM cases_referral WHERE case_id = {case} AND status = 'sent')
    OR EXISTS (SELECT 1 FROM cases_accessground WHERE case_id = {case} AND until IS NULL
                  AND ground IN ('team', 'referral', 'coordination', 'role'))
    OR EXISTS (SELECT 1 FROM cases_plan WHERE case_id = {case}
                  AND state IN ('draft', 'tabled', 'decided', 'running', 'evaluated'))
) THEN
    RAISE EXCEPTION '終わったケースには、返事待ちのつなぎも、次の一手も、いっしょに受けた機関も、プランも残りません'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'case_closed_whole';
END IF;
RETURN NULL;
"""


def always_planned(case_id: str) -> str:
    """R4: at commit, an open case without an open follow-up is refused.

    The row lock makes two transactions that each finish one of the last two wait for each other.
    """
    return (LOCKED + ALWAYS_PLANNED).replace("{case}", case_id)


def closed_whole(case_id: str) -> str:
    """R12: at commit, a closed case that still waits for anything is refused."""
    return (LOCKED + CLOSED_WHOLE).replace("{case}", case_id)


AT_WORK = """
IF NEW.{who} IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.{who} IS DISTINCT FROM OLD.{who}) THEN
    PERFORM 1 FROM districts_staff WHERE id = NEW.{who} AND is_active FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'いま仕事をしていない方は、担当になれません'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'staff_at_work';
    END IF;
END IF;
RETURN NEW;
"""

LEAVES_NOTHING = """
IF EXISTS (SELECT 1 FROM cases_case WHERE owner_staff_id = NEW.id AND stage = 'open'
              AND (NOT NEW.is_active OR owner_id <> NEW.agency_id))
   OR EXISTS (SELECT 1 FROM cases_followup WHERE assignee_id = NEW.id AND state = 'open'
                 AND (NOT NEW.is_active OR agency_id <> NEW.agency_id)) THEN
    RAISE EXCEPTION 'まだ引き継がれていないものがあります'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'staff_leaves_nothing';
END IF;
RETURN NEW;
"""


def at_work(column: str) -> str:
    """R4: nobody is made responsible who has left; the lock makes a leaving and this wait for each other."""
    return AT_WORK.replace("{who}", column)

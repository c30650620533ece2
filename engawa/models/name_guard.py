"""The few lines of PL/pgSQL in which R6 stands at the door of a place, and R12 at the end of a case."""

from __future__ import annotations

# R6, R7: no name goes to a place but on the person's word, and never under 支援措置.
NAME_ON_A_WORD = """
DECLARE
    the_case bigint;
    the_agency bigint := (SELECT agency_id FROM engawa_site WHERE id = NEW.site_id);
    the_word record;
    the_yes record;
BEGIN
IF TG_OP = 'UPDATE' AND NEW.name = OLD.name THEN
    RETURN NEW;
END IF;
SELECT case_id INTO the_case FROM engawa_participation WHERE id = NEW.participation_id;
PERFORM 1 FROM cases_case WHERE id = the_case FOR NO KEY UPDATE;
IF NOT EXISTS (SELECT 1 FROM cases_case JOIN cases_person ON cases_person.id = person_id
                WHERE cases_case.id = the_case AND NOT protected) THEN
    {refused}
END IF;
SELECT event, happened_at INTO the_word FROM engawa_placeconsent
 WHERE participation_id = NEW.participation_id AND site_id = NEW.site_id
 ORDER BY happened_at DESC, id DESC LIMIT 1;
IF FOUND THEN
    IF the_word.event <> 'given' OR EXISTS (
        SELECT 1 FROM cases_consentevent WHERE case_id = the_case
           AND event IN ('refused', 'withdrawn') AND happened_at > the_word.happened_at
    ) THEN {refused} END IF;
    RETURN NEW;
END IF;
SELECT id, event, items, valid_until INTO the_yes FROM cases_consentevent
 WHERE case_id = the_case AND event <> 'asked' ORDER BY happened_at DESC, id DESC LIMIT 1;
IF NOT FOUND OR the_yes.event <> 'given' OR the_agency IS NULL
   OR (the_yes.valid_until IS NOT NULL
       AND the_yes.valid_until < (clock_timestamp() AT TIME ZONE 'Asia/Tokyo')::date)
   OR (cardinality(the_yes.items) > 0 AND NOT 'name' = ANY (the_yes.items))
   OR NOT EXISTS (SELECT 1 FROM cases_consentevent_agencies
                   WHERE consentevent_id = the_yes.id AND agency_id = the_agency) THEN
    {refused}
END IF;
RETURN NEW;
END;
""".replace(
    "{refused}",
    """RAISE EXCEPTION '本人が「この場に名前を伝えてよい」と言うまで、名前は伝わりません'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'visit_name_on_a_word';""",
)

CLOSED_WITHOUT_A_WAY = """
IF EXISTS (SELECT 1 FROM engawa_participation JOIN cases_case ON cases_case.id = case_id
            WHERE case_id = {case} AND stage = 'closed' AND state <> 'ended') THEN
    RAISE EXCEPTION '終わったケースに、続いている参加支援は残りません'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'participation_ends_with_the_case';
END IF;
RETURN NULL;
"""


def closed_without_a_way(case_id: str) -> str:
    """R12: at commit, a closed case on its way to a place is refused."""
    return CLOSED_WITHOUT_A_WAY.replace("{case}", case_id)

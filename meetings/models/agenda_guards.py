"""The few lines of PL/pgSQL in which R5, R6 and R11 stand at the table."""

from __future__ import annotations

from django.db.models.functions import Now

NOW = Now()

# R5: the answer in force, as cases.models.consent.standing says: the latest that is no asking. What was heard
# after the moment that is written down counts too: nobody tables a case by writing an earlier hour.
IN_FORCE = """
SELECT id FROM (
    SELECT id, event, valid_until FROM cases_consentevent
     WHERE case_id = the_case AND event <> 'asked'
     ORDER BY happened_at DESC, id DESC LIMIT 1
) AS latest
 WHERE latest.event = 'given'
   AND (latest.valid_until IS NULL OR latest.valid_until >= (the_moment AT TIME ZONE 'Asia/Tokyo')::date)
"""

COVERED = """
NOT EXISTS (SELECT 1 FROM cases_consentevent_agencies WHERE consentevent_id = the_consent)
OR the_agency IN (SELECT agency_id FROM cases_consentevent_agencies WHERE consentevent_id = the_consent)
OR the_agency = (SELECT owner_id FROM cases_case WHERE id = the_case)
"""

MISSING = """
    RAISE EXCEPTION '本人の同意がないので、重層的支援会議には出せません'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'agenda_consent_missing';
"""


def _filled(text: str, *, agency: str) -> str:
    parts = {"in_force": IN_FORCE, "covered": COVERED.replace("the_agency", agency)}
    for name, part in {**parts, "missing": MISSING}.items():
        text = text.replace(f"{{{name}}}", part)
    return text


# R5: 重層的支援会議 only while a consent is in force that covers every agency called to the item.
CONSENT_DECIDES = _filled(
    """
DECLARE
    the_kind text;
    the_case bigint := NEW.case_id;
    the_moment timestamptz := CASE NEW.state
        WHEN 'tabled' THEN NEW.tabled_at WHEN 'open' THEN NEW.opened_at ELSE NEW.closed_at END;
    the_consent bigint;
BEGIN
IF TG_OP = 'UPDATE' AND NEW.state = OLD.state THEN
    RETURN NEW;
END IF;
the_kind := (SELECT kind FROM meetings_meeting WHERE id = NEW.meeting_id);
IF the_kind NOT IN ('juso', 'shien') THEN
    RAISE EXCEPTION 'ケースを話し合えるのは、重層的支援会議と支援会議です'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'agenda_body_without_cases';
END IF;
IF the_kind <> 'juso' THEN
    RETURN NEW;
END IF;
PERFORM 1 FROM cases_case WHERE id = the_case FOR NO KEY UPDATE;
the_consent := ({in_force});
IF the_consent IS NULL OR EXISTS (
    SELECT 1 FROM meetings_seat AS seat JOIN meetings_member AS member ON member.id = seat.member_id
     WHERE seat.item_id = NEW.id AND seat.left_at IS NULL AND member.agency_id IS NOT NULL
       AND NOT ({covered})
) THEN {missing} END IF;
RETURN NEW;
END;
""",
    agency="member.agency_id",
)

SEAT_COVERED = _filled(
    """
DECLARE
    the_case bigint;
    the_agency bigint := (SELECT agency_id FROM meetings_member WHERE id = NEW.member_id);
    the_moment timestamptz := NEW.seated_at;
    the_consent bigint;
BEGIN
SELECT item.case_id INTO the_case
  FROM meetings_agendaitem AS item JOIN meetings_meeting AS meeting ON meeting.id = item.meeting_id
 WHERE item.id = NEW.item_id AND meeting.kind = 'juso' AND item.state IN ('tabled', 'open');
IF the_case IS NULL OR the_agency IS NULL THEN
    RETURN NEW;
END IF;
PERFORM 1 FROM cases_case WHERE id = the_case FOR NO KEY UPDATE;
the_consent := ({in_force});
IF the_consent IS NULL OR NOT ({covered}) THEN {missing} END IF;
RETURN NEW;
END;
""",
    agency="the_agency",
)

# R6: nobody sees a packet who has not confirmed secrecy.
ONLY_THE_SWORN = """
IF NOT EXISTS (SELECT 1 FROM meetings_member WHERE id = NEW.member_id AND sworn_at IS NOT NULL) THEN
    RAISE EXCEPTION '守秘の確認がまだです'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'seat_only_the_sworn';
END IF;
RETURN NEW;
"""

ROLE_OF_AN_OPEN_ITEM = """
IF NOT EXISTS (SELECT 1 FROM meetings_agendaitem
                WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.item_id ELSE NEW.item_id END
                  AND state IN ('tabled', 'open') FOR SHARE) THEN
    RAISE EXCEPTION '決まったあとの役割分担は変えられません'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'item_role_stands';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
"""

DECISION_OF_A_SITTING = """
IF NOT EXISTS (
    SELECT 1 FROM meetings_itemdecision AS decision
      JOIN meetings_agendaitem AS item ON item.id = decision.item_id
      JOIN meetings_meeting AS meeting ON meeting.id = item.meeting_id
     WHERE decision.plan_decision_id = NEW.id AND item.plan_id = NEW.plan_id
       AND meeting.state IN ('held', 'settled')
) THEN
    RAISE EXCEPTION 'プランを決めるのは、開かれた会議です'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'plan_decision_of_a_sitting';
END IF;
RETURN NULL;
"""

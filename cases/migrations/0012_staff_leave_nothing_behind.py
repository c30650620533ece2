"""R4 in the database: nobody is stopped or moved while an open case or next step hangs on them."""

from django.db import migrations

from cases.models.guard_sql import LEAVES_NOTHING

CREATE = f"""
CREATE FUNCTION care_staff_leaves_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {LEAVES_NOTHING} END $$;
CREATE TRIGGER staff_leaves_nothing BEFORE UPDATE OF is_active, agency_id ON districts_staff
FOR EACH ROW WHEN (OLD.is_active AND NOT NEW.is_active OR OLD.agency_id <> NEW.agency_id)
EXECUTE FUNCTION care_staff_leaves_nothing();
"""
DROP = """
DROP TRIGGER staff_leaves_nothing ON districts_staff;
DROP FUNCTION care_staff_leaves_nothing();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_the_succession")]
    operations = [migrations.RunSQL(CREATE, DROP)]

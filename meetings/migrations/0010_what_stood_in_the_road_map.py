"""What stands in the road map today is the first version of each of its lines."""

from django.db import migrations

FIRST = """
    INSERT INTO meetings_initiativeversion
        (pgh_created_at, pgh_label, pgh_obj_id, id, theme_id, fiscal_year, what, section, progress,
         direction, source, written_by_id, version, updated_at,
         pgh_context)
    SELECT updated_at, 'insert', id, id, theme_id, fiscal_year, what, section, progress,
           direction, source, written_by_id, version, updated_at,
           CASE WHEN written_by_id IS NOT NULL THEN jsonb_build_object('user', written_by_id) END
      FROM meetings_initiative
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0009_what_is_agreed_with_partners")]
    operations = [migrations.RunSQL(FIRST, migrations.RunSQL.noop)]

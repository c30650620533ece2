"""A backup is brought back with no search path: the key then has to know by itself where `care_fold` is."""

from importlib import import_module

from django.db import migrations

CREATE = "CREATE OR REPLACE FUNCTION"
BEFORE = import_module("cases.migrations.0001_search_keys").PERSON_KEY.strip()
# bound when it is written, not looked for by name each time it runs
PERSON_KEY = (
    BEFORE.replace("CREATE FUNCTION", CREATE)
    .replace("AS $$", "BEGIN ATOMIC")
    .replace("$$", "; END")
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0023_drafts_of_results")]
    operations = [migrations.RunSQL(PERSON_KEY, BEFORE.replace("CREATE FUNCTION", CREATE))]

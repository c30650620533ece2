"""異体字: 高橋 and 髙橋 are one name for the search; the pairs are those of foundation.kana."""

from importlib import import_module

from django.db import migrations

from fujisawa_care.foundation.kana import VARIANTS

BEFORE = import_module("cases.migrations.0001_search_keys").FOLD.strip()
CREATE = "CREATE OR REPLACE FUNCTION"
OLD = "".join(VARIANTS.values())
NEW = "".join(modern * len(olds) for modern, olds in VARIANTS.items())
FOLD = BEFORE.replace("CREATE FUNCTION", CREATE).replace(
    "lower(normalize(t, NFKC))", f"translate(lower(normalize(t, NFKC)), '{OLD}', '{NEW}')"
)
# what was kept under the old key is written again, and nothing of it changes
AGAIN = "UPDATE cases_person SET name = name"


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_the_summary")]
    operations = [
        migrations.RunSQL(FOLD, BEFORE.replace("CREATE FUNCTION", CREATE)),
        migrations.RunSQL(AGAIN, AGAIN),
    ]

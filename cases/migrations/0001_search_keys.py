"""The SQL functions behind the search by name, kana and phone: fold, then cut into one and two characters."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

FOLD = r"""
CREATE FUNCTION care_fold(t text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURNS NULL ON NULL INPUT AS $$
    SELECT regexp_replace(
        translate(
            lower(normalize(t, NFKC)),
            'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔ',
            'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴ'
        ),
        '[[:space:]\-\u2010-\u2015\u2212\u30fb\ufe00-\ufe0f\U000e0100-\U000e01ef]', '', 'g'
    )
$$
"""

PERSON_KEY = """
CREATE FUNCTION care_person_key(name text, kana text, phones text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT care_fold(coalesce(name, '')) || ' ' || care_fold(coalesce(kana, '')) || ' '
        || coalesce((SELECT string_agg(care_fold(p), ' ') FROM unnest(phones) AS p), '')
$$
"""

# dear, so that it is read from the index and not worked out row by row
GRAMS = """
CREATE FUNCTION care_grams(t text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10000 RETURNS NULL ON NULL INPUT AS $$
    SELECT coalesce(array_agg(DISTINCT gram), '{}') FROM (
        SELECT substr(t, i, 2) AS gram FROM generate_series(1, length(t) - 1) AS i
        UNION SELECT substr(t, i, 1) FROM generate_series(1, length(t)) AS i
    ) AS grams WHERE gram NOT LIKE '% %'
$$
"""

ASKED = """
CREATE FUNCTION care_grams_asked(t text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURNS NULL ON NULL INPUT AS $$
    SELECT CASE WHEN length(t) < 2 THEN ARRAY[t]
        ELSE (SELECT array_agg(DISTINCT substr(t, i, 2)) FROM generate_series(1, length(t) - 1) AS i)
    END
$$
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("districts", "0001_the_city")]
    operations = [
        BtreeGistExtension(),
        migrations.RunSQL(FOLD, "DROP FUNCTION care_fold(text)"),
        migrations.RunSQL(PERSON_KEY, "DROP FUNCTION care_person_key(text, text, text[])"),
        migrations.RunSQL(GRAMS, "DROP FUNCTION care_grams(text)"),
        migrations.RunSQL(ASKED, "DROP FUNCTION care_grams_asked(text)"),
    ]

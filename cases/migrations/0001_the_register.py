"""世帯・ケース・同意・つなぎ・次の一手・プラン: the room as its first migrations left it, drawn together.

The functions behind the search come first, for the keys of a person are made by them; the guard on staff
comes last, for it stands on a table of the room below.
"""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from cases.models.guard_sql import LEAVES_NOTHING
from fujisawa_care.foundation.migrating import MakeTogether

# the pairs of 異体字 are those of foundation.kana: a change there needs a migration here
FOLD = r"""
CREATE FUNCTION care_fold(t text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURNS NULL ON NULL INPUT AS $$
    SELECT regexp_replace(
        translate(
            translate(lower(normalize(t, NFKC)), '髙﨑碕嵜邊邉齋斉齊澤濱濵嶋嶌廣眞惠櫻國德瀨桒𠮷黑榮冨舘龍瀧關實靜豐萬與栁桺槇圓來壽㮚曾凛龜條蘆埜渕薮籔桧鐵圡禮藏峯穗寶', '高崎崎崎辺辺斎斎斎沢浜浜島島広真恵桜国徳瀬桑吉黒栄富館竜滝関実静豊万与柳柳槙円来寿栗曽凜亀条芦野淵藪藪檜鉄土礼蔵峰穂宝'),
            'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔ',
            'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴ'
        ),
        '[[:space:]\-\u2010-\u2015\u2212\u30fb\ufe00-\ufe0f\U000e0100-\U000e01ef]', '', 'g'
    )
$$
"""

# care_fold is bound when this is written: a backup is brought back with no search path
PERSON_KEY = """
CREATE FUNCTION care_person_key(name text, kana text, phones text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE BEGIN ATOMIC
    SELECT care_fold(coalesce(name, '')) || ' ' || care_fold(coalesce(kana, '')) || ' '
        || coalesce((SELECT string_agg(care_fold(p), ' ') FROM unnest(phones) AS p), ''); END
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


STAFF = f"""
CREATE FUNCTION care_staff_leaves_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {LEAVES_NOTHING} END $$;
CREATE TRIGGER staff_leaves_nothing BEFORE UPDATE OF is_active, agency_id ON districts_staff
FOR EACH ROW WHEN (OLD.is_active AND NOT NEW.is_active OR OLD.agency_id <> NEW.agency_id)
EXECUTE FUNCTION care_staff_leaves_nothing();
"""
STAFF_DROP = """
DROP TRIGGER staff_leaves_nothing ON districts_staff;
DROP FUNCTION care_staff_leaves_nothing();
"""


class Migration(migrations.Migration):
    replaces = [
        ("cases", "0001_the_register_drawn_together"),
        ("cases", "0029_drafts_of_days"),
        ("cases", "0030_the_word_for_ones_own"),
        ("cases", "0031_what_a_table_tells"),
        ("cases", "0032_words_about_agreements"),
        ("cases", "0033_drafts_of_looking_back"),
        ("cases", "0034_what_the_table_said_of_a_plan"),
        ("cases", "0035_words_when_a_talk_goes_on"),
        ("cases", "0036_whole_when_it_is_tabled"),
    ]

    initial = True

    dependencies = [
        ("districts", "0001_the_city_drawn_together"),
    ]

    operations = [
        migrations.RunSQL(FOLD, "DROP FUNCTION care_fold(text)"),
        migrations.RunSQL(PERSON_KEY, "DROP FUNCTION care_person_key(text, text, text[])"),
        migrations.RunSQL(GRAMS, "DROP FUNCTION care_grams(text)"),
        migrations.RunSQL(ASKED, "DROP FUNCTION care_grams_asked(text)"),
        MakeTogether(
            [
                migrations.CreateModel(
                    name="CaseCounter",
                    fields=[
                        (
                            "fiscal_year",
                            models.PositiveSmallIntegerField(
                                primary_key=True, serialize=False, verbose_name="年度"
                            ),
                        ),
                        ("last", models.PositiveIntegerField(default=0, verbose_name="最後の番号")),
                    ],
                    options={
                        "verbose_name": "受付番号の控え",
                        "verbose_name_plural": "受付番号の控え",
                    },
                ),
                migrations.CreateModel(
                    name="Household",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "living_with",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="いっしょに暮らす方"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "世帯",
                        "verbose_name_plural": "世帯",
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_householdversion" ("id", "living_with", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."living_with", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                                    hash="9a3a24806979826d474a6d0532a6a22ac579abf5",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_49f07",
                                    table="cases_household",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_householdversion" ("id", "living_with", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."living_with", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id"); RETURN NULL;',
                                    hash="0388fdbb9b02e171b095e66fdf248f6a0f780199",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_e2fbe",
                                    table="cases_household",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Round",
                    fields=[
                        (
                            "name",
                            models.CharField(
                                max_length=40,
                                primary_key=True,
                                serialize=False,
                                verbose_name="見回り",
                            ),
                        ),
                        ("started_at", models.DateTimeField(verbose_name="はじめ")),
                        ("finished_at", models.DateTimeField(null=True, verbose_name="終わり")),
                        (
                            "raised",
                            models.PositiveIntegerField(default=0, verbose_name="新しいお知らせ"),
                        ),
                    ],
                    options={
                        "verbose_name": "見回り",
                        "verbose_name_plural": "見回り",
                    },
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=100, verbose_name="氏名")),
                        (
                            "kana",
                            models.CharField(blank=True, max_length=100, verbose_name="ふりがな"),
                        ),
                        (
                            "birth_date",
                            models.DateField(blank=True, null=True, verbose_name="生年月日"),
                        ),
                        (
                            "birth_text",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="生年月日（聞いたまま）"
                            ),
                        ),
                        (
                            "phones",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                blank=True,
                                default=list,
                                size=5,
                                verbose_name="電話",
                            ),
                        ),
                        (
                            "address",
                            models.CharField(blank=True, max_length=200, verbose_name="住所"),
                        ),
                        (
                            "search_key",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("name"),
                                    models.F("kana"),
                                    models.F("phones"),
                                    function="care_person_key",
                                ),
                                output_field=models.TextField(),
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                        ("created_at", models.DateTimeField(verbose_name="作った日時")),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="聞いた職員",
                            ),
                        ),
                        (
                            "district",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="districts.district",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "town",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="districts.town",
                                verbose_name="町名",
                            ),
                        ),
                        (
                            "protected",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="支援措置"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "本人",
                        "verbose_name_plural": "本人",
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                models.Func(models.F("search_key"), function="care_grams"),
                                name="person_grams",
                            ),
                            models.Index(
                                condition=models.Q(("birth_date__isnull", False)),
                                fields=["birth_date"],
                                name="person_birth",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="person_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="49e9897da2fa656be8be438a0b4931bfd6c43dcc",
                                    operation="DELETE",
                                    pgid="pgtrigger_person_stays_92819",
                                    table="cases_person",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="person_version",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."birth_date" IS DISTINCT FROM (NEW."birth_date") OR OLD."birth_text" IS DISTINCT FROM (NEW."birth_text") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."kana" IS DISTINCT FROM (NEW."kana") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."phones" IS DISTINCT FROM (NEW."phones") OR OLD."town_id" IS DISTINCT FROM (NEW."town_id"))',
                                    func="NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;",
                                    hash="de35434c640ae06c0896f3969df0ad692623d30f",
                                    operation="UPDATE",
                                    pgid="pgtrigger_person_version_1cc7e",
                                    table="cases_person",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="person_protected_by_a_protection",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."protected" IS DISTINCT FROM (NEW."protected"))',
                                    func="\nIF pg_trigger_depth() < 2 THEN\n    RAISE EXCEPTION '支援措置のしるしは、支援措置からだけ書かれます'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'person_protected_by_a_protection';\nEND IF;\nRETURN NEW;\n",
                                    hash="26cb4a9539fc63613a8a6840d9ed1eeeed8f8086",
                                    operation="UPDATE",
                                    pgid="pgtrigger_person_protected_by_a_protection_3fd6b",
                                    table="cases_person",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_personversion" ("address", "birth_date", "birth_text", "created_at", "created_by_id", "district_id", "id", "kana", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phones", "protected", "town_id", "updated_at", "version") VALUES (NEW."address", NEW."birth_date", NEW."birth_text", NEW."created_at", NEW."created_by_id", NEW."district_id", NEW."id", NEW."kana", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."phones", NEW."protected", NEW."town_id", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="a28efcd8e72f8964e6794e3ff91b7e15eb33d59a",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_eb0b4",
                                    table="cases_person",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."birth_date" IS DISTINCT FROM (NEW."birth_date") OR OLD."birth_text" IS DISTINCT FROM (NEW."birth_text") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kana" IS DISTINCT FROM (NEW."kana") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."phones" IS DISTINCT FROM (NEW."phones") OR OLD."protected" IS DISTINCT FROM (NEW."protected") OR OLD."town_id" IS DISTINCT FROM (NEW."town_id") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                                    func='INSERT INTO "cases_personversion" ("address", "birth_date", "birth_text", "created_at", "created_by_id", "district_id", "id", "kana", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phones", "protected", "town_id", "updated_at", "version") VALUES (NEW."address", NEW."birth_date", NEW."birth_text", NEW."created_at", NEW."created_by_id", NEW."district_id", NEW."id", NEW."kana", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."phones", NEW."protected", NEW."town_id", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="0bb9bd36ac8b6fc99bd5bbb03099c72c704a5259",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_6804f",
                                    table="cases_person",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "number",
                            models.CharField(max_length=12, unique=True, verbose_name="受付番号"),
                        ),
                        ("owner_since", models.DateTimeField(verbose_name="主担当になった日時")),
                        (
                            "owner_because",
                            models.CharField(
                                choices=[
                                    ("received", "受け止めた"),
                                    ("accepted", "つなぎを受けた"),
                                    ("assigned", "担当者を決めた"),
                                    ("reopened", "再開した"),
                                    ("succeeded", "引き継いだ"),
                                ],
                                max_length=20,
                                verbose_name="主担当の理由",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[("open", "支援中"), ("closed", "終わり")],
                                max_length=10,
                                verbose_name="ようす",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(verbose_name="はじめ")),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="終わり"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("information", "情報を伝えて終わり"),
                                    ("solved", "困りごとが落ちついた"),
                                    ("linked", "ほかの支援につながった"),
                                    ("moved", "転出"),
                                    ("declined", "本人が望まない"),
                                    ("died", "亡くなった"),
                                    ("other", "その他"),
                                ],
                                max_length=20,
                                verbose_name="終わりのかたち",
                            ),
                        ),
                        (
                            "closing_reason",
                            models.TextField(blank=True, verbose_name="終わりの理由"),
                        ),
                        (
                            "hops",
                            models.PositiveSmallIntegerField(
                                default=0, editable=False, verbose_name="つないだ回数"
                            ),
                        ),
                        (
                            "coordinators_since",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="多機関協働へ"
                            ),
                        ),
                        ("last_record_at", models.DateTimeField(verbose_name="最後の記録")),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        (
                            "district",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="districts.district",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="owned_cases",
                                to="districts.agency",
                                verbose_name="主担当の機関",
                            ),
                        ),
                        (
                            "owner_staff",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="owned_cases",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="主担当の職員",
                            ),
                        ),
                        (
                            "topics",
                            models.ManyToManyField(
                                blank=True, to="districts.topic", verbose_name="困りごと"
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="cases.household",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="cases.person",
                                verbose_name="本人",
                            ),
                        ),
                        (
                            "rhythm_days",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="連絡の間かく（日）"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ケース",
                        "verbose_name_plural": "ケース",
                        "indexes": [
                            models.Index(fields=["-opened_at", "-id"], name="case_newest"),
                            models.Index(
                                condition=models.Q(("stage", "open")),
                                fields=["owner", "owner_staff"],
                                name="case_open_owner",
                            ),
                            models.Index(
                                condition=models.Q(("stage", "open")),
                                fields=["last_record_at"],
                                name="case_open_quiet",
                            ),
                            models.Index(
                                fields=["district", "-opened_at"], name="case_by_district"
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("coordinators_since__isnull", False), ("stage", "open")
                                ),
                                fields=["coordinators_since"],
                                name="case_before_coordinators",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_at__isnull", True),
                                    ("closed_at__gte", models.F("opened_at")),
                                    _connector="OR",
                                ),
                                name="case_period",
                                violation_error_message="終わりの日時は、はじめより後にしてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_at__isnull", True),
                                        ("outcome", ""),
                                        ("stage", "open"),
                                    ),
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        ("stage", "closed"),
                                        models.Q(("outcome", ""), _negated=True),
                                        models.Q(("closing_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_closing_is_complete",
                                violation_error_message="終わりにするには、終わりのかたち・理由・日時が要ります",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rhythm_days__isnull", True),
                                    ("rhythm_days__range", (1, 365)),
                                    _connector="OR",
                                ),
                                name="case_rhythm",
                                violation_error_message="間かくは1日から365日までにしてください",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="case_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="9cda53538b42b17b5f39c7ed0b91ba5d07f3dc6f",
                                    operation="DELETE",
                                    pgid="pgtrigger_case_stays_00aef",
                                    table="cases_case",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="case_version",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."coordinators_since" IS DISTINCT FROM (NEW."coordinators_since") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."household_id" IS DISTINCT FROM (NEW."household_id") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."owner_staff_id" IS DISTINCT FROM (NEW."owner_staff_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))',
                                    func="NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;",
                                    hash="cb767f2c57a19ef97f5ef36ce2953412a2a3d02c",
                                    operation="UPDATE",
                                    pgid="pgtrigger_case_version_c378b",
                                    table="cases_case",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="case_writes_ownership",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\nIF TG_OP = 'UPDATE' THEN\n    IF NEW.owner_id = OLD.owner_id AND NEW.owner_staff_id IS NOT DISTINCT FROM OLD.owner_staff_id\n       AND NEW.stage = OLD.stage THEN\n        RETURN NULL;\n    END IF;\n    UPDATE cases_ownership\n       SET until = CASE NEW.stage WHEN 'closed' THEN NEW.closed_at ELSE NEW.owner_since END\n     WHERE case_id = NEW.id AND until IS NULL;\n    IF NEW.stage = 'closed' THEN\n        RETURN NULL;\n    END IF;\nEND IF;\nINSERT INTO cases_ownership (case_id, agency_id, staff_id, since, until, because)\nVALUES (NEW.id, NEW.owner_id, NEW.owner_staff_id, NEW.owner_since, NEW.closed_at, NEW.owner_because);\nRETURN NULL;\n",
                                    hash="019d286bfa7caf1d0b94861fe6edf27c16c3834c",
                                    operation="INSERT OR UPDATE",
                                    pgid="pgtrigger_case_writes_ownership_bcc99",
                                    table="cases_case",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="case_always_planned",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NEW.\"stage\" = 'open')",
                                    constraint="CONSTRAINT",
                                    func="PERFORM 1 FROM cases_case WHERE id = NEW.id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM cases_case WHERE id = NEW.id AND stage = 'open')\n   AND NOT EXISTS (SELECT 1 FROM cases_followup WHERE case_id = NEW.id AND state = 'open') THEN\n    RAISE EXCEPTION '支援中のケースには、次の一手がいつも要ります'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'case_always_planned';\nEND IF;\nRETURN NULL;\n",
                                    hash="fa49d081d984f8044dc137d67e49786edce79a70",
                                    operation="INSERT OR UPDATE",
                                    pgid="pgtrigger_case_always_planned_a5578",
                                    table="cases_case",
                                    timing="DEFERRABLE INITIALLY DEFERRED",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="case_counts_hops",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") AND NOT (NEW."owner_because" = \'succeeded\'))',
                                    func="NEW.hops = OLD.hops + 1; RETURN NEW;",
                                    hash="3fd8c5d82fd2eba3989996ba709805d8f297eeb9",
                                    operation="UPDATE",
                                    pgid="pgtrigger_case_counts_hops_e711f",
                                    table="cases_case",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="case_owner_at_work",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NEW.\"stage\" = 'open')",
                                    func="\nIF NEW.owner_staff_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.owner_staff_id IS DISTINCT FROM OLD.owner_staff_id) THEN\n    PERFORM 1 FROM districts_staff WHERE id = NEW.owner_staff_id AND is_active FOR SHARE;\n    IF NOT FOUND THEN\n        RAISE EXCEPTION 'いま仕事をしていない方は、担当になれません'\n            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'staff_at_work';\n    END IF;\nEND IF;\nRETURN NEW;\n",
                                    hash="91fe1cc44c4a24385a37a4f075f5a4e8d397c74d",
                                    operation="INSERT OR UPDATE",
                                    pgid="pgtrigger_case_owner_at_work_49781",
                                    table="cases_case",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="case_closed_whole",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NEW.\"stage\" = 'closed')",
                                    constraint="CONSTRAINT",
                                    func="PERFORM 1 FROM cases_case WHERE id = NEW.id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM cases_case WHERE id = NEW.id AND stage = 'closed') AND (\n    EXISTS (SELECT 1 FROM cases_followup WHERE case_id = NEW.id AND state = 'open')\n    OR EXISTS (SELECT 1 FROM cases_referral WHERE case_id = NEW.id AND status = 'sent')\n    OR EXISTS (SELECT 1 FROM cases_accessground WHERE case_id = NEW.id AND until IS NULL\n                  AND ground IN ('team', 'referral', 'coordination', 'role'))\n    OR EXISTS (SELECT 1 FROM cases_plan WHERE case_id = NEW.id\n                  AND state IN ('draft', 'tabled', 'decided', 'running', 'evaluated'))\n) THEN\n    RAISE EXCEPTION '終わったケースには、返事待ちのつなぎも、次の一手も、いっしょに受けた機関も、プランも残りません'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'case_closed_whole';\nEND IF;\nRETURN NULL;\n",
                                    hash="f85623807010d53cdc977f44c9a561bc047eedfd",
                                    operation="INSERT OR UPDATE",
                                    pgid="pgtrigger_case_closed_whole_ecce4",
                                    table="cases_case",
                                    timing="DEFERRABLE INITIALLY DEFERRED",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsentEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "event",
                            models.CharField(
                                choices=[
                                    ("asked", "お願いした"),
                                    ("given", "同意した"),
                                    ("refused", "同意しない"),
                                    ("withdrawn", "取り下げた"),
                                ],
                                max_length=10,
                                verbose_name="できごと",
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                blank=True,
                                choices=[("written", "書面"), ("verbal", "口頭")],
                                max_length=10,
                                verbose_name="方法",
                            ),
                        ),
                        (
                            "given_by",
                            models.CharField(default="本人", max_length=40, verbose_name="だれが"),
                        ),
                        (
                            "items",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                default=list,
                                size=None,
                                verbose_name="見せてよい項目",
                            ),
                        ),
                        ("happened_at", models.DateTimeField(verbose_name="日時")),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="いつまで"),
                        ),
                        (
                            "agencies",
                            models.ManyToManyField(
                                blank=True,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="見せてよい機関",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consents",
                                to="cases.case",
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="聞いた職員",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(blank=True, max_length=500, verbose_name="ひとこと"),
                        ),
                    ],
                    options={
                        "verbose_name": "同意",
                        "verbose_name_plural": "同意",
                        "indexes": [
                            models.Index(
                                fields=["case", "-happened_at", "-id"], name="consent_by_case"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_until__isnull", True),
                                    ("event", "given"),
                                    _connector="OR",
                                ),
                                name="consent_only_a_yes_has_an_end",
                                violation_error_message="「いつまで」を入れられるのは、「同意した」ときだけです",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="consent_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="446e23f535c2d0dfcb7f1e5d7518f5dba6044ee5",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_consent_stays_0d5cd",
                                    table="cases_consentevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consultation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("received_at", models.DateTimeField(verbose_name="受けた日時")),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("counter", "窓口"),
                                    ("phone", "電話"),
                                    ("visit", "訪問"),
                                    ("document", "文書"),
                                    ("mail", "メール"),
                                    ("engawa", "地域の縁側"),
                                    ("agency", "関係機関"),
                                ],
                                max_length=10,
                                verbose_name="受けた方法",
                            ),
                        ),
                        (
                            "consulter",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("self", "ご本人"),
                                    ("family", "家族"),
                                    ("neighbour", "近所の方"),
                                    ("minsei", "民生委員・児童委員"),
                                    ("agency", "関係機関・学校"),
                                    ("other", "そのほか"),
                                ],
                                max_length=10,
                                verbose_name="話した方",
                            ),
                        ),
                        ("anonymous", models.BooleanField(default=False, verbose_name="匿名")),
                        ("story", models.TextField(max_length=20000, verbose_name="お話の内容")),
                        (
                            "urgency",
                            models.CharField(
                                choices=[
                                    ("normal", "ふつう"),
                                    ("week", "1週間内"),
                                    ("now", "今すぐ"),
                                ],
                                max_length=10,
                                verbose_name="急ぎ度",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("information", "情報提供で終わり"),
                                    ("continue", "この窓口で続ける"),
                                    ("refer", "つなぐ"),
                                ],
                                max_length=12,
                                verbose_name="このあと",
                            ),
                        ),
                        (
                            "consent",
                            models.CharField(
                                choices=[
                                    ("given", "同意あり"),
                                    ("not_yet", "まだ"),
                                    ("refused", "なし"),
                                    ("not_asked", "聞いていない"),
                                ],
                                max_length=10,
                                verbose_name="本人の同意",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="受けた機関",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations",
                                to="cases.case",
                            ),
                        ),
                        (
                            "main_topic",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.topic",
                                verbose_name="いちばんの困りごと",
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "topics",
                            models.ManyToManyField(
                                blank=True,
                                related_name="+",
                                to="districts.topic",
                                verbose_name="関わる分野",
                            ),
                        ),
                        (
                            "brought_by",
                            models.CharField(
                                blank=True,
                                db_default="",
                                max_length=100,
                                verbose_name="持ちこんだ方",
                            ),
                        ),
                        (
                            "known_to",
                            models.CharField(
                                blank=True,
                                db_default="",
                                max_length=200,
                                verbose_name="知っている方",
                            ),
                        ),
                        (
                            "why_not",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("absent", "本人に会えていない"),
                                    ("unable", "話せる状態にない"),
                                    ("trust", "先に関係をつくりたい"),
                                    ("danger", "聞くと本人があぶない"),
                                    ("other", "そのほか"),
                                ],
                                db_default="",
                                max_length=10,
                                verbose_name="同意がない理由",
                            ),
                        ),
                        (
                            "why_not_note",
                            models.CharField(
                                blank=True,
                                db_default="",
                                max_length=200,
                                verbose_name="くわしい理由",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "受け止め",
                        "verbose_name_plural": "受け止め",
                        "indexes": [
                            models.Index(
                                fields=["case", "-received_at"], name="consultation_by_case"
                            ),
                            models.Index(
                                fields=["-received_at", "-id"], name="consultation_newest"
                            ),
                            models.Index(
                                fields=["received_by", "-received_at"], name="consultation_by_staff"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("story", ""), _negated=True),
                                name="consultation_has_words",
                                violation_error_message="お話の内容を入れてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("consent", "given"), _negated=True),
                                    models.Q(
                                        ("brought_by", ""),
                                        ("known_to", ""),
                                        ("why_not", ""),
                                        ("why_not_note", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="consultation_yes_needs_no_reason",
                                violation_error_message="同意があるときは、同意がない理由を残しません",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="consultation_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="a3780467963f31b097169c97d31a43172a35d897",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_consultation_stays_ca1fb",
                                    table="cases_consultation",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ownership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("since", models.DateTimeField(verbose_name="から")),
                        ("until", models.DateTimeField(null=True, verbose_name="まで")),
                        (
                            "because",
                            models.CharField(
                                choices=[
                                    ("received", "受け止めた"),
                                    ("accepted", "つなぎを受けた"),
                                    ("assigned", "担当者を決めた"),
                                    ("reopened", "再開した"),
                                    ("succeeded", "引き継いだ"),
                                ],
                                max_length=20,
                                verbose_name="理由",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ownerships",
                                to="cases.case",
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "主担当",
                        "verbose_name_plural": "主担当",
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (models.F("case"), "="),
                                    (
                                        models.Func(
                                            models.F("since"),
                                            models.F("until"),
                                            models.Value("[)"),
                                            function="TSTZRANGE",
                                            output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="ownership_no_overlap",
                                violation_error_message="主担当は、いつも一つの機関だけです",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("case",),
                                name="ownership_one_running",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="ownership_period",
                                violation_error_message="主担当の終わりは、始まりより後にしてください",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="ownership_only_by_case",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\nIF pg_trigger_depth() < 2 THEN\n    RAISE EXCEPTION '主担当の履歴は、ケースからだけ書かれます' USING ERRCODE = 'integrity_constraint_violation';\nEND IF;\nIF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\nRETURN NEW;\n",
                                    hash="89b091af5fb979bb539aa0989551fda809185ac6",
                                    operation="INSERT OR UPDATE OR DELETE",
                                    pgid="pgtrigger_ownership_only_by_case_239b7",
                                    table="cases_ownership",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HouseholdMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("self", "本人"),
                                    ("husband", "夫"),
                                    ("wife", "妻"),
                                    ("partner", "パートナー"),
                                    ("father", "父"),
                                    ("mother", "母"),
                                    ("son", "息子"),
                                    ("daughter", "娘"),
                                    ("child", "子"),
                                    ("elder_brother", "兄"),
                                    ("elder_sister", "姉"),
                                    ("younger_brother", "弟"),
                                    ("younger_sister", "妹"),
                                    ("grandfather", "祖父"),
                                    ("grandmother", "祖母"),
                                    ("grandchild", "孫"),
                                    ("relative", "そのほかの親族"),
                                    ("other", "そのほかの方"),
                                ],
                                max_length=20,
                                verbose_name="続柄",
                            ),
                        ),
                        ("since", models.DateTimeField(verbose_name="から")),
                        ("until", models.DateTimeField(blank=True, null=True, verbose_name="まで")),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="cases.household",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="cases.person",
                                verbose_name="本人の記録",
                            ),
                        ),
                        (
                            "age_text",
                            models.CharField(blank=True, max_length=20, verbose_name="年ごろ"),
                        ),
                        (
                            "apart",
                            models.BooleanField(default=False, verbose_name="別に暮らしている"),
                        ),
                        (
                            "ended",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("moved", "別の世帯になった"),
                                    ("died", "亡くなった"),
                                    ("mistake", "まちがって加えた"),
                                ],
                                max_length=10,
                                verbose_name="終わったわけ",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=100, verbose_name="名前")),
                        (
                            "note",
                            models.CharField(blank=True, max_length=200, verbose_name="ひとこと"),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="聞いた職員",
                            ),
                        ),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "世帯の人",
                        "verbose_name_plural": "世帯の人",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("household", "person"),
                                name="household_member_once",
                                violation_error_message="この方は、もうこの世帯に入っています",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="household_member_period",
                                violation_error_message="「まで」は「から」より後にしてください",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("apart", False), ("until__isnull", True)),
                                fields=("person",),
                                name="household_member_lives_in_one",
                                violation_error_message="この方は、ほかの世帯で暮らしています",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("relation", "self"), ("until__isnull", True)),
                                fields=("household",),
                                name="household_one_centre",
                                violation_error_message="この世帯には、もう「本人」がいます",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended", ""), ("until__isnull", True)),
                                    ("until__isnull", False),
                                    _connector="OR",
                                ),
                                name="household_member_ends_with_a_day",
                                violation_error_message="終わりにするときは、いつからかを入れてください",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="household_member_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="bb61f3af2ab3734bc71cf4b7d9fdfc93ca6b7782",
                                    operation="DELETE",
                                    pgid="pgtrigger_household_member_stays_1541b",
                                    table="cases_householdmember",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="household_member_version",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."age_text" IS DISTINCT FROM (NEW."age_text") OR OLD."apart" IS DISTINCT FROM (NEW."apart") OR OLD."ended" IS DISTINCT FROM (NEW."ended") OR OLD."household_id" IS DISTINCT FROM (NEW."household_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."relation" IS DISTINCT FROM (NEW."relation") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."until" IS DISTINCT FROM (NEW."until"))',
                                    func="NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;",
                                    hash="f3cb27f5fdbe40eaa4e79646e180f666b5edc02b",
                                    operation="UPDATE",
                                    pgid="pgtrigger_household_member_version_2c680",
                                    table="cases_householdmember",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_householdmemberversion" ("age_text", "apart", "ended", "household_id", "id", "name", "note", "noted_by_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "since", "until", "updated_at", "version") VALUES (NEW."age_text", NEW."apart", NEW."ended", NEW."household_id", NEW."id", NEW."name", NEW."note", NEW."noted_by_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."relation", NEW."since", NEW."until", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="77eda9943d4b92cd8579835c91a8b652b1074dc1",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_9df64",
                                    table="cases_householdmember",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_householdmemberversion" ("age_text", "apart", "ended", "household_id", "id", "name", "note", "noted_by_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "since", "until", "updated_at", "version") VALUES (NEW."age_text", NEW."apart", NEW."ended", NEW."household_id", NEW."id", NEW."name", NEW."note", NEW."noted_by_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."relation", NEW."since", NEW."until", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="ba4f990acb96c6d5dd4a7b53a661bc224999bb51",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_5313e",
                                    table="cases_householdmember",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Referral",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("transfer", "つなぐ"), ("join", "いっしょに受ける")],
                                max_length=10,
                                verbose_name="つなぎ方",
                            ),
                        ),
                        ("sent_at", models.DateTimeField(verbose_name="つないだ日時")),
                        ("reply_due_at", models.DateTimeField(verbose_name="返事の期限")),
                        (
                            "urgency",
                            models.CharField(
                                choices=[
                                    ("normal", "ふつう"),
                                    ("week", "1週間内"),
                                    ("now", "今すぐ"),
                                ],
                                max_length=10,
                                verbose_name="急ぎ度",
                            ),
                        ),
                        (
                            "reason",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="つなぐ理由"
                            ),
                        ),
                        (
                            "note",
                            models.CharField(blank=True, max_length=500, verbose_name="ひとこと"),
                        ),
                        (
                            "shared",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("name", "氏名・ふりがな"),
                                        ("birth", "生年月日"),
                                        ("phone", "電話"),
                                        ("address", "住所"),
                                        ("family", "いっしょに暮らす方"),
                                        ("story", "お話の内容"),
                                    ],
                                    max_length=10,
                                ),
                                size=None,
                                verbose_name="伝える項目",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("sent", "返事待ち"),
                                    ("accepted", "受けた"),
                                    ("returned", "戻した"),
                                    ("withdrawn", "取り下げ"),
                                ],
                                max_length=10,
                                verbose_name="返事",
                            ),
                        ),
                        (
                            "accepted_as",
                            models.CharField(
                                blank=True,
                                choices=[("transfer", "つなぐ"), ("join", "いっしょに受ける")],
                                max_length=10,
                                verbose_name="受け方",
                            ),
                        ),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="返事の日時")),
                        (
                            "answer_note",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="返事のひとこと"
                            ),
                        ),
                        (
                            "return_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("area", "担当の地区がちがう"),
                                    ("other_agency_first", "先に別の機関がよい"),
                                    ("not_enough_information", "情報が足りない"),
                                    ("duplicate", "重なっている"),
                                    ("other", "そのほか"),
                                ],
                                max_length=30,
                                verbose_name="戻す理由",
                            ),
                        ),
                        (
                            "postponed_until",
                            models.DateField(null=True, verbose_name="あとで見る日"),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="返事をした職員",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals",
                                to="cases.case",
                            ),
                        ),
                        (
                            "consultation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals",
                                to="cases.consultation",
                            ),
                        ),
                        (
                            "from_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="つなぎ元",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="つないだ職員",
                            ),
                        ),
                        (
                            "suggestion",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="次の候補",
                            ),
                        ),
                        (
                            "to_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="つなぎ先",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "つなぎ",
                        "verbose_name_plural": "つなぎ",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status", "sent")),
                                fields=["to_agency", "reply_due_at"],
                                name="referral_waiting",
                            ),
                            models.Index(
                                condition=models.Q(("status", "sent")),
                                fields=["from_agency", "reply_due_at"],
                                name="referral_asked",
                            ),
                            models.Index(
                                fields=["to_agency", "-sent_at", "-id"], name="referral_in"
                            ),
                            models.Index(
                                fields=["from_agency", "-sent_at", "-id"], name="referral_out"
                            ),
                            models.Index(fields=["case", "sent_at"], name="referral_by_case"),
                            models.Index(
                                condition=models.Q(("status", "sent")),
                                fields=["sent_at"],
                                name="referral_silent",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answered_at__isnull", True),
                                        ("answered_by__isnull", True),
                                        ("status", "sent"),
                                    ),
                                    models.Q(
                                        models.Q(("status", "sent"), _negated=True),
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="referral_answer_has_who_and_when",
                                violation_error_message="返事には、だれがいつしたかが要ります",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("status", "returned"),
                                        models.Q(("return_reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("status", "returned"), _negated=True),
                                        ("return_reason", ""),
                                        ("suggestion__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="referral_return_has_a_reason",
                                violation_error_message="戻す理由をえらんでください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("status", "accepted"),
                                        models.Q(("accepted_as", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("status", "accepted"), _negated=True),
                                        ("accepted_as", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="referral_accepted_as",
                                violation_error_message="受け方をえらんでください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("from_agency", models.F("to_agency")), _negated=True
                                ),
                                name="referral_to_another",
                                violation_error_message="自分の機関にはつなげません。ほかの機関をえらんでください",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "sent")),
                                fields=("case", "to_agency"),
                                name="referral_one_question_at_a_time",
                                violation_error_message="この機関には、もうつないでいます。返事を待つか、取り下げてください",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="referral_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="15cb55f4963ee713dfa1c78a0d7c71f40646df99",
                                    operation="DELETE",
                                    pgid="pgtrigger_referral_stays_59677",
                                    table="cases_referral",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="referral_ends_once",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NOT (OLD.\"status\" = 'sent'))",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="cc716a1f1a0b4f098b0b77ef3263ab3e38a07037",
                                    operation="UPDATE",
                                    pgid="pgtrigger_referral_ends_once_b1ea1",
                                    table="cases_referral",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="referral_on_an_open_case",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NEW.\"status\" = 'sent')",
                                    constraint="CONSTRAINT",
                                    func="PERFORM 1 FROM cases_case WHERE id = NEW.case_id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM cases_case WHERE id = NEW.case_id AND stage = 'closed') AND (\n    EXISTS (SELECT 1 FROM cases_followup WHERE case_id = NEW.case_id AND state = 'open')\n    OR EXISTS (SELECT 1 FROM cases_referral WHERE case_id = NEW.case_id AND status = 'sent')\n    OR EXISTS (SELECT 1 FROM cases_accessground WHERE case_id = NEW.case_id AND until IS NULL\n                  AND ground IN ('team', 'referral', 'coordination', 'role'))\n    OR EXISTS (SELECT 1 FROM cases_plan WHERE case_id = NEW.case_id\n                  AND state IN ('draft', 'tabled', 'decided', 'running', 'evaluated'))\n) THEN\n    RAISE EXCEPTION '終わったケースには、返事待ちのつなぎも、次の一手も、いっしょに受けた機関も、プランも残りません'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'case_closed_whole';\nEND IF;\nRETURN NULL;\n",
                                    hash="1fa3cc0722c08c542c36f55404f5755f0851adca",
                                    operation="INSERT",
                                    pgid="pgtrigger_referral_on_an_open_case_84590",
                                    table="cases_referral",
                                    timing="DEFERRABLE INITIALLY DEFERRED",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferralMessage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("said_at", models.DateTimeField(verbose_name="日時")),
                        ("text", models.CharField(max_length=1000, verbose_name="やりとり")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to="cases.referral",
                            ),
                        ),
                        (
                            "said_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "やりとり",
                        "verbose_name_plural": "やりとり",
                        "indexes": [
                            models.Index(fields=["referral", "said_at"], name="message_by_referral")
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="message_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="e5b5e63aa0e5daafbf32c91f9feffb5ed4b7a301",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_message_stays_f4fb5",
                                    table="cases_referralmessage",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupportRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("happened_at", models.DateTimeField(verbose_name="日時")),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("phone", "電話"),
                                    ("visit", "訪問"),
                                    ("meeting", "来所・面談"),
                                    ("accompany", "同行"),
                                    ("letter", "手紙"),
                                    ("mail", "メール"),
                                    ("conference", "会議"),
                                    ("other", "そのほか"),
                                ],
                                max_length=10,
                                verbose_name="方法",
                            ),
                        ),
                        (
                            "counterpart",
                            models.CharField(
                                choices=[
                                    ("self", "ご本人"),
                                    ("family", "家族"),
                                    ("agency", "関係機関"),
                                    ("other", "そのほか"),
                                ],
                                max_length=10,
                                verbose_name="相手",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("met", "会えた・話せた"),
                                    ("absent", "不在"),
                                    ("declined", "断り"),
                                    ("message_left", "伝言を残した"),
                                    ("none", "結果なし"),
                                ],
                                max_length=20,
                                verbose_name="結果",
                            ),
                        ),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="時間（分）"
                            ),
                        ),
                        (
                            "text",
                            models.TextField(blank=True, max_length=20000, verbose_name="記録"),
                        ),
                        (
                            "third_party_text",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="ほかの方から聞いたこと"
                            ),
                        ),
                        ("written_at", models.DateTimeField(verbose_name="書いた日時")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="records",
                                to="cases.case",
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="cases.supportrecord",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "left",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("card", "連絡カード"),
                                        ("letter", "手紙・メモ"),
                                        ("leaflet", "資料"),
                                        ("things", "品物"),
                                        ("voice", "留守番電話"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="置いてきたもの",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "支援経過記録",
                        "verbose_name_plural": "支援経過記録",
                        "indexes": [
                            models.Index(
                                fields=["case", "-happened_at", "-id"], name="record_by_case"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text", ""), _negated=True),
                                    models.Q(("third_party_text", ""), _negated=True),
                                    models.Q(("outcome", "none"), _negated=True),
                                    _connector="OR",
                                ),
                                name="record_says_something",
                                violation_error_message="記録を書いてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("minutes__isnull", True),
                                    ("minutes__lte", 1440),
                                    _connector="OR",
                                ),
                                name="record_minutes_within_a_day",
                                violation_error_message="時間は1440分（1日）までです",
                            ),
                            models.UniqueConstraint(
                                fields=("corrects",),
                                name="record_corrected_once",
                                violation_error_message="この記録は、もう直されています",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="record_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="235cf54a4036cff0d63218e271cf648024e80155",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_record_stays_67d46",
                                    table="cases_supportrecord",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="record_breaks_the_silence",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="UPDATE cases_case SET last_record_at = NEW.happened_at WHERE id = NEW.case_id AND last_record_at < NEW.happened_at; RETURN NULL;",
                                    hash="922901b28e81e7b3275fbdbc1fe298838c2f86c2",
                                    operation="INSERT",
                                    pgid="pgtrigger_record_breaks_the_silence_46da3",
                                    table="cases_supportrecord",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccessLog",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="日時")),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("owner", "主担当"),
                                    ("team", "いっしょに受けた機関"),
                                    ("referral", "つなぎが届いた機関"),
                                    ("coordination", "多機関協働"),
                                    ("manager", "管理職（市全体）"),
                                    ("own_record", "自分が残したもの"),
                                    ("consent", "本人の同意"),
                                    ("request", "閲覧のおねがい"),
                                    ("emergency", "緊急"),
                                    ("role", "プラン・会議の役割"),
                                    ("meeting", "会議の席"),
                                ],
                                max_length=20,
                                verbose_name="根拠",
                            ),
                        ),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "会議の資料だけ"),
                                    (1, "引き継ぎの要点だけ"),
                                    (2, "読む"),
                                    (3, "読む・書く"),
                                ],
                                verbose_name="できること",
                            ),
                        ),
                        (
                            "door",
                            models.CharField(
                                choices=[("web", "画面"), ("api", "API"), ("print", "印刷")],
                                max_length=10,
                                verbose_name="どこから",
                            ),
                        ),
                        ("address", models.GenericIPAddressField(null=True, verbose_name="端末")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="機関",
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="見た人",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="looks",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "見た人の記録",
                        "verbose_name_plural": "見た人の記録",
                        "indexes": [
                            models.Index(fields=["case", "-at", "-id"], name="look_by_case"),
                            models.Index(fields=["staff", "-at"], name="look_by_staff"),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="look_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="9ac423ab10f6f164956bea00c0c2ae2c5f1d86b6",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_look_stays_a8089",
                                    table="cases_accesslog",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseSummary",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(verbose_name="版")),
                        (
                            "situation",
                            models.TextField(
                                blank=True, max_length=1000, verbose_name="いまの状況"
                            ),
                        ),
                        (
                            "wishes",
                            models.TextField(
                                blank=True,
                                max_length=1000,
                                verbose_name="望み（本人・家族のことば）",
                            ),
                        ),
                        (
                            "strengths",
                            models.TextField(blank=True, max_length=1000, verbose_name="つよみ"),
                        ),
                        (
                            "cautions",
                            models.TextField(
                                blank=True, max_length=1000, verbose_name="気をつけること"
                            ),
                        ),
                        ("written_at", models.DateTimeField(verbose_name="書いた日時")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="どの機関",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="summaries",
                                to="cases.case",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="だれが",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "要点",
                        "verbose_name_plural": "要点",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "version"),
                                name="summary_version_once",
                                violation_error_message="ほかの人が先に保存しました。画面を開きなおしてください",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="summary_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="77d6942d9d3af8a5b80132f13a6b01db88f5e2fe",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_summary_stays_f8c36",
                                    table="cases_casesummary",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsentAgency",
                    fields=[],
                    options={
                        "verbose_name": "同意と機関",
                        "verbose_name_plural": "同意と機関",
                        "proxy": True,
                    },
                    bases=("cases.consentevent_agencies",),
                ),
                migrations.CreateModel(
                    name="AddressProtection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="はじめの日")),
                        ("ends_on", models.DateField(verbose_name="終わりの日")),
                        (
                            "extensions",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="延長した回数"
                            ),
                        ),
                        (
                            "other_parties",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=100),
                                size=5,
                                verbose_name="相手方",
                            ),
                        ),
                        (
                            "school",
                            models.CharField(blank=True, max_length=200, verbose_name="学校・園"),
                        ),
                        (
                            "workplace",
                            models.CharField(blank=True, max_length=200, verbose_name="勤め先"),
                        ),
                        (
                            "meeting_place",
                            models.CharField(blank=True, max_length=200, verbose_name="会う場所"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("running", "支援措置の期間中"),
                                    ("ended", "期間の途中で終わった"),
                                    ("lapsed", "期間がすぎた"),
                                ],
                                max_length=10,
                                verbose_name="ようす",
                            ),
                        ),
                        ("set_at", models.DateTimeField(verbose_name="つけた日時")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="終わった日時")),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="終わりにした理由"
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="protections",
                                to="cases.case",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="終わりにした職員",
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="つけた職員",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "支援措置",
                        "verbose_name_plural": "支援措置",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "running")),
                                fields=["ends_on"],
                                name="protection_ends",
                            ),
                            models.Index(fields=["case", "-set_at"], name="protection_by_case"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="protection_period",
                                violation_error_message="終わりの日は、はじめの日より後にしてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("other_parties", []), _negated=True),
                                name="protection_names_the_other_party",
                                violation_error_message="相手方を入れてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("end_reason", ""),
                                        ("ended_at__isnull", True),
                                        ("ended_by__isnull", True),
                                        ("state", "running"),
                                    ),
                                    models.Q(
                                        ("end_reason", ""),
                                        ("ended_at__isnull", False),
                                        ("state", "lapsed"),
                                    ),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                        ("state", "ended"),
                                        models.Q(("end_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="protection_ends_with_a_reason",
                                violation_error_message="期間の途中で終わりにするには、理由が要ります",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="protection_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="c0fe1d5925d4e7438317880cd8b4de4f2b33722b",
                                    operation="DELETE",
                                    pgid="pgtrigger_protection_stays_838bf",
                                    table="cases_addressprotection",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="protection_version",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."meeting_place" IS DISTINCT FROM (NEW."meeting_place") OR OLD."other_parties" IS DISTINCT FROM (NEW."other_parties") OR OLD."school" IS DISTINCT FROM (NEW."school") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."workplace" IS DISTINCT FROM (NEW."workplace"))',
                                    func="NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;",
                                    hash="38196f5d0aa5f07e2e5cb07ae4d89fd5b0581b0a",
                                    operation="UPDATE",
                                    pgid="pgtrigger_protection_version_8836f",
                                    table="cases_addressprotection",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="protection_ends_once",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NOT (OLD.\"state\" = 'running'))",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="245b700fc8b4d6c5c8795084b622d3786f3049f8",
                                    operation="UPDATE",
                                    pgid="pgtrigger_protection_ends_once_ec38f",
                                    table="cases_addressprotection",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="protection_no_longer_than_a_year",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\nIF NEW.ends_on >= NEW.starts_on + make_interval(years => 1 + NEW.extensions) + interval '1 day' THEN\n    RAISE EXCEPTION '支援措置の期間は1年までです'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'protection_a_year';\nEND IF;\nRETURN NEW;\n",
                                    hash="f408afc4d0438ca3119f30950c27c38ca56b058d",
                                    operation="INSERT OR UPDATE",
                                    pgid="pgtrigger_protection_no_longer_than_a_year_08e7b",
                                    table="cases_addressprotection",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="protection_lifts",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."state" IS DISTINCT FROM (NEW."state"))',
                                    func="\nPERFORM 1 FROM cases_person WHERE id IN (\n    SELECT person_id FROM cases_protectionmember WHERE protection_id = NEW.id AND side = 'covered'\n) ORDER BY id FOR NO KEY UPDATE;\nUPDATE cases_person AS person SET protected = EXISTS (\n    SELECT 1 FROM cases_protectionmember AS member\n      JOIN cases_addressprotection AS protection ON protection.id = member.protection_id\n     WHERE member.person_id = person.id AND member.side = 'covered' AND protection.state = 'running'\n) WHERE id IN (\n    SELECT person_id FROM cases_protectionmember WHERE protection_id = NEW.id AND side = 'covered'\n);\nRETURN NULL;\n",
                                    hash="bb816cc4f35fe9f5a68c005727e69ffd85f557b5",
                                    operation="UPDATE",
                                    pgid="pgtrigger_protection_lifts_044b3",
                                    table="cases_addressprotection",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_addressprotectionversion" ("case_id", "end_reason", "ended_at", "ended_by_id", "ends_on", "extensions", "id", "meeting_place", "other_parties", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "school", "set_at", "set_by_id", "starts_on", "state", "updated_at", "version", "workplace") VALUES (NEW."case_id", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ends_on", NEW."extensions", NEW."id", NEW."meeting_place", NEW."other_parties", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."school", NEW."set_at", NEW."set_by_id", NEW."starts_on", NEW."state", NEW."updated_at", NEW."version", NEW."workplace"); RETURN NULL;',
                                    hash="8dee46e4ce06ed2f92a5b4825978cfe8e73dc30c",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_ad760",
                                    table="cases_addressprotection",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_addressprotectionversion" ("case_id", "end_reason", "ended_at", "ended_by_id", "ends_on", "extensions", "id", "meeting_place", "other_parties", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "school", "set_at", "set_by_id", "starts_on", "state", "updated_at", "version", "workplace") VALUES (NEW."case_id", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ends_on", NEW."extensions", NEW."id", NEW."meeting_place", NEW."other_parties", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."school", NEW."set_at", NEW."set_by_id", NEW."starts_on", NEW."state", NEW."updated_at", NEW."version", NEW."workplace"); RETURN NULL;',
                                    hash="dc8874227f081e13349779867029229f947e4ec6",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_48cc1",
                                    table="cases_addressprotection",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProtectionMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("covered", "まもる方"), ("other", "相手方")],
                                max_length=10,
                                verbose_name="どちら",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="protections",
                                to="cases.person",
                            ),
                        ),
                        (
                            "protection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="cases.addressprotection",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "支援措置の人",
                        "verbose_name_plural": "支援措置の人",
                        "indexes": [
                            models.Index(fields=["person", "side"], name="protection_of_person")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("protection", "person"),
                                name="protection_one_side",
                                violation_error_message="同じ方を、まもる方と相手方の両方にはできません",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="protection_member_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="d991fe09bfcae5ace1f677ea15a2f5dc66c4fa94",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_protection_member_stays_9e21a",
                                    table="cases_protectionmember",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="protection_covers",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NEW.\"side\" = 'covered')",
                                    func="\nUPDATE cases_person SET protected = true\n WHERE id = NEW.person_id AND NOT protected\n   AND EXISTS (SELECT 1 FROM cases_addressprotection WHERE id = NEW.protection_id AND state = 'running');\nRETURN NULL;\n",
                                    hash="a1e834f1314dbfacd8c4da2e390118120585a379",
                                    operation="INSERT",
                                    pgid="pgtrigger_protection_covers_ffd41",
                                    table="cases_protectionmember",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProtectionOpening",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("reason", models.CharField(max_length=500, verbose_name="理由")),
                        ("at", models.DateTimeField(verbose_name="開いた日時")),
                        ("until", models.DateTimeField(verbose_name="いつまで")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="機関",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="openings",
                                to="cases.case",
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="開いた人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ふせた情報を開いた記録",
                        "verbose_name_plural": "ふせた情報を開いた記録",
                        "indexes": [
                            models.Index(
                                fields=["staff", "case", "until"], name="opening_of_staff"
                            ),
                            models.Index(fields=["case", "-at", "-id"], name="opening_by_case"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="opening_has_a_reason",
                                violation_error_message="開く理由を入れてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until__gt", models.F("at"))),
                                name="opening_period",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="opening_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="846b7c743a1dace683b5468ad0a427b8f0d02f57",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_opening_stays_ca0b1",
                                    table="cases_protectionopening",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SafetyNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("two_people", "2人で訪問"),
                                    ("dog", "犬がいる"),
                                    ("no_ring", "チャイムを鳴らさない"),
                                    ("other", "そのほか"),
                                ],
                                max_length=20,
                                verbose_name="注意",
                            ),
                        ),
                        (
                            "words",
                            models.CharField(blank=True, max_length=200, verbose_name="くわしく"),
                        ),
                        ("written_at", models.DateTimeField(verbose_name="書いた日時")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="終わった日時")),
                        (
                            "because",
                            models.CharField(blank=True, max_length=200, verbose_name="終えた理由"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="safety_notes",
                                to="cases.case",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "訪問の注意",
                        "verbose_name_plural": "訪問の注意",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=["case", "id"],
                                name="safety_note_running",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "other"), _negated=True),
                                    models.Q(("words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="safety_note_says_what",
                                violation_error_message="そのほかの注意は、くわしく書いてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("because", ""),
                                        ("ended_at__isnull", True),
                                        ("ended_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("ended_at__isnull", False), ("ended_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="safety_note_ends_with_who_and_when",
                                violation_error_message="終えるときは、だれがいつ終えたかが要ります",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True),
                                    models.Q(("kind", "other"), _negated=True),
                                ),
                                fields=("case", "kind"),
                                name="safety_note_running_once",
                                violation_error_message="この注意は、もうあります",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="safety_note_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="ef77260390870e2ad1564fda982923623e877015",
                                    operation="DELETE",
                                    pgid="pgtrigger_safety_note_stays_4aea2",
                                    table="cases_safetynote",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="safety_note_ends_once",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."ended_at" IS NOT NULL)',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="361f79c0b98cf3143ea92fb07242be2748b7cee0",
                                    operation="UPDATE",
                                    pgid="pgtrigger_safety_note_ends_once_132c4",
                                    table="cases_safetynote",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="safety_note_keeps_its_words",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."words" IS DISTINCT FROM (NEW."words") OR OLD."written_at" IS DISTINCT FROM (NEW."written_at") OR OLD."written_by_id" IS DISTINCT FROM (NEW."written_by_id") OR OLD."agency_id" IS DISTINCT FROM (NEW."agency_id"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="640ce880691cb6e0f49cd918c1ed5da6d0e9a199",
                                    operation="UPDATE",
                                    pgid="pgtrigger_safety_note_keeps_its_words_6afd0",
                                    table="cases_safetynote",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Succession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True, max_length=1000, verbose_name="全体のひとこと"
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="引き継いだ日時")),
                        (
                            "undone_at",
                            models.DateTimeField(null=True, verbose_name="取り消した日時"),
                        ),
                        (
                            "from_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="どの機関から",
                            ),
                        ),
                        (
                            "from_staff",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="だれから",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="した職員",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="取り消した職員",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "引き継ぎ",
                        "verbose_name_plural": "引き継ぎ",
                        "indexes": [
                            models.Index(fields=["-made_at", "-id"], name="succession_newest"),
                            models.Index(
                                fields=["from_agency", "-made_at"], name="succession_by_agency"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("undone_at__isnull", True), ("undone_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("undone_at__isnull", False), ("undone_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="succession_undone_by_somebody",
                                violation_error_message="取り消しには、だれがいつしたかが要ります",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="succession_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="a870bb548b94bd9a26689b3ca69342c5b60ab7e7",
                                    operation="DELETE",
                                    pgid="pgtrigger_succession_stays_5446c",
                                    table="cases_succession",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="succession_is_as_made",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."from_staff_id" IS DISTINCT FROM (NEW."from_staff_id") OR OLD."from_agency_id" IS DISTINCT FROM (NEW."from_agency_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="2a15cc2aa0a2807546f393cbcf86890e13cf2c11",
                                    operation="UPDATE",
                                    pgid="pgtrigger_succession_is_as_made_6d171",
                                    table="cases_succession",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="succession_undone_once",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."undone_at" IS NOT NULL)',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="90945448100d15700b4d1dd1f5497db99289fbdd",
                                    operation="UPDATE",
                                    pgid="pgtrigger_succession_undone_once_0cecc",
                                    table="cases_succession",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "digest",
                            models.CharField(max_length=64, unique=True, verbose_name="鍵の指紋"),
                        ),
                        ("hint", models.CharField(max_length=6, verbose_name="鍵のはじめ")),
                        ("made_at", models.DateTimeField(verbose_name="作った日時")),
                        (
                            "read_at",
                            models.DateTimeField(null=True, verbose_name="最後に読まれた日時"),
                        ),
                        ("revoked_at", models.DateTimeField(null=True, verbose_name="やめた日時")),
                        (
                            "staff",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calendar_keys",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "予定表の鍵",
                        "verbose_name_plural": "予定表の鍵",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("revoked_at__isnull", True)),
                                fields=["staff"],
                                name="calendar_key_running",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("revoked_at__isnull", True),
                                    ("revoked_at__gte", models.F("made_at")),
                                    _connector="OR",
                                ),
                                name="calendar_key_period",
                                violation_error_message="やめた日時は、作った日時より後にしてください",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="calendar_key_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="aaf3b6de936f510f3799cffce26a15aa42e4c662",
                                    operation="DELETE",
                                    pgid="pgtrigger_calendar_key_stays_664c0",
                                    table="cases_calendarkey",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="calendar_key_ends_once",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."revoked_at" IS NOT NULL)',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="8c8fd12bd4f063971ca1b1be3eeba2a3d1419d5d",
                                    operation="UPDATE",
                                    pgid="pgtrigger_calendar_key_ends_once_e9f7c",
                                    table="cases_calendarkey",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="calendar_key_keeps_its_owner",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."staff_id" IS DISTINCT FROM (NEW."staff_id") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."hint" IS DISTINCT FROM (NEW."hint") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="c30b2012b3320b3fe8f39df8ad66971c2c2b83c9",
                                    operation="UPDATE",
                                    pgid="pgtrigger_calendar_key_keeps_its_owner_aa1d7",
                                    table="cases_calendarkey",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=150, verbose_name="ファイルの名前")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("pdf", "PDF"),
                                    ("jpg", "写真（JPEG）"),
                                    ("png", "画像（PNG）"),
                                    ("txt", "文字"),
                                    ("docx", "Word"),
                                    ("xlsx", "Excel"),
                                ],
                                max_length=5,
                                verbose_name="種類",
                            ),
                        ),
                        ("size", models.PositiveIntegerField(verbose_name="大きさ（バイト）")),
                        ("digest", models.CharField(max_length=64, verbose_name="中身の指紋")),
                        (
                            "stored",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                unique=True,
                                verbose_name="置き場所",
                            ),
                        ),
                        ("added_at", models.DateTimeField(verbose_name="そえた日時")),
                        (
                            "removed_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="取り下げた日時"
                            ),
                        ),
                        (
                            "removed_why",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="取り下げた理由"
                            ),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="そえた職員",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attachments",
                                to="cases.case",
                            ),
                        ),
                        (
                            "consent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attachments",
                                to="cases.consentevent",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attachments",
                                to="cases.supportrecord",
                            ),
                        ),
                        (
                            "removed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "書類",
                        "verbose_name_plural": "書類",
                        "indexes": [
                            models.Index(
                                fields=["case", "-added_at", "-id"], name="attachment_by_case"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("removed_at", None)),
                                fields=("case", "record", "consent", "digest"),
                                name="attachment_once_in_a_place",
                                nulls_distinct=False,
                                violation_error_message="この書類は、もうそえてあります",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("record", None), ("consent", None), _connector="OR"
                                ),
                                name="attachment_of_one_thing",
                                violation_error_message="書類は、記録か同意のどちらかにそえてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0), ("size__lte", 10485760)),
                                name="attachment_of_fair_size",
                                violation_error_message="ファイルは10MBまでです",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("removed_at", None),
                                        ("removed_by", None),
                                        ("removed_why", ""),
                                    ),
                                    models.Q(
                                        ("removed_at__isnull", False),
                                        ("removed_by__isnull", False),
                                        models.Q(("removed_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="attachment_removed_by_somebody_for_a_reason",
                                violation_error_message="取り下げる理由を書いてください",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="attachment_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="54875cb95d459aa96f909e3acc20137ade4732f8",
                                    operation="DELETE",
                                    pgid="pgtrigger_attachment_stays_930b6",
                                    table="cases_attachment",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="attachment_as_it_came",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."added_at" IS DISTINCT FROM (NEW."added_at") OR OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."consent_id" IS DISTINCT FROM (NEW."consent_id") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."stored" IS DISTINCT FROM (NEW."stored"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="71e05f5730bd812477de84da8706323bd2c481d6",
                                    operation="UPDATE",
                                    pgid="pgtrigger_attachment_as_it_came_68ef6",
                                    table="cases_attachment",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="attachment_removed_once",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."removed_at" IS NOT NULL)',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="a9aac77dc400264a59f0417aa433f5ce008a3e14",
                                    operation="UPDATE",
                                    pgid="pgtrigger_attachment_removed_once_c3dad",
                                    table="cases_attachment",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AddressProtectionVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("starts_on", models.DateField(verbose_name="はじめの日")),
                        ("ends_on", models.DateField(verbose_name="終わりの日")),
                        (
                            "extensions",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="延長した回数"
                            ),
                        ),
                        (
                            "other_parties",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=100),
                                size=5,
                                verbose_name="相手方",
                            ),
                        ),
                        (
                            "school",
                            models.CharField(blank=True, max_length=200, verbose_name="学校・園"),
                        ),
                        (
                            "workplace",
                            models.CharField(blank=True, max_length=200, verbose_name="勤め先"),
                        ),
                        (
                            "meeting_place",
                            models.CharField(blank=True, max_length=200, verbose_name="会う場所"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("running", "支援措置の期間中"),
                                    ("ended", "期間の途中で終わった"),
                                    ("lapsed", "期間がすぎた"),
                                ],
                                max_length=10,
                                verbose_name="ようす",
                            ),
                        ),
                        ("set_at", models.DateTimeField(verbose_name="つけた日時")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="終わった日時")),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="終わりにした理由"
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="終わりにした職員",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.addressprotection",
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="つけた職員",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "支援措置の版",
                        "verbose_name_plural": "支援措置の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="2730acd639a2ceb7415021031a25eba92449dab9",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_cd325",
                                    table="cases_addressprotectionversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HouseholdMemberVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(blank=True, max_length=100, verbose_name="名前")),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("self", "本人"),
                                    ("husband", "夫"),
                                    ("wife", "妻"),
                                    ("partner", "パートナー"),
                                    ("father", "父"),
                                    ("mother", "母"),
                                    ("son", "息子"),
                                    ("daughter", "娘"),
                                    ("child", "子"),
                                    ("elder_brother", "兄"),
                                    ("elder_sister", "姉"),
                                    ("younger_brother", "弟"),
                                    ("younger_sister", "妹"),
                                    ("grandfather", "祖父"),
                                    ("grandmother", "祖母"),
                                    ("grandchild", "孫"),
                                    ("relative", "そのほかの親族"),
                                    ("other", "そのほかの方"),
                                ],
                                max_length=20,
                                verbose_name="続柄",
                            ),
                        ),
                        (
                            "age_text",
                            models.CharField(blank=True, max_length=20, verbose_name="年ごろ"),
                        ),
                        (
                            "apart",
                            models.BooleanField(default=False, verbose_name="別に暮らしている"),
                        ),
                        (
                            "note",
                            models.CharField(blank=True, max_length=200, verbose_name="ひとこと"),
                        ),
                        ("since", models.DateTimeField(verbose_name="から")),
                        ("until", models.DateTimeField(blank=True, null=True, verbose_name="まで")),
                        (
                            "ended",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("moved", "別の世帯になった"),
                                    ("died", "亡くなった"),
                                    ("mistake", "まちがって加えた"),
                                ],
                                max_length=10,
                                verbose_name="終わったわけ",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        (
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.household",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="聞いた職員",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                                verbose_name="本人の記録",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.householdmember",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "世帯の人の版",
                        "verbose_name_plural": "世帯の人の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="53c353d21a4bdf45f0edde0ea5b98e325b111d1d",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_54487",
                                    table="cases_householdmemberversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HouseholdVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "living_with",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="いっしょに暮らす方"
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.household",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "世帯の版",
                        "verbose_name_plural": "世帯の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="57366481806e9039c66d4021329cd0afff81eabd",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_dd183",
                                    table="cases_householdversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(blank=True, max_length=100, verbose_name="氏名")),
                        (
                            "kana",
                            models.CharField(blank=True, max_length=100, verbose_name="ふりがな"),
                        ),
                        (
                            "birth_date",
                            models.DateField(blank=True, null=True, verbose_name="生年月日"),
                        ),
                        (
                            "birth_text",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="生年月日（聞いたまま）"
                            ),
                        ),
                        (
                            "phones",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                blank=True,
                                default=list,
                                size=5,
                                verbose_name="電話",
                            ),
                        ),
                        (
                            "address",
                            models.CharField(blank=True, max_length=200, verbose_name="住所"),
                        ),
                        (
                            "protected",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="支援措置"
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                        ("created_at", models.DateTimeField(verbose_name="作った日時")),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        (
                            "created_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="聞いた職員",
                            ),
                        ),
                        (
                            "district",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="districts.district",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                        (
                            "town",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="districts.town",
                                verbose_name="町名",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "本人の版",
                        "verbose_name_plural": "本人の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="ed6dbbad76f7069f9863c8afb8bc59b7f28d31d3",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_2509c",
                                    table="cases_personversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentItem",
                    fields=[
                        (
                            "code",
                            models.CharField(
                                max_length=30,
                                primary_key=True,
                                serialize=False,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[a-z][a-z0-9_]*\\Z",
                                        "コードは英小文字・数字・_で入力してください。",
                                    )
                                ],
                                verbose_name="コード",
                            ),
                        ),
                        (
                            "section",
                            models.CharField(
                                choices=[
                                    ("route", "相談経路・相談歴"),
                                    ("family", "家族・地域関係・住まい"),
                                    ("health", "健康・障がい"),
                                    ("money", "収入・公的給付・債務"),
                                    ("work", "職業・職歴・学歴"),
                                    ("traits", "課題と特性"),
                                    ("direction", "課題のまとめと支援の方向性"),
                                    ("screening", "スクリーニング結果"),
                                ],
                                max_length=20,
                                verbose_name="まとまり",
                            ),
                        ),
                        ("label", models.CharField(max_length=60, verbose_name="項目")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("one", "一つえらぶ"),
                                    ("many", "いくつでも"),
                                    ("text", "書く"),
                                ],
                                max_length=10,
                                verbose_name="答えかた",
                            ),
                        ),
                        (
                            "choices",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="えらぶもの",
                            ),
                        ),
                        (
                            "reported",
                            models.BooleanField(
                                blank=True,
                                help_text="標準様式と照合するまでは「不明」",
                                null=True,
                                verbose_name="国へ報告する項目",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="並び順")),
                        ("active", models.BooleanField(default=True, verbose_name="使用中")),
                        (
                            "source",
                            models.CharField(blank=True, max_length=200, verbose_name="出典"),
                        ),
                    ],
                    options={
                        "verbose_name": "聞き取りの項目",
                        "verbose_name_plural": "聞き取りの項目",
                        "ordering": ["position", "code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("choices", []), ("kind", "text")),
                                    models.Q(
                                        models.Q(("kind", "text"), _negated=True),
                                        models.Q(("choices", []), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="item_offers_what_it_asks",
                                violation_error_message="えらぶ項目には、えらぶものが要ります",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(verbose_name="版")),
                        (
                            "said",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=1000),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="答え",
                            ),
                        ),
                        ("heard_on", models.DateField(verbose_name="聞いた日")),
                        ("answered_at", models.DateTimeField(verbose_name="書いた日時")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="どの機関",
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="聞いた職員",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="cases.case",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.assessmentitem",
                                verbose_name="項目",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "聞き取りの答え",
                        "verbose_name_plural": "聞き取りの答え",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "item", "version"),
                                name="answer_version_once",
                                violation_error_message="ほかの人が先に保存しました。画面を開きなおしてください",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="answer_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="7a00781148bb502c9ca27f5a65bce1279b53e995",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_answer_stays_274c3",
                                    table="cases_assessmentanswer",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Emergency",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("reason", models.CharField(max_length=500, verbose_name="理由")),
                        ("opened_at", models.DateTimeField(verbose_name="開いた日時")),
                        ("until", models.DateTimeField(verbose_name="いつまで")),
                        ("seen_at", models.DateTimeField(null=True, verbose_name="確かめた日時")),
                        (
                            "seen_note",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="確かめたこと"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="機関",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="emergencies",
                                to="cases.case",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="開いた職員",
                            ),
                        ),
                        (
                            "seen_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="確かめた管理職",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "緊急の閲覧",
                        "verbose_name_plural": "緊急の閲覧",
                        "indexes": [
                            models.Index(fields=["-opened_at", "-id"], name="emergency_newest"),
                            models.Index(
                                condition=models.Q(("seen_at__isnull", True)),
                                fields=["-opened_at"],
                                name="emergency_not_seen",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="emergency_has_a_reason",
                                violation_error_message="開く理由を入れてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until__gt", models.F("opened_at"))),
                                name="emergency_period",
                                violation_error_message="緊急の閲覧の終わりは、始まりより後にしてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("seen_at__isnull", True),
                                        ("seen_by__isnull", True),
                                        ("seen_note", ""),
                                    ),
                                    models.Q(
                                        ("seen_at__isnull", False), ("seen_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="emergency_seen_has_who_and_when",
                                violation_error_message="だれがいつ確かめたかが要ります",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="emergency_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="7bfd6c1deeb7c7d16216829942e96e59a7d525ba",
                                    operation="DELETE",
                                    pgid="pgtrigger_emergency_stays_46dfc",
                                    table="cases_emergency",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="emergency_keeps_its_reason",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."opened_by_id" IS DISTINCT FROM (NEW."opened_by_id") OR OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."until" IS DISTINCT FROM (NEW."until"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="e370f4ef104d826c9cb066124d7d13fdadb88d00",
                                    operation="UPDATE",
                                    pgid="pgtrigger_emergency_keeps_its_reason_b2ffe",
                                    table="cases_emergency",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="emergency_seen_once",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."seen_at" IS NOT NULL)',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="d6e282ab1e9aaacdaffec64bb9bc3afab517f921",
                                    operation="UPDATE",
                                    pgid="pgtrigger_emergency_seen_once_1077a",
                                    table="cases_emergency",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ViewRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("by_number", models.BooleanField(verbose_name="番号を知っていた")),
                        ("reason", models.CharField(max_length=500, verbose_name="理由")),
                        ("asked_at", models.DateTimeField(verbose_name="たのんだ日時")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "返事待ち"),
                                    ("granted", "見られる"),
                                    ("declined", "見られない"),
                                    ("withdrawn", "取り下げ"),
                                ],
                                max_length=10,
                                verbose_name="返事",
                            ),
                        ),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="返事の日時")),
                        (
                            "answer_note",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="返事のことば"
                            ),
                        ),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "会議の資料だけ"),
                                    (1, "引き継ぎの要点だけ"),
                                    (2, "読む"),
                                    (3, "読む・書く"),
                                ],
                                null=True,
                                verbose_name="できること",
                            ),
                        ),
                        ("until", models.DateField(null=True, verbose_name="いつまで")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="機関",
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="返事をした職員",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="たのんだ職員",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="view_requests",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "閲覧のおねがい",
                        "verbose_name_plural": "閲覧のおねがい",
                        "indexes": [
                            models.Index(
                                fields=["asked_by", "-asked_at", "-id"],
                                name="view_request_by_asker",
                            ),
                            models.Index(
                                fields=["case", "-asked_at", "-id"], name="view_request_by_case"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="view_request_has_a_reason",
                                violation_error_message="見せてほしい理由を入れてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answered_at__isnull", True),
                                        ("answered_by__isnull", True),
                                        ("state", "asked"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "asked"), _negated=True),
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="view_request_answer_has_who_and_when",
                                violation_error_message="返事には、だれがいつしたかが要ります",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("level__isnull", False),
                                        ("state", "granted"),
                                        ("until__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(("state", "granted"), _negated=True),
                                        ("level__isnull", True),
                                        ("until__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="view_request_grant_has_an_end",
                                violation_error_message="見せるときは、できることと、いつまでかを決めてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "declined"), _negated=True),
                                    models.Q(("answer_note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="view_request_no_has_a_reason",
                                violation_error_message="見せられない理由を入れてください",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "asked")),
                                fields=("case", "asked_by"),
                                name="view_request_one_at_a_time",
                                violation_error_message="このケースについては、もうたのんでいます。返事を待ってください",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="view_request_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="976723ef72c872b7830e21395e62a2c3dbbd4cad",
                                    operation="DELETE",
                                    pgid="pgtrigger_view_request_stays_418ec",
                                    table="cases_viewrequest",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="view_request_answered_once",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NOT (OLD.\"state\" = 'asked'))",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="4d855ac1da267d5691476ade5cfb4e6e6549e7f1",
                                    operation="UPDATE",
                                    pgid="pgtrigger_view_request_answered_once_1c2c4",
                                    table="cases_viewrequest",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccessGround",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("counter", "窓口"),
                                    ("csw", "CSW"),
                                    ("agency", "相談機関"),
                                    ("coordinator", "多機関協働"),
                                    ("manager", "管理職"),
                                    ("administrator", "システム管理"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "holder",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(
                                        agency__isnull=False,
                                        then=django.db.models.functions.text.Concat(
                                            models.Value("agency:"),
                                            django.db.models.functions.comparison.Cast(
                                                "agency_id", models.TextField()
                                            ),
                                        ),
                                    ),
                                    models.When(
                                        staff__isnull=False,
                                        then=django.db.models.functions.text.Concat(
                                            models.Value("staff:"),
                                            django.db.models.functions.comparison.Cast(
                                                "staff_id", models.TextField()
                                            ),
                                        ),
                                    ),
                                    default=django.db.models.functions.text.Concat(
                                        models.Value("role:"),
                                        models.F("role"),
                                        output_field=models.TextField(),
                                    ),
                                    output_field=models.TextField(),
                                ),
                                output_field=models.TextField(),
                            ),
                        ),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "会議の資料だけ"),
                                    (1, "引き継ぎの要点だけ"),
                                    (2, "読む"),
                                    (3, "読む・書く"),
                                ],
                                verbose_name="できること",
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("owner", "主担当"),
                                    ("team", "いっしょに受けた機関"),
                                    ("referral", "つなぎが届いた機関"),
                                    ("coordination", "多機関協働"),
                                    ("manager", "管理職（市全体）"),
                                    ("own_record", "自分が残したもの"),
                                    ("consent", "本人の同意"),
                                    ("request", "閲覧のおねがい"),
                                    ("emergency", "緊急"),
                                    ("role", "プラン・会議の役割"),
                                    ("meeting", "会議の席"),
                                ],
                                max_length=20,
                                verbose_name="根拠",
                            ),
                        ),
                        ("since", models.DateTimeField(verbose_name="から")),
                        ("until", models.DateTimeField(null=True, verbose_name="まで")),
                        (
                            "agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grounds",
                                to="cases.case",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grounds",
                                to="cases.referral",
                                verbose_name="つなぎ",
                            ),
                        ),
                        (
                            "consent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grounds",
                                to="cases.consentevent",
                                verbose_name="同意",
                            ),
                        ),
                        (
                            "expires_at",
                            models.DateTimeField(
                                null=True, verbose_name="はじめから決まっている終わり"
                            ),
                        ),
                        (
                            "emergency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grounds",
                                to="cases.emergency",
                                verbose_name="緊急の閲覧",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grounds",
                                to="cases.viewrequest",
                                verbose_name="閲覧のおねがい",
                            ),
                        ),
                        (
                            "occasion",
                            models.CharField(blank=True, max_length=40, verbose_name="どの会議"),
                        ),
                    ],
                    options={
                        "verbose_name": "閲覧の根拠",
                        "verbose_name_plural": "閲覧の根拠",
                        "indexes": [
                            models.Index(
                                fields=["holder", "case", "level"], name="ground_by_holder"
                            ),
                            models.Index(fields=["case", "since"], name="ground_by_case"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agency__isnull", False),
                                        ("role", ""),
                                        ("staff__isnull", True),
                                    ),
                                    models.Q(
                                        ("agency__isnull", True),
                                        ("role", ""),
                                        ("staff__isnull", False),
                                    ),
                                    models.Q(
                                        ("agency__isnull", True),
                                        ("staff__isnull", True),
                                        models.Q(("role", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="ground_has_one_holder",
                                violation_error_message="根拠をもつのは、機関・職員・役割のどれか一つです",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="ground_period",
                                violation_error_message="根拠の終わりは、始まりより後にしてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ground", "referral"),
                                        ("level", 1),
                                        ("referral__isnull", False),
                                    ),
                                    models.Q(("ground", "referral"), _negated=True),
                                    _connector="OR",
                                ),
                                name="ground_of_referral_is_a_sheet",
                                violation_error_message="返事の前に見えるのは、引き継ぎの要点だけです",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("consent__isnull", False), ("ground", "consent")),
                                    models.Q(
                                        models.Q(("ground", "consent"), _negated=True),
                                        ("consent__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="ground_of_consent_names_it",
                                violation_error_message="本人の同意による根拠には、その同意が要ります",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("expires_at__isnull", True),
                                    ("expires_at__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="ground_expires_after_it_began",
                                violation_error_message="根拠の終わりは、始まりより後にしてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("emergency__isnull", False),
                                        ("expires_at__isnull", False),
                                        ("ground", "emergency"),
                                    ),
                                    models.Q(
                                        models.Q(("ground", "emergency"), _negated=True),
                                        ("emergency__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="ground_of_emergency_ends_by_itself",
                                violation_error_message="緊急の閲覧には、理由と終わりが要ります",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("expires_at__isnull", False),
                                        ("ground", "request"),
                                        ("request__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(("ground", "request"), _negated=True),
                                        ("request__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="ground_of_request_ends_by_itself",
                                violation_error_message="おねがいへの返事には、終わりが要ります",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("expires_at__isnull", False),
                                        ("ground", "meeting"),
                                        ("level", 0),
                                        ("staff__isnull", False),
                                        models.Q(("occasion", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("ground", "meeting"), _negated=True),
                                        models.Q(("level", 0), _negated=True),
                                        ("occasion", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="ground_of_meeting_is_its_packet",
                                violation_error_message="会議の席で見えるのは、決められた日までの資料だけです",
                            ),
                            models.UniqueConstraint(
                                models.F("case"),
                                models.F("holder"),
                                models.F("ground"),
                                models.F("referral"),
                                models.F("occasion"),
                                condition=models.Q(("until__isnull", True)),
                                name="ground_running_once",
                                nulls_distinct=False,
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="ground_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="d33100528cc3fd50ca2d21ff26ffb69c4de4eedc",
                                    operation="DELETE",
                                    pgid="pgtrigger_ground_stays_3f1a0",
                                    table="cases_accessground",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="ground_ends_once",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."until" IS NOT NULL)',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="19830c280b9650f024c8b401320c7aa727c8862a",
                                    operation="UPDATE",
                                    pgid="pgtrigger_ground_ends_once_73faf",
                                    table="cases_accessground",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="ground_keeps_its_reason",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."staff_id" IS DISTINCT FROM (NEW."staff_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."referral_id" IS DISTINCT FROM (NEW."referral_id") OR OLD."consent_id" IS DISTINCT FROM (NEW."consent_id") OR OLD."emergency_id" IS DISTINCT FROM (NEW."emergency_id") OR OLD."request_id" IS DISTINCT FROM (NEW."request_id") OR OLD."occasion" IS DISTINCT FROM (NEW."occasion") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="c778d394dd97820862e4301d71a6e4529e5e70c8",
                                    operation="UPDATE",
                                    pgid="pgtrigger_ground_keeps_its_reason_a132a",
                                    table="cases_accessground",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChangeSeen",
                    fields=[
                        (
                            "code",
                            models.CharField(
                                max_length=30,
                                primary_key=True,
                                serialize=False,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[a-z][a-z0-9_]*\\Z",
                                        "コードは英小文字・数字・_で入力してください。",
                                    )
                                ],
                                verbose_name="コード",
                            ),
                        ),
                        (
                            "label",
                            models.CharField(max_length=60, unique=True, verbose_name="ことば"),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="並び順")),
                        ("active", models.BooleanField(default=True, verbose_name="使用中")),
                        (
                            "source",
                            models.CharField(blank=True, max_length=200, verbose_name="出典"),
                        ),
                    ],
                    options={
                        "verbose_name": "見られた変化",
                        "verbose_name_plural": "見られた変化",
                        "ordering": ["position", "code"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SupportMenu",
                    fields=[
                        (
                            "code",
                            models.CharField(
                                max_length=30,
                                primary_key=True,
                                serialize=False,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[a-z][a-z0-9_]*\\Z",
                                        "コードは英小文字・数字・_で入力してください。",
                                    )
                                ],
                                verbose_name="コード",
                            ),
                        ),
                        (
                            "label",
                            models.CharField(max_length=60, unique=True, verbose_name="ことば"),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="並び順")),
                        ("active", models.BooleanField(default=True, verbose_name="使用中")),
                        (
                            "source",
                            models.CharField(blank=True, max_length=200, verbose_name="出典"),
                        ),
                    ],
                    options={
                        "verbose_name": "支援メニュー",
                        "verbose_name_plural": "支援メニュー",
                        "ordering": ["position", "code"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Plan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("multi_agency", "多機関協働"),
                                    ("participation", "参加支援"),
                                    ("outreach", "アウトリーチ"),
                                ],
                                max_length=20,
                                verbose_name="種類",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "案"),
                                    ("tabled", "会議に出している"),
                                    ("decided", "会議で決まった"),
                                    ("running", "進めている"),
                                    ("evaluated", "評価した"),
                                    ("closed", "終結"),
                                    ("suspended", "中断"),
                                    ("renewed", "再プラン"),
                                ],
                                max_length=10,
                                verbose_name="ようす",
                            ),
                        ),
                        (
                            "edition",
                            models.PositiveSmallIntegerField(default=1, verbose_name="第何版"),
                        ),
                        (
                            "wishes",
                            models.TextField(
                                blank=True, max_length=4000, verbose_name="本人の望み"
                            ),
                        ),
                        (
                            "troubles",
                            models.TextField(
                                blank=True, max_length=4000, verbose_name="解決したい課題"
                            ),
                        ),
                        (
                            "aim",
                            models.TextField(blank=True, max_length=4000, verbose_name="めざす姿"),
                        ),
                        (
                            "direction",
                            models.TextField(
                                blank=True, max_length=4000, verbose_name="支援の方向性"
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(blank=True, null=True, verbose_name="いつから"),
                        ),
                        (
                            "ends_on",
                            models.DateField(blank=True, null=True, verbose_name="いつまで"),
                        ),
                        (
                            "evaluate_on",
                            models.DateField(blank=True, null=True, verbose_name="評価の日"),
                        ),
                        (
                            "monitor_months",
                            models.PositiveSmallIntegerField(
                                default=3, verbose_name="ようすを確かめる間かく（月）"
                            ),
                        ),
                        (
                            "shown_on",
                            models.DateField(blank=True, null=True, verbose_name="本人に見せた日"),
                        ),
                        (
                            "signature",
                            models.CharField(
                                choices=[
                                    ("none", "まだ見せていない"),
                                    ("shown", "見せた"),
                                    ("verbal", "口頭でよいと言った"),
                                    ("written", "署名した"),
                                    ("declined", "署名はしない"),
                                ],
                                default="none",
                                max_length=10,
                                verbose_name="本人の確認",
                            ),
                        ),
                        (
                            "signed_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="本人が確かめた日"
                            ),
                        ),
                        ("drafted_at", models.DateTimeField(verbose_name="作った日時")),
                        (
                            "tabled_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="会議に出した日時"
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="決まった日時"
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="終わった日時"
                            ),
                        ),
                        (
                            "ended_because",
                            models.CharField(
                                blank=True, max_length=1000, verbose_name="終わったわけ"
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="作った機関",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans",
                                to="cases.case",
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="作った職員",
                            ),
                        ),
                        (
                            "renews",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="renewal",
                                to="cases.plan",
                                verbose_name="前のプラン",
                            ),
                        ),
                        (
                            "stays_with",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="このあとの主担当",
                            ),
                        ),
                        (
                            "menus",
                            models.ManyToManyField(
                                blank=True,
                                related_name="+",
                                to="cases.supportmenu",
                                verbose_name="支援メニュー",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "支援プラン",
                        "verbose_name_plural": "支援プラン",
                        "indexes": [
                            models.Index(fields=["case", "-drafted_at"], name="plan_by_case")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["draft", "tabled", "decided", "running", "evaluated"],
                                    )
                                ),
                                fields=("case", "kind"),
                                name="plan_one_live_of_a_kind",
                                violation_error_message="この種類のプランは、もうあります。それを開いて直してください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("starts_on__isnull", True),
                                    ("ends_on__gt", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="plan_period",
                                violation_error_message="「いつまで」は「いつから」より後の日にしてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("evaluate_on__isnull", True),
                                    ("starts_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    models.Q(
                                        ("evaluate_on__gte", models.F("starts_on")),
                                        ("evaluate_on__lte", models.F("ends_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="plan_evaluated_within",
                                violation_error_message="評価の日は、プランの期間の中にしてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("monitor_months__range", (1, 12))),
                                name="plan_monitoring",
                                violation_error_message="間かくは1か月から12か月までにしてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "state__in",
                                            ["tabled", "decided", "running", "evaluated"],
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("ends_on__isnull", False),
                                        ("evaluate_on__isnull", False),
                                        ("starts_on__isnull", False),
                                        ("tabled_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="plan_tabled_whole",
                                violation_error_message="会議に出すプランには、期間と評価の日が要ります",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("state__in", ["closed", "renewed"]),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("state__in", ["closed", "renewed"]), _negated=True
                                        ),
                                        ("ended_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="plan_ends_with_a_day",
                                violation_error_message="終わったプランには、終わった日時が要ります",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="plan_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="e45ef9ef6b2a25726f54758dd2791e9e4d7051bb",
                                    operation="DELETE",
                                    pgid="pgtrigger_plan_stays_a8ff9",
                                    table="cases_plan",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="plan_version",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."aim" IS DISTINCT FROM (NEW."aim") OR OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."evaluate_on" IS DISTINCT FROM (NEW."evaluate_on") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."monitor_months" IS DISTINCT FROM (NEW."monitor_months") OR OLD."shown_on" IS DISTINCT FROM (NEW."shown_on") OR OLD."signature" IS DISTINCT FROM (NEW."signature") OR OLD."signed_on" IS DISTINCT FROM (NEW."signed_on") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."stays_with_id" IS DISTINCT FROM (NEW."stays_with_id") OR OLD."troubles" IS DISTINCT FROM (NEW."troubles") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."wishes" IS DISTINCT FROM (NEW."wishes"))',
                                    func="NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;",
                                    hash="bb89cfc1413974e05f49c90addd6994629c34abf",
                                    operation="UPDATE",
                                    pgid="pgtrigger_plan_version_7b321",
                                    table="cases_plan",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="plan_steps",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    declare="DECLARE _is_valid_transition BOOLEAN;",
                                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{draft:closed,draft:tabled,tabled:decided,tabled:draft,decided:closed,decided:running,decided:suspended,running:closed,running:evaluated,running:suspended,evaluated:closed,evaluated:renewed,evaluated:running,evaluated:suspended,suspended:closed,suspended:renewed,suspended:running}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                                    hash="d8f220db78dfc4f41a14bb18af455b1e6ec8154a",
                                    operation="UPDATE",
                                    pgid="pgtrigger_plan_steps_a37b2",
                                    table="cases_plan",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="plan_begins_as_a_draft",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NOT (NEW.\"state\" = 'draft'))",
                                    func="\nRAISE EXCEPTION 'プランは案から始めます'\n    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'plan_begins_as_a_draft';\n",
                                    hash="8c12fd69228ab704196889fbc03015ff9964a587",
                                    operation="INSERT",
                                    pgid="pgtrigger_plan_begins_as_a_draft_c3120",
                                    table="cases_plan",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="plan_decided_by_a_sitting",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NEW.\"state\" = 'decided' AND NOT (OLD.\"state\" = 'decided'))",
                                    func="\nIF NOT EXISTS (SELECT 1 FROM cases_plandecision\n                WHERE plan_id = NEW.id AND approved AND decided_at >= NEW.tabled_at) THEN\n    RAISE EXCEPTION 'プランを決めるのは会議です'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'plan_decided_by_a_sitting';\nEND IF;\nRETURN NEW;\n",
                                    hash="604be80ebbf78a5d2a9d466068da2b6ec45ff7be",
                                    operation="UPDATE",
                                    pgid="pgtrigger_plan_decided_by_a_sitting_5679f",
                                    table="cases_plan",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_planversion" ("agency_id", "aim", "case_id", "decided_at", "direction", "drafted_at", "drafted_by_id", "edition", "ended_at", "ended_because", "ends_on", "evaluate_on", "id", "kind", "monitor_months", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "renews_id", "shown_on", "signature", "signed_on", "starts_on", "state", "stays_with_id", "tabled_at", "troubles", "updated_at", "version", "wishes") VALUES (NEW."agency_id", NEW."aim", NEW."case_id", NEW."decided_at", NEW."direction", NEW."drafted_at", NEW."drafted_by_id", NEW."edition", NEW."ended_at", NEW."ended_because", NEW."ends_on", NEW."evaluate_on", NEW."id", NEW."kind", NEW."monitor_months", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."renews_id", NEW."shown_on", NEW."signature", NEW."signed_on", NEW."starts_on", NEW."state", NEW."stays_with_id", NEW."tabled_at", NEW."troubles", NEW."updated_at", NEW."version", NEW."wishes"); RETURN NULL;',
                                    hash="2981a697c09dfaae70ece32576afafddce4fa05c",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_2431c",
                                    table="cases_plan",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_planversion" ("agency_id", "aim", "case_id", "decided_at", "direction", "drafted_at", "drafted_by_id", "edition", "ended_at", "ended_because", "ends_on", "evaluate_on", "id", "kind", "monitor_months", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "renews_id", "shown_on", "signature", "signed_on", "starts_on", "state", "stays_with_id", "tabled_at", "troubles", "updated_at", "version", "wishes") VALUES (NEW."agency_id", NEW."aim", NEW."case_id", NEW."decided_at", NEW."direction", NEW."drafted_at", NEW."drafted_by_id", NEW."edition", NEW."ended_at", NEW."ended_because", NEW."ends_on", NEW."evaluate_on", NEW."id", NEW."kind", NEW."monitor_months", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."renews_id", NEW."shown_on", NEW."signature", NEW."signed_on", NEW."starts_on", NEW."state", NEW."stays_with_id", NEW."tabled_at", NEW."troubles", NEW."updated_at", NEW."version", NEW."wishes"); RETURN NULL;',
                                    hash="b994b0376850ba0f06d692a64f87eb049a054126",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_ba414",
                                    table="cases_plan",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="plan_of_an_open_case",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NEW.\"state\" IN ('draft', 'tabled', 'decided', 'running', 'evaluated'))",
                                    constraint="CONSTRAINT",
                                    func="PERFORM 1 FROM cases_case WHERE id = NEW.case_id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM cases_case WHERE id = NEW.case_id AND stage = 'closed') AND (\n    EXISTS (SELECT 1 FROM cases_followup WHERE case_id = NEW.case_id AND state = 'open')\n    OR EXISTS (SELECT 1 FROM cases_referral WHERE case_id = NEW.case_id AND status = 'sent')\n    OR EXISTS (SELECT 1 FROM cases_accessground WHERE case_id = NEW.case_id AND until IS NULL\n                  AND ground IN ('team', 'referral', 'coordination', 'role'))\n    OR EXISTS (SELECT 1 FROM cases_plan WHERE case_id = NEW.case_id\n                  AND state IN ('draft', 'tabled', 'decided', 'running', 'evaluated'))\n) THEN\n    RAISE EXCEPTION '終わったケースには、返事待ちのつなぎも、次の一手も、いっしょに受けた機関も、プランも残りません'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'case_closed_whole';\nEND IF;\nRETURN NULL;\n",
                                    hash="790c093d5bc4e6955dcd2d1edcd87c568751f76a",
                                    operation="INSERT OR UPDATE",
                                    pgid="pgtrigger_plan_of_an_open_case_2ec67",
                                    table="cases_plan",
                                    timing="DEFERRABLE INITIALLY DEFERRED",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="plan_whole_on_the_table",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (NEW."state" IN (\'tabled\', \'decided\') AND OLD."state" IS DISTINCT FROM (NEW."state"))',
                                    constraint="CONSTRAINT",
                                    func="\nIF EXISTS (SELECT 1 FROM cases_plan WHERE id = NEW.id AND state IN ('tabled', 'decided')) AND (\n    NOT EXISTS (SELECT 1 FROM cases_plangoal WHERE plan_id = NEW.id)\n    OR EXISTS (SELECT 1 FROM cases_plangoal AS goal WHERE goal.plan_id = NEW.id AND NOT EXISTS (\n        SELECT 1 FROM cases_plantask WHERE goal_id = goal.id AND standing = 'lead'))\n    OR EXISTS (SELECT 1 FROM cases_plantask AS task WHERE task.plan_id = NEW.id AND (\n        task.until IS NULL OR (task.agency_id IS NULL AND task.who = '')\n        OR (task.agency_id IS NOT NULL AND task.answer IN ('not_asked', 'declined'))))\n) THEN\n    RAISE EXCEPTION '会議に出すプランには、めざす姿ごとの主と、どの役割にも担い手・期限・機関の返事が要ります'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'plan_whole_on_the_table';\nEND IF;\nRETURN NULL;\n",
                                    hash="2c407b7bac3ae785825b2e9b9ed2c97b4d371553",
                                    operation="UPDATE",
                                    pgid="pgtrigger_plan_whole_on_the_table_589a6",
                                    table="cases_plan",
                                    timing="DEFERRABLE INITIALLY DEFERRED",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FollowUp",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("next", "次の一手"),
                                    ("first_contact", "初回の連絡"),
                                    ("reply", "返事を待つ"),
                                    ("returned", "戻された件"),
                                    ("coordination", "多機関協働"),
                                    ("withdrawal", "同意の取り下げ"),
                                    ("role", "役割分担"),
                                    ("monitoring", "プランのようすの確認"),
                                    ("evaluation", "プランの評価"),
                                ],
                                max_length=20,
                                verbose_name="わけ",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("visit", "訪問"),
                                    ("phone", "電話"),
                                    ("meeting", "会議"),
                                    ("task", "しごと"),
                                ],
                                max_length=10,
                                verbose_name="かたち",
                            ),
                        ),
                        ("what", models.CharField(max_length=200, verbose_name="すること")),
                        ("due_on", models.DateField(verbose_name="いつまで")),
                        ("due_time", models.TimeField(blank=True, null=True, verbose_name="時刻")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "予定"),
                                    ("done", "できた"),
                                    ("dropped", "取りやめ"),
                                ],
                                max_length=10,
                                verbose_name="ようす",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "会えた・話せた"),
                                    ("absent", "不在"),
                                    ("declined", "断り"),
                                    ("message_left", "伝言を残した"),
                                    ("none", "済んだ"),
                                ],
                                max_length=20,
                                verbose_name="結果",
                            ),
                        ),
                        (
                            "outcome_note",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="結果のひとこと"
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="終わった日時")),
                        ("planned_at", models.DateTimeField(verbose_name="決めた日時")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="担当の機関",
                            ),
                        ),
                        (
                            "assignee",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="担当",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="cases.case",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "planned_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="cases.referral",
                            ),
                        ),
                        (
                            "place",
                            models.CharField(blank=True, max_length=100, verbose_name="場所"),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="cases.plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "次の一手",
                        "verbose_name_plural": "次の一手",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["assignee", "due_on", "due_time"],
                                name="follow_up_of_staff",
                            ),
                            models.Index(
                                condition=models.Q(("assignee__isnull", True), ("state", "open")),
                                fields=["agency", "due_on"],
                                name="follow_up_of_agency",
                            ),
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["case", "due_on"],
                                name="follow_up_next",
                            ),
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["due_on"],
                                name="follow_up_due",
                            ),
                            models.Index(fields=["ended_by", "-ended_at"], name="follow_up_ended"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("what", ""), _negated=True),
                                name="follow_up_says_what",
                                violation_error_message="次にすることを入れてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", True),
                                        ("ended_by__isnull", True),
                                        ("outcome", ""),
                                        ("state", "open"),
                                    ),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                        ("outcome", ""),
                                        ("state", "dropped"),
                                    ),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                        ("state", "done"),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="follow_up_ends_with_who_and_when",
                                violation_error_message="終えるときは、結果とだれがいつしたかが要ります",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="follow_up_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="81380bd1571c5164b1b4e16ffbb6249975e7206d",
                                    operation="DELETE",
                                    pgid="pgtrigger_follow_up_stays_a68fb",
                                    table="cases_followup",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="follow_up_ends_once",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NOT (OLD.\"state\" = 'open'))",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="f72926fa2f64917e8eeb029af94cb22051265445",
                                    operation="UPDATE",
                                    pgid="pgtrigger_follow_up_ends_once_47fef",
                                    table="cases_followup",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="follow_up_of_one_case",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="cefaad64f91056423a02b6fd9779fa7c18d7e944",
                                    operation="UPDATE",
                                    pgid="pgtrigger_follow_up_of_one_case_ac8c3",
                                    table="cases_followup",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="follow_up_never_the_last",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NOT (NEW.\"state\" = 'open'))",
                                    constraint="CONSTRAINT",
                                    func="PERFORM 1 FROM cases_case WHERE id = NEW.case_id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM cases_case WHERE id = NEW.case_id AND stage = 'open')\n   AND NOT EXISTS (SELECT 1 FROM cases_followup WHERE case_id = NEW.case_id AND state = 'open') THEN\n    RAISE EXCEPTION '支援中のケースには、次の一手がいつも要ります'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'case_always_planned';\nEND IF;\nRETURN NULL;\n",
                                    hash="d8754f0115aaf69340e98b0eaa5361161f3ff565",
                                    operation="UPDATE",
                                    pgid="pgtrigger_follow_up_never_the_last_421e7",
                                    table="cases_followup",
                                    timing="DEFERRABLE INITIALLY DEFERRED",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="follow_up_taken_at_work",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NEW.\"state\" = 'open')",
                                    func="\nIF NEW.assignee_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.assignee_id IS DISTINCT FROM OLD.assignee_id) THEN\n    PERFORM 1 FROM districts_staff WHERE id = NEW.assignee_id AND is_active FOR SHARE;\n    IF NOT FOUND THEN\n        RAISE EXCEPTION 'いま仕事をしていない方は、担当になれません'\n            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'staff_at_work';\n    END IF;\nEND IF;\nRETURN NEW;\n",
                                    hash="e35e6b8e3521f46ddd0571218881489499cebc9d",
                                    operation="INSERT OR UPDATE",
                                    pgid="pgtrigger_follow_up_taken_at_work_b96ac",
                                    table="cases_followup",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="follow_up_on_an_open_case",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NEW.\"state\" = 'open')",
                                    constraint="CONSTRAINT",
                                    func="PERFORM 1 FROM cases_case WHERE id = NEW.case_id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM cases_case WHERE id = NEW.case_id AND stage = 'closed') AND (\n    EXISTS (SELECT 1 FROM cases_followup WHERE case_id = NEW.case_id AND state = 'open')\n    OR EXISTS (SELECT 1 FROM cases_referral WHERE case_id = NEW.case_id AND status = 'sent')\n    OR EXISTS (SELECT 1 FROM cases_accessground WHERE case_id = NEW.case_id AND until IS NULL\n                  AND ground IN ('team', 'referral', 'coordination', 'role'))\n    OR EXISTS (SELECT 1 FROM cases_plan WHERE case_id = NEW.case_id\n                  AND state IN ('draft', 'tabled', 'decided', 'running', 'evaluated'))\n) THEN\n    RAISE EXCEPTION '終わったケースには、返事待ちのつなぎも、次の一手も、いっしょに受けた機関も、プランも残りません'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'case_closed_whole';\nEND IF;\nRETURN NULL;\n",
                                    hash="bdcd9d81d511b10609e4dc7273718241a7a87913",
                                    operation="INSERT",
                                    pgid="pgtrigger_follow_up_on_an_open_case_d0768",
                                    table="cases_followup",
                                    timing="DEFERRABLE INITIALLY DEFERRED",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reminder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("arrived", "つなぎが届きました"),
                                    ("answered", "つなぎに返事がありました"),
                                    ("said", "やりとりが届きました"),
                                    ("unanswered", "つなぎに、まだ返事がありません"),
                                    ("due", "次の一手の日です"),
                                    ("overdue", "次の一手の日をすぎています"),
                                    ("quiet", "しばらく記録がありません"),
                                    ("coordination", "多機関協働で進め方を決めます"),
                                    ("passed", "次の一手の担当になりました"),
                                    ("protection", "期間の終わりが近づいています"),
                                    ("succeeded", "引き継ぎが届きました"),
                                    ("closed", "ケースが終わりになりました"),
                                    ("emergency", "緊急の閲覧がありました"),
                                    ("view_asked", "閲覧のおねがいが届きました"),
                                    ("view_answered", "閲覧のおねがいに返事がありました"),
                                    ("consented", "本人の同意で見られるようになりました"),
                                    ("consent_withdrawn", "本人の同意がなくなりました"),
                                    ("consent_ends", "同意の期限が近づいています"),
                                    ("consent_again", "同意を、もう一度お願いする時期です"),
                                    ("role_asked", "プランの役割をたのまれました"),
                                    ("role_answered", "プランの役割に返事がありました"),
                                    ("role_decided", "会議で役割が決まりました"),
                                    ("evaluation", "プランの評価の日が近づいています"),
                                    ("invited", "会議に招かれました"),
                                    ("sitting", "会議の日が近づいています"),
                                    ("packet", "会議の資料の期限です"),
                                    ("off_table", "議題の同意がなくなりました"),
                                    ("brought", "議題が持ちこまれました。席をえらびます"),
                                    ("item_off", "議題が取り下げになりました"),
                                    ("continued", "議題は、次回も話し合うことになりました"),
                                    ("sitting_moved", "会議の予定が変わりました"),
                                    ("called_off", "会議が取りやめになりました"),
                                    ("papers", "会議の資料を読めます"),
                                    ("pact_ends", "協定の終わりが近づいています"),
                                    ("pact_over", "協定の期間が終わりました"),
                                    ("issue_answered", "地域課題に、会議の答えがありました"),
                                ],
                                max_length=20,
                                verbose_name="お知らせ",
                            ),
                        ),
                        (
                            "stage",
                            models.PositiveSmallIntegerField(default=1, verbose_name="何回目"),
                        ),
                        (
                            "occasion",
                            models.CharField(max_length=40, verbose_name="そのときの日時"),
                        ),
                        ("raised_at", models.DateTimeField(verbose_name="届いた日時")),
                        ("read_at", models.DateTimeField(null=True, verbose_name="読んだ日時")),
                        (
                            "mail",
                            models.CharField(
                                choices=[
                                    ("none", "メールなし"),
                                    ("pending", "これから"),
                                    ("sending", "送っている"),
                                    ("sent", "送った"),
                                    ("uncertain", "届いたか不明"),
                                ],
                                max_length=10,
                                verbose_name="メール",
                            ),
                        ),
                        ("mail_at", models.DateTimeField(null=True, verbose_name="メールの日時")),
                        (
                            "case",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reminders",
                                to="cases.case",
                            ),
                        ),
                        (
                            "follow_up",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reminders",
                                to="cases.followup",
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reminders",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reminders",
                                to="cases.referral",
                            ),
                        ),
                        (
                            "about",
                            models.CharField(blank=True, max_length=100, verbose_name="なにのこと"),
                        ),
                        (
                            "page",
                            models.CharField(blank=True, max_length=200, verbose_name="開くところ"),
                        ),
                    ],
                    options={
                        "verbose_name": "お知らせ",
                        "verbose_name_plural": "お知らせ",
                        "indexes": [
                            models.Index(
                                fields=["recipient", "-raised_at", "-id"], name="reminder_of_staff"
                            ),
                            models.Index(
                                condition=models.Q(("read_at__isnull", True)),
                                fields=["recipient"],
                                name="reminder_unread",
                            ),
                            models.Index(
                                condition=models.Q(("mail__in", ["pending", "sending"])),
                                fields=["mail_at", "id"],
                                name="reminder_to_mail",
                            ),
                            models.Index(
                                fields=["follow_up", "kind", "stage"], name="reminder_by_follow_up"
                            ),
                            models.Index(
                                fields=["referral", "kind", "stage"], name="reminder_by_referral"
                            ),
                            models.Index(fields=["case", "kind", "stage"], name="reminder_by_case"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("recipient"),
                                models.F("kind"),
                                models.F("stage"),
                                models.F("case"),
                                models.F("page"),
                                models.F("referral"),
                                models.F("follow_up"),
                                models.F("occasion"),
                                name="reminder_once",
                                nulls_distinct=False,
                                violation_error_message="このお知らせは、もう届いています",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("case__isnull", False),
                                    models.Q(
                                        models.Q(("about", ""), _negated=True),
                                        models.Q(("page", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="reminder_is_about_something",
                                violation_error_message="お知らせには、ケースか会議が要ります",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="reminder_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="5b6b65a1577beb2dbf9f7b007cc07ed74ad4ae35",
                                    operation="DELETE",
                                    pgid="pgtrigger_reminder_stays_db7d8",
                                    table="cases_reminder",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("received", "受け止めた"),
                                    ("consented", "同意を聞いた"),
                                    ("referred", "つないだ"),
                                    ("accepted", "受けた"),
                                    ("joined", "いっしょに受けた"),
                                    ("returned", "戻した"),
                                    ("withdrawn", "取り下げた"),
                                    ("said", "やりとり"),
                                    ("recorded", "記録した"),
                                    ("attached", "書類をそえた"),
                                    ("detached", "書類を取り下げた"),
                                    ("planned", "次の一手を決めた"),
                                    ("done", "次の一手を終えた"),
                                    ("moved", "日を変えた"),
                                    ("passed", "担当を代わった"),
                                    ("assigned", "担当者を決めた"),
                                    ("handed_on", "引き継いだ"),
                                    ("updated", "直した"),
                                    ("family", "世帯を直した"),
                                    ("paced", "連絡の間かくを決めた"),
                                    ("warned", "訪問の注意を書いた"),
                                    ("cleared", "訪問の注意を終えた"),
                                    ("assessed", "聞き取った"),
                                    ("summarized", "要点を直した"),
                                    ("before_coordinators", "多機関協働へ出た"),
                                    ("protected", "支援措置をつけた"),
                                    ("protection_extended", "支援措置を延長した"),
                                    ("protection_opened", "ふせた情報を開いた"),
                                    ("protection_ended", "支援措置が終わった"),
                                    ("emergency", "緊急で開いた"),
                                    ("view_asked", "閲覧をたのまれた"),
                                    ("view_granted", "閲覧を認めた"),
                                    ("view_declined", "閲覧をことわった"),
                                    ("plan_drafted", "プランの案を作った"),
                                    ("plan_asked", "役割をたのんだ"),
                                    ("plan_answered", "役割に返事した"),
                                    ("plan_shown", "本人に見せた"),
                                    ("plan_tabled", "プランを会議に出した"),
                                    ("plan_taken_back", "プランを案にもどした"),
                                    ("plan_decided", "プランが決まった"),
                                    ("plan_started", "プランが始まった"),
                                    ("plan_evaluated", "プランを評価した"),
                                    ("plan_ended", "プランが終わった"),
                                    ("on_agenda", "議題にした"),
                                    ("off_agenda", "議題から外した"),
                                    ("discussed", "会議で話し合った"),
                                    ("issue_raised", "地域課題を出した"),
                                    ("closed", "終わりにした"),
                                    ("reopened", "再開した"),
                                ],
                                max_length=20,
                                verbose_name="できごと",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="日時")),
                        (
                            "note",
                            models.CharField(blank=True, max_length=1000, verbose_name="ひとこと"),
                        ),
                        ("data", models.JSONField(default=dict, verbose_name="変わったこと")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="どの機関",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="だれが",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="cases.case",
                            ),
                        ),
                        (
                            "consent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.consentevent",
                            ),
                        ),
                        (
                            "consultation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.consultation",
                            ),
                        ),
                        (
                            "follow_up",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.followup",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.referral",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.supportrecord",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "できごと",
                        "verbose_name_plural": "できごと",
                        "indexes": [
                            models.Index(fields=["case", "-at", "-id"], name="event_by_case")
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="event_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="89969b785e4ce8b60ac66c7f87bed91adf459fd9",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_event_stays_35347",
                                    table="cases_event",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.UUIDField(verbose_name="用紙の番号")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("intake", "受け止め"),
                                    ("record", "記録"),
                                    ("correction", "記録の直し"),
                                    ("referral", "つなぐ"),
                                    ("summary", "要点"),
                                    ("result", "次の一手の結果"),
                                    ("move", "日の変更"),
                                    ("step", "次の一手"),
                                    ("plan", "プラン"),
                                    ("evaluation", "プランの評価"),
                                    ("plan_end", "プランの終わり"),
                                ],
                                max_length=12,
                                verbose_name="何の下書きか",
                            ),
                        ),
                        ("sealed", models.TextField(verbose_name="封をした中身")),
                        ("started_at", models.DateTimeField(verbose_name="書きはじめた日時")),
                        (
                            "saved_at",
                            models.DateTimeField(db_index=True, verbose_name="保存した日時"),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="書いている人",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.supportrecord",
                            ),
                        ),
                        (
                            "follow_up",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.followup",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "下書き",
                        "verbose_name_plural": "下書き",
                        "indexes": [
                            models.Index(
                                fields=["owner", "-saved_at", "-id"], name="draft_by_owner"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("owner", "key"), name="draft_once_per_form"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("case", None), ("kind", "intake")),
                                    models.Q(
                                        models.Q(("kind", "intake"), _negated=True),
                                        ("case__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="draft_about_a_case_unless_intake",
                                violation_error_message="どのケースの下書きかがわかりません",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "correction"), ("record__isnull", False)),
                                    models.Q(
                                        models.Q(("kind", "correction"), _negated=True),
                                        ("record", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="draft_of_a_record_when_correcting",
                                violation_error_message="どの記録の下書きかがわかりません",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("follow_up__isnull", False),
                                        ("kind__in", ["result", "move"]),
                                    ),
                                    models.Q(
                                        models.Q(("kind__in", ["result", "move"]), _negated=True),
                                        ("follow_up", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="draft_of_a_step_when_ending_or_moving_it",
                                violation_error_message="どの次の一手の下書きかがわかりません",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind__in", ["plan", "evaluation", "plan_end"]),
                                        ("plan__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("kind__in", ["plan", "evaluation", "plan_end"]),
                                            _negated=True,
                                        ),
                                        ("plan", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="draft_of_a_plan_when_writing_of_it",
                                violation_error_message="どのプランの下書きかがわかりません",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SuccessionItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(blank=True, max_length=1000, verbose_name="ひとこと"),
                        ),
                        (
                            "acknowledged_at",
                            models.DateTimeField(null=True, verbose_name="受けとった日時"),
                        ),
                        ("undone_at", models.DateTimeField(null=True, verbose_name="戻した日時")),
                        (
                            "kept_because",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="戻さなかったわけ"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.event",
                            ),
                        ),
                        (
                            "follow_up",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.followup",
                            ),
                        ),
                        (
                            "succession",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="cases.succession",
                            ),
                        ),
                        (
                            "to_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="どの機関へ",
                            ),
                        ),
                        (
                            "to_staff",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="だれへ",
                            ),
                        ),
                        (
                            "acknowledged_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="受けとった職員",
                            ),
                        ),
                        (
                            "from_staff",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="それまでの担当",
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("owner", "主担当"),
                                    ("step", "次の一手"),
                                    ("team", "いっしょに受けている"),
                                    ("role", "プランの役割"),
                                    ("asked", "届いたつなぎ"),
                                    ("sent", "返事待ちのつなぎ"),
                                ],
                                max_length=10,
                                verbose_name="渡したもの",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.referral",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "引き継いだもの",
                        "verbose_name_plural": "引き継いだもの",
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("acknowledged_at__isnull", True), ("undone_at__isnull", True)
                                ),
                                fields=["to_staff"],
                                name="succession_waiting",
                            ),
                            models.Index(
                                fields=["to_agency", "succession"], name="succession_received"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("succession", "case", "part", "follow_up", "referral"),
                                name="succession_item_once",
                                nulls_distinct=False,
                                violation_error_message="同じものが2回えらばれています",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("follow_up__isnull", False),
                                        ("part", "step"),
                                        ("referral__isnull", True),
                                    ),
                                    models.Q(
                                        ("follow_up__isnull", True),
                                        ("part__in", ("owner", "team", "role")),
                                        ("referral__isnull", True),
                                    ),
                                    models.Q(
                                        ("follow_up__isnull", True),
                                        ("part__in", ("asked", "sent")),
                                        ("referral__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="succession_item_is_one_thing",
                                violation_error_message="渡すのは、主担当・次の一手・つなぎのどれか一つです",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="succession_item_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="f6630642e3e9fecb93e443903e707547310b4abf",
                                    operation="DELETE",
                                    pgid="pgtrigger_succession_item_stays_3d8c7",
                                    table="cases_successionitem",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="succession_item_as_made",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."succession_id" IS DISTINCT FROM (NEW."succession_id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."part" IS DISTINCT FROM (NEW."part") OR OLD."follow_up_id" IS DISTINCT FROM (NEW."follow_up_id") OR OLD."referral_id" IS DISTINCT FROM (NEW."referral_id") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."from_staff_id" IS DISTINCT FROM (NEW."from_staff_id") OR OLD."to_staff_id" IS DISTINCT FROM (NEW."to_staff_id") OR OLD."to_agency_id" IS DISTINCT FROM (NEW."to_agency_id") OR OLD."note" IS DISTINCT FROM (NEW."note"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="7edb5ce93b332444c5723ffafaafc1af8eed4f27",
                                    operation="UPDATE",
                                    pgid="pgtrigger_succession_item_as_made_3c9e8",
                                    table="cases_successionitem",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("sitting", models.CharField(max_length=100, verbose_name="会議")),
                        ("held_on", models.DateField(verbose_name="開いた日")),
                        ("approved", models.BooleanField(verbose_name="進めてよい")),
                        ("wording", models.CharField(max_length=2000, verbose_name="決定の文")),
                        ("decided_at", models.DateTimeField(verbose_name="日時")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="記した職員",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="cases.plan",
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(blank=True, max_length=30, verbose_name="会議の答え"),
                        ),
                    ],
                    options={
                        "verbose_name": "プランの決定",
                        "verbose_name_plural": "プランの決定",
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="plan_decision_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="1e6739339061c3d078bd6371e6324d91b6085172",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_plan_decision_stays_1a3a4",
                                    table="cases_plandecision",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanEvaluation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("evaluated_on", models.DateField(verbose_name="評価した日")),
                        (
                            "changes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="見られた変化",
                            ),
                        ),
                        (
                            "reached",
                            models.JSONField(blank=True, default=dict, verbose_name="めざす姿ごと"),
                        ),
                        (
                            "own_words",
                            models.TextField(
                                blank=True, max_length=4000, verbose_name="本人のことば"
                            ),
                        ),
                        (
                            "text",
                            models.TextField(blank=True, max_length=4000, verbose_name="評価"),
                        ),
                        (
                            "conclusion",
                            models.CharField(
                                choices=[
                                    ("close", "終結"),
                                    ("renew", "再プラン"),
                                    ("suspend", "中断"),
                                    ("continue", "このまま続ける"),
                                ],
                                max_length=10,
                                verbose_name="これから",
                            ),
                        ),
                        ("evaluated_at", models.DateTimeField(verbose_name="日時")),
                        (
                            "evaluated_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="評価した職員",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evaluations",
                                to="cases.plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "プランの評価",
                        "verbose_name_plural": "プランの評価",
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="plan_evaluation_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="45b59ea5dd8c8a247a769381c902403d29bc2cbc",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_plan_evaluation_stays_de441",
                                    table="cases_planevaluation",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanGoal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="並び順")),
                        ("text", models.CharField(max_length=500, verbose_name="めざす姿")),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goals",
                                to="cases.plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "めざす姿",
                        "verbose_name_plural": "めざす姿",
                        "ordering": ["position", "pk"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="goal_of_a_draft",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\nIF NOT EXISTS (SELECT 1 FROM cases_plan\n                WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.plan_id ELSE NEW.plan_id END\n                  AND state = 'draft' FOR SHARE) THEN\n    RAISE EXCEPTION '会議に出したあとのプランは、案にもどしてから直してください'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'plan_words_of_a_draft';\nEND IF;\nIF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\nRETURN NEW;\n",
                                    hash="208abc681149b0e17187574539b926176dab4350",
                                    operation="INSERT OR UPDATE OR DELETE",
                                    pgid="pgtrigger_goal_of_a_draft_238aa",
                                    table="cases_plangoal",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_plangoalversion" ("id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "text") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."position", NEW."text"); RETURN NULL;',
                                    hash="4cdc7a1a97a1a48df98faf1e0663c4c704f60bde",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_c4c89",
                                    table="cases_plangoal",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_plangoalversion" ("id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "text") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."plan_id", NEW."position", NEW."text"); RETURN NULL;',
                                    hash="f1e7f6b018e9ead1a5b94a0fe543d4c0eb227b45",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_e8a82",
                                    table="cases_plangoal",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanGoalVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField(verbose_name="並び順")),
                        ("text", models.CharField(max_length=500, verbose_name="めざす姿")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.plangoal",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "めざす姿の版",
                        "verbose_name_plural": "めざす姿の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="57ca9ed4f9e438d9c0761325ee5a3a173545e72b",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_7aa4f",
                                    table="cases_plangoalversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanTask",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="並び順")),
                        ("what", models.CharField(max_length=200, verbose_name="支えの内容")),
                        (
                            "who",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="機関でない方・場所"
                            ),
                        ),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("lead", "主"),
                                    ("second", "副"),
                                    ("help", "協力"),
                                    ("advice", "助言"),
                                ],
                                max_length=10,
                                verbose_name="立場",
                            ),
                        ),
                        ("times", models.CharField(blank=True, max_length=40, verbose_name="回数")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="いつまで")),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("not_asked", "まだ聞いていない"),
                                    ("asked", "返事待ち"),
                                    ("agreed", "引き受けた"),
                                    ("declined", "引き受けられない"),
                                ],
                                default="not_asked",
                                max_length=10,
                                verbose_name="機関の返事",
                            ),
                        ),
                        (
                            "answer_note",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="返事のひとこと"
                            ),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="答えた日時"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="機関",
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="答えた職員",
                            ),
                        ),
                        (
                            "follow_up",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plan_task",
                                to="cases.followup",
                                verbose_name="次の一手",
                            ),
                        ),
                        (
                            "goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="cases.plangoal",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="cases.plan",
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="担当者",
                            ),
                        ),
                        (
                            "carried_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="引き継いだ機関",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "プランの役割",
                        "verbose_name_plural": "プランの役割",
                        "ordering": ["goal__position", "position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("standing", "lead")),
                                fields=("goal",),
                                name="plan_one_lead_per_goal",
                                violation_error_message="「主」は、めざす姿ひとつに一つだけです",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agency__isnull", True), ("who", ""), _connector="OR"
                                ),
                                name="plan_task_one_doer",
                                violation_error_message="機関か、機関でない方か、どちらか一つにしてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("standing", "lead"), _negated=True),
                                    ("who", ""),
                                    _connector="OR",
                                ),
                                name="plan_lead_is_an_agency",
                                violation_error_message="「主」になれるのは機関です",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="plan_task_words_of_a_draft",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\nIF NOT EXISTS (SELECT 1 FROM cases_plan\n                WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.plan_id ELSE NEW.plan_id END\n                  AND state = 'draft' FOR SHARE) THEN\n    RAISE EXCEPTION '会議に出したあとのプランは、案にもどしてから直してください'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'plan_words_of_a_draft';\nEND IF;\nIF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\nRETURN NEW;\n",
                                    hash="9528c988eb92bbcdf7c75f182d3ce16ac873a275",
                                    operation="INSERT OR DELETE",
                                    pgid="pgtrigger_plan_task_words_of_a_draft_f6bb2",
                                    table="cases_plantask",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="plan_task_stands_as_decided",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."goal_id" IS DISTINCT FROM (NEW."goal_id") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."standing" IS DISTINCT FROM (NEW."standing") OR OLD."times" IS DISTINCT FROM (NEW."times") OR OLD."until" IS DISTINCT FROM (NEW."until") OR OLD."what" IS DISTINCT FROM (NEW."what") OR OLD."who" IS DISTINCT FROM (NEW."who"))',
                                    func="\nIF NOT EXISTS (SELECT 1 FROM cases_plan\n                WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.plan_id ELSE NEW.plan_id END\n                  AND state = 'draft' FOR SHARE) THEN\n    RAISE EXCEPTION '会議に出したあとのプランは、案にもどしてから直してください'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'plan_words_of_a_draft';\nEND IF;\nIF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\nRETURN NEW;\n",
                                    hash="8219e9bbf12e55e1cd45981f52c382f19243fdca",
                                    operation="UPDATE",
                                    pgid="pgtrigger_plan_task_stands_as_decided_fd491",
                                    table="cases_plantask",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_plantaskversion" ("agency_id", "answer", "answer_note", "answered_at", "answered_by_id", "carried_by_id", "follow_up_id", "goal_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "staff_id", "standing", "times", "until", "what", "who") VALUES (NEW."agency_id", NEW."answer", NEW."answer_note", NEW."answered_at", NEW."answered_by_id", NEW."carried_by_id", NEW."follow_up_id", NEW."goal_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."position", NEW."staff_id", NEW."standing", NEW."times", NEW."until", NEW."what", NEW."who"); RETURN NULL;',
                                    hash="1eb9263c5e85c4bfa106040248ba1f46d114196e",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_fc50b",
                                    table="cases_plantask",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_plantaskversion" ("agency_id", "answer", "answer_note", "answered_at", "answered_by_id", "carried_by_id", "follow_up_id", "goal_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "staff_id", "standing", "times", "until", "what", "who") VALUES (NEW."agency_id", NEW."answer", NEW."answer_note", NEW."answered_at", NEW."answered_by_id", NEW."carried_by_id", NEW."follow_up_id", NEW."goal_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."plan_id", NEW."position", NEW."staff_id", NEW."standing", NEW."times", NEW."until", NEW."what", NEW."who"); RETURN NULL;',
                                    hash="754e63c0e858891a0bd9cb49718a7dfbc56bafa3",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_787f1",
                                    table="cases_plantask",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanTaskVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField(verbose_name="並び順")),
                        ("what", models.CharField(max_length=200, verbose_name="支えの内容")),
                        (
                            "who",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="機関でない方・場所"
                            ),
                        ),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("lead", "主"),
                                    ("second", "副"),
                                    ("help", "協力"),
                                    ("advice", "助言"),
                                ],
                                max_length=10,
                                verbose_name="立場",
                            ),
                        ),
                        ("times", models.CharField(blank=True, max_length=40, verbose_name="回数")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="いつまで")),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("not_asked", "まだ聞いていない"),
                                    ("asked", "返事待ち"),
                                    ("agreed", "引き受けた"),
                                    ("declined", "引き受けられない"),
                                ],
                                default="not_asked",
                                max_length=10,
                                verbose_name="機関の返事",
                            ),
                        ),
                        (
                            "answer_note",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="返事のひとこと"
                            ),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="答えた日時"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="districts.agency",
                                verbose_name="機関",
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="答えた職員",
                            ),
                        ),
                        (
                            "follow_up",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.followup",
                                verbose_name="次の一手",
                            ),
                        ),
                        (
                            "goal",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.plangoal",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.plantask",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.plan",
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="担当者",
                            ),
                        ),
                        (
                            "carried_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="districts.agency",
                                verbose_name="引き継いだ機関",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "プランの役割の版",
                        "verbose_name_plural": "プランの役割の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="0aba3da05b832b9a469214c37027f504e9a9d2c9",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_9738b",
                                    table="cases_plantaskversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("multi_agency", "多機関協働"),
                                    ("participation", "参加支援"),
                                    ("outreach", "アウトリーチ"),
                                ],
                                max_length=20,
                                verbose_name="種類",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "案"),
                                    ("tabled", "会議に出している"),
                                    ("decided", "会議で決まった"),
                                    ("running", "進めている"),
                                    ("evaluated", "評価した"),
                                    ("closed", "終結"),
                                    ("suspended", "中断"),
                                    ("renewed", "再プラン"),
                                ],
                                max_length=10,
                                verbose_name="ようす",
                            ),
                        ),
                        (
                            "edition",
                            models.PositiveSmallIntegerField(default=1, verbose_name="第何版"),
                        ),
                        (
                            "wishes",
                            models.TextField(
                                blank=True, max_length=4000, verbose_name="本人の望み"
                            ),
                        ),
                        (
                            "troubles",
                            models.TextField(
                                blank=True, max_length=4000, verbose_name="解決したい課題"
                            ),
                        ),
                        (
                            "aim",
                            models.TextField(blank=True, max_length=4000, verbose_name="めざす姿"),
                        ),
                        (
                            "direction",
                            models.TextField(
                                blank=True, max_length=4000, verbose_name="支援の方向性"
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(blank=True, null=True, verbose_name="いつから"),
                        ),
                        (
                            "ends_on",
                            models.DateField(blank=True, null=True, verbose_name="いつまで"),
                        ),
                        (
                            "evaluate_on",
                            models.DateField(blank=True, null=True, verbose_name="評価の日"),
                        ),
                        (
                            "monitor_months",
                            models.PositiveSmallIntegerField(
                                default=3, verbose_name="ようすを確かめる間かく（月）"
                            ),
                        ),
                        (
                            "shown_on",
                            models.DateField(blank=True, null=True, verbose_name="本人に見せた日"),
                        ),
                        (
                            "signature",
                            models.CharField(
                                choices=[
                                    ("none", "まだ見せていない"),
                                    ("shown", "見せた"),
                                    ("verbal", "口頭でよいと言った"),
                                    ("written", "署名した"),
                                    ("declined", "署名はしない"),
                                ],
                                default="none",
                                max_length=10,
                                verbose_name="本人の確認",
                            ),
                        ),
                        (
                            "signed_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="本人が確かめた日"
                            ),
                        ),
                        ("drafted_at", models.DateTimeField(verbose_name="作った日時")),
                        (
                            "tabled_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="会議に出した日時"
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="決まった日時"
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="終わった日時"
                            ),
                        ),
                        (
                            "ended_because",
                            models.CharField(
                                blank=True, max_length=1000, verbose_name="終わったわけ"
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        (
                            "agency",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="districts.agency",
                                verbose_name="作った機関",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="作った職員",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.plan",
                            ),
                        ),
                        (
                            "renews",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.plan",
                                verbose_name="前のプラン",
                            ),
                        ),
                        (
                            "stays_with",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="districts.agency",
                                verbose_name="このあとの主担当",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "プランの版",
                        "verbose_name_plural": "プランの版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="08b25ca26f773cea683a43fe4fc5c976b2f1d609",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_19fbd",
                                    table="cases_planversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Division",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                max_length=100, verbose_name="分かれてできる機関の名前"
                            ),
                        ),
                        (
                            "short_name",
                            models.CharField(blank=True, max_length=50, verbose_name="略称・愛称"),
                        ),
                        ("on_day", models.DateField(verbose_name="いつから")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "予定"),
                                    ("done", "分けた"),
                                    ("called_off", "とりやめ"),
                                    ("failed", "できなかった"),
                                ],
                                max_length=10,
                                verbose_name="ようす",
                            ),
                        ),
                        ("planned_at", models.DateTimeField(verbose_name="決めた日時")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="終わった日時")),
                        (
                            "why_not",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="できなかったわけ"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="divisions",
                                to="districts.agency",
                                verbose_name="分かれる機関",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "into",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="できた機関",
                            ),
                        ),
                        (
                            "planned_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="決めた職員",
                            ),
                        ),
                        (
                            "staff",
                            models.ManyToManyField(
                                related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="移る方"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "機関を分ける予定",
                        "verbose_name_plural": "機関を分ける予定",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "planned")),
                                fields=["on_day"],
                                name="division_waiting",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "planned")),
                                fields=("agency", "on_day"),
                                name="division_once_a_day",
                                violation_error_message="その日に分ける予定が、もうあります。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", True),
                                        ("into__isnull", True),
                                        ("state", "planned"),
                                        ("why_not", ""),
                                    ),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("into__isnull", False),
                                        ("state", "done"),
                                        ("why_not", ""),
                                    ),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("into__isnull", True),
                                        ("state", "called_off"),
                                        ("why_not", ""),
                                    ),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("into__isnull", True),
                                        ("state", "failed"),
                                        models.Q(("why_not", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="division_ends_whole",
                                violation_error_message="終わりには、日時と、できた機関かわけが要ります。",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="division_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="dd7e590235c45ea234ba117b2bf15e8e7280bbe2",
                                    operation="DELETE",
                                    pgid="pgtrigger_division_stays_279d9",
                                    table="cases_division",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="division_is_as_planned",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."short_name" IS DISTINCT FROM (NEW."short_name") OR OLD."on_day" IS DISTINCT FROM (NEW."on_day") OR OLD."planned_by_id" IS DISTINCT FROM (NEW."planned_by_id") OR OLD."planned_at" IS DISTINCT FROM (NEW."planned_at"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="8d8281b086f666ef727dcfe0e046fc6d0b5684a7",
                                    operation="UPDATE",
                                    pgid="pgtrigger_division_is_as_planned_4d615",
                                    table="cases_division",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="division_ends_once",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NOT (OLD.\"state\" = 'planned'))",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="2eb71e8955d0c61ae51383f5f7acac5e4ef000ea",
                                    operation="UPDATE",
                                    pgid="pgtrigger_division_ends_once_69db6",
                                    table="cases_division",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanRevision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(verbose_name="版")),
                        ("content", models.JSONField(verbose_name="中身")),
                        ("written_at", models.DateTimeField(verbose_name="書いた日時")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.agency",
                                verbose_name="機関",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="cases.plan",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="書いた職員",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "プランの控え",
                        "verbose_name_plural": "プランの控え",
                        "ordering": ["-version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "version"),
                                name="plan_revision_once",
                                violation_error_message="ほかの人が先に保存しました。画面を開きなおしてください",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="plan_revision_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="ec27b37fc8581bcb8fa931a5c7aa6037689082b2",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_plan_revision_stays_e01d1",
                                    table="cases_planrevision",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
            ]
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consentagency",
            trigger=pgtrigger.compiler.Trigger(
                name="consent_agency_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0fde387c208d8b3795027c83ad60a06cddf68559",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_consent_agency_stays_2c190",
                    table="cases_consentevent_agencies",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(STAFF, STAFF_DROP),
    ]

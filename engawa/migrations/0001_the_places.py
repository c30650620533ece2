"""縁側・開く日・そのたより・そこへの道: the room as its first migrations left it, drawn together."""

import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from fujisawa_care.foundation.migrating import MakeTogether


class Migration(migrations.Migration):
    replaces = [
        ("engawa", "0001_places"),
        ("engawa", "0002_desk_report_and_way"),
        ("engawa", "0003_rhythm_and_word"),
    ]

    initial = True

    dependencies = [
        ("cases", "0003_the_way_to_a_place"),
        ("districts", "0002_site_role"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        MakeTogether(
            [
                migrations.CreateModel(
                    name="Condition",
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
                        ("position", models.PositiveSmallIntegerField(verbose_name="並び順")),
                        ("active", models.BooleanField(default=True, verbose_name="使用中")),
                        (
                            "source",
                            models.CharField(blank=True, max_length=200, verbose_name="出典"),
                        ),
                        (
                            "label",
                            models.CharField(max_length=100, unique=True, verbose_name="条件"),
                        ),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("basic", "基本型"),
                                        ("specific", "特定型"),
                                        ("core", "基幹型"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="どの種類に",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "縁側の条件",
                        "verbose_name_plural": "縁側の条件",
                        "ordering": ["position", "code"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Interest",
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
                        "verbose_name": "好きなこと",
                        "verbose_name_plural": "好きなこと",
                        "ordering": ["position", "code"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Site",
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
                        ("name", models.CharField(max_length=100, verbose_name="名前")),
                        (
                            "sort",
                            models.CharField(
                                choices=[
                                    ("engawa", "地域の縁側"),
                                    ("work", "しごとの体験"),
                                    ("learning", "学びの場"),
                                    ("volunteer", "ボランティア"),
                                    ("farm", "農園"),
                                    ("other", "そのほかの居場所"),
                                ],
                                max_length=10,
                                verbose_name="場のかたち",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("basic", "基本型"),
                                    ("specific", "特定型"),
                                    ("core", "基幹型"),
                                ],
                                max_length=10,
                                verbose_name="種類",
                            ),
                        ),
                        (
                            "form",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("vacant_shop", "空き店舗活用"),
                                    ("public_room", "公共施設一部利用"),
                                    ("home", "自宅開放"),
                                    ("company", "企業連携"),
                                    ("other", "そのほか"),
                                ],
                                max_length=12,
                                verbose_name="開きかた",
                            ),
                        ),
                        (
                            "target",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("anyone", "だれでも"),
                                    ("elderly", "高齢"),
                                    ("child_rearing", "子育て"),
                                    ("disability", "障がい"),
                                    ("adult", "大人"),
                                    ("other", "そのほか"),
                                ],
                                max_length=15,
                                verbose_name="だれ向け",
                            ),
                        ),
                        (
                            "target_note",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="だれ向け（くわしく）"
                            ),
                        ),
                        (
                            "operator",
                            models.CharField(blank=True, max_length=100, verbose_name="運営"),
                        ),
                        (
                            "coordinator",
                            models.CharField(
                                blank=True,
                                max_length=100,
                                verbose_name="生活支援コーディネーターなど",
                            ),
                        ),
                        (
                            "district_basis",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="地区のよりどころ"
                            ),
                        ),
                        (
                            "address",
                            models.CharField(blank=True, max_length=200, verbose_name="住所"),
                        ),
                        (
                            "venue",
                            models.CharField(blank=True, max_length=200, verbose_name="会場"),
                        ),
                        (
                            "access",
                            models.CharField(blank=True, max_length=200, verbose_name="行きかた"),
                        ),
                        (
                            "latitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=8,
                                null=True,
                                verbose_name="緯度",
                            ),
                        ),
                        (
                            "longitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=9,
                                null=True,
                                verbose_name="経度",
                            ),
                        ),
                        ("tel", models.CharField(blank=True, max_length=50, verbose_name="電話")),
                        (
                            "capacity",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="入れる人数"
                            ),
                        ),
                        (
                            "company_from",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="いつもの人数（から）"
                            ),
                        ),
                        (
                            "company_to",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="いつもの人数（まで）"
                            ),
                        ),
                        (
                            "what",
                            models.TextField(
                                blank=True, max_length=1000, verbose_name="どんなところ"
                            ),
                        ),
                        (
                            "cost",
                            models.CharField(blank=True, max_length=100, verbose_name="かかるお金"),
                        ),
                        (
                            "features",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("wheelchair", "車いす"),
                                        ("parking", "駐車場"),
                                        ("meal", "食事"),
                                        ("adviser", "相談員"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="あるとよいこと",
                            ),
                        ),
                        (
                            "days_said",
                            models.CharField(
                                blank=True,
                                max_length=100,
                                verbose_name="開いている日（聞いたまま）",
                            ),
                        ),
                        (
                            "hours_said",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="時間（聞いたまま）"
                            ),
                        ),
                        (
                            "closed_on_holidays",
                            models.BooleanField(default=True, verbose_name="祝日は休み"),
                        ),
                        (
                            "takes_visits",
                            models.BooleanField(default=False, verbose_name="見学を受けている"),
                        ),
                        (
                            "started",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="いつから（聞いたまま）"
                            ),
                        ),
                        (
                            "confirmed_on",
                            models.DateField(blank=True, null=True, verbose_name="確かめた日"),
                        ),
                        (
                            "listed",
                            models.BooleanField(default=True, verbose_name="公開の一覧にのせる"),
                        ),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="終わった日"),
                        ),
                        (
                            "ended_because",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="終わったわけ"
                            ),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        (
                            "source",
                            models.CharField(blank=True, max_length=500, verbose_name="出典"),
                        ),
                        (
                            "source_as_of",
                            models.CharField(blank=True, max_length=20, verbose_name="出典の日付"),
                        ),
                        ("notes", models.CharField(blank=True, max_length=500, verbose_name="注")),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        ("created_at", models.DateTimeField(verbose_name="のせた日時")),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sites",
                                to="districts.agency",
                                verbose_name="機関",
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="確かめた人",
                            ),
                        ),
                        (
                            "district",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sites",
                                to="districts.district",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "縁側などの場",
                        "verbose_name_plural": "縁側などの場",
                        "indexes": [
                            models.Index(fields=["name", "id"], name="site_by_name"),
                            models.Index(
                                fields=["district", "name", "id"], name="site_by_district"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="site_has_a_name",
                                violation_error_message="名前を入れてください",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on__isnull", True)),
                                fields=("name",),
                                name="site_once",
                                violation_error_message="この名前の場は、もうあります",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", ""), ("sort", "engawa"), _connector="OR"
                                ),
                                name="site_kind_of_an_engawa",
                                violation_error_message="基本型・特定型・基幹型は、地域の縁側だけにあります",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_because", ""), ("ended_on__isnull", True)),
                                    models.Q(
                                        ("ended_on__isnull", False),
                                        models.Q(("ended_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="site_ended_for_a_reason",
                                violation_error_message="終わったわけを入れてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("latitude__isnull", True), ("longitude__isnull", True)
                                    ),
                                    models.Q(
                                        ("latitude__range", (35, 36)),
                                        ("longitude__range", (139, 140)),
                                    ),
                                    _connector="OR",
                                ),
                                name="site_lies_near_fujisawa",
                                violation_error_message="緯度と経度は、藤沢のあたりの数で両方入れてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("company_from__isnull", True),
                                    ("company_to__isnull", True),
                                    ("company_from__lte", models.F("company_to")),
                                    _connector="OR",
                                ),
                                name="site_company_in_order",
                                violation_error_message="いつもの人数は、少ないほうから多いほうへ入れてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmed_by__isnull", True),
                                        ("confirmed_on__isnull", True),
                                    ),
                                    models.Q(
                                        ("confirmed_by__isnull", False),
                                        ("confirmed_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="site_confirmed_by_somebody",
                                violation_error_message="確かめた日と確かめた人を入れてください",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="site_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="50df3a298692a170560645a6519a555453b751d1",
                                    operation="DELETE",
                                    pgid="pgtrigger_site_stays_55bae",
                                    table="engawa_site",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="site_version",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."access" IS DISTINCT FROM (NEW."access") OR OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."closed_on_holidays" IS DISTINCT FROM (NEW."closed_on_holidays") OR OLD."company_from" IS DISTINCT FROM (NEW."company_from") OR OLD."company_to" IS DISTINCT FROM (NEW."company_to") OR OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id") OR OLD."confirmed_on" IS DISTINCT FROM (NEW."confirmed_on") OR OLD."coordinator" IS DISTINCT FROM (NEW."coordinator") OR OLD."cost" IS DISTINCT FROM (NEW."cost") OR OLD."days_said" IS DISTINCT FROM (NEW."days_said") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."district_basis" IS DISTINCT FROM (NEW."district_basis") OR OLD."ended_because" IS DISTINCT FROM (NEW."ended_because") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."features" IS DISTINCT FROM (NEW."features") OR OLD."form" IS DISTINCT FROM (NEW."form") OR OLD."hours_said" IS DISTINCT FROM (NEW."hours_said") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."latitude" IS DISTINCT FROM (NEW."latitude") OR OLD."listed" IS DISTINCT FROM (NEW."listed") OR OLD."longitude" IS DISTINCT FROM (NEW."longitude") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."notes" IS DISTINCT FROM (NEW."notes") OR OLD."operator" IS DISTINCT FROM (NEW."operator") OR OLD."sort" IS DISTINCT FROM (NEW."sort") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."source_as_of" IS DISTINCT FROM (NEW."source_as_of") OR OLD."started" IS DISTINCT FROM (NEW."started") OR OLD."takes_visits" IS DISTINCT FROM (NEW."takes_visits") OR OLD."target" IS DISTINCT FROM (NEW."target") OR OLD."target_note" IS DISTINCT FROM (NEW."target_note") OR OLD."tel" IS DISTINCT FROM (NEW."tel") OR OLD."venue" IS DISTINCT FROM (NEW."venue") OR OLD."what" IS DISTINCT FROM (NEW."what"))',
                                    func="NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;",
                                    hash="aaf87d19e41a22a31dc13e07e9f5b2545c2c3231",
                                    operation="UPDATE",
                                    pgid="pgtrigger_site_version_dca33",
                                    table="engawa_site",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="site_as_it_began",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."fictional" IS DISTINCT FROM (NEW."fictional") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="a4892d03025b7609df957d8b61d23d7729849548",
                                    operation="UPDATE",
                                    pgid="pgtrigger_site_as_it_began_17e4e",
                                    table="engawa_site",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "engawa_siteversion" ("access", "address", "agency_id", "capacity", "closed_on_holidays", "company_from", "company_to", "confirmed_by_id", "confirmed_on", "coordinator", "cost", "created_at", "days_said", "district_basis", "district_id", "ended_because", "ended_on", "features", "fictional", "form", "hours_said", "id", "kind", "latitude", "listed", "longitude", "name", "notes", "operator", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "sort", "source", "source_as_of", "started", "takes_visits", "target", "target_note", "tel", "updated_at", "venue", "version", "what") VALUES (NEW."access", NEW."address", NEW."agency_id", NEW."capacity", NEW."closed_on_holidays", NEW."company_from", NEW."company_to", NEW."confirmed_by_id", NEW."confirmed_on", NEW."coordinator", NEW."cost", NEW."created_at", NEW."days_said", NEW."district_basis", NEW."district_id", NEW."ended_because", NEW."ended_on", NEW."features", NEW."fictional", NEW."form", NEW."hours_said", NEW."id", NEW."kind", NEW."latitude", NEW."listed", NEW."longitude", NEW."name", NEW."notes", NEW."operator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."sort", NEW."source", NEW."source_as_of", NEW."started", NEW."takes_visits", NEW."target", NEW."target_note", NEW."tel", NEW."updated_at", NEW."venue", NEW."version", NEW."what"); RETURN NULL;',
                                    hash="2e4f7e4d07fce0a870ea5aed3b40e299a7fa42a7",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_b157c",
                                    table="engawa_site",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "engawa_siteversion" ("access", "address", "agency_id", "capacity", "closed_on_holidays", "company_from", "company_to", "confirmed_by_id", "confirmed_on", "coordinator", "cost", "created_at", "days_said", "district_basis", "district_id", "ended_because", "ended_on", "features", "fictional", "form", "hours_said", "id", "kind", "latitude", "listed", "longitude", "name", "notes", "operator", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "sort", "source", "source_as_of", "started", "takes_visits", "target", "target_note", "tel", "updated_at", "venue", "version", "what") VALUES (NEW."access", NEW."address", NEW."agency_id", NEW."capacity", NEW."closed_on_holidays", NEW."company_from", NEW."company_to", NEW."confirmed_by_id", NEW."confirmed_on", NEW."coordinator", NEW."cost", NEW."created_at", NEW."days_said", NEW."district_basis", NEW."district_id", NEW."ended_because", NEW."ended_on", NEW."features", NEW."fictional", NEW."form", NEW."hours_said", NEW."id", NEW."kind", NEW."latitude", NEW."listed", NEW."longitude", NEW."name", NEW."notes", NEW."operator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."sort", NEW."source", NEW."source_as_of", NEW."started", NEW."takes_visits", NEW."target", NEW."target_note", NEW."tel", NEW."updated_at", NEW."venue", NEW."version", NEW."what"); RETURN NULL;',
                                    hash="49a33fa579bc1388a4b0caa6ae8d05d611e7cab0",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_c575c",
                                    table="engawa_site",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pastime",
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
                            "weekday",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (0, "月"),
                                    (1, "火"),
                                    (2, "水"),
                                    (3, "木"),
                                    (4, "金"),
                                    (5, "土"),
                                    (6, "日"),
                                ],
                                null=True,
                                verbose_name="曜日",
                            ),
                        ),
                        (
                            "interest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pastimes",
                                to="engawa.interest",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pastimes",
                                to="engawa.site",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "場でしていること",
                        "verbose_name_plural": "場でしていること",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("site", "interest", "weekday"),
                                name="pastime_once",
                                nulls_distinct=False,
                                violation_error_message="同じものが2つあります",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpeningException",
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
                        ("day", models.DateField(verbose_name="日")),
                        ("open", models.BooleanField(verbose_name="開く")),
                        (
                            "starts",
                            models.TimeField(blank=True, null=True, verbose_name="はじまり"),
                        ),
                        ("ends", models.TimeField(blank=True, null=True, verbose_name="終わり")),
                        (
                            "because",
                            models.CharField(blank=True, max_length=100, verbose_name="わけ"),
                        ),
                        ("said_at", models.DateTimeField(verbose_name="知らせた日時")),
                        (
                            "said_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exceptions",
                                to="engawa.site",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "この日だけの変更",
                        "verbose_name_plural": "この日だけの変更",
                        "indexes": [
                            models.Index(fields=["site", "day", "-id"], name="exception_by_day")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("open", True),
                                    models.Q(("ends__isnull", True), ("starts__isnull", True)),
                                    _connector="OR",
                                ),
                                name="exception_closed_has_no_hours",
                                violation_error_message="休みの日に時刻は入りません",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts__isnull", True),
                                    ("ends__isnull", True),
                                    ("starts__lt", models.F("ends")),
                                    _connector="OR",
                                ),
                                name="exception_in_order",
                                violation_error_message="終わりは、はじまりより後の時刻にしてください",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="exception_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="9590e80b6c80c065fe481d416a681a818c0db2de",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_exception_stays_6798b",
                                    table="engawa_openingexception",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Opening",
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
                            "weekday",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "月"),
                                    (1, "火"),
                                    (2, "水"),
                                    (3, "木"),
                                    (4, "金"),
                                    (5, "土"),
                                    (6, "日"),
                                ],
                                verbose_name="曜日",
                            ),
                        ),
                        (
                            "weeks",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="第何週",
                            ),
                        ),
                        (
                            "starts",
                            models.TimeField(blank=True, null=True, verbose_name="はじまり"),
                        ),
                        ("ends", models.TimeField(blank=True, null=True, verbose_name="終わり")),
                        (
                            "what",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="この日にすること"
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="openings",
                                to="engawa.site",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "いつもの開く日",
                        "verbose_name_plural": "いつもの開く日",
                        "ordering": ["weekday", "starts", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("weekday__lte", 6)),
                                name="opening_on_a_weekday",
                                violation_error_message="曜日をえらんでください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts__isnull", True),
                                    ("ends__isnull", True),
                                    ("starts__lt", models.F("ends")),
                                    _connector="OR",
                                ),
                                name="opening_in_order",
                                violation_error_message="終わりは、はじまりより後の時刻にしてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weeks__contained_by", [1, 2, 3, 4, 5])),
                                name="opening_weeks_of_a_month",
                                violation_error_message="第何週かは、1から5までです",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConditionCheck",
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
                        ("met", models.BooleanField(verbose_name="満たしている")),
                        (
                            "note",
                            models.CharField(blank=True, max_length=200, verbose_name="ひとこと"),
                        ),
                        ("checked_on", models.DateField(verbose_name="確かめた日")),
                        ("checked_at", models.DateTimeField(verbose_name="残した日時")),
                        (
                            "checked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "condition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="engawa.condition",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="engawa.site",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "条件の確認",
                        "verbose_name_plural": "条件の確認",
                        "indexes": [
                            models.Index(
                                fields=["site", "condition", "-checked_on", "-id"],
                                name="check_by_condition",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="condition_check_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="079e2ec1ac18f55b7695fceae655af951392fd68",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_condition_check_stays_22309",
                                    table="engawa_conditioncheck",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SiteVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=100, verbose_name="名前")),
                        (
                            "sort",
                            models.CharField(
                                choices=[
                                    ("engawa", "地域の縁側"),
                                    ("work", "しごとの体験"),
                                    ("learning", "学びの場"),
                                    ("volunteer", "ボランティア"),
                                    ("farm", "農園"),
                                    ("other", "そのほかの居場所"),
                                ],
                                max_length=10,
                                verbose_name="場のかたち",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("basic", "基本型"),
                                    ("specific", "特定型"),
                                    ("core", "基幹型"),
                                ],
                                max_length=10,
                                verbose_name="種類",
                            ),
                        ),
                        (
                            "form",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("vacant_shop", "空き店舗活用"),
                                    ("public_room", "公共施設一部利用"),
                                    ("home", "自宅開放"),
                                    ("company", "企業連携"),
                                    ("other", "そのほか"),
                                ],
                                max_length=12,
                                verbose_name="開きかた",
                            ),
                        ),
                        (
                            "target",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("anyone", "だれでも"),
                                    ("elderly", "高齢"),
                                    ("child_rearing", "子育て"),
                                    ("disability", "障がい"),
                                    ("adult", "大人"),
                                    ("other", "そのほか"),
                                ],
                                max_length=15,
                                verbose_name="だれ向け",
                            ),
                        ),
                        (
                            "target_note",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="だれ向け（くわしく）"
                            ),
                        ),
                        (
                            "operator",
                            models.CharField(blank=True, max_length=100, verbose_name="運営"),
                        ),
                        (
                            "coordinator",
                            models.CharField(
                                blank=True,
                                max_length=100,
                                verbose_name="生活支援コーディネーターなど",
                            ),
                        ),
                        (
                            "district_basis",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="地区のよりどころ"
                            ),
                        ),
                        (
                            "address",
                            models.CharField(blank=True, max_length=200, verbose_name="住所"),
                        ),
                        (
                            "venue",
                            models.CharField(blank=True, max_length=200, verbose_name="会場"),
                        ),
                        (
                            "access",
                            models.CharField(blank=True, max_length=200, verbose_name="行きかた"),
                        ),
                        (
                            "latitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=8,
                                null=True,
                                verbose_name="緯度",
                            ),
                        ),
                        (
                            "longitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=9,
                                null=True,
                                verbose_name="経度",
                            ),
                        ),
                        ("tel", models.CharField(blank=True, max_length=50, verbose_name="電話")),
                        (
                            "capacity",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="入れる人数"
                            ),
                        ),
                        (
                            "company_from",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="いつもの人数（から）"
                            ),
                        ),
                        (
                            "company_to",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="いつもの人数（まで）"
                            ),
                        ),
                        (
                            "what",
                            models.TextField(
                                blank=True, max_length=1000, verbose_name="どんなところ"
                            ),
                        ),
                        (
                            "cost",
                            models.CharField(blank=True, max_length=100, verbose_name="かかるお金"),
                        ),
                        (
                            "features",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("wheelchair", "車いす"),
                                        ("parking", "駐車場"),
                                        ("meal", "食事"),
                                        ("adviser", "相談員"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="あるとよいこと",
                            ),
                        ),
                        (
                            "days_said",
                            models.CharField(
                                blank=True,
                                max_length=100,
                                verbose_name="開いている日（聞いたまま）",
                            ),
                        ),
                        (
                            "hours_said",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="時間（聞いたまま）"
                            ),
                        ),
                        (
                            "closed_on_holidays",
                            models.BooleanField(default=True, verbose_name="祝日は休み"),
                        ),
                        (
                            "takes_visits",
                            models.BooleanField(default=False, verbose_name="見学を受けている"),
                        ),
                        (
                            "started",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="いつから（聞いたまま）"
                            ),
                        ),
                        (
                            "confirmed_on",
                            models.DateField(blank=True, null=True, verbose_name="確かめた日"),
                        ),
                        (
                            "listed",
                            models.BooleanField(default=True, verbose_name="公開の一覧にのせる"),
                        ),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="終わった日"),
                        ),
                        (
                            "ended_because",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="終わったわけ"
                            ),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        (
                            "source",
                            models.CharField(blank=True, max_length=500, verbose_name="出典"),
                        ),
                        (
                            "source_as_of",
                            models.CharField(blank=True, max_length=20, verbose_name="出典の日付"),
                        ),
                        ("notes", models.CharField(blank=True, max_length=500, verbose_name="注")),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        ("created_at", models.DateTimeField(verbose_name="のせた日時")),
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
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="確かめた人",
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
                                to="engawa.site",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "縁側などの場の版",
                        "verbose_name_plural": "縁側などの場の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="26c0f5b11b1ad7146c98b5c247c553e06e5a670b",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_d43dd",
                                    table="engawa_siteversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SubsidyStep",
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
                                    ("basic", "基本型"),
                                    ("specific", "特定型"),
                                    ("core", "基幹型"),
                                ],
                                max_length=10,
                                verbose_name="種類",
                            ),
                        ),
                        (
                            "days_from",
                            models.PositiveSmallIntegerField(verbose_name="週に何日から"),
                        ),
                        (
                            "yen",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="月の額（円）"
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="いつから")),
                        (
                            "source",
                            models.CharField(blank=True, max_length=200, verbose_name="出典"),
                        ),
                    ],
                    options={
                        "verbose_name": "補助の段",
                        "verbose_name_plural": "補助の段",
                        "ordering": ["kind", "-valid_from", "days_from"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "days_from", "valid_from"),
                                name="subsidy_step_once",
                                violation_error_message="同じ段が、もうあります",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("days_from__range", (1, 7))),
                                name="subsidy_days_of_a_week",
                                violation_error_message="週の日数は、1から7までです",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActivityReport",
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
                        ("month", models.DateField(verbose_name="月（1日の日付）")),
                        (
                            "open_days",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="開いた日数"
                            ),
                        ),
                        (
                            "child",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="来た人・18歳まで"
                            ),
                        ),
                        (
                            "adult",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="来た人・19歳から64歳"
                            ),
                        ),
                        (
                            "older",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="来た人・65歳から"
                            ),
                        ),
                        (
                            "consultations",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="相談に気づいた数"
                            ),
                        ),
                        (
                            "volunteer_hours",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=6,
                                null=True,
                                verbose_name="手伝った時間（のべ）",
                            ),
                        ),
                        (
                            "text",
                            models.TextField(blank=True, max_length=2000, verbose_name="ようす"),
                        ),
                        (
                            "sent_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="届けた日時"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="engawa.site",
                            ),
                        ),
                        (
                            "topics",
                            models.ManyToManyField(
                                blank=True,
                                related_name="+",
                                to="districts.topic",
                                verbose_name="話に出た困りごと",
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
                        "verbose_name": "毎月の報告",
                        "verbose_name_plural": "毎月の報告",
                        "indexes": [models.Index(fields=["month", "site"], name="report_by_month")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("site", "month"),
                                name="report_once_a_month",
                                violation_error_message="この月の報告は、もうあります",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)),
                                name="report_of_a_whole_month",
                                violation_error_message="月をえらんでください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("open_days__isnull", True),
                                    ("open_days__lte", 31),
                                    _connector="OR",
                                ),
                                name="report_days_of_a_month",
                                violation_error_message="開いた日数は31までです",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_at__isnull", True),
                                    models.Q(
                                        ("adult__isnull", False),
                                        ("child__isnull", False),
                                        ("older__isnull", False),
                                        ("open_days__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_sent_whole",
                                violation_error_message="開いた日数と来た人の数を入れてください",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="report_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="ae613b9e02f34a6de95879f0971e751eb3f58361",
                                    operation="DELETE",
                                    pgid="pgtrigger_report_stays_de388",
                                    table="engawa_activityreport",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="report_of_one_month",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."site_id" IS DISTINCT FROM (NEW."site_id") OR OLD."month" IS DISTINCT FROM (NEW."month"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="8c49d293f6379843072677d3ed5ec92a4bffcdd4",
                                    operation="UPDATE",
                                    pgid="pgtrigger_report_of_one_month_01eea",
                                    table="engawa_activityreport",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="report_version",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."adult" IS DISTINCT FROM (NEW."adult") OR OLD."child" IS DISTINCT FROM (NEW."child") OR OLD."consultations" IS DISTINCT FROM (NEW."consultations") OR OLD."older" IS DISTINCT FROM (NEW."older") OR OLD."open_days" IS DISTINCT FROM (NEW."open_days") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."volunteer_hours" IS DISTINCT FROM (NEW."volunteer_hours"))',
                                    func="NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;",
                                    hash="078789e343b20ec99e0d2151d046fc91f9994bce",
                                    operation="UPDATE",
                                    pgid="pgtrigger_report_version_96d83",
                                    table="engawa_activityreport",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "engawa_activityreportversion" ("adult", "child", "consultations", "id", "month", "older", "open_days", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "site_id", "text", "updated_at", "version", "volunteer_hours", "written_by_id") VALUES (NEW."adult", NEW."child", NEW."consultations", NEW."id", NEW."month", NEW."older", NEW."open_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."sent_at", NEW."site_id", NEW."text", NEW."updated_at", NEW."version", NEW."volunteer_hours", NEW."written_by_id"); RETURN NULL;',
                                    hash="8c8ca1dbe841c91c4897f6eaea17aa7ebafbd949",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_43a7d",
                                    table="engawa_activityreport",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "engawa_activityreportversion" ("adult", "child", "consultations", "id", "month", "older", "open_days", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "site_id", "text", "updated_at", "version", "volunteer_hours", "written_by_id") VALUES (NEW."adult", NEW."child", NEW."consultations", NEW."id", NEW."month", NEW."older", NEW."open_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."sent_at", NEW."site_id", NEW."text", NEW."updated_at", NEW."version", NEW."volunteer_hours", NEW."written_by_id"); RETURN NULL;',
                                    hash="8ed82f55e6a317ed977d90e3cfaa95a95c9ee9ea",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_e7837",
                                    table="engawa_activityreport",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActivityReportVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("month", models.DateField(verbose_name="月（1日の日付）")),
                        (
                            "open_days",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="開いた日数"
                            ),
                        ),
                        (
                            "child",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="来た人・18歳まで"
                            ),
                        ),
                        (
                            "adult",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="来た人・19歳から64歳"
                            ),
                        ),
                        (
                            "older",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="来た人・65歳から"
                            ),
                        ),
                        (
                            "consultations",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="相談に気づいた数"
                            ),
                        ),
                        (
                            "volunteer_hours",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=6,
                                null=True,
                                verbose_name="手伝った時間（のべ）",
                            ),
                        ),
                        (
                            "text",
                            models.TextField(blank=True, max_length=2000, verbose_name="ようす"),
                        ),
                        (
                            "sent_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="届けた日時"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="engawa.activityreport",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="engawa.site",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "毎月の報告の版",
                        "verbose_name_plural": "毎月の報告の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="92d4588b11cb70d8ed13c5868789d0ef375a7384",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_ac955",
                                    table="engawa_activityreportversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Desk",
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
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="desks",
                                to="engawa.site",
                                verbose_name="場",
                            ),
                        ),
                        (
                            "staff",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="desk",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="アカウント",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "場の窓口",
                        "verbose_name_plural": "場の窓口",
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="desk_as_it_was_opened",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."site_id" IS DISTINCT FROM (NEW."site_id") OR OLD."staff_id" IS DISTINCT FROM (NEW."staff_id"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="3c70251aa9adb4830a1d059c543b096131e40cc9",
                                    operation="UPDATE",
                                    pgid="pgtrigger_desk_as_it_was_opened_7fe07",
                                    table="engawa_desk",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Participation",
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("seeking", "さがしている"),
                                    ("visiting", "見学"),
                                    ("trying", "お試し"),
                                    ("settled", "定着"),
                                    ("ended", "終結"),
                                ],
                                default="seeking",
                                max_length=10,
                                verbose_name="ようす",
                            ),
                        ),
                        (
                            "own_words",
                            models.TextField(
                                blank=True, max_length=1000, verbose_name="本人のことば"
                            ),
                        ),
                        (
                            "days",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(
                                    choices=[
                                        (0, "月"),
                                        (1, "火"),
                                        (2, "水"),
                                        (3, "木"),
                                        (4, "金"),
                                        (5, "土"),
                                        (6, "日"),
                                    ]
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="行ける曜日",
                            ),
                        ),
                        (
                            "parts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[("morning", "午前"), ("afternoon", "午後")],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="行ける時間",
                            ),
                        ),
                        (
                            "neighbours_too",
                            models.BooleanField(default=True, verbose_name="となりの地区も"),
                        ),
                        (
                            "company_most",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="人数は多くて"
                            ),
                        ),
                        (
                            "needs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("wheelchair", "車いす"),
                                        ("parking", "駐車場"),
                                        ("meal", "食事"),
                                        ("adviser", "相談員"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="要ること",
                            ),
                        ),
                        ("begun_at", models.DateTimeField(verbose_name="始めた日時")),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="終えた日時"),
                        ),
                        (
                            "ended_because",
                            models.CharField(blank=True, max_length=500, verbose_name="終えたわけ"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="participations",
                                to="cases.case",
                            ),
                        ),
                        (
                            "interests",
                            models.ManyToManyField(
                                blank=True, to="engawa.interest", verbose_name="好きなこと"
                            ),
                        ),
                        (
                            "near",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.district",
                                verbose_name="近い地区",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="participations",
                                to="cases.plan",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="participations",
                                to="engawa.site",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "参加支援",
                        "verbose_name_plural": "参加支援",
                        "indexes": [
                            models.Index(
                                fields=["state", "-begun_at", "-id"], name="participation_by_state"
                            ),
                            models.Index(
                                condition=models.Q(("state", "ended"), _negated=True),
                                fields=["site"],
                                name="participation_at_a_site",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "ended"), _negated=True),
                                fields=("case",),
                                name="participation_one_at_a_time",
                                violation_error_message="このケースの参加支援は、もう始まっています",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("state", "ended"),
                                        models.Q(("ended_because", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "ended"), _negated=True),
                                        ("ended_at__isnull", True),
                                        ("ended_because", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="participation_ended_for_a_reason",
                                violation_error_message="終えるわけを入れてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "seeking"),
                                    ("state", "ended"),
                                    ("site__isnull", False),
                                    _connector="OR",
                                ),
                                name="participation_somewhere",
                                violation_error_message="どの場かをえらんでください",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="participation_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="c9a6cc96efe488d45f9d41b091b8711e7caef42e",
                                    operation="DELETE",
                                    pgid="pgtrigger_participation_stays_bd561",
                                    table="engawa_participation",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="participation_of_a_case",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."begun_at" IS DISTINCT FROM (NEW."begun_at"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="6f97007c82d7472dfb1651d03136e390e123db4a",
                                    operation="UPDATE",
                                    pgid="pgtrigger_participation_of_a_case_25dd3",
                                    table="engawa_participation",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="participation_steps",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    declare="DECLARE _is_valid_transition BOOLEAN;",
                                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{seeking:ended,seeking:visiting,visiting:ended,visiting:seeking,visiting:trying,trying:ended,trying:seeking,trying:settled,settled:ended,settled:seeking}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                                    hash="97e68dabd0858962977c2e2ef622d5f7dc4074fa",
                                    operation="UPDATE",
                                    pgid="pgtrigger_participation_steps_cda4a",
                                    table="engawa_participation",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="participation_version",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."company_most" IS DISTINCT FROM (NEW."company_most") OR OLD."days" IS DISTINCT FROM (NEW."days") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_because" IS DISTINCT FROM (NEW."ended_because") OR OLD."near_id" IS DISTINCT FROM (NEW."near_id") OR OLD."needs" IS DISTINCT FROM (NEW."needs") OR OLD."neighbours_too" IS DISTINCT FROM (NEW."neighbours_too") OR OLD."own_words" IS DISTINCT FROM (NEW."own_words") OR OLD."parts" IS DISTINCT FROM (NEW."parts") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."site_id" IS DISTINCT FROM (NEW."site_id") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                                    func="NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;",
                                    hash="6a5a6ff98f6d846654efc8eb5be4c22e71cfc9a3",
                                    operation="UPDATE",
                                    pgid="pgtrigger_participation_version_86fbe",
                                    table="engawa_participation",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "engawa_participationversion" ("begun_at", "begun_by_id", "case_id", "company_most", "days", "ended_at", "ended_because", "id", "near_id", "needs", "neighbours_too", "own_words", "parts", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "site_id", "state", "updated_at", "version") VALUES (NEW."begun_at", NEW."begun_by_id", NEW."case_id", NEW."company_most", NEW."days", NEW."ended_at", NEW."ended_because", NEW."id", NEW."near_id", NEW."needs", NEW."neighbours_too", NEW."own_words", NEW."parts", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."site_id", NEW."state", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="8bdb7291cd5a1f5d20601a35a8f50fe470360a62",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_93b11",
                                    table="engawa_participation",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "engawa_participationversion" ("begun_at", "begun_by_id", "case_id", "company_most", "days", "ended_at", "ended_because", "id", "near_id", "needs", "neighbours_too", "own_words", "parts", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "site_id", "state", "updated_at", "version") VALUES (NEW."begun_at", NEW."begun_by_id", NEW."case_id", NEW."company_most", NEW."days", NEW."ended_at", NEW."ended_because", NEW."id", NEW."near_id", NEW."needs", NEW."neighbours_too", NEW."own_words", NEW."parts", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."plan_id", NEW."site_id", NEW."state", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="8efa551fa9d900c560edc15d8e1e0af41025f8dd",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_3812c",
                                    table="engawa_participation",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="participation_on_an_open_case",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NOT (NEW.\"state\" = 'ended'))",
                                    constraint="CONSTRAINT",
                                    func="\nIF EXISTS (SELECT 1 FROM engawa_participation JOIN cases_case ON cases_case.id = case_id\n            WHERE case_id = NEW.case_id AND stage = 'closed' AND state <> 'ended') THEN\n    RAISE EXCEPTION '終わったケースに、続いている参加支援は残りません'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'participation_ends_with_the_case';\nEND IF;\nRETURN NULL;\n",
                                    hash="ec4e98ceabe763b2509fe48b8b53813059aa519f",
                                    operation="INSERT OR UPDATE",
                                    pgid="pgtrigger_participation_on_an_open_case_45126",
                                    table="engawa_participation",
                                    timing="DEFERRABLE INITIALLY DEFERRED",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Candidate",
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
                        ("reasons", models.JSONField(default=list, verbose_name="合うところ")),
                        ("put_at", models.DateTimeField(verbose_name="候補にした日時")),
                        (
                            "taken_out_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="外した日時"),
                        ),
                        (
                            "put_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="engawa.site",
                            ),
                        ),
                        (
                            "participation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="candidates",
                                to="engawa.participation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "候補",
                        "verbose_name_plural": "候補",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("taken_out_at__isnull", True)),
                                fields=("participation", "site"),
                                name="candidate_once",
                                violation_error_message="この場は、もう候補に入っています",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="candidate_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="e84ecb8cc40d184851188ac831e18ffae7dd3966",
                                    operation="DELETE",
                                    pgid="pgtrigger_candidate_stays_e7554",
                                    table="engawa_candidate",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ParticipationStep",
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("seeking", "さがしている"),
                                    ("visiting", "見学"),
                                    ("trying", "お試し"),
                                    ("settled", "定着"),
                                    ("ended", "終結"),
                                ],
                                max_length=10,
                                verbose_name="ようす",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(blank=True, max_length=500, verbose_name="ひとこと"),
                        ),
                        ("at", models.DateTimeField(verbose_name="日時")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "participation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="engawa.participation",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="engawa.site",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "参加支援の歩み",
                        "verbose_name_plural": "参加支援の歩み",
                        "ordering": ["at", "pk"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="participation_step_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="27037ed265cdddc6f922dc607e4161e66379b7ba",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_participation_step_stays_d13ca",
                                    table="engawa_participationstep",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ParticipationVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("seeking", "さがしている"),
                                    ("visiting", "見学"),
                                    ("trying", "お試し"),
                                    ("settled", "定着"),
                                    ("ended", "終結"),
                                ],
                                default="seeking",
                                max_length=10,
                                verbose_name="ようす",
                            ),
                        ),
                        (
                            "own_words",
                            models.TextField(
                                blank=True, max_length=1000, verbose_name="本人のことば"
                            ),
                        ),
                        (
                            "days",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(
                                    choices=[
                                        (0, "月"),
                                        (1, "火"),
                                        (2, "水"),
                                        (3, "木"),
                                        (4, "金"),
                                        (5, "土"),
                                        (6, "日"),
                                    ]
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="行ける曜日",
                            ),
                        ),
                        (
                            "parts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[("morning", "午前"), ("afternoon", "午後")],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="行ける時間",
                            ),
                        ),
                        (
                            "neighbours_too",
                            models.BooleanField(default=True, verbose_name="となりの地区も"),
                        ),
                        (
                            "company_most",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="人数は多くて"
                            ),
                        ),
                        (
                            "needs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("wheelchair", "車いす"),
                                        ("parking", "駐車場"),
                                        ("meal", "食事"),
                                        ("adviser", "相談員"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="要ること",
                            ),
                        ),
                        ("begun_at", models.DateTimeField(verbose_name="始めた日時")),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="終えた日時"),
                        ),
                        (
                            "ended_because",
                            models.CharField(blank=True, max_length=500, verbose_name="終えたわけ"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        (
                            "begun_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "near",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="districts.district",
                                verbose_name="近い地区",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="engawa.participation",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.plan",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="engawa.site",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "参加支援の版",
                        "verbose_name_plural": "参加支援の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="a066f25508563d4220871e7c8965e9af2cd69601",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_3476e",
                                    table="engawa_participationversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Picture",
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
                        ("words", models.CharField(max_length=200, verbose_name="写真の説明")),
                        (
                            "faces_agreed",
                            models.BooleanField(
                                default=False, verbose_name="写っている人の了解がある"
                            ),
                        ),
                        ("shown", models.BooleanField(default=False, verbose_name="公開する")),
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
                        ("put_at", models.DateTimeField(verbose_name="入れた日時")),
                        (
                            "removed_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="取り下げた日時"
                            ),
                        ),
                        (
                            "put_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pictures",
                                to="engawa.activityreport",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pictures",
                                to="engawa.site",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "写真",
                        "verbose_name_plural": "写真",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["jpg", "png"])),
                                name="picture_is_one",
                                violation_error_message="写真は JPEG か PNG にしてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0), ("size__lte", 10485760)),
                                name="picture_of_fair_size",
                                violation_error_message="ファイルは10MBまでです",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("shown", False), ("faces_agreed", True), _connector="OR"
                                ),
                                name="picture_shown_with_consent",
                                violation_error_message="公開するには、写っている人の了解が要ります",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="picture_has_words",
                                violation_error_message="写真の説明を入れてください",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="picture_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="c3b1dbbc5d959c138aeba1cfb2341c074cea1f57",
                                    operation="DELETE",
                                    pgid="pgtrigger_picture_stays_1e4a8",
                                    table="engawa_picture",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitAsked",
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "返事待ち"),
                                    ("welcome", "来てよい"),
                                    ("declined", "受けられない"),
                                    ("withdrawn", "取り下げた"),
                                    ("done", "行った"),
                                    ("missed", "行けなかった"),
                                ],
                                default="asked",
                                max_length=10,
                                verbose_name="ようす",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="行きたい日")),
                        ("starts", models.TimeField(blank=True, null=True, verbose_name="時刻")),
                        (
                            "words",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="伝えること（名前なし）"
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                blank=True,
                                max_length=100,
                                verbose_name="名前（同意のあるときだけ）",
                            ),
                        ),
                        (
                            "with_staff",
                            models.BooleanField(default=True, verbose_name="職員もいっしょに行く"),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="たのんだ日時")),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="返事の日時"),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="返事のひとこと"
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="終わった日時"
                            ),
                        ),
                        (
                            "went",
                            models.CharField(blank=True, max_length=500, verbose_name="行ってみて"),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "participation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="engawa.participation",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="engawa.site",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "見学のおねがい",
                        "verbose_name_plural": "見学のおねがい",
                        "indexes": [
                            models.Index(fields=["site", "state", "on", "id"], name="visit_by_site")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["asked", "welcome"])),
                                fields=("participation", "site"),
                                name="visit_asked_once",
                                violation_error_message="この場には、もう見学をたのんでいます",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", True), ("state", "asked")),
                                    ("state", "withdrawn"),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="visit_answered_by_somebody",
                                violation_error_message="だれの返事かがわかりません",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_at__isnull", True),
                                    ("answered_at__gte", models.F("asked_at")),
                                    _connector="OR",
                                ),
                                name="visit_answered_after_asking",
                                violation_error_message="返事は、たのんだ後になります",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="visit_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="6651d85f55b80d54ae2f138be3c196c4e4272aa0",
                                    operation="DELETE",
                                    pgid="pgtrigger_visit_stays_bf114",
                                    table="engawa_visitasked",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="visit_as_it_was_asked",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."participation_id" IS DISTINCT FROM (NEW."participation_id") OR OLD."site_id" IS DISTINCT FROM (NEW."site_id") OR OLD."words" IS DISTINCT FROM (NEW."words") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."asked_at" IS DISTINCT FROM (NEW."asked_at"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="e40ffb07fe32c7a74acb15084e2e32d37eaf593d",
                                    operation="UPDATE",
                                    pgid="pgtrigger_visit_as_it_was_asked_6cdde",
                                    table="engawa_visitasked",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="visit_steps",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    declare="DECLARE _is_valid_transition BOOLEAN;",
                                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{asked:declined,asked:welcome,asked:withdrawn,welcome:done,welcome:missed,welcome:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                                    hash="2dfaf62b04b8f8f9ca0374b4ec7d5b304b99067c",
                                    operation="UPDATE",
                                    pgid="pgtrigger_visit_steps_b4cc8",
                                    table="engawa_visitasked",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="visit_name_on_a_word",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NOT (NEW.\"name\" = ''))",
                                    func="\nDECLARE\n    the_case bigint;\n    the_agency bigint := (SELECT agency_id FROM engawa_site WHERE id = NEW.site_id);\n    the_word record;\n    the_yes record;\nBEGIN\nIF TG_OP = 'UPDATE' AND NEW.name = OLD.name THEN\n    RETURN NEW;\nEND IF;\nSELECT case_id INTO the_case FROM engawa_participation WHERE id = NEW.participation_id;\nPERFORM 1 FROM cases_case WHERE id = the_case FOR NO KEY UPDATE;\nIF NOT EXISTS (SELECT 1 FROM cases_case JOIN cases_person ON cases_person.id = person_id\n                WHERE cases_case.id = the_case AND NOT protected) THEN\n    RAISE EXCEPTION '本人が「この場に名前を伝えてよい」と言うまで、名前は伝わりません'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'visit_name_on_a_word';\nEND IF;\nSELECT event, happened_at INTO the_word FROM engawa_placeconsent\n WHERE participation_id = NEW.participation_id AND site_id = NEW.site_id\n ORDER BY happened_at DESC, id DESC LIMIT 1;\nIF FOUND THEN\n    IF the_word.event <> 'given' OR EXISTS (\n        SELECT 1 FROM cases_consentevent WHERE case_id = the_case\n           AND event IN ('refused', 'withdrawn') AND happened_at > the_word.happened_at\n    ) THEN RAISE EXCEPTION '本人が「この場に名前を伝えてよい」と言うまで、名前は伝わりません'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'visit_name_on_a_word'; END IF;\n    RETURN NEW;\nEND IF;\nSELECT id, event, items, valid_until INTO the_yes FROM cases_consentevent\n WHERE case_id = the_case AND event <> 'asked' ORDER BY happened_at DESC, id DESC LIMIT 1;\nIF NOT FOUND OR the_yes.event <> 'given' OR the_agency IS NULL\n   OR (the_yes.valid_until IS NOT NULL\n       AND the_yes.valid_until < (clock_timestamp() AT TIME ZONE 'Asia/Tokyo')::date)\n   OR (cardinality(the_yes.items) > 0 AND NOT 'name' = ANY (the_yes.items))\n   OR NOT EXISTS (SELECT 1 FROM cases_consentevent_agencies\n                   WHERE consentevent_id = the_yes.id AND agency_id = the_agency) THEN\n    RAISE EXCEPTION '本人が「この場に名前を伝えてよい」と言うまで、名前は伝わりません'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'visit_name_on_a_word';\nEND IF;\nRETURN NEW;\nEND;\n",
                                    hash="671d74c5ee50b12ae3844d7baa4a4631dd9949e0",
                                    operation="INSERT OR UPDATE",
                                    pgid="pgtrigger_visit_name_on_a_word_91c68",
                                    table="engawa_visitasked",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckIn",
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
                            "whom",
                            models.CharField(
                                choices=[("person", "本人に"), ("host", "場の方に")],
                                max_length=10,
                                verbose_name="だれに",
                            ),
                        ),
                        (
                            "follow_up",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="check_in",
                                to="cases.followup",
                            ),
                        ),
                        (
                            "participation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="check_ins",
                                to="engawa.participation",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="engawa.site",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "参加支援の見守り",
                        "verbose_name_plural": "参加支援の見守り",
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="check_in_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="795cca050e3992f9cb25d1b093a26f3f00c04723",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_check_in_stays_5ddeb",
                                    table="engawa_checkin",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="check_in_of_the_same_case",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\nIF (SELECT case_id FROM cases_followup WHERE id = NEW.follow_up_id)\n   <> (SELECT case_id FROM engawa_participation WHERE id = NEW.participation_id) THEN\n    RAISE EXCEPTION '見守りは、同じケースの次の一手です'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'check_in_of_the_same_case';\nEND IF;\nRETURN NEW;\n",
                                    hash="8e35cfe8a1acf5a8b83d6b852fb5c69802b11672",
                                    operation="INSERT",
                                    pgid="pgtrigger_check_in_of_the_same_case_c312d",
                                    table="engawa_checkin",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlaceConsent",
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
                                choices=[("given", "伝えてよい"), ("withdrawn", "やめてほしい")],
                                max_length=10,
                                verbose_name="どう言ったか",
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                choices=[("written", "書面"), ("verbal", "口頭")],
                                max_length=10,
                                verbose_name="方法",
                            ),
                        ),
                        (
                            "given_by",
                            models.CharField(default="self", max_length=40, verbose_name="だれが"),
                        ),
                        ("happened_at", models.DateTimeField(verbose_name="日時")),
                        (
                            "participation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consents",
                                to="engawa.participation",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="engawa.site",
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
                    ],
                    options={
                        "verbose_name": "場への同意",
                        "verbose_name_plural": "場への同意",
                        "indexes": [
                            models.Index(
                                fields=["participation", "site", "-happened_at", "-id"],
                                name="place_consent_newest",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("method", ""), _negated=True),
                                name="place_consent_says_how",
                                violation_error_message="書面か口頭かをえらんでください",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_consent_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="269c148e18ff411f89e79208267576fd87f83c16",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_place_consent_stays_fc5cd",
                                    table="engawa_placeconsent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rhythm",
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
                        (
                            "after",
                            models.CharField(
                                choices=[
                                    ("visit", "見学に行った"),
                                    ("trying", "お試しを始めた"),
                                    ("settled", "定着した"),
                                ],
                                max_length=10,
                                verbose_name="いつのあと",
                            ),
                        ),
                        (
                            "whom",
                            models.CharField(
                                choices=[("person", "本人に"), ("host", "場の方に")],
                                max_length=10,
                                verbose_name="だれに",
                            ),
                        ),
                        ("days", models.PositiveSmallIntegerField(verbose_name="何日あと")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("visit", "訪問"),
                                    ("phone", "電話"),
                                    ("meeting", "会議"),
                                    ("task", "しごと"),
                                ],
                                default="phone",
                                max_length=10,
                                verbose_name="かたち",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "参加支援の見守りの間かく",
                        "verbose_name_plural": "参加支援の見守りの間かく",
                        "ordering": ["position", "code"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CaseOnTheWay",
                    fields=[],
                    options={
                        "verbose_name": "参加支援のあるケース",
                        "verbose_name_plural": "参加支援のあるケース",
                        "proxy": True,
                    },
                    bases=("cases.case",),
                ),
            ]
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseontheway",
            trigger=pgtrigger.compiler.Trigger(
                name="case_closes_without_a_way",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."stage" IS DISTINCT FROM (NEW."stage"))',
                    constraint="CONSTRAINT",
                    func="\nIF EXISTS (SELECT 1 FROM engawa_participation JOIN cases_case ON cases_case.id = case_id\n            WHERE case_id = NEW.id AND stage = 'closed' AND state <> 'ended') THEN\n    RAISE EXCEPTION '終わったケースに、続いている参加支援は残りません'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'participation_ends_with_the_case';\nEND IF;\nRETURN NULL;\n",
                    hash="9a900f879dc2cf9c5565525ac5934830172e06d7",
                    operation="UPDATE",
                    pgid="pgtrigger_case_closes_without_a_way_11ffb",
                    table="cases_case",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
    ]

"""地区・機関・職員・地域課題・社会資源: the room as its first migrations left it, drawn together."""

import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import districts.models.agency
from fujisawa_care.foundation.migrating import MakeTogether


class Migration(migrations.Migration):
    replaces = [
        ("districts", "0001_the_city"),
        ("districts", "0002_agency_versions"),
        ("districts", "0003_names_of_agencies"),
        ("districts", "0004_issues_and_resources"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        BtreeGistExtension(),
        MakeTogether(
            [
                migrations.CreateModel(
                    name="BlockScheme",
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
                            models.CharField(max_length=50, unique=True, verbose_name="区割り"),
                        ),
                        (
                            "source",
                            models.TextField(blank=True, max_length=2000, verbose_name="出典"),
                        ),
                    ],
                    options={
                        "verbose_name": "区割り",
                        "verbose_name_plural": "区割り",
                    },
                ),
                migrations.CreateModel(
                    name="District",
                    fields=[
                        (
                            "code",
                            models.CharField(
                                max_length=2,
                                primary_key=True,
                                serialize=False,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[0-9]{2}\\Z", "地区コードは数字2桁で入力してください。"
                                    )
                                ],
                                verbose_name="地区コード",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(max_length=20, unique=True, verbose_name="地区名"),
                        ),
                        ("kana", models.CharField(max_length=40, verbose_name="ふりがな")),
                        ("tile_row", models.PositiveSmallIntegerField(verbose_name="地図の行")),
                        ("tile_column", models.PositiveSmallIntegerField(verbose_name="地図の列")),
                        (
                            "centre_name",
                            models.CharField(max_length=50, verbose_name="市民センター"),
                        ),
                        (
                            "centre_address",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="市民センターの住所"
                            ),
                        ),
                        (
                            "centre_tel",
                            models.CharField(
                                blank=True, max_length=50, verbose_name="市民センターの電話"
                            ),
                        ),
                        (
                            "centre_source",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="市民センターの出典"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "地区",
                        "verbose_name_plural": "地区",
                        "ordering": ["code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("code__regex", "^[0-9]{2}$")),
                                name="district_code_two_digits",
                                violation_error_message="地区コードは数字2桁で入力してください。",
                            ),
                            models.UniqueConstraint(
                                fields=("tile_row", "tile_column"),
                                name="district_one_per_tile",
                                violation_error_message="地図の同じます目に、ほかの地区があります。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Block",
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
                        ("name", models.CharField(max_length=20, verbose_name="ブロック名")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="備考")),
                        (
                            "scheme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="blocks",
                                to="districts.blockscheme",
                                verbose_name="区割り",
                            ),
                        ),
                        (
                            "districts",
                            models.ManyToManyField(
                                blank=True,
                                related_name="blocks",
                                to="districts.district",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ブロック",
                        "verbose_name_plural": "ブロック",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("scheme", "name"),
                                name="block_once_in_scheme",
                                violation_error_message="この区割りには、同じ名前のブロックがあります。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Population",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="年")),
                        ("as_of", models.DateField(blank=True, null=True, verbose_name="基準日")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("actual", "実績"), ("projection", "推計")],
                                max_length=10,
                                verbose_name="種類",
                            ),
                        ),
                        (
                            "total",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="人口"),
                        ),
                        ("age65", models.PositiveIntegerField(verbose_name="65歳以上")),
                        (
                            "age75",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="75歳以上"
                            ),
                        ),
                        (
                            "ageing_rate",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, verbose_name="高齢化率（%）"
                            ),
                        ),
                        ("source", models.TextField(max_length=2000, verbose_name="出典")),
                        (
                            "district",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="populations",
                                to="districts.district",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "人口",
                        "verbose_name_plural": "人口",
                        "ordering": ["district", "year", "kind", "as_of"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("district", "year", "kind", "as_of"),
                                name="population_once",
                                nulls_distinct=False,
                                violation_error_message="同じ地区・年・種類・基準日の人口がすでにあります。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["actual", "projection"])),
                                name="population_kind_known",
                                violation_error_message="種類は実績か推計です。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ageing_rate__gte", 0), ("ageing_rate__lte", 100)
                                ),
                                name="population_rate_is_percent",
                                violation_error_message="高齢化率は0から100までの数です。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("age75__isnull", True),
                                        ("age75__lte", models.F("age65")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("total__isnull", True),
                                        ("age65__lte", models.F("total")),
                                        _connector="OR",
                                    ),
                                ),
                                name="population_parts_fit",
                                violation_error_message="75歳以上は65歳以上を、65歳以上は人口を超えられません。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Topic",
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
                            models.CharField(max_length=30, unique=True, verbose_name="分野"),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="並び順")),
                        ("active", models.BooleanField(default=True, verbose_name="使用中")),
                    ],
                    options={
                        "verbose_name": "困りごとの分野",
                        "verbose_name_plural": "困りごとの分野",
                        "ordering": ["position", "code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("code__regex", "^[a-z][a-z0-9_]*$")),
                                name="topic_code_form",
                                violation_error_message="コードは英小文字・数字・_で入力してください。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Agency",
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
                        ("name", models.CharField(max_length=100, verbose_name="機関名")),
                        (
                            "short_name",
                            models.CharField(blank=True, max_length=50, verbose_name="略称・愛称"),
                        ),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("counter", "総合相談窓口"),
                                    ("self_reliance", "自立相談支援"),
                                    ("elderly", "高齢者の相談"),
                                    ("disability", "障がいの相談"),
                                    ("child", "子ども・子育ての相談"),
                                    ("health", "保健"),
                                    ("section", "市の所管課"),
                                    ("council", "社会福祉協議会"),
                                    ("resource", "社会資源"),
                                    ("other", "その他"),
                                ],
                                max_length=20,
                                verbose_name="区分",
                            ),
                        ),
                        ("kind", models.CharField(blank=True, max_length=100, verbose_name="種別")),
                        (
                            "operator",
                            models.CharField(blank=True, max_length=100, verbose_name="運営"),
                        ),
                        (
                            "programmes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("consultation", "包括的相談支援"),
                                        ("participation", "参加支援"),
                                        ("outreach", "アウトリーチ"),
                                        ("community", "地域づくり"),
                                        ("coordination", "多機関協働"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="担う事業",
                            ),
                        ),
                        ("citywide", models.BooleanField(default=False, verbose_name="全市")),
                        (
                            "valid_from",
                            models.DateField(blank=True, null=True, verbose_name="開始日"),
                        ),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="終了日"),
                        ),
                        ("tel", models.CharField(blank=True, max_length=100, verbose_name="電話")),
                        ("fax", models.CharField(blank=True, max_length=50, verbose_name="FAX")),
                        (
                            "address",
                            models.CharField(blank=True, max_length=200, verbose_name="所在地"),
                        ),
                        (
                            "hours",
                            models.CharField(blank=True, max_length=200, verbose_name="受付時間"),
                        ),
                        (
                            "note",
                            models.TextField(blank=True, max_length=1000, verbose_name="備考"),
                        ),
                        (
                            "accepts_referrals",
                            models.BooleanField(default=True, verbose_name="つなぎを受ける"),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        (
                            "source",
                            models.TextField(blank=True, max_length=2000, verbose_name="出典"),
                        ),
                        (
                            "blocks",
                            models.ManyToManyField(
                                blank=True,
                                related_name="agencies",
                                to="districts.block",
                                verbose_name="担当ブロック",
                            ),
                        ),
                        (
                            "districts",
                            models.ManyToManyField(
                                blank=True,
                                related_name="agencies",
                                to="districts.district",
                                verbose_name="担当地区",
                            ),
                        ),
                        (
                            "topics",
                            models.ManyToManyField(
                                blank=True,
                                related_name="agencies",
                                to="districts.topic",
                                verbose_name="分野",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "機関",
                        "verbose_name_plural": "機関",
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["programmes"], name="agency_programmes"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_until__isnull", True),
                                    ("valid_from__isnull", True),
                                    ("valid_until__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="agency_dates_in_order",
                                violation_error_message="終了日は開始日より前にできません。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "type__in",
                                        [
                                            "counter",
                                            "self_reliance",
                                            "elderly",
                                            "disability",
                                            "child",
                                            "health",
                                            "section",
                                            "council",
                                            "resource",
                                            "other",
                                        ],
                                    )
                                ),
                                name="agency_type_known",
                                violation_error_message="区分が正しくありません。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "programmes__contained_by",
                                        [
                                            "consultation",
                                            "participation",
                                            "outreach",
                                            "community",
                                            "coordination",
                                        ],
                                    )
                                ),
                                name="agency_programmes_known",
                                violation_error_message="担う事業が正しくありません。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("name", "="),
                                    (
                                        districts.models.agency.DateRange(
                                            "valid_from", "valid_until", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="agency_name_once_at_a_time",
                                violation_error_message="同じ名前の機関が、同じ時期にすでにあります。",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "districts_agencyversion" ("accepts_referrals", "address", "citywide", "fax", "fictional", "hours", "id", "kind", "name", "note", "operator", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "programmes", "short_name", "source", "tel", "type", "valid_from", "valid_until") VALUES (NEW."accepts_referrals", NEW."address", NEW."citywide", NEW."fax", NEW."fictional", NEW."hours", NEW."id", NEW."kind", NEW."name", NEW."note", NEW."operator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."programmes", NEW."short_name", NEW."source", NEW."tel", NEW."type", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                                    hash="ec9363db1749ad80d4724518acf6ff41c3da5804",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_1687e",
                                    table="districts_agency",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "districts_agencyversion" ("accepts_referrals", "address", "citywide", "fax", "fictional", "hours", "id", "kind", "name", "note", "operator", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "programmes", "short_name", "source", "tel", "type", "valid_from", "valid_until") VALUES (NEW."accepts_referrals", NEW."address", NEW."citywide", NEW."fax", NEW."fictional", NEW."hours", NEW."id", NEW."kind", NEW."name", NEW."note", NEW."operator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."programmes", NEW."short_name", NEW."source", NEW."tel", NEW."type", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                                    hash="f7c3f17c68fa958b53f6f566c2b341f9ebe18749",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_1ac79",
                                    table="districts_agency",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Staff",
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
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                error_messages={
                                    "unique": "A user with that username already exists."
                                },
                                help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                                max_length=150,
                                unique=True,
                                validators=[
                                    django.contrib.auth.validators.UnicodeUsernameValidator()
                                ],
                                verbose_name="username",
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="email address"
                            ),
                        ),
                        (
                            "is_staff",
                            models.BooleanField(
                                default=False,
                                help_text="Designates whether the user can log into this admin site.",
                                verbose_name="staff status",
                            ),
                        ),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                                verbose_name="active",
                            ),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="date joined"
                            ),
                        ),
                        ("name", models.CharField(max_length=50, verbose_name="氏名")),
                        (
                            "kana",
                            models.CharField(blank=True, max_length=100, verbose_name="ふりがな"),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("counter", "窓口"),
                                    ("csw", "CSW"),
                                    ("agency", "相談機関"),
                                    ("coordinator", "多機関協働"),
                                    ("manager", "管理職"),
                                    ("administrator", "システム管理"),
                                ],
                                max_length=20,
                                verbose_name="役割",
                            ),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="staff",
                                to="districts.agency",
                                verbose_name="機関",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "職員",
                        "verbose_name_plural": "職員",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
                                        [
                                            "counter",
                                            "csw",
                                            "agency",
                                            "coordinator",
                                            "manager",
                                            "administrator",
                                        ],
                                    )
                                ),
                                name="staff_role_known",
                                violation_error_message="役割が正しくありません。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("role", "administrator"),
                                    models.Q(("is_staff", False), ("is_superuser", False)),
                                    _connector="OR",
                                ),
                                name="staff_admin_site_for_administrators",
                                violation_error_message="管理サイトに入れるのはシステム管理の職員だけです。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="staff_has_name",
                                violation_error_message="氏名を入力してください。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Once",
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
                        ("key", models.CharField(max_length=200, verbose_name="鍵")),
                        ("door", models.CharField(max_length=300, verbose_name="入口")),
                        ("fingerprint", models.CharField(max_length=64, verbose_name="本文の指紋")),
                        (
                            "status",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="状態コード"
                            ),
                        ),
                        ("body", models.TextField(blank=True, verbose_name="応答")),
                        (
                            "location",
                            models.CharField(blank=True, max_length=500, verbose_name="行き先"),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(db_index=True, verbose_name="受付日時"),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="職員",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "二重送信よけ",
                        "verbose_name_plural": "二重送信よけ",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("staff", "key"),
                                name="once_per_key",
                                violation_error_message="この送信はすでに受け付けています。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key", ""), _negated=True),
                                name="once_has_key",
                                violation_error_message="鍵がありません。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Posting",
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
                        ("starts_on", models.DateField(verbose_name="開始日")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="終了日")),
                        (
                            "district",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to="districts.district",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="職員",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "配属",
                        "verbose_name_plural": "配属",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="posting_dates_in_order",
                                violation_error_message="終了日は開始日より前にできません。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("staff", "="),
                                    (
                                        django.db.models.functions.comparison.Coalesce(
                                            "district", models.Value("")
                                        ),
                                        "=",
                                    ),
                                    (
                                        districts.models.agency.DateRange(
                                            "starts_on", "ends_on", models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="posting_no_overlap",
                                violation_error_message="この職員は、同じ地区に同じ時期の配属があります。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Town",
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
                        ("name", models.CharField(max_length=50, unique=True, verbose_name="町名")),
                        ("kana", models.CharField(max_length=100, verbose_name="ふりがな")),
                        (
                            "postal_code",
                            models.CharField(
                                max_length=8,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[0-9]{3}-[0-9]{4}\\Z",
                                        "郵便番号は251-0001の形で入力してください。",
                                    )
                                ],
                                verbose_name="郵便番号",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "町名",
                        "verbose_name_plural": "町名",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("postal_code__regex", "^[0-9]{3}-[0-9]{4}$")),
                                name="town_postal_code_form",
                                violation_error_message="郵便番号は251-0001の形で入力してください。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TownDistrict",
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
                            "map",
                            models.CharField(
                                choices=[
                                    ("service", "市民センターの担当"),
                                    ("statistics", "統計の13地区"),
                                    ("unspecified", "どちらかの記載なし"),
                                ],
                                max_length=12,
                                verbose_name="区分",
                            ),
                        ),
                        (
                            "partial",
                            models.BooleanField(
                                blank=True,
                                help_text="空欄は不明",
                                null=True,
                                verbose_name="町の一部",
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[("stated", "出典に記載"), ("derived", "出典から推定")],
                                max_length=8,
                                verbose_name="根拠",
                            ),
                        ),
                        ("source", models.TextField(max_length=2000, verbose_name="出典")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="備考")),
                        (
                            "district",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="town_districts",
                                to="districts.district",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "town",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="town_districts",
                                to="districts.town",
                                verbose_name="町名",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "町名と地区",
                        "verbose_name_plural": "町名と地区",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("town", "district", "map"),
                                name="town_district_once_per_map",
                                violation_error_message="この町名と地区の組み合わせは、すでにあります。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("map__in", ["service", "statistics", "unspecified"])
                                ),
                                name="town_district_map_known",
                                violation_error_message="区分が正しくありません。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgencyVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=100, verbose_name="機関名")),
                        (
                            "short_name",
                            models.CharField(blank=True, max_length=50, verbose_name="略称・愛称"),
                        ),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("counter", "総合相談窓口"),
                                    ("self_reliance", "自立相談支援"),
                                    ("elderly", "高齢者の相談"),
                                    ("disability", "障がいの相談"),
                                    ("child", "子ども・子育ての相談"),
                                    ("health", "保健"),
                                    ("section", "市の所管課"),
                                    ("council", "社会福祉協議会"),
                                    ("resource", "社会資源"),
                                    ("other", "その他"),
                                ],
                                max_length=20,
                                verbose_name="区分",
                            ),
                        ),
                        ("kind", models.CharField(blank=True, max_length=100, verbose_name="種別")),
                        (
                            "operator",
                            models.CharField(blank=True, max_length=100, verbose_name="運営"),
                        ),
                        (
                            "programmes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("consultation", "包括的相談支援"),
                                        ("participation", "参加支援"),
                                        ("outreach", "アウトリーチ"),
                                        ("community", "地域づくり"),
                                        ("coordination", "多機関協働"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="担う事業",
                            ),
                        ),
                        ("citywide", models.BooleanField(default=False, verbose_name="全市")),
                        (
                            "valid_from",
                            models.DateField(blank=True, null=True, verbose_name="開始日"),
                        ),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="終了日"),
                        ),
                        ("tel", models.CharField(blank=True, max_length=100, verbose_name="電話")),
                        ("fax", models.CharField(blank=True, max_length=50, verbose_name="FAX")),
                        (
                            "address",
                            models.CharField(blank=True, max_length=200, verbose_name="所在地"),
                        ),
                        (
                            "hours",
                            models.CharField(blank=True, max_length=200, verbose_name="受付時間"),
                        ),
                        (
                            "note",
                            models.TextField(blank=True, max_length=1000, verbose_name="備考"),
                        ),
                        (
                            "accepts_referrals",
                            models.BooleanField(default=True, verbose_name="つなぎを受ける"),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        (
                            "source",
                            models.TextField(blank=True, max_length=2000, verbose_name="出典"),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="districts.agency",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "機関の版",
                        "verbose_name_plural": "機関の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="a16ebf4f1df8316d26a719932355f24f2347c65a",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_20f74",
                                    table="districts_agencyversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgencyName",
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
                        ("name", models.CharField(max_length=100, verbose_name="機関名")),
                        (
                            "short_name",
                            models.CharField(blank=True, max_length=50, verbose_name="略称・愛称"),
                        ),
                        (
                            "valid_from",
                            models.DateField(blank=True, null=True, verbose_name="いつから"),
                        ),
                        ("noted_at", models.DateTimeField(verbose_name="書いた日時")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="names",
                                to="districts.agency",
                                verbose_name="機関",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "機関の名前",
                        "verbose_name_plural": "機関の名前",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "valid_from"),
                                name="agency_name_once_a_day",
                                nulls_distinct=False,
                                violation_error_message="その日からの名前が、もうあります。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="agency_name_says_something",
                                violation_error_message="機関名を入れてください。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Issue",
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
                            "text",
                            models.TextField(
                                max_length=1000, verbose_name="足りないこと・困っていること"
                            ),
                        ),
                        ("from_case", models.BooleanField(verbose_name="ケースから見えた")),
                        ("raised_on", models.DateField(verbose_name="出した日")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("raised", "集まった"),
                                    ("handed", "会議に渡した"),
                                    ("answered", "答えがあった"),
                                    ("withdrawn", "取り下げた"),
                                ],
                                max_length=10,
                                verbose_name="ようす",
                            ),
                        ),
                        (
                            "handed_to",
                            models.CharField(blank=True, max_length=120, verbose_name="渡した会議"),
                        ),
                        (
                            "handed_on",
                            models.DateField(blank=True, null=True, verbose_name="渡した日"),
                        ),
                        (
                            "answer",
                            models.TextField(blank=True, max_length=2000, verbose_name="答え"),
                        ),
                        (
                            "answered_on",
                            models.DateField(blank=True, null=True, verbose_name="答えの日"),
                        ),
                        (
                            "withdrawn_because",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="取り下げたわけ"
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
                            "district",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to="districts.district",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "handed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "raised_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="出した職員",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to="districts.topic",
                                verbose_name="困りごとの分野",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "地域課題",
                        "verbose_name_plural": "地域課題",
                        "indexes": [
                            models.Index(fields=["-raised_on", "-id"], name="issue_newest"),
                            models.Index(
                                fields=["district", "topic", "state"], name="issue_gathered"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="issue_says_what",
                                violation_error_message="足りないこと・困っていることを入れてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("handed_by", None),
                                        ("handed_on", None),
                                        ("handed_to", ""),
                                        ("state__in", ["raised", "withdrawn"]),
                                    ),
                                    models.Q(
                                        ("handed_on__isnull", False),
                                        ("state__in", ["handed", "answered"]),
                                        ("handed_by__isnull", False),
                                        models.Q(("handed_to", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="issue_handed_to_a_table",
                                violation_error_message="渡す会議をえらんでください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("state", "answered"), _negated=True),
                                        ("answer", ""),
                                        ("answered_by", None),
                                        ("answered_on", None),
                                    ),
                                    models.Q(
                                        ("answered_by__isnull", False),
                                        ("answered_on__isnull", False),
                                        ("state", "answered"),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="issue_answered_in_words",
                                violation_error_message="答えを入れてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("withdrawn_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="issue_withdrawn_for_a_reason",
                                violation_error_message="取り下げるわけを入れてください",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="issue_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="1b918cc6f83e4314af4d061438cf5c7f6434c679",
                                    operation="DELETE",
                                    pgid="pgtrigger_issue_stays_35046",
                                    table="districts_issue",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="issue_keeps_its_words",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."topic_id" IS DISTINCT FROM (NEW."topic_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."from_case" IS DISTINCT FROM (NEW."from_case") OR OLD."raised_by_id" IS DISTINCT FROM (NEW."raised_by_id") OR OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."raised_on" IS DISTINCT FROM (NEW."raised_on"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="5d25c719b4ab0ce2efa84a0e08d1713dc7645459",
                                    operation="UPDATE",
                                    pgid="pgtrigger_issue_keeps_its_words_2f3b8",
                                    table="districts_issue",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="issue_answered_once",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.\"state\" IN ('answered', 'withdrawn'))",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="73eb18539e7748dccfaf9d793e26ced1211db79c",
                                    operation="UPDATE",
                                    pgid="pgtrigger_issue_answered_once_10949",
                                    table="districts_issue",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="issue_steps",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    declare="DECLARE _is_valid_transition BOOLEAN;",
                                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{raised:handed,raised:withdrawn,handed:answered}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                                    hash="9cea05d377b78425c63edae9ec7e40857a45ab11",
                                    operation="UPDATE",
                                    pgid="pgtrigger_issue_steps_9c3f1",
                                    table="districts_issue",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Resource",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("place", "居場所・通いの場"),
                                    ("food", "食事・買い物"),
                                    ("ride", "移動・外出"),
                                    ("watch", "見守り・声かけ"),
                                    ("home", "住まい・片づけ"),
                                    ("work", "仕事・役割"),
                                    ("learn", "学び・子ども"),
                                    ("talk", "相談・情報"),
                                    ("other", "そのほか"),
                                ],
                                max_length=10,
                                verbose_name="種類",
                            ),
                        ),
                        ("what", models.TextField(max_length=1000, verbose_name="できること")),
                        (
                            "where",
                            models.CharField(blank=True, max_length=200, verbose_name="場所"),
                        ),
                        (
                            "contact",
                            models.CharField(blank=True, max_length=200, verbose_name="連絡先"),
                        ),
                        ("citywide", models.BooleanField(default=False, verbose_name="市全体")),
                        ("confirmed_on", models.DateField(verbose_name="確かめた日")),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="なくなった日"),
                        ),
                        (
                            "ended_because",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="なくなったわけ"
                            ),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        (
                            "source",
                            models.CharField(blank=True, max_length=200, verbose_name="出典"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        ("created_at", models.DateTimeField(verbose_name="のせた日時")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="確かめた職員",
                            ),
                        ),
                        (
                            "districts",
                            models.ManyToManyField(
                                blank=True,
                                related_name="resources",
                                to="districts.district",
                                verbose_name="地区",
                            ),
                        ),
                        (
                            "topics",
                            models.ManyToManyField(
                                blank=True,
                                related_name="resources",
                                to="districts.topic",
                                verbose_name="こたえられる困りごと",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "社会資源",
                        "verbose_name_plural": "社会資源",
                        "indexes": [models.Index(fields=["name", "id"], name="resource_by_name")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True),
                                    models.Q(("what", ""), _negated=True),
                                ),
                                name="resource_says_what",
                                violation_error_message="名前とできることを入れてください",
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
                                name="resource_ended_for_a_reason",
                                violation_error_message="なくなったわけを入れてください",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on__isnull", True)),
                                fields=("name",),
                                name="resource_once",
                                violation_error_message="この名前の社会資源は、もうあります",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="resource_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="91ef28dcb941bf33c519340b371fecaa6c7b4ac3",
                                    operation="DELETE",
                                    pgid="pgtrigger_resource_stays_0b729",
                                    table="districts_resource",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="resource_version",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="NEW.version = OLD.version + 1; RETURN NEW;",
                                    hash="4f38a34b9d93ae18d5f872cb8f8ac8f5d81e957b",
                                    operation="UPDATE",
                                    pgid="pgtrigger_resource_version_858fa",
                                    table="districts_resource",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "districts_resourceversion" ("citywide", "confirmed_by_id", "confirmed_on", "contact", "created_at", "ended_because", "ended_on", "fictional", "id", "kind", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at", "version", "what", "where") VALUES (NEW."citywide", NEW."confirmed_by_id", NEW."confirmed_on", NEW."contact", NEW."created_at", NEW."ended_because", NEW."ended_on", NEW."fictional", NEW."id", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."source", NEW."updated_at", NEW."version", NEW."what", NEW."where"); RETURN NULL;',
                                    hash="a5ae2822f14df81945b98aef7557e2774afd4784",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_38473",
                                    table="districts_resource",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "districts_resourceversion" ("citywide", "confirmed_by_id", "confirmed_on", "contact", "created_at", "ended_because", "ended_on", "fictional", "id", "kind", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at", "version", "what", "where") VALUES (NEW."citywide", NEW."confirmed_by_id", NEW."confirmed_on", NEW."contact", NEW."created_at", NEW."ended_because", NEW."ended_on", NEW."fictional", NEW."id", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."source", NEW."updated_at", NEW."version", NEW."what", NEW."where"); RETURN NULL;',
                                    hash="92fe0631d2bf68b6c25f7a48f0ef10685a69b0c9",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_7a497",
                                    table="districts_resource",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Match",
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
                            models.CharField(blank=True, max_length=500, verbose_name="ひとこと"),
                        ),
                        ("matched_at", models.DateTimeField(verbose_name="つき合わせた日時")),
                        ("undone_at", models.DateTimeField(null=True, verbose_name="外した日時")),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matches",
                                to="districts.issue",
                            ),
                        ),
                        (
                            "matched_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "resource",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matches",
                                to="districts.resource",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "つき合わせ",
                        "verbose_name_plural": "つき合わせ",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at__isnull", True)),
                                fields=("issue", "resource"),
                                name="match_once",
                                violation_error_message="この社会資源は、もうつき合わせてあります",
                            ),
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
                                name="match_undone_by_somebody",
                                violation_error_message="外すときは、だれがいつ外したかが要ります",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="match_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="148dec478d1569f8a7483989b87d5bb956516b97",
                                    operation="DELETE",
                                    pgid="pgtrigger_match_stays_be85f",
                                    table="districts_match",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="match_undone_once",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."undone_at" IS NOT NULL)',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="c86524a34185b651d3b4673b6244353dd9e55f4b",
                                    operation="UPDATE",
                                    pgid="pgtrigger_match_undone_once_24849",
                                    table="districts_match",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResourceVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=100, verbose_name="名前")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("place", "居場所・通いの場"),
                                    ("food", "食事・買い物"),
                                    ("ride", "移動・外出"),
                                    ("watch", "見守り・声かけ"),
                                    ("home", "住まい・片づけ"),
                                    ("work", "仕事・役割"),
                                    ("learn", "学び・子ども"),
                                    ("talk", "相談・情報"),
                                    ("other", "そのほか"),
                                ],
                                max_length=10,
                                verbose_name="種類",
                            ),
                        ),
                        ("what", models.TextField(max_length=1000, verbose_name="できること")),
                        (
                            "where",
                            models.CharField(blank=True, max_length=200, verbose_name="場所"),
                        ),
                        (
                            "contact",
                            models.CharField(blank=True, max_length=200, verbose_name="連絡先"),
                        ),
                        ("citywide", models.BooleanField(default=False, verbose_name="市全体")),
                        ("confirmed_on", models.DateField(verbose_name="確かめた日")),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="なくなった日"),
                        ),
                        (
                            "ended_because",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="なくなったわけ"
                            ),
                        ),
                        ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                        (
                            "source",
                            models.CharField(blank=True, max_length=200, verbose_name="出典"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        ("created_at", models.DateTimeField(verbose_name="のせた日時")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="確かめた職員",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="districts.resource",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "社会資源の版",
                        "verbose_name_plural": "社会資源の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="ef07703d4af3adfaec21c380776f9bbe97116888",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_30e2a",
                                    table="districts_resourceversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
            ]
        ),
    ]

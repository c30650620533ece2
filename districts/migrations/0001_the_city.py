"""地区・機関・職員: every table of the room in its first form."""

import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import districts.models.agency


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Agency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("operator", models.CharField(blank=True, max_length=100, verbose_name="運営")),
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
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="開始日")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="終了日")),
                ("tel", models.CharField(blank=True, max_length=100, verbose_name="電話")),
                ("fax", models.CharField(blank=True, max_length=50, verbose_name="FAX")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="所在地")),
                ("hours", models.CharField(blank=True, max_length=200, verbose_name="受付時間")),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="備考")),
                (
                    "accepts_referrals",
                    models.BooleanField(default=True, verbose_name="つなぎを受ける"),
                ),
                ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                ("source", models.TextField(blank=True, max_length=2000, verbose_name="出典")),
            ],
            options={
                "verbose_name": "機関",
                "verbose_name_plural": "機関",
            },
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=20, verbose_name="ブロック名")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="備考")),
            ],
            options={
                "verbose_name": "ブロック",
                "verbose_name_plural": "ブロック",
            },
        ),
        migrations.CreateModel(
            name="BlockScheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=50, unique=True, verbose_name="区割り")),
                ("source", models.TextField(blank=True, max_length=2000, verbose_name="出典")),
            ],
            options={
                "verbose_name": "区割り",
                "verbose_name_plural": "区割り",
            },
        ),
        migrations.CreateModel(
            name="Staff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
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
                ("kana", models.CharField(blank=True, max_length=100, verbose_name="ふりがな")),
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
            },
        ),
        migrations.AddField(
            model_name="agency",
            name="blocks",
            field=models.ManyToManyField(
                blank=True,
                related_name="agencies",
                to="districts.block",
                verbose_name="担当ブロック",
            ),
        ),
        migrations.AddField(
            model_name="block",
            name="scheme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="blocks",
                to="districts.blockscheme",
                verbose_name="区割り",
            ),
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
                ("name", models.CharField(max_length=20, unique=True, verbose_name="地区名")),
                ("kana", models.CharField(max_length=40, verbose_name="ふりがな")),
                ("tile_row", models.PositiveSmallIntegerField(verbose_name="地図の行")),
                ("tile_column", models.PositiveSmallIntegerField(verbose_name="地図の列")),
                ("centre_name", models.CharField(max_length=50, verbose_name="市民センター")),
                (
                    "centre_address",
                    models.CharField(blank=True, max_length=100, verbose_name="市民センターの住所"),
                ),
                (
                    "centre_tel",
                    models.CharField(blank=True, max_length=50, verbose_name="市民センターの電話"),
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
        migrations.AddField(
            model_name="block",
            name="districts",
            field=models.ManyToManyField(
                blank=True, related_name="blocks", to="districts.district", verbose_name="地区"
            ),
        ),
        migrations.AddField(
            model_name="agency",
            name="districts",
            field=models.ManyToManyField(
                blank=True,
                related_name="agencies",
                to="districts.district",
                verbose_name="担当地区",
            ),
        ),
        migrations.CreateModel(
            name="Once",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("location", models.CharField(blank=True, max_length=500, verbose_name="行き先")),
                ("created_at", models.DateTimeField(db_index=True, verbose_name="受付日時")),
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
            },
        ),
        migrations.CreateModel(
            name="Population",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("total", models.PositiveIntegerField(blank=True, null=True, verbose_name="人口")),
                ("age65", models.PositiveIntegerField(verbose_name="65歳以上")),
                (
                    "age75",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="75歳以上"),
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
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("label", models.CharField(max_length=30, unique=True, verbose_name="分野")),
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
        migrations.AddField(
            model_name="agency",
            name="topics",
            field=models.ManyToManyField(
                blank=True, related_name="agencies", to="districts.topic", verbose_name="分野"
            ),
        ),
        migrations.CreateModel(
            name="Town",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        blank=True, help_text="空欄は不明", null=True, verbose_name="町の一部"
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
            },
        ),
        migrations.AddConstraint(
            model_name="staff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        ["counter", "csw", "agency", "coordinator", "manager", "administrator"],
                    )
                ),
                name="staff_role_known",
                violation_error_message="役割が正しくありません。",
            ),
        ),
        migrations.AddConstraint(
            model_name="staff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("role", "administrator"),
                    models.Q(("is_staff", False), ("is_superuser", False)),
                    _connector="OR",
                ),
                name="staff_admin_site_for_administrators",
                violation_error_message="管理サイトに入れるのはシステム管理の職員だけです。",
            ),
        ),
        migrations.AddConstraint(
            model_name="staff",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="staff_has_name",
                violation_error_message="氏名を入力してください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.UniqueConstraint(
                fields=("scheme", "name"),
                name="block_once_in_scheme",
                violation_error_message="この区割りには、同じ名前のブロックがあります。",
            ),
        ),
        migrations.AddConstraint(
            model_name="once",
            constraint=models.UniqueConstraint(
                fields=("staff", "key"),
                name="once_per_key",
                violation_error_message="この送信はすでに受け付けています。",
            ),
        ),
        migrations.AddConstraint(
            model_name="once",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True),
                name="once_has_key",
                violation_error_message="鍵がありません。",
            ),
        ),
        migrations.AddConstraint(
            model_name="population",
            constraint=models.UniqueConstraint(
                fields=("district", "year", "kind", "as_of"),
                name="population_once",
                nulls_distinct=False,
                violation_error_message="同じ地区・年・種類・基準日の人口がすでにあります。",
            ),
        ),
        migrations.AddConstraint(
            model_name="population",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["actual", "projection"])),
                name="population_kind_known",
                violation_error_message="種類は実績か推計です。",
            ),
        ),
        migrations.AddConstraint(
            model_name="population",
            constraint=models.CheckConstraint(
                condition=models.Q(("ageing_rate__gte", 0), ("ageing_rate__lte", 100)),
                name="population_rate_is_percent",
                violation_error_message="高齢化率は0から100までの数です。",
            ),
        ),
        migrations.AddConstraint(
            model_name="population",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("age75__isnull", True), ("age75__lte", models.F("age65")), _connector="OR"
                    ),
                    models.Q(
                        ("total__isnull", True), ("age65__lte", models.F("total")), _connector="OR"
                    ),
                ),
                name="population_parts_fit",
                violation_error_message="75歳以上は65歳以上を、65歳以上は人口を超えられません。",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="posting_dates_in_order",
                violation_error_message="終了日は開始日より前にできません。",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
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
        ),
        migrations.AddIndex(
            model_name="agency",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["programmes"], name="agency_programmes"
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_from__isnull", True),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="agency_dates_in_order",
                violation_error_message="終了日は開始日より前にできません。",
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "programmes__contained_by",
                        ["consultation", "participation", "outreach", "community", "coordination"],
                    )
                ),
                name="agency_programmes_known",
                violation_error_message="担う事業が正しくありません。",
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="towndistrict",
            constraint=models.UniqueConstraint(
                fields=("town", "district", "map"),
                name="town_district_once_per_map",
                violation_error_message="この町名と地区の組み合わせは、すでにあります。",
            ),
        ),
        migrations.AddConstraint(
            model_name="towndistrict",
            constraint=models.CheckConstraint(
                condition=models.Q(("map__in", ["service", "statistics", "unspecified"])),
                name="town_district_map_known",
                violation_error_message="区分が正しくありません。",
            ),
        ),
    ]

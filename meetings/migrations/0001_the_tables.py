"""会議体・会議・議題・席・議事録・重点テーマ: the room as its first migrations left it, drawn together."""

import uuid

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
        ("meetings", "0001_the_tables_drawn_together"),
        ("meetings", "0006_what_the_papers_say_was_held"),
        ("meetings", "0007_let_go_with_a_reason"),
        ("meetings", "0008_papers_and_who_presents"),
        ("meetings", "0009_what_is_agreed_with_partners"),
        ("meetings", "0010_what_stood_in_the_road_map"),
        ("meetings", "0011_who_took_part"),
    ]

    initial = True

    dependencies = [
        ("cases", "0001_the_register"),
        ("districts", "0001_the_city_drawn_together"),
    ]

    operations = [
        MakeTogether(
            [
                migrations.CreateModel(
                    name="LegalBasis",
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
                        ("name", models.CharField(max_length=60, unique=True, verbose_name="根拠")),
                        ("band", models.CharField(max_length=200, verbose_name="帯に出すことば")),
                        (
                            "without_consent",
                            models.BooleanField(
                                default=False, verbose_name="同意がなくても共有できる"
                            ),
                        ),
                        (
                            "secrecy",
                            models.BooleanField(default=True, verbose_name="守秘の確認が要る"),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="並び順")),
                        ("active", models.BooleanField(default=True, verbose_name="使用中")),
                        (
                            "source",
                            models.CharField(blank=True, max_length=200, verbose_name="出典"),
                        ),
                    ],
                    options={
                        "verbose_name": "会議の根拠",
                        "verbose_name_plural": "会議の根拠",
                        "ordering": ["position", "code"],
                    },
                ),
                migrations.CreateModel(
                    name="PlanDecided",
                    fields=[],
                    options={
                        "verbose_name": "プランの決定と会議",
                        "verbose_name_plural": "プランの決定と会議",
                        "proxy": True,
                    },
                    bases=("cases.plandecision",),
                ),
                migrations.CreateModel(
                    name="MeetingBody",
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
                            "code",
                            models.CharField(
                                max_length=30,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[a-z][a-z0-9_]*\\Z",
                                        "コードは英小文字・数字・_で入力してください。",
                                    )
                                ],
                                verbose_name="コード",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="会議体")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("juso", "重層的支援会議"),
                                    ("shien", "支援会議"),
                                    ("small_area", "小地域ケア会議"),
                                    ("council", "協議体"),
                                    ("area_care", "地域ケア会議"),
                                    ("steering", "庁内検討委員会"),
                                    ("section", "専門部会"),
                                    ("subsection", "分科会"),
                                    ("promotion", "推進会議"),
                                    ("professionals", "多職種研修会"),
                                    ("district_talk", "地区別懇談会"),
                                    ("exchange", "地域活動団体交流会"),
                                    ("symposium", "シンポジウム"),
                                    ("training", "職員研修"),
                                ],
                                max_length=20,
                                verbose_name="種類",
                            ),
                        ),
                        (
                            "packet_days",
                            models.PositiveSmallIntegerField(
                                default=3, verbose_name="資料の期限（何開庁日前）"
                            ),
                        ),
                        (
                            "sight_days",
                            models.PositiveSmallIntegerField(
                                default=7, verbose_name="資料を見られる日数（会議のあと）"
                            ),
                        ),
                        (
                            "minutes_each",
                            models.PositiveSmallIntegerField(
                                default=20, verbose_name="議題ひとつの時間（分）"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="並び順")),
                        ("active", models.BooleanField(default=True, verbose_name="使用中")),
                        (
                            "source",
                            models.CharField(blank=True, max_length=200, verbose_name="出典"),
                        ),
                        (
                            "bases",
                            models.ManyToManyField(
                                blank=True,
                                related_name="bodies",
                                to="meetings.legalbasis",
                                verbose_name="根拠",
                            ),
                        ),
                        (
                            "district",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="districts.district",
                                verbose_name="地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "会議体",
                        "verbose_name_plural": "会議体",
                        "ordering": ["position", "code"],
                    },
                ),
                migrations.CreateModel(
                    name="Series",
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
                            "rhythm",
                            models.CharField(
                                choices=[("weekly", "毎週"), ("monthly", "毎月 第○曜日")],
                                max_length=10,
                                verbose_name="くり返し",
                            ),
                        ),
                        (
                            "week",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="第何週"
                            ),
                        ),
                        ("weekday", models.PositiveSmallIntegerField(verbose_name="曜日（月=0）")),
                        ("starts_at", models.TimeField(verbose_name="はじめ")),
                        ("ends_at", models.TimeField(verbose_name="終わり")),
                        (
                            "place",
                            models.CharField(blank=True, max_length=100, verbose_name="場所"),
                        ),
                        (
                            "online_url",
                            models.URLField(blank=True, verbose_name="オンラインのアドレス"),
                        ),
                        ("since", models.DateField(verbose_name="いつから")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="いつまで")),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="series",
                                to="meetings.meetingbody",
                            ),
                        ),
                        (
                            "made_until",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="ここまで作った"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "くり返しの会議",
                        "verbose_name_plural": "くり返しの会議",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("weekday__range", (0, 6))),
                                name="series_weekday",
                                violation_error_message="曜日をえらんでください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="series_hours",
                                violation_error_message="終わりは、はじめより後の時刻にしてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rhythm", "weekly"), ("week__isnull", True)),
                                    models.Q(
                                        ("rhythm", "monthly"),
                                        ("week__isnull", False),
                                        ("week__range", (1, 5)),
                                    ),
                                    _connector="OR",
                                ),
                                name="series_week",
                                violation_error_message="毎月のときは、第何週かを1から5でえらんでください",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
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
                                    ("juso", "重層的支援会議"),
                                    ("shien", "支援会議"),
                                    ("small_area", "小地域ケア会議"),
                                    ("council", "協議体"),
                                    ("area_care", "地域ケア会議"),
                                    ("steering", "庁内検討委員会"),
                                    ("section", "専門部会"),
                                    ("subsection", "分科会"),
                                    ("promotion", "推進会議"),
                                    ("professionals", "多職種研修会"),
                                    ("district_talk", "地区別懇談会"),
                                    ("exchange", "地域活動団体交流会"),
                                    ("symposium", "シンポジウム"),
                                    ("training", "職員研修"),
                                ],
                                max_length=20,
                                verbose_name="種類",
                            ),
                        ),
                        ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("ordinal", models.PositiveSmallIntegerField(verbose_name="第何回")),
                        (
                            "title",
                            models.CharField(blank=True, max_length=100, verbose_name="テーマ"),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="はじめ")),
                        ("ends_at", models.DateTimeField(verbose_name="終わり")),
                        (
                            "place",
                            models.CharField(blank=True, max_length=100, verbose_name="場所"),
                        ),
                        (
                            "online_url",
                            models.URLField(blank=True, verbose_name="オンラインのアドレス"),
                        ),
                        (
                            "emergency",
                            models.BooleanField(default=False, verbose_name="緊急（必要な方だけ）"),
                        ),
                        (
                            "packet_due_on",
                            models.DateField(blank=True, null=True, verbose_name="資料の期限"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "準備中"),
                                    ("invited", "招集した"),
                                    ("held", "開いた"),
                                    ("settled", "記録まで終わった"),
                                    ("cancelled", "取りやめ"),
                                ],
                                max_length=10,
                                verbose_name="ようす",
                            ),
                        ),
                        (
                            "notes",
                            models.TextField(blank=True, max_length=20000, verbose_name="記録"),
                        ),
                        ("created_at", models.DateTimeField(verbose_name="作った日時")),
                        (
                            "held_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="開いた日時"),
                        ),
                        (
                            "settled_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="記録を終えた日時"
                            ),
                        ),
                        (
                            "cancelled_because",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="取りやめたわけ"
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
                            "bases",
                            models.ManyToManyField(
                                blank=True,
                                related_name="meetings",
                                to="meetings.legalbasis",
                                verbose_name="根拠",
                            ),
                        ),
                        (
                            "called_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="事務局の職員",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="meetings.meetingbody",
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="meetings.series",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "会議",
                        "verbose_name_plural": "会議",
                        "indexes": [
                            models.Index(fields=["-starts_at", "-id"], name="meeting_by_day"),
                            models.Index(
                                fields=["fiscal_year", "kind", "state"], name="meeting_counted"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("body", "fiscal_year", "ordinal"),
                                name="meeting_numbered_once",
                                violation_error_message="この年度のその回は、もうあります",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("series__isnull", False)),
                                fields=("series", "starts_at"),
                                name="meeting_of_series_once",
                                violation_error_message="この日の会議は、もうあります",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="meeting_hours",
                                violation_error_message="終わりは、はじめより後の時刻にしてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["held", "settled"]), _negated=True),
                                    ("held_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="meeting_held_with_a_time",
                                violation_error_message="開いた会議には、開いた日時が要ります",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="meeting_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="2c628fe2713391d017c3d3c339948d5c4ce107d6",
                                    operation="DELETE",
                                    pgid="pgtrigger_meeting_stays_fd115",
                                    table="meetings_meeting",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="meeting_version",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."emergency" IS DISTINCT FROM (NEW."emergency") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."notes" IS DISTINCT FROM (NEW."notes") OR OLD."online_url" IS DISTINCT FROM (NEW."online_url") OR OLD."packet_due_on" IS DISTINCT FROM (NEW."packet_due_on") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))',
                                    func="NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;",
                                    hash="a09b841e915abbc04feca13c9b61fd54b42619bd",
                                    operation="UPDATE",
                                    pgid="pgtrigger_meeting_version_1e27c",
                                    table="meetings_meeting",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="meeting_steps",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    declare="DECLARE _is_valid_transition BOOLEAN;",
                                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{planned:cancelled,planned:held,planned:invited,invited:cancelled,invited:held,held:settled}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                                    hash="2586b7c456f9c2f2b5af23370266dbb0116a10af",
                                    operation="UPDATE",
                                    pgid="pgtrigger_meeting_steps_48bbd",
                                    table="meetings_meeting",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "meetings_meetingversion" ("body_id", "called_by_id", "cancelled_because", "created_at", "emergency", "ends_at", "fiscal_year", "held_at", "id", "kind", "notes", "online_url", "ordinal", "packet_due_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "series_id", "settled_at", "starts_at", "state", "title", "updated_at", "version") VALUES (NEW."body_id", NEW."called_by_id", NEW."cancelled_because", NEW."created_at", NEW."emergency", NEW."ends_at", NEW."fiscal_year", NEW."held_at", NEW."id", NEW."kind", NEW."notes", NEW."online_url", NEW."ordinal", NEW."packet_due_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place", NEW."series_id", NEW."settled_at", NEW."starts_at", NEW."state", NEW."title", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="187ab23652396d1954022e68a416db8ff32a788e",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_61d9e",
                                    table="meetings_meeting",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "meetings_meetingversion" ("body_id", "called_by_id", "cancelled_because", "created_at", "emergency", "ends_at", "fiscal_year", "held_at", "id", "kind", "notes", "online_url", "ordinal", "packet_due_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "series_id", "settled_at", "starts_at", "state", "title", "updated_at", "version") VALUES (NEW."body_id", NEW."called_by_id", NEW."cancelled_because", NEW."created_at", NEW."emergency", NEW."ends_at", NEW."fiscal_year", NEW."held_at", NEW."id", NEW."kind", NEW."notes", NEW."online_url", NEW."ordinal", NEW."packet_due_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place", NEW."series_id", NEW."settled_at", NEW."starts_at", NEW."state", NEW."title", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="417d35a280f591c5854553d639a2b6ff571a96e9",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_495b8",
                                    table="meetings_meeting",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItem",
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
                        ("position", models.PositiveSmallIntegerField(verbose_name="順番")),
                        ("title", models.CharField(blank=True, max_length=100, verbose_name="題")),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("juso1", "重層① 多機関協働のプランの確認"),
                                    ("juso2", "重層② 参加支援のプランの決定"),
                                    ("shien1", "支援① 同意のない事案の話し合い"),
                                    ("shien2", "支援② アウトリーチのプランの検討"),
                                    ("none", "理由の番号なし"),
                                ],
                                max_length=10,
                                verbose_name="理由",
                            ),
                        ),
                        (
                            "question",
                            models.TextField(
                                blank=True, max_length=1000, verbose_name="今日きめること"
                            ),
                        ),
                        ("minutes", models.PositiveSmallIntegerField(verbose_name="時間（分）")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("tabled", "これから"),
                                    ("open", "話し合い中"),
                                    ("decided", "決まった"),
                                    ("continued", "次回も話し合う"),
                                    ("removed", "議題から外した"),
                                    ("rerouted", "ほかの会議へ移した"),
                                ],
                                max_length=10,
                                verbose_name="ようす",
                            ),
                        ),
                        (
                            "name_shown",
                            models.BooleanField(default=False, verbose_name="氏名を出す"),
                        ),
                        (
                            "why",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="この会議に出すわけ"
                            ),
                        ),
                        ("tabled_at", models.DateTimeField(verbose_name="議題に入れた日時")),
                        (
                            "consent_state",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("given", "同意あり"),
                                    ("not_yet", "まだ"),
                                    ("refused", "なし"),
                                    ("not_asked", "聞いていない"),
                                ],
                                max_length=10,
                                verbose_name="会議のときの同意",
                            ),
                        ),
                        (
                            "opened_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="話しはじめた日時"
                            ),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="終えた日時"),
                        ),
                        (
                            "memo",
                            models.TextField(blank=True, max_length=20000, verbose_name="議事メモ"),
                        ),
                        (
                            "memo_version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="メモの版"
                            ),
                        ),
                        (
                            "next_check_on",
                            models.DateField(blank=True, null=True, verbose_name="次に確かめる日"),
                        ),
                        (
                            "removed_because",
                            models.CharField(blank=True, max_length=500, verbose_name="外したわけ"),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agenda_items",
                                to="cases.case",
                            ),
                        ),
                        (
                            "consent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.consentevent",
                                verbose_name="同意",
                            ),
                        ),
                        (
                            "follows",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed_by",
                                to="meetings.agendaitem",
                                verbose_name="前回の議題",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agenda_items",
                                to="cases.plan",
                            ),
                        ),
                        (
                            "tabled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="議題に入れた職員",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "presenter",
                            models.CharField(blank=True, max_length=60, verbose_name="説明する人"),
                        ),
                    ],
                    options={
                        "verbose_name": "議題",
                        "verbose_name_plural": "議題",
                        "ordering": ["position", "pk"],
                        "indexes": [
                            models.Index(fields=["case", "-tabled_at"], name="agenda_by_case"),
                            models.Index(fields=["reason", "state"], name="agenda_counted"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("case__isnull", False), ("state__in", ["tabled", "open"])
                                ),
                                fields=("meeting", "case"),
                                name="agenda_case_once",
                                violation_error_message="このケースは、もうこの会議の議題です",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("plan__isnull", False), ("state__in", ["tabled", "open"])
                                ),
                                fields=("plan",),
                                name="agenda_plan_on_one_table",
                                violation_error_message="このプランは、もう会議に出ています",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("meeting",),
                                name="agenda_one_at_a_time",
                                violation_error_message="ほかの議題を話し合っています。先にそれを終えてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("case__isnull", False),
                                    models.Q(
                                        models.Q(("title", ""), _negated=True),
                                        ("plan__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="agenda_about_something",
                                violation_error_message="ケースをえらぶか、題を入れてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", True), ("state", "tabled")),
                                    models.Q(
                                        ("closed_at__isnull", True),
                                        ("opened_at__isnull", False),
                                        ("state", "open"),
                                    ),
                                    ("closed_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="agenda_times",
                                violation_error_message="終えた議題には、終えた日時が要ります",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("case__isnull", True),
                                    models.Q(("state__in", ["open", "decided"]), _negated=True),
                                    models.Q(("consent_state", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="agenda_consent_frozen",
                                violation_error_message="話し合うときの同意のようすが要ります",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="agenda_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="02690a8340277aa36b411df15acfeb3af7100a01",
                                    operation="DELETE",
                                    pgid="pgtrigger_agenda_stays_b2f39",
                                    table="meetings_agendaitem",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="agenda_of_one_case",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="f2918286ed4c0cd90c7bb39f94b9379a834c2f4a",
                                    operation="UPDATE",
                                    pgid="pgtrigger_agenda_of_one_case_486a9",
                                    table="meetings_agendaitem",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="agenda_steps",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    declare="DECLARE _is_valid_transition BOOLEAN;",
                                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{tabled:continued,tabled:open,tabled:removed,tabled:rerouted,open:continued,open:decided,open:removed,open:rerouted}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                                    hash="202e3d5b91c5ca1814d687ed2c0504a1974db13f",
                                    operation="UPDATE",
                                    pgid="pgtrigger_agenda_steps_a71b0",
                                    table="meetings_agendaitem",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="agenda_memo_version",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."memo" IS DISTINCT FROM (NEW."memo"))',
                                    func="NEW.memo_version = OLD.memo_version + 1; RETURN NEW;",
                                    hash="ec97ef234591949c6d437a8cca475e2f63211afb",
                                    operation="UPDATE",
                                    pgid="pgtrigger_agenda_memo_version_32b74",
                                    table="meetings_agendaitem",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="agenda_consent_decides_the_table",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (NEW."case_id" IS NOT NULL AND (NEW."state" = \'tabled\' OR NEW."state" = \'open\' OR NEW."state" = \'decided\'))',
                                    func="\nDECLARE\n    the_kind text;\n    the_case bigint := NEW.case_id;\n    the_moment timestamptz := CASE NEW.state\n        WHEN 'tabled' THEN NEW.tabled_at WHEN 'open' THEN NEW.opened_at ELSE NEW.closed_at END;\n    the_consent bigint;\nBEGIN\nIF TG_OP = 'UPDATE' AND NEW.state = OLD.state THEN\n    RETURN NEW;\nEND IF;\nthe_kind := (SELECT kind FROM meetings_meeting WHERE id = NEW.meeting_id);\nIF the_kind NOT IN ('juso', 'shien') THEN\n    RAISE EXCEPTION 'ケースを話し合えるのは、重層的支援会議と支援会議です'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'agenda_body_without_cases';\nEND IF;\nIF the_kind <> 'juso' THEN\n    RETURN NEW;\nEND IF;\nPERFORM 1 FROM cases_case WHERE id = the_case FOR NO KEY UPDATE;\nthe_consent := (\nSELECT id FROM (\n    SELECT id, event, valid_until FROM cases_consentevent\n     WHERE case_id = the_case AND event <> 'asked'\n     ORDER BY happened_at DESC, id DESC LIMIT 1\n) AS latest\n WHERE latest.event = 'given'\n   AND (latest.valid_until IS NULL OR latest.valid_until >= (the_moment AT TIME ZONE 'Asia/Tokyo')::date)\n);\nIF the_consent IS NULL OR EXISTS (\n    SELECT 1 FROM meetings_seat AS seat JOIN meetings_member AS member ON member.id = seat.member_id\n     WHERE seat.item_id = NEW.id AND seat.left_at IS NULL AND member.agency_id IS NOT NULL\n       AND NOT (\nNOT EXISTS (SELECT 1 FROM cases_consentevent_agencies WHERE consentevent_id = the_consent)\nOR member.agency_id IN (SELECT agency_id FROM cases_consentevent_agencies WHERE consentevent_id = the_consent)\nOR member.agency_id = (SELECT owner_id FROM cases_case WHERE id = the_case)\n)\n) THEN \n    RAISE EXCEPTION '本人の同意がないので、重層的支援会議には出せません'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'agenda_consent_missing';\n END IF;\nRETURN NEW;\nEND;\n",
                                    hash="9419b7c0f27db12dfadc24029c7a2c09885a924d",
                                    operation="INSERT OR UPDATE",
                                    pgid="pgtrigger_agenda_consent_decides_the_table_1fa14",
                                    table="meetings_agendaitem",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="agenda_version",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."minutes" IS DISTINCT FROM (NEW."minutes") OR OLD."name_shown" IS DISTINCT FROM (NEW."name_shown") OR OLD."next_check_on" IS DISTINCT FROM (NEW."next_check_on") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."presenter" IS DISTINCT FROM (NEW."presenter") OR OLD."question" IS DISTINCT FROM (NEW."question") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))',
                                    func="NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;",
                                    hash="bc7fe8dbc20e3e9c7726dbe9129549d94ba6333a",
                                    operation="UPDATE",
                                    pgid="pgtrigger_agenda_version_fdd75",
                                    table="meetings_agendaitem",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "meetings_agendaitemversion" ("case_id", "closed_at", "consent_id", "consent_state", "follows_id", "id", "meeting_id", "memo", "memo_version", "minutes", "name_shown", "next_check_on", "opened_at", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "presenter", "question", "reason", "removed_because", "state", "tabled_at", "tabled_by_id", "title", "updated_at", "version", "why") VALUES (NEW."case_id", NEW."closed_at", NEW."consent_id", NEW."consent_state", NEW."follows_id", NEW."id", NEW."meeting_id", NEW."memo", NEW."memo_version", NEW."minutes", NEW."name_shown", NEW."next_check_on", NEW."opened_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."position", NEW."presenter", NEW."question", NEW."reason", NEW."removed_because", NEW."state", NEW."tabled_at", NEW."tabled_by_id", NEW."title", NEW."updated_at", NEW."version", NEW."why"); RETURN NULL;',
                                    hash="3e757cc0e0f88fb7c88d1b407cca6174ea9b8131",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_f98e2",
                                    table="meetings_agendaitem",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "meetings_agendaitemversion" ("case_id", "closed_at", "consent_id", "consent_state", "follows_id", "id", "meeting_id", "memo", "memo_version", "minutes", "name_shown", "next_check_on", "opened_at", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "presenter", "question", "reason", "removed_because", "state", "tabled_at", "tabled_by_id", "title", "updated_at", "version", "why") VALUES (NEW."case_id", NEW."closed_at", NEW."consent_id", NEW."consent_state", NEW."follows_id", NEW."id", NEW."meeting_id", NEW."memo", NEW."memo_version", NEW."minutes", NEW."name_shown", NEW."next_check_on", NEW."opened_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."plan_id", NEW."position", NEW."presenter", NEW."question", NEW."reason", NEW."removed_because", NEW."state", NEW."tabled_at", NEW."tabled_by_id", NEW."title", NEW."updated_at", NEW."version", NEW."why"); RETURN NULL;',
                                    hash="3cec72752b628a7ce3bbcf35987e7b8030dad580",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_ca6ee",
                                    table="meetings_agendaitem",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ItemDecision",
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
                            "decision",
                            models.CharField(
                                choices=[
                                    ("go", "この方針で進める"),
                                    ("conditions", "条件をつけて進める"),
                                    ("again", "次回も話し合う"),
                                    ("not_here", "この会議では扱わない"),
                                ],
                                max_length=10,
                                verbose_name="決定",
                            ),
                        ),
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "plan_decision",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="item_decision",
                                to="cases.plandecision",
                                verbose_name="プランの決定",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "会議の決定",
                        "verbose_name_plural": "会議の決定",
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="item_decision_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="e1cbcbcdbb91bdf06aa4fd27ba8060339c99656a",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_item_decision_stays_03a1b",
                                    table="meetings_itemdecision",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ItemRole",
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
                        (
                            "who",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="機関でない方"
                            ),
                        ),
                        (
                            "what",
                            models.CharField(blank=True, max_length=200, verbose_name="なにを"),
                        ),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="いつまで"),
                        ),
                        ("standing", models.CharField(max_length=10, verbose_name="立場")),
                        (
                            "result",
                            models.CharField(blank=True, max_length=500, verbose_name="その後"),
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
                            "follow_up",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="item_role",
                                to="cases.followup",
                                verbose_name="次の一手",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="roles",
                                to="meetings.agendaitem",
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
                    ],
                    options={
                        "verbose_name": "会議の役割分担",
                        "verbose_name_plural": "会議の役割分担",
                        "ordering": ["position", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agency__isnull", True), ("who", ""), _connector="OR"
                                ),
                                name="item_role_one_doer",
                                violation_error_message="機関か、機関でない方か、どちらか一つにしてください",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="item_role_of_an_open_item",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\nIF NOT EXISTS (SELECT 1 FROM meetings_agendaitem\n                WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.item_id ELSE NEW.item_id END\n                  AND state IN ('tabled', 'open') FOR SHARE) THEN\n    RAISE EXCEPTION '決まったあとの役割分担は変えられません'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'item_role_stands';\nEND IF;\nIF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\nRETURN NEW;\n",
                                    hash="dfc57c6de81bda219dfefe73679843472dbd9be6",
                                    operation="INSERT OR DELETE",
                                    pgid="pgtrigger_item_role_of_an_open_item_08b86",
                                    table="meetings_itemrole",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="item_role_stands_as_decided",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."standing" IS DISTINCT FROM (NEW."standing") OR OLD."what" IS DISTINCT FROM (NEW."what") OR OLD."who" IS DISTINCT FROM (NEW."who"))',
                                    func="\nIF NOT EXISTS (SELECT 1 FROM meetings_agendaitem\n                WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.item_id ELSE NEW.item_id END\n                  AND state IN ('tabled', 'open') FOR SHARE) THEN\n    RAISE EXCEPTION '決まったあとの役割分担は変えられません'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'item_role_stands';\nEND IF;\nIF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\nRETURN NEW;\n",
                                    hash="0310a2ddb7954a6f7e01b71639ca0c08022e2b25",
                                    operation="UPDATE",
                                    pgid="pgtrigger_item_role_stands_as_decided_05f11",
                                    table="meetings_itemrole",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "meetings_itemroleversion" ("agency_id", "due_on", "follow_up_id", "id", "item_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "result", "staff_id", "standing", "what", "who") VALUES (NEW."agency_id", NEW."due_on", NEW."follow_up_id", NEW."id", NEW."item_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."position", NEW."result", NEW."staff_id", NEW."standing", NEW."what", NEW."who"); RETURN NULL;',
                                    hash="02d09edc75e52ef7f885f54478db67d0e974fff2",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_11a28",
                                    table="meetings_itemrole",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "meetings_itemroleversion" ("agency_id", "due_on", "follow_up_id", "id", "item_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "result", "staff_id", "standing", "what", "who") VALUES (NEW."agency_id", NEW."due_on", NEW."follow_up_id", NEW."id", NEW."item_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."position", NEW."result", NEW."staff_id", NEW."standing", NEW."what", NEW."who"); RETURN NULL;',
                                    hash="ad6e74aba485f66cd2c6551a5dfec2efae4147a7",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_cd560",
                                    table="meetings_itemrole",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ItemRoleVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField(verbose_name="並び順")),
                        (
                            "who",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="機関でない方"
                            ),
                        ),
                        (
                            "what",
                            models.CharField(blank=True, max_length=200, verbose_name="なにを"),
                        ),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="いつまで"),
                        ),
                        ("standing", models.CharField(max_length=10, verbose_name="立場")),
                        (
                            "result",
                            models.CharField(blank=True, max_length=500, verbose_name="その後"),
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
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.itemrole",
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
                    ],
                    options={
                        "verbose_name": "会議の役割分担の版",
                        "verbose_name_plural": "会議の役割分担の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="84a6bb02cc046e8bc0961149ce9b7e1aa6ad27ec",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_fa41f",
                                    table="meetings_itemroleversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItemVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField(verbose_name="順番")),
                        ("title", models.CharField(blank=True, max_length=100, verbose_name="題")),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("juso1", "重層① 多機関協働のプランの確認"),
                                    ("juso2", "重層② 参加支援のプランの決定"),
                                    ("shien1", "支援① 同意のない事案の話し合い"),
                                    ("shien2", "支援② アウトリーチのプランの検討"),
                                    ("none", "理由の番号なし"),
                                ],
                                max_length=10,
                                verbose_name="理由",
                            ),
                        ),
                        (
                            "question",
                            models.TextField(
                                blank=True, max_length=1000, verbose_name="今日きめること"
                            ),
                        ),
                        ("minutes", models.PositiveSmallIntegerField(verbose_name="時間（分）")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("tabled", "これから"),
                                    ("open", "話し合い中"),
                                    ("decided", "決まった"),
                                    ("continued", "次回も話し合う"),
                                    ("removed", "議題から外した"),
                                    ("rerouted", "ほかの会議へ移した"),
                                ],
                                max_length=10,
                                verbose_name="ようす",
                            ),
                        ),
                        (
                            "name_shown",
                            models.BooleanField(default=False, verbose_name="氏名を出す"),
                        ),
                        (
                            "why",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="この会議に出すわけ"
                            ),
                        ),
                        ("tabled_at", models.DateTimeField(verbose_name="議題に入れた日時")),
                        (
                            "consent_state",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("given", "同意あり"),
                                    ("not_yet", "まだ"),
                                    ("refused", "なし"),
                                    ("not_asked", "聞いていない"),
                                ],
                                max_length=10,
                                verbose_name="会議のときの同意",
                            ),
                        ),
                        (
                            "opened_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="話しはじめた日時"
                            ),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="終えた日時"),
                        ),
                        (
                            "memo",
                            models.TextField(blank=True, max_length=20000, verbose_name="議事メモ"),
                        ),
                        (
                            "memo_version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="メモの版"
                            ),
                        ),
                        (
                            "next_check_on",
                            models.DateField(blank=True, null=True, verbose_name="次に確かめる日"),
                        ),
                        (
                            "removed_because",
                            models.CharField(blank=True, max_length=500, verbose_name="外したわけ"),
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
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "consent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.consentevent",
                                verbose_name="同意",
                            ),
                        ),
                        (
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.agendaitem",
                                verbose_name="前回の議題",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.agendaitem",
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
                            "tabled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="議題に入れた職員",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "presenter",
                            models.CharField(blank=True, max_length=60, verbose_name="説明する人"),
                        ),
                    ],
                    options={
                        "verbose_name": "議題の版",
                        "verbose_name_plural": "議題の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="ec316cf425227aca111ae844ed446179ca3e1efa",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_399b2",
                                    table="meetings_agendaitemversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Member",
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
                        ("name", models.CharField(blank=True, max_length=100, verbose_name="名前")),
                        (
                            "title",
                            models.CharField(blank=True, max_length=60, verbose_name="立場・職種"),
                        ),
                        ("chairs", models.BooleanField(default=False, verbose_name="議長")),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("not_asked", "まだ招いていない"),
                                    ("asked", "返事待ち"),
                                    ("coming", "出席"),
                                    ("online", "オンラインで出席"),
                                    ("away", "欠席"),
                                ],
                                default="not_asked",
                                max_length=10,
                                verbose_name="返事",
                            ),
                        ),
                        (
                            "invited_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="招いた日時"),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="返事の日時"),
                        ),
                        (
                            "attended",
                            models.BooleanField(blank=True, null=True, verbose_name="出席した"),
                        ),
                        (
                            "sworn_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="守秘を確かめた日時"
                            ),
                        ),
                        (
                            "left_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="外れた日時"),
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seats",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="職員",
                            ),
                        ),
                        (
                            "sworn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="確かめた職員",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "出席者",
                        "verbose_name_plural": "出席者",
                        "ordering": ["-chairs", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("staff__isnull", False)),
                                fields=("meeting", "staff"),
                                name="member_once",
                                violation_error_message="この方は、もう出席者に入っています",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("chairs", True)),
                                fields=("meeting",),
                                name="meeting_one_chair",
                                violation_error_message="議長は一人です",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("staff__isnull", False),
                                    models.Q(("name", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="member_has_a_name",
                                violation_error_message="職員をえらぶか、名前を入れてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sworn_at__isnull", True),
                                    ("sworn_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="member_sworn_before_somebody",
                                violation_error_message="守秘の確認には、だれが確かめたかが要ります",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="member_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="2e35674abd91ed1f036371f9754506f76da502fc",
                                    operation="DELETE",
                                    pgid="pgtrigger_member_stays_52dc0",
                                    table="meetings_member",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="member_of_one_meeting",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."staff_id" IS DISTINCT FROM (NEW."staff_id"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="e94c1dad7a83ad1a8809b3a9068f97031f2574e3",
                                    operation="UPDATE",
                                    pgid="pgtrigger_member_of_one_meeting_a73a0",
                                    table="meetings_member",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="member_sworn_once",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."sworn_at" IS NOT NULL AND OLD."sworn_at" IS DISTINCT FROM (NEW."sworn_at"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="e66970ab149c5cf7b16f8fdaab0db09bf4bbc718",
                                    operation="UPDATE",
                                    pgid="pgtrigger_member_sworn_once_d2a38",
                                    table="meetings_member",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "meetings_memberversion" ("agency_id", "answer", "answered_at", "attended", "chairs", "id", "invited_at", "left_at", "meeting_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "sworn_at", "sworn_by_id", "title") VALUES (NEW."agency_id", NEW."answer", NEW."answered_at", NEW."attended", NEW."chairs", NEW."id", NEW."invited_at", NEW."left_at", NEW."meeting_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."staff_id", NEW."sworn_at", NEW."sworn_by_id", NEW."title"); RETURN NULL;',
                                    hash="ff4c4a66d60ff165dd9d91def8721318c0f00a7a",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_a5b67",
                                    table="meetings_member",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "meetings_memberversion" ("agency_id", "answer", "answered_at", "attended", "chairs", "id", "invited_at", "left_at", "meeting_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "sworn_at", "sworn_by_id", "title") VALUES (NEW."agency_id", NEW."answer", NEW."answered_at", NEW."attended", NEW."chairs", NEW."id", NEW."invited_at", NEW."left_at", NEW."meeting_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."staff_id", NEW."sworn_at", NEW."sworn_by_id", NEW."title"); RETURN NULL;',
                                    hash="e5b4e7f88760b34b744ee04b62a7fdfc0964c18e",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_6be0e",
                                    table="meetings_member",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingEvent",
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
                                    ("created", "会議を作った"),
                                    ("changed", "予定を直した"),
                                    ("invited", "招いた"),
                                    ("answered", "返事した"),
                                    ("sworn", "守秘を確かめた"),
                                    ("tabled", "議題に入れた"),
                                    ("removed", "議題から外した"),
                                    ("let_go", "ほかの会議に出さないことにした"),
                                    ("locked", "資料を確定した"),
                                    ("printed", "資料を印刷した"),
                                    ("collected", "資料を回収した"),
                                    ("handed_out", "配布資料を入れた"),
                                    ("taken_back", "配布資料を取り下げた"),
                                    ("counted", "参加人数を入れた"),
                                    ("held", "開いた"),
                                    ("decided", "決めた"),
                                    ("settled", "記録を終えた"),
                                    ("cancelled", "取りやめた"),
                                ],
                                max_length=20,
                                verbose_name="できごと",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="日時")),
                        (
                            "note",
                            models.CharField(blank=True, max_length=500, verbose_name="ひとこと"),
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
                            "item",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="meetings.member",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "会議のできごと",
                        "verbose_name_plural": "会議のできごと",
                        "indexes": [
                            models.Index(
                                fields=["meeting", "-at", "-id"], name="meeting_event_newest"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="meeting_event_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="6735f04950c1ff5b017fc22ec7b0fc2d60323adc",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_meeting_event_stays_72cb4",
                                    table="meetings_meetingevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MemberVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(blank=True, max_length=100, verbose_name="名前")),
                        (
                            "title",
                            models.CharField(blank=True, max_length=60, verbose_name="立場・職種"),
                        ),
                        ("chairs", models.BooleanField(default=False, verbose_name="議長")),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("not_asked", "まだ招いていない"),
                                    ("asked", "返事待ち"),
                                    ("coming", "出席"),
                                    ("online", "オンラインで出席"),
                                    ("away", "欠席"),
                                ],
                                default="not_asked",
                                max_length=10,
                                verbose_name="返事",
                            ),
                        ),
                        (
                            "invited_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="招いた日時"),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="返事の日時"),
                        ),
                        (
                            "attended",
                            models.BooleanField(blank=True, null=True, verbose_name="出席した"),
                        ),
                        (
                            "sworn_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="守秘を確かめた日時"
                            ),
                        ),
                        (
                            "left_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="外れた日時"),
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
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.member",
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
                                verbose_name="職員",
                            ),
                        ),
                        (
                            "sworn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="確かめた職員",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "出席者の版",
                        "verbose_name_plural": "出席者の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="11d296eb0b3e7731d7d6487c1ea27a1cc2270787",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_8f9f4",
                                    table="meetings_memberversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Packet",
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
                        ("edition", models.PositiveSmallIntegerField(verbose_name="第何版")),
                        ("content", models.JSONField(verbose_name="中身")),
                        (
                            "because",
                            models.CharField(blank=True, max_length=500, verbose_name="直したわけ"),
                        ),
                        ("locked_at", models.DateTimeField(verbose_name="確定した日時")),
                        (
                            "locked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="確定した職員",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="packets",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "会議の資料",
                        "verbose_name_plural": "会議の資料",
                        "ordering": ["-edition"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "edition"),
                                name="packet_edition_once",
                                violation_error_message="ほかの人が先に確定しました。画面を開きなおしてください",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="packet_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="da1d6d34b095232333b0e8dfddd1c9fca54f1b46",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_packet_stays_ca2f0",
                                    table="meetings_packet",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PacketCopy",
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
                        ("number", models.PositiveSmallIntegerField(verbose_name="番号")),
                        ("printed_at", models.DateTimeField(verbose_name="印刷した日時")),
                        (
                            "collected_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="回収した日時"
                            ),
                        ),
                        (
                            "collected_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="回収した職員",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies",
                                to="meetings.member",
                                verbose_name="だれに",
                            ),
                        ),
                        (
                            "packet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies",
                                to="meetings.packet",
                            ),
                        ),
                        (
                            "printed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="印刷した職員",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "資料の部数",
                        "verbose_name_plural": "資料の部数",
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("packet", "number"),
                                name="packet_copy_once",
                                violation_error_message="その番号は、もう印刷されています",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("collected_at__isnull", True),
                                    ("collected_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="packet_copy_collected_by_somebody",
                                violation_error_message="回収した職員を入れてください",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="packet_copy_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="ed5a4b246bfa455c44bfe4ef8ea53173416ce3bd",
                                    operation="DELETE",
                                    pgid="pgtrigger_packet_copy_stays_b17e8",
                                    table="meetings_packetcopy",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Seat",
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
                        ("seated_at", models.DateTimeField(verbose_name="席についた日時")),
                        (
                            "left_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="外れた日時"),
                        ),
                        (
                            "ground",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seat",
                                to="cases.accessground",
                                verbose_name="閲覧の根拠",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seats",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seats",
                                to="meetings.member",
                            ),
                        ),
                        (
                            "seated_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="えらんだ職員",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "議題の席",
                        "verbose_name_plural": "議題の席",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_at__isnull", True)),
                                fields=("item", "member"),
                                name="seat_once",
                                violation_error_message="この方は、もうこの議題の席にいます",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="seat_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="87641fb97a9feb4463da2671a075ba520979db9c",
                                    operation="DELETE",
                                    pgid="pgtrigger_seat_stays_b19b2",
                                    table="meetings_seat",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="seat_only_the_sworn_see",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (NEW."ground_id" IS NOT NULL)',
                                    func="\nIF NOT EXISTS (SELECT 1 FROM meetings_member WHERE id = NEW.member_id AND sworn_at IS NOT NULL) THEN\n    RAISE EXCEPTION '守秘の確認がまだです'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'seat_only_the_sworn';\nEND IF;\nRETURN NEW;\n",
                                    hash="f2e2e17561b8ce24b16c442dc1b6f4bbc1fff2ee",
                                    operation="INSERT OR UPDATE",
                                    pgid="pgtrigger_seat_only_the_sworn_see_12733",
                                    table="meetings_seat",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="seat_covered_by_the_consent",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\nDECLARE\n    the_case bigint;\n    the_agency bigint := (SELECT agency_id FROM meetings_member WHERE id = NEW.member_id);\n    the_moment timestamptz := NEW.seated_at;\n    the_consent bigint;\nBEGIN\nSELECT item.case_id INTO the_case\n  FROM meetings_agendaitem AS item JOIN meetings_meeting AS meeting ON meeting.id = item.meeting_id\n WHERE item.id = NEW.item_id AND meeting.kind = 'juso' AND item.state IN ('tabled', 'open');\nIF the_case IS NULL OR the_agency IS NULL THEN\n    RETURN NEW;\nEND IF;\nPERFORM 1 FROM cases_case WHERE id = the_case FOR NO KEY UPDATE;\nthe_consent := (\nSELECT id FROM (\n    SELECT id, event, valid_until FROM cases_consentevent\n     WHERE case_id = the_case AND event <> 'asked'\n     ORDER BY happened_at DESC, id DESC LIMIT 1\n) AS latest\n WHERE latest.event = 'given'\n   AND (latest.valid_until IS NULL OR latest.valid_until >= (the_moment AT TIME ZONE 'Asia/Tokyo')::date)\n);\nIF the_consent IS NULL OR NOT (\nNOT EXISTS (SELECT 1 FROM cases_consentevent_agencies WHERE consentevent_id = the_consent)\nOR the_agency IN (SELECT agency_id FROM cases_consentevent_agencies WHERE consentevent_id = the_consent)\nOR the_agency = (SELECT owner_id FROM cases_case WHERE id = the_case)\n) THEN \n    RAISE EXCEPTION '本人の同意がないので、重層的支援会議には出せません'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'agenda_consent_missing';\n END IF;\nRETURN NEW;\nEND;\n",
                                    hash="af7eee0a0122237415ec160949131038bc23562a",
                                    operation="INSERT",
                                    pgid="pgtrigger_seat_covered_by_the_consent_31112",
                                    table="meetings_seat",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingVersion",
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
                                    ("juso", "重層的支援会議"),
                                    ("shien", "支援会議"),
                                    ("small_area", "小地域ケア会議"),
                                    ("council", "協議体"),
                                    ("area_care", "地域ケア会議"),
                                    ("steering", "庁内検討委員会"),
                                    ("section", "専門部会"),
                                    ("subsection", "分科会"),
                                    ("promotion", "推進会議"),
                                    ("professionals", "多職種研修会"),
                                    ("district_talk", "地区別懇談会"),
                                    ("exchange", "地域活動団体交流会"),
                                    ("symposium", "シンポジウム"),
                                    ("training", "職員研修"),
                                ],
                                max_length=20,
                                verbose_name="種類",
                            ),
                        ),
                        ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("ordinal", models.PositiveSmallIntegerField(verbose_name="第何回")),
                        (
                            "title",
                            models.CharField(blank=True, max_length=100, verbose_name="テーマ"),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="はじめ")),
                        ("ends_at", models.DateTimeField(verbose_name="終わり")),
                        (
                            "place",
                            models.CharField(blank=True, max_length=100, verbose_name="場所"),
                        ),
                        (
                            "online_url",
                            models.URLField(blank=True, verbose_name="オンラインのアドレス"),
                        ),
                        (
                            "emergency",
                            models.BooleanField(default=False, verbose_name="緊急（必要な方だけ）"),
                        ),
                        (
                            "packet_due_on",
                            models.DateField(blank=True, null=True, verbose_name="資料の期限"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "準備中"),
                                    ("invited", "招集した"),
                                    ("held", "開いた"),
                                    ("settled", "記録まで終わった"),
                                    ("cancelled", "取りやめ"),
                                ],
                                max_length=10,
                                verbose_name="ようす",
                            ),
                        ),
                        (
                            "notes",
                            models.TextField(blank=True, max_length=20000, verbose_name="記録"),
                        ),
                        ("created_at", models.DateTimeField(verbose_name="作った日時")),
                        (
                            "held_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="開いた日時"),
                        ),
                        (
                            "settled_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="記録を終えた日時"
                            ),
                        ),
                        (
                            "cancelled_because",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="取りやめたわけ"
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
                            "body",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.meetingbody",
                            ),
                        ),
                        (
                            "called_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="事務局の職員",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.series",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "会議の版",
                        "verbose_name_plural": "会議の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="5f4dfceb70fc39f508fa07cfe41451c25931c8b4",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_f9921",
                                    table="meetings_meetingversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hearing",
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
                        ("handed_at", models.DateTimeField(verbose_name="渡した日時")),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hearings",
                                to="meetings.meetingbody",
                            ),
                        ),
                        (
                            "handed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "issue",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hearing",
                                to="districts.issue",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hearings",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "渡した地域課題",
                        "verbose_name_plural": "渡した地域課題",
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="hearing_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="0e3e5ddf0bde8e0b90d4f3f518ed3d5b9ab10933",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_hearing_stays_34191",
                                    table="meetings_hearing",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="hearing_at_its_own_table",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (NEW."meeting_id" IS NOT NULL)',
                                    func="\n                    IF NOT EXISTS (SELECT FROM meetings_meeting m\n                                    WHERE m.id = NEW.meeting_id AND m.body_id = NEW.body_id) THEN\n                        RAISE EXCEPTION 'a hearing at a sitting of another table'\n                              USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                                    hash="55667a075e8a0c5e522cfa52c5cb188976d20470",
                                    operation="INSERT",
                                    pgid="pgtrigger_hearing_at_its_own_table_46534",
                                    table="meetings_hearing",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Theme",
                    fields=[
                        (
                            "code",
                            models.CharField(
                                max_length=30,
                                primary_key=True,
                                serialize=False,
                                verbose_name="コード",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveSmallIntegerField(unique=True, verbose_name="番号"),
                        ),
                        (
                            "name",
                            models.CharField(max_length=60, unique=True, verbose_name="重点テーマ"),
                        ),
                        (
                            "source",
                            models.CharField(blank=True, max_length=200, verbose_name="出典"),
                        ),
                    ],
                    options={
                        "verbose_name": "重点テーマ",
                        "verbose_name_plural": "重点テーマ",
                        "ordering": ["number"],
                    },
                ),
                migrations.CreateModel(
                    name="Initiative",
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
                        ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("what", models.CharField(max_length=200, verbose_name="取組")),
                        (
                            "section",
                            models.CharField(blank=True, max_length=60, verbose_name="担当課"),
                        ),
                        (
                            "progress",
                            models.TextField(blank=True, max_length=2000, verbose_name="取組状況"),
                        ),
                        (
                            "direction",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="次の年度の方向性"
                            ),
                        ),
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
                        (
                            "updated_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="直した日時"),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="書いた職員",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="initiatives",
                                to="meetings.theme",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "取組",
                        "verbose_name_plural": "取組",
                        "ordering": ["theme", "fiscal_year", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("theme", "fiscal_year", "what"),
                                name="initiative_once_a_year",
                                violation_error_message="この年度のこの取組は、もうあります",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("what", ""), _negated=True),
                                name="initiative_says_what",
                                violation_error_message="取組を入れてください",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="initiative_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="c93824c6d0ee5e54b7207a7fad4ec7eca721edfd",
                                    operation="DELETE",
                                    pgid="pgtrigger_initiative_stays_0f4ab",
                                    table="meetings_initiative",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="initiative_version",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."progress" IS DISTINCT FROM (NEW."progress") OR OLD."section" IS DISTINCT FROM (NEW."section") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."what" IS DISTINCT FROM (NEW."what"))',
                                    func="NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;",
                                    hash="cd4b1d2a6e992aea463a4ecd9d4c43b79ac0fbbd",
                                    operation="UPDATE",
                                    pgid="pgtrigger_initiative_version_c8114",
                                    table="meetings_initiative",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "meetings_initiativeversion" ("direction", "fiscal_year", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "section", "source", "theme_id", "updated_at", "version", "what", "written_by_id") VALUES (NEW."direction", NEW."fiscal_year", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."progress", NEW."section", NEW."source", NEW."theme_id", NEW."updated_at", NEW."version", NEW."what", NEW."written_by_id"); RETURN NULL;',
                                    hash="c11c1163aa0bb599e799a93a7273558f979f3572",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_1fc09",
                                    table="meetings_initiative",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "meetings_initiativeversion" ("direction", "fiscal_year", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "section", "source", "theme_id", "updated_at", "version", "what", "written_by_id") VALUES (NEW."direction", NEW."fiscal_year", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."progress", NEW."section", NEW."source", NEW."theme_id", NEW."updated_at", NEW."version", NEW."what", NEW."written_by_id"); RETURN NULL;',
                                    hash="5f573d7eb518af69f1422424fcb2472834f0729a",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_ed1ee",
                                    table="meetings_initiative",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PastSitting",
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
                        ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "ordinal",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="第何回"
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="ブロックなど"
                            ),
                        ),
                        (
                            "held_on",
                            models.DateField(blank=True, null=True, verbose_name="開いた日"),
                        ),
                        (
                            "said",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="日付のことば"
                            ),
                        ),
                        (
                            "place",
                            models.CharField(blank=True, max_length=100, verbose_name="場所"),
                        ),
                        (
                            "about",
                            models.TextField(blank=True, max_length=1000, verbose_name="主なこと"),
                        ),
                        ("source", models.CharField(max_length=200, verbose_name="出典")),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="past",
                                to="meetings.meetingbody",
                                verbose_name="会議体",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "過去の開催",
                        "verbose_name_plural": "過去の開催",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("body", "fiscal_year", "ordinal", "part", "held_on"),
                                name="past_sitting_once",
                                nulls_distinct=False,
                                violation_error_message="この年度のこの開催は、もうあります",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("held_on__isnull", False), ("said", "")),
                                    models.Q(
                                        ("held_on__isnull", True),
                                        models.Q(("said", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="past_sitting_says_when",
                                violation_error_message="開いた日か、日付のことばの、どちらかを入れてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True),
                                name="past_sitting_has_a_source",
                                violation_error_message="出典を入れてください",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Handout",
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
                        ("position", models.PositiveSmallIntegerField(verbose_name="順番")),
                        ("title", models.CharField(max_length=100, verbose_name="資料の名前")),
                        (
                            "reach",
                            models.CharField(
                                choices=[
                                    ("inside", "出席者と事務局まで"),
                                    ("public", "公開してよい"),
                                ],
                                max_length=10,
                                verbose_name="見せてよい先",
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
                        ("put_at", models.DateTimeField(verbose_name="入れた日時")),
                        (
                            "removed_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="取り下げた日時"
                            ),
                        ),
                        (
                            "removed_why",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="取り下げたわけ"
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
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handouts",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "put_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="入れた職員",
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
                        "verbose_name": "配布資料",
                        "verbose_name_plural": "配布資料",
                        "ordering": ["position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("removed_at", None)),
                                fields=("meeting", "digest"),
                                name="handout_once",
                                violation_error_message="この資料は、もう入っています",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="handout_has_a_title",
                                violation_error_message="資料の名前を入れてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0), ("size__lte", 10485760)),
                                name="handout_of_fair_size",
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
                                name="handout_removed_by_somebody_for_a_reason",
                                violation_error_message="取り下げるわけを入れてください",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="handout_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="fa770fdde6213f8b958af51b0226a5e16a7dc061",
                                    operation="DELETE",
                                    pgid="pgtrigger_handout_stays_27dab",
                                    table="meetings_handout",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="handout_version",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."reach" IS DISTINCT FROM (NEW."reach") OR OLD."removed_at" IS DISTINCT FROM (NEW."removed_at") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                                    func="NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;",
                                    hash="54ef059b2e0cbf54a03f1684e79f8c2ae4a38f91",
                                    operation="UPDATE",
                                    pgid="pgtrigger_handout_version_abc24",
                                    table="meetings_handout",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="handout_as_it_came",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."stored" IS DISTINCT FROM (NEW."stored") OR OLD."put_by_id" IS DISTINCT FROM (NEW."put_by_id") OR OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."put_at" IS DISTINCT FROM (NEW."put_at"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="4e6b0f88c7ff3ffae4d8d432224ad2300e5ca47b",
                                    operation="UPDATE",
                                    pgid="pgtrigger_handout_as_it_came_35bb9",
                                    table="meetings_handout",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="handout_removed_once",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."removed_at" IS NOT NULL)',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="1a01297ebfcdaa29af2a527b177d4805d3ab482f",
                                    operation="UPDATE",
                                    pgid="pgtrigger_handout_removed_once_5496c",
                                    table="meetings_handout",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="handout_above_the_case",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    IF EXISTS (SELECT FROM meetings_meeting m\n                                WHERE m.id = NEW.meeting_id AND m.kind IN ('juso', 'shien')) THEN\n                        RAISE EXCEPTION 'a handout at a table of cases'\n                              USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                                    hash="670fd0a96eda23b8bd2092546d676f50ba0a6987",
                                    operation="INSERT",
                                    pgid="pgtrigger_handout_above_the_case_e3050",
                                    table="meetings_handout",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "meetings_handoutversion" ("agency_id", "digest", "id", "kind", "meeting_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "put_at", "put_by_id", "reach", "removed_at", "removed_by_id", "removed_why", "size", "title", "updated_at", "version") VALUES (NEW."agency_id", NEW."digest", NEW."id", NEW."kind", NEW."meeting_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."position", NEW."put_at", NEW."put_by_id", NEW."reach", NEW."removed_at", NEW."removed_by_id", NEW."removed_why", NEW."size", NEW."title", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="ca201cf2bb8e581193112906d76aa2e57057ce33",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_de390",
                                    table="meetings_handout",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."put_at" IS DISTINCT FROM (NEW."put_at") OR OLD."put_by_id" IS DISTINCT FROM (NEW."put_by_id") OR OLD."reach" IS DISTINCT FROM (NEW."reach") OR OLD."removed_at" IS DISTINCT FROM (NEW."removed_at") OR OLD."removed_by_id" IS DISTINCT FROM (NEW."removed_by_id") OR OLD."removed_why" IS DISTINCT FROM (NEW."removed_why") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                                    func='INSERT INTO "meetings_handoutversion" ("agency_id", "digest", "id", "kind", "meeting_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "put_at", "put_by_id", "reach", "removed_at", "removed_by_id", "removed_why", "size", "title", "updated_at", "version") VALUES (NEW."agency_id", NEW."digest", NEW."id", NEW."kind", NEW."meeting_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."position", NEW."put_at", NEW."put_by_id", NEW."reach", NEW."removed_at", NEW."removed_by_id", NEW."removed_why", NEW."size", NEW."title", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="1990162f41f0113eee4a4f727e9ba6135f54db69",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_32969",
                                    table="meetings_handout",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandoutVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField(verbose_name="順番")),
                        ("title", models.CharField(max_length=100, verbose_name="資料の名前")),
                        (
                            "reach",
                            models.CharField(
                                choices=[
                                    ("inside", "出席者と事務局まで"),
                                    ("public", "公開してよい"),
                                ],
                                max_length=10,
                                verbose_name="見せてよい先",
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
                        ("put_at", models.DateTimeField(verbose_name="入れた日時")),
                        (
                            "removed_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="取り下げた日時"
                            ),
                        ),
                        (
                            "removed_why",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="取り下げたわけ"
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
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.handout",
                            ),
                        ),
                        (
                            "put_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="入れた職員",
                            ),
                        ),
                        (
                            "removed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "配布資料の版",
                        "verbose_name_plural": "配布資料の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="86d3d38beb221ce84ddbb3b282c8065d07def027",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_f27e0",
                                    table="meetings_handoutversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InitiativeVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("what", models.CharField(max_length=200, verbose_name="取組")),
                        (
                            "section",
                            models.CharField(blank=True, max_length=60, verbose_name="担当課"),
                        ),
                        (
                            "progress",
                            models.TextField(blank=True, max_length=2000, verbose_name="取組状況"),
                        ),
                        (
                            "direction",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="次の年度の方向性"
                            ),
                        ),
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
                        (
                            "updated_at",
                            models.DateTimeField(auto_now_add=True, verbose_name="直した日時"),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.initiative",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.theme",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="書いた職員",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "取組の版",
                        "verbose_name_plural": "取組の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="74a67cbbea6f7d90ea5a594e53a2548262248fbf",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_81b12",
                                    table="meetings_initiativeversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pact",
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
                        ("partner", models.CharField(max_length=100, verbose_name="相手")),
                        ("what", models.TextField(max_length=2000, verbose_name="とりきめたこと")),
                        ("section", models.CharField(max_length=60, verbose_name="担当課")),
                        ("since", models.DateField(verbose_name="はじまり")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="終わり")),
                        (
                            "contact",
                            models.CharField(blank=True, max_length=200, verbose_name="連絡先"),
                        ),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="終えた日"),
                        ),
                        (
                            "ended_because",
                            models.CharField(blank=True, max_length=500, verbose_name="終えたわけ"),
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
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="直した職員",
                            ),
                        ),
                        (
                            "themes",
                            models.ManyToManyField(
                                related_name="pacts",
                                through="meetings.PactTheme",
                                to="meetings.theme",
                                verbose_name="重点テーマ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "協定",
                        "verbose_name_plural": "協定",
                        "indexes": [models.Index(fields=["partner", "id"], name="pact_by_partner")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("partner", ""), _negated=True),
                                    models.Q(("what", ""), _negated=True),
                                    models.Q(("section", ""), _negated=True),
                                ),
                                name="pact_says_what",
                                violation_error_message="相手・とりきめたこと・担当課を入れてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="pact_ends_after_it_begins",
                                violation_error_message="終わりは、はじまりより後の日にしてください",
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
                                name="pact_ended_for_a_reason",
                                violation_error_message="終えたわけを入れてください",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on__isnull", True)),
                                fields=("partner", "since", "section"),
                                name="pact_once",
                                violation_error_message="この相手・担当課・はじまりの協定は、もうあります",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="pact_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="da4ac3fd5e1ff2b78b592a766dd84b157327f53e",
                                    operation="DELETE",
                                    pgid="pgtrigger_pact_stays_d8478",
                                    table="meetings_pact",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="pact_version",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."contact" IS DISTINCT FROM (NEW."contact") OR OLD."ended_because" IS DISTINCT FROM (NEW."ended_because") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."partner" IS DISTINCT FROM (NEW."partner") OR OLD."section" IS DISTINCT FROM (NEW."section") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."until" IS DISTINCT FROM (NEW."until") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."what" IS DISTINCT FROM (NEW."what"))',
                                    func="NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;",
                                    hash="7ffa9d60ccbc128e7dc0f01263114df80c5e2585",
                                    operation="UPDATE",
                                    pgid="pgtrigger_pact_version_ee93a",
                                    table="meetings_pact",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "meetings_pactversion" ("contact", "created_at", "ended_because", "ended_on", "fictional", "id", "partner", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "section", "since", "source", "until", "updated_at", "version", "what", "written_by_id") VALUES (NEW."contact", NEW."created_at", NEW."ended_because", NEW."ended_on", NEW."fictional", NEW."id", NEW."partner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."section", NEW."since", NEW."source", NEW."until", NEW."updated_at", NEW."version", NEW."what", NEW."written_by_id"); RETURN NULL;',
                                    hash="4c10b716986f169ce109ade31885a9f211480944",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_a9c68",
                                    table="meetings_pact",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "meetings_pactversion" ("contact", "created_at", "ended_because", "ended_on", "fictional", "id", "partner", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "section", "since", "source", "until", "updated_at", "version", "what", "written_by_id") VALUES (NEW."contact", NEW."created_at", NEW."ended_because", NEW."ended_on", NEW."fictional", NEW."id", NEW."partner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."section", NEW."since", NEW."source", NEW."until", NEW."updated_at", NEW."version", NEW."what", NEW."written_by_id"); RETURN NULL;',
                                    hash="fce4c6bbde6b34062af5919ce8afa5e71cc05711",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_8877e",
                                    table="meetings_pact",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Deed",
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
                        ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("text", models.TextField(max_length=2000, verbose_name="したこと")),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="書いた職員",
                            ),
                        ),
                        (
                            "pact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deeds",
                                to="meetings.pact",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "協定の取組",
                        "verbose_name_plural": "協定の取組",
                        "ordering": ["-fiscal_year", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="deed_says_what",
                                violation_error_message="したことを入れてください",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="deed_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="94cc3afe1b1cde8ad66cfe4004caf95cf9659ef7",
                                    operation="DELETE",
                                    pgid="pgtrigger_deed_stays_66012",
                                    table="meetings_deed",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="deed_version",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."fiscal_year" IS DISTINCT FROM (NEW."fiscal_year") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))',
                                    func="NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;",
                                    hash="c902f7864410036279ed5dd5f922c9a65f20e038",
                                    operation="UPDATE",
                                    pgid="pgtrigger_deed_version_3d4b9",
                                    table="meetings_deed",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "meetings_deedversion" ("fiscal_year", "id", "pact_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "updated_at", "version", "written_by_id") VALUES (NEW."fiscal_year", NEW."id", NEW."pact_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."text", NEW."updated_at", NEW."version", NEW."written_by_id"); RETURN NULL;',
                                    hash="589e2dce6fce343a1d27de455aa1edc9cd2c0719",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_115f3",
                                    table="meetings_deed",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "meetings_deedversion" ("fiscal_year", "id", "pact_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "updated_at", "version", "written_by_id") VALUES (NEW."fiscal_year", NEW."id", NEW."pact_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."text", NEW."updated_at", NEW."version", NEW."written_by_id"); RETURN NULL;',
                                    hash="d61476bf638b5458df69471f8bba0658cbf81160",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_2113b",
                                    table="meetings_deed",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeedVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("text", models.TextField(max_length=2000, verbose_name="したこと")),
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
                                to="meetings.deed",
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
                                verbose_name="書いた職員",
                            ),
                        ),
                        (
                            "pact",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.pact",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "協定の取組の版",
                        "verbose_name_plural": "協定の取組の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="fc9d47acb1f0e0991a44d13099b68fe8956cf56a",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_83036",
                                    table="meetings_deedversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PactTheme",
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
                            "pact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="named_themes",
                                to="meetings.pact",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="meetings.theme",
                                verbose_name="重点テーマ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "協定と重点テーマ",
                        "verbose_name_plural": "協定と重点テーマ",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("pact", "theme"), name="pact_theme_once"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "meetings_pactthemeversion" ("id", "pact_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "theme_id") VALUES (NEW."id", NEW."pact_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."theme_id"); RETURN NULL;',
                                    hash="a63a193021db5e792e2fe45bead9e5622bdc80ea",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_3ec6f",
                                    table="meetings_pacttheme",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "meetings_pactthemeversion" ("id", "pact_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "theme_id") VALUES (NEW."id", NEW."pact_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."theme_id"); RETURN NULL;',
                                    hash="5f6c9b6559b718382d5c5963f8d2263696a3d569",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_78dec",
                                    table="meetings_pacttheme",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "meetings_pactthemeversion" ("id", "pact_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "theme_id") VALUES (OLD."id", OLD."pact_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."theme_id"); RETURN NULL;',
                                    hash="b8d7d99834e88ac10e5519151583f887d0b39770",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_38164",
                                    table="meetings_pacttheme",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PactThemeVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "pact",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.pact",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.pacttheme",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.theme",
                                verbose_name="重点テーマ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "協定と重点テーマの版",
                        "verbose_name_plural": "協定と重点テーマの版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="3d85d1986a8fd3711d7c19e3e957432ddec6b52e",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_922c4",
                                    table="meetings_pactthemeversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PactVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("partner", models.CharField(max_length=100, verbose_name="相手")),
                        ("what", models.TextField(max_length=2000, verbose_name="とりきめたこと")),
                        ("section", models.CharField(max_length=60, verbose_name="担当課")),
                        ("since", models.DateField(verbose_name="はじまり")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="終わり")),
                        (
                            "contact",
                            models.CharField(blank=True, max_length=200, verbose_name="連絡先"),
                        ),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="終えた日"),
                        ),
                        (
                            "ended_because",
                            models.CharField(blank=True, max_length=500, verbose_name="終えたわけ"),
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.pact",
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
                                verbose_name="直した職員",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "協定の版",
                        "verbose_name_plural": "協定の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="6e7996317cfbaf5a350f6d5a7fb8891039b8c563",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_0b976",
                                    table="meetings_pactversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Course",
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
                            "title",
                            models.CharField(max_length=100, verbose_name="eラーニングの名前"),
                        ),
                        ("opens_on", models.DateField(verbose_name="はじめの日")),
                        ("closes_on", models.DateField(verbose_name="終わりの日")),
                        ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("created_at", models.DateTimeField(verbose_name="入れた日時")),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="courses",
                                to="meetings.meetingbody",
                                verbose_name="会議体",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="入れた職員",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "eラーニング",
                        "verbose_name_plural": "eラーニング",
                        "ordering": ["-opens_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["body", "fiscal_year"], name="course_by_year")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("body", "title", "opens_on"),
                                name="course_once",
                                violation_error_message="このeラーニングは、もうあります",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="course_has_a_title",
                                violation_error_message="eラーニングの名前を入れてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                                name="course_closes_after_it_opens",
                                violation_error_message="終わりの日は、はじめの日より後にしてください",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="course_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="d9a42ddd89820c1b6351ad10bf5bc9d8511f5bb9",
                                    operation="DELETE",
                                    pgid="pgtrigger_course_stays_a30bc",
                                    table="meetings_course",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="course_version",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."closes_on" IS DISTINCT FROM (NEW."closes_on") OR OLD."opens_on" IS DISTINCT FROM (NEW."opens_on") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                                    func="NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;",
                                    hash="de2ab6d40f6950948a72a4f25c29d5e060587c8f",
                                    operation="UPDATE",
                                    pgid="pgtrigger_course_version_f40b3",
                                    table="meetings_course",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="course_of_one_body",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="f208ad7e2e4ed01582fae02c016003389d7b0bb9",
                                    operation="UPDATE",
                                    pgid="pgtrigger_course_of_one_body_242d8",
                                    table="meetings_course",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "meetings_courseversion" ("body_id", "closes_on", "created_at", "fiscal_year", "id", "made_by_id", "opens_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "updated_at", "version") VALUES (NEW."body_id", NEW."closes_on", NEW."created_at", NEW."fiscal_year", NEW."id", NEW."made_by_id", NEW."opens_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."title", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="80069c2be2b3cf3ef544b307e5988198e03e1c06",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_373f5",
                                    table="meetings_course",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "meetings_courseversion" ("body_id", "closes_on", "created_at", "fiscal_year", "id", "made_by_id", "opens_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "updated_at", "version") VALUES (NEW."body_id", NEW."closes_on", NEW."created_at", NEW."fiscal_year", NEW."id", NEW."made_by_id", NEW."opens_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."title", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="2bc22086782fbc12f6ff009a8eed3b3cec2f9849",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_5155d",
                                    table="meetings_course",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CourseVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "title",
                            models.CharField(max_length=100, verbose_name="eラーニングの名前"),
                        ),
                        ("opens_on", models.DateField(verbose_name="はじめの日")),
                        ("closes_on", models.DateField(verbose_name="終わりの日")),
                        ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("created_at", models.DateTimeField(verbose_name="入れた日時")),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1, editable=False, verbose_name="版"
                            ),
                        ),
                        ("updated_at", models.DateTimeField(verbose_name="直した日時")),
                        (
                            "body",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.meetingbody",
                                verbose_name="会議体",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="入れた職員",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.course",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "eラーニングの版",
                        "verbose_name_plural": "eラーニングの版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="310595aab274d144418d7478392ae295c4c9adf8",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_c9d6b",
                                    table="meetings_courseversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Turnout",
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
                            "group",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="機関でない方"
                            ),
                        ),
                        ("people", models.PositiveIntegerField(verbose_name="人数")),
                        ("counted_at", models.DateTimeField(verbose_name="数えた日時")),
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
                            "counted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="数えた職員",
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="turnout",
                                to="meetings.course",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="turnout",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "参加人数",
                        "verbose_name_plural": "参加人数",
                        "ordering": ["agency__name", "group", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "course", "agency", "group"),
                                name="turnout_once",
                                nulls_distinct=False,
                                violation_error_message="この機関の人数は、もう入っています",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("course__isnull", True), ("meeting__isnull", False)),
                                    models.Q(("course__isnull", False), ("meeting__isnull", True)),
                                    _connector="OR",
                                ),
                                name="turnout_of_one_thing",
                                violation_error_message="会議かeラーニングの、どちらかの人数にしてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agency__isnull", False), ("group", "")),
                                    models.Q(
                                        ("agency__isnull", True),
                                        models.Q(("group", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="turnout_of_somebody",
                                violation_error_message="機関か、機関でない方のことばを入れてください",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("people__lte", 10000)),
                                name="turnout_fits_a_hall",
                                violation_error_message="人数は10000人までにしてください",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="turnout_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="f08c5dee5c2bf30ec56915521ee6e15b791402a2",
                                    operation="DELETE",
                                    pgid="pgtrigger_turnout_stays_d3623",
                                    table="meetings_turnout",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="turnout_of_one_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."course_id" IS DISTINCT FROM (NEW."course_id") OR OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."group" IS DISTINCT FROM (NEW."group"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="7efc98f58fc74da1070cf0e9a2c8d19d01aa6a39",
                                    operation="UPDATE",
                                    pgid="pgtrigger_turnout_of_one_row_5a775",
                                    table="meetings_turnout",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "meetings_turnoutversion" ("agency_id", "counted_at", "counted_by_id", "course_id", "group", "id", "meeting_id", "people", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agency_id", NEW."counted_at", NEW."counted_by_id", NEW."course_id", NEW."group", NEW."id", NEW."meeting_id", NEW."people", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                                    hash="419f1b4773d39e79251d6317518b391a8312b63e",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_86951",
                                    table="meetings_turnout",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "meetings_turnoutversion" ("agency_id", "counted_at", "counted_by_id", "course_id", "group", "id", "meeting_id", "people", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agency_id", NEW."counted_at", NEW."counted_by_id", NEW."course_id", NEW."group", NEW."id", NEW."meeting_id", NEW."people", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id"); RETURN NULL;',
                                    hash="d7fd9416cecf58c2e4352092a6067616f9869a54",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_76a1f",
                                    table="meetings_turnout",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TurnoutVersion",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "group",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="機関でない方"
                            ),
                        ),
                        ("people", models.PositiveIntegerField(verbose_name="人数")),
                        ("counted_at", models.DateTimeField(verbose_name="数えた日時")),
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
                            "counted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="数えた職員",
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.course",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="meetings.turnout",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "参加人数の版",
                        "verbose_name_plural": "参加人数の版",
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="ccf8ff3ff53ad444d5a5c080bdf0a7373babafa8",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_5f0d3",
                                    table="meetings_turnoutversion",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
            ]
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plandecided",
            trigger=pgtrigger.compiler.Trigger(
                name="plan_decision_of_a_sitting",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\nIF NOT EXISTS (\n    SELECT 1 FROM meetings_itemdecision AS decision\n      JOIN meetings_agendaitem AS item ON item.id = decision.item_id\n      JOIN meetings_meeting AS meeting ON meeting.id = item.meeting_id\n     WHERE decision.plan_decision_id = NEW.id AND item.plan_id = NEW.plan_id\n       AND meeting.state IN ('held', 'settled')\n) THEN\n    RAISE EXCEPTION 'プランを決めるのは、開かれた会議です'\n        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'plan_decision_of_a_sitting';\nEND IF;\nRETURN NULL;\n",
                    hash="b571d740defd37bac6b01b69d7b0f0dad67ecf97",
                    operation="INSERT",
                    pgid="pgtrigger_plan_decision_of_a_sitting_6e07e",
                    table="cases_plandecision",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
    ]

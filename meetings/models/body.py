"""会議体: which tables there are, on which legal ground each sits, as data the city edits."""

from __future__ import annotations

from typing import Self

from django.core.validators import RegexValidator
from django.db import models

from districts.models import District, Role, Staff

CODE = RegexValidator(r"^[a-z][a-z0-9_]*\Z", "コードは英小文字・数字・_で入力してください。")


class MeetingKind(models.TextChoices):
    """What kind of table: the first two discuss cases, the others stand above the case."""

    JUSO = "juso", "重層的支援会議"
    SHIEN = "shien", "支援会議"
    SMALL_AREA = "small_area", "小地域ケア会議"
    COUNCIL = "council", "協議体"
    AREA_CARE = "area_care", "地域ケア会議"
    STEERING = "steering", "庁内検討委員会"
    SECTION = "section", "専門部会"
    SUBSECTION = "subsection", "分科会"
    PROMOTION = "promotion", "推進会議"
    PROFESSIONALS = "professionals", "多職種研修会"
    DISTRICT_TALK = "district_talk", "地区別懇談会"
    EXCHANGE = "exchange", "地域活動団体交流会"
    SYMPOSIUM = "symposium", "シンポジウム"
    TRAINING = "training", "職員研修"


# the tables on which a person's case may lie
OF_CASES = (MeetingKind.JUSO, MeetingKind.SHIEN)
LOOK_AFTER = (Role.COORDINATOR, Role.MANAGER)


class LegalBasis(models.Model):
    """The law or rule a sitting stands on, and the words that say so on screen and paper."""

    code = models.CharField("コード", max_length=30, primary_key=True, validators=[CODE])
    name = models.CharField("根拠", max_length=60, unique=True)
    band = models.CharField("帯に出すことば", max_length=200)
    without_consent = models.BooleanField("同意がなくても共有できる", default=False)
    secrecy = models.BooleanField("守秘の確認が要る", default=True)
    position = models.PositiveSmallIntegerField("並び順")
    active = models.BooleanField("使用中", default=True)
    source = models.CharField("出典", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "会議の根拠"
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


class MeetingBodyQuerySet(models.QuerySet["MeetingBody"]):
    def active(self) -> Self:
        return self.filter(active=True)

    def of_cases(self) -> Self:
        return self.filter(kind__in=OF_CASES)

    def above(self) -> Self:
        """Where no case is talked about: 小地域ケア会議, 協議体, 庁内検討委員会, 職員研修 …"""
        return self.exclude(kind__in=OF_CASES)

    def visible_to(self, staff: Staff) -> Self:
        if not staff.is_active or not staff.sees_cases:
            return self.none()
        return self

    def called_by(self, staff: Staff) -> Self:
        """Whose sittings they prepare: the secretaries all, a CSW those above the case in their districts."""
        if staff.is_active and staff.role in LOOK_AFTER:
            return self
        if not staff.is_active or staff.role != Role.CSW:
            return self.none()
        return self.above().filter(district__in=staff.districts)


class MeetingBody(models.Model):
    code = models.CharField("コード", max_length=30, unique=True, validators=[CODE])
    name = models.CharField("会議体", max_length=60)
    kind = models.CharField("種類", max_length=20, choices=MeetingKind.choices)
    bases = models.ManyToManyField(
        LegalBasis, blank=True, related_name="bodies", verbose_name="根拠"
    )
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="地区"
    )
    packet_days = models.PositiveSmallIntegerField("資料の期限（何開庁日前）", default=3)
    sight_days = models.PositiveSmallIntegerField("資料を見られる日数（会議のあと）", default=7)
    minutes_each = models.PositiveSmallIntegerField("議題ひとつの時間（分）", default=20)
    position = models.PositiveSmallIntegerField("並び順")
    active = models.BooleanField("使用中", default=True)
    source = models.CharField("出典", max_length=200, blank=True)

    objects = MeetingBodyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会議体"
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def of_cases(self) -> bool:
        return self.kind in OF_CASES


class Rhythm(models.TextChoices):
    WEEKLY = "weekly", "毎週"
    MONTHLY = "monthly", "毎月 第○曜日"


class SeriesQuerySet(models.QuerySet["Series"]):
    def visible_to(self, staff: Staff) -> Self:
        """As its sittings: of cases to who is called to one and to who looks after them, others to all at work."""
        if not staff.is_active or not staff.sees_cases:
            return self.none()
        if staff.role in LOOK_AFTER:
            return self
        called = Series.objects.filter(
            meetings__members__staff=staff, meetings__members__left_at__isnull=True
        )
        return self.filter(
            ~models.Q(body__kind__in=OF_CASES) | models.Q(pk__in=called.values("pk"))
        )


class Series(models.Model):
    """くり返しの会議: every second Tuesday of a month and the like; single sittings are made from it."""

    body = models.ForeignKey(MeetingBody, models.PROTECT, related_name="series")
    rhythm = models.CharField("くり返し", max_length=10, choices=Rhythm.choices)
    week = models.PositiveSmallIntegerField("第何週", null=True, blank=True)
    weekday = models.PositiveSmallIntegerField("曜日（月=0）")
    starts_at = models.TimeField("はじめ")
    ends_at = models.TimeField("終わり")
    place = models.CharField("場所", max_length=100, blank=True)
    online_url = models.URLField("オンラインのアドレス", blank=True)
    since = models.DateField("いつから")
    until = models.DateField("いつまで", null=True, blank=True)
    made_until = models.DateField("ここまで作った", null=True, blank=True, editable=False)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "くり返しの会議"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weekday__range=(0, 6)),
                name="series_weekday",
                violation_error_message="曜日をえらんでください",
            ),
            models.CheckConstraint(
                condition=models.Q(rhythm="weekly", week__isnull=True)
                | models.Q(rhythm="monthly", week__isnull=False, week__range=(1, 5)),
                name="series_week",
                violation_error_message="毎月のときは、第何週かを1から5でえらんでください",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="series_hours",
                violation_error_message="終わりは、はじめより後の時刻にしてください",
            ),
        ]

    def __str__(self) -> str:
        return f"くり返しの会議{self.pk}"

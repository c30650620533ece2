"""職員: a login, and the districts its owner is posted to."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property

from districts.models.agency import Agency, AgencyType, DateRange
from districts.models.district import District


class Role(models.TextChoices):
    COUNTER = "counter", "窓口"
    CSW = "csw", "CSW"
    AGENCY = "agency", "相談機関"
    COORDINATOR = "coordinator", "多機関協働"
    MANAGER = "manager", "管理職"
    ADMINISTRATOR = "administrator", "システム管理"
    SITE = "site", "縁側などの場"


BLIND = (Role.ADMINISTRATOR, Role.SITE)  # roles that see no case, whatever their agency may


class StaffManager(UserManager["Staff"]):
    use_in_migrations = False

    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **extra: Any
    ) -> Staff:
        """An administrator, by default of the agency システム管理, which is made if missing."""
        extra.setdefault("role", Role.ADMINISTRATOR)
        extra.setdefault("name", username)
        if "agency" not in extra and "agency_id" not in extra:
            extra["agency"], _ = Agency.objects.get_or_create(
                name="システム管理",
                valid_until=None,
                defaults={
                    "type": AgencyType.OTHER,
                    "kind": "このシステムの管理",
                    "accepts_referrals": False,
                },
            )
        return super().create_superuser(username, email, password, **extra)


class Staff(AbstractUser):
    """An administrator administers, a place speaks for itself: neither sees a case (R6).

    Only administrators reach Django's admin.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField("氏名", max_length=50)
    kana = models.CharField("ふりがな", max_length=100, blank=True)
    role = models.CharField("役割", max_length=20, choices=Role)
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="機関", related_name="staff")

    objects: ClassVar[StaffManager] = StaffManager()

    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = verbose_name_plural = "職員"
        constraints = [
            models.CheckConstraint(
                name="staff_role_known",
                condition=Q(role__in=[value for value, _ in Role.choices]),
                violation_error_message="役割が正しくありません。",
            ),
            models.CheckConstraint(
                name="staff_admin_site_for_administrators",
                condition=Q(role="administrator") | Q(is_staff=False, is_superuser=False),
                violation_error_message="管理サイトに入れるのはシステム管理の職員だけです。",
            ),
            models.CheckConstraint(
                name="staff_has_name",
                condition=~Q(name=""),
                violation_error_message="氏名を入力してください。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @property
    def sees_cases(self) -> bool:
        return self.role not in BLIND

    @cached_property
    def districts(self) -> list[District]:
        """The districts of today's postings, asked once per object."""
        today = timezone.localdate()
        return list(
            District.objects.filter(
                Q(postings__ends_on__isnull=True) | Q(postings__ends_on__gte=today),
                postings__staff=self,
                postings__starts_on__lte=today,
            ).distinct()
        )


class PostingQuerySet(models.QuerySet["Posting"]):
    def on(self, day: Any) -> PostingQuerySet:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class Posting(models.Model):
    """配属: both days included; without a district it is to the whole city."""

    staff = models.ForeignKey(Staff, models.PROTECT, verbose_name="職員", related_name="postings")
    district = models.ForeignKey(
        District,
        models.PROTECT,
        verbose_name="地区",
        related_name="postings",
        null=True,
        blank=True,
    )
    starts_on = models.DateField("開始日")
    ends_on = models.DateField("終了日", null=True, blank=True)
    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "配属"
        constraints = [
            models.CheckConstraint(
                name="posting_dates_in_order",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="終了日は開始日より前にできません。",
            ),
            ExclusionConstraint(
                name="posting_no_overlap",
                expressions=[
                    ("staff", RangeOperators.EQUAL),
                    (Coalesce("district", Value("")), RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on", Value("[]")), RangeOperators.OVERLAPS),
                ],
                violation_error_message="この職員は、同じ地区に同じ時期の配属があります。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.district_id or '全市'} {self.starts_on}〜"

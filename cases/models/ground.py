"""閲覧の根拠: why this agency or this person may see this case, at which level, from when to when."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Case as When_
from django.db.models import F, Q, TextField, Value, When
from django.db.models.functions import Cast, Concat, Now

from cases.models.guards import never_deleted
from districts.models import Agency, Role, Staff
from fujisawa_care.foundation.workdays import TOKYO


class Level(models.IntegerChoices):
    PACKET = 0, "会議の資料だけ"
    SHEET = 1, "引き継ぎの要点だけ"
    READ = 2, "読む"
    WRITE = 3, "読む・書く"


# what one may be let in to; a seat at a table alone opens its packet
GRANTED = (Level.SHEET, Level.READ, Level.WRITE)


class Ground(models.TextChoices):
    OWNER = "owner", "主担当"
    TEAM = "team", "いっしょに受けた機関"
    REFERRAL = "referral", "つなぎが届いた機関"
    COORDINATION = "coordination", "多機関協働"
    MANAGER = "manager", "管理職（市全体）"
    OWN_RECORD = "own_record", "自分が残したもの"
    CONSENT = "consent", "本人の同意"
    REQUEST = "request", "閲覧のおねがい"
    EMERGENCY = "emergency", "緊急"
    ROLE = "role", "プラン・会議の役割"
    MEETING = "meeting", "会議の席"


def holders(staff: Staff) -> list[str]:
    """The names under which this staff member may hold a ground; an administrator has none (R6)."""
    if not staff.is_active or not staff.sees_cases:
        return []
    return [f"agency:{staff.agency_id}", f"staff:{staff.pk}", f"role:{staff.role}"]


class AccessGroundQuerySet(models.QuerySet["AccessGround"]):
    def of(self, staff: Staff, *, at: datetime | None = None) -> Self:
        """What this staff member holds now, or held at `at`.

        Nothing begins in the future, so "now" asks only for the end: two clocks need not agree.
        """
        mine = self.filter(holder__in=holders(staff))
        return mine.lasting(Now()) if at is None else mine.lasting(at).filter(since__lte=at)

    def lasting(self, at: datetime | Now) -> Self:
        """Neither ended by then, nor past the end it was given from the first."""
        return self.filter(
            Q(until__isnull=True) | Q(until__gt=at),
            Q(expires_at__isnull=True) | Q(expires_at__gt=at),
        )

    def running(self) -> Self:
        """Not ended by anybody; what ends by itself is over with its hour (`lasting`)."""
        return self.filter(until__isnull=True)

    def on(self, day: date) -> Self:
        """Whoever could see at any moment of that day."""
        begins = datetime.combine(day, time(), tzinfo=TOKYO)
        return self.lasting(begins).filter(since__lt=begins + timedelta(days=1))

    def at_least(self, level: Level) -> Self:
        return self.filter(level__gte=level)


class AccessGround(models.Model):
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="grounds")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20, blank=True, choices=Role.choices)
    holder = models.GeneratedField(
        expression=When_(
            When(
                agency__isnull=False, then=Concat(Value("agency:"), Cast("agency_id", TextField()))
            ),
            When(staff__isnull=False, then=Concat(Value("staff:"), Cast("staff_id", TextField()))),
            default=Concat(Value("role:"), F("role"), output_field=TextField()),
            output_field=TextField(),
        ),
        output_field=TextField(),
        db_persist=True,
    )
    level = models.PositiveSmallIntegerField("できること", choices=Level.choices)
    ground = models.CharField("根拠", max_length=20, choices=Ground.choices)
    referral = models.ForeignKey(
        "cases.Referral", models.PROTECT, null=True, related_name="grounds", verbose_name="つなぎ"
    )
    consent = models.ForeignKey(
        "cases.ConsentEvent", models.PROTECT, null=True, related_name="grounds", verbose_name="同意"
    )
    emergency = models.ForeignKey(
        "cases.Emergency",
        models.PROTECT,
        null=True,
        related_name="grounds",
        verbose_name="緊急の閲覧",
    )
    request = models.ForeignKey(
        "cases.ViewRequest",
        models.PROTECT,
        null=True,
        related_name="grounds",
        verbose_name="閲覧のおねがい",
    )
    occasion = models.CharField("どの会議", max_length=40, blank=True)
    since = models.DateTimeField("から")
    until = models.DateTimeField("まで", null=True)
    expires_at = models.DateTimeField("はじめから決まっている終わり", null=True)

    objects = AccessGroundQuerySet.as_manager()

    class Meta:
        verbose_name = "閲覧の根拠"
        verbose_name_plural = "閲覧の根拠"
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(agency__isnull=False, staff__isnull=True, role="")
                    | Q(agency__isnull=True, staff__isnull=False, role="")
                    | (Q(agency__isnull=True, staff__isnull=True) & ~Q(role=""))
                ),
                name="ground_has_one_holder",
                violation_error_message="根拠をもつのは、機関・職員・役割のどれか一つです",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="ground_period",
                violation_error_message="根拠の終わりは、始まりより後にしてください",
            ),
            models.CheckConstraint(
                condition=Q(ground=Ground.REFERRAL, referral__isnull=False, level=Level.SHEET)
                | ~Q(ground=Ground.REFERRAL),
                name="ground_of_referral_is_a_sheet",
                violation_error_message="返事の前に見えるのは、引き継ぎの要点だけです",
            ),
            models.CheckConstraint(
                condition=Q(ground="consent", consent__isnull=False)
                | (~Q(ground="consent") & Q(consent__isnull=True)),
                name="ground_of_consent_names_it",
                violation_error_message="本人の同意による根拠には、その同意が要ります",
            ),
            models.CheckConstraint(
                condition=Q(ground="emergency", emergency__isnull=False, expires_at__isnull=False)
                | (~Q(ground="emergency") & Q(emergency__isnull=True)),
                name="ground_of_emergency_ends_by_itself",
                violation_error_message="緊急の閲覧には、理由と終わりが要ります",
            ),
            models.CheckConstraint(
                condition=Q(ground="request", request__isnull=False, expires_at__isnull=False)
                | (~Q(ground="request") & Q(request__isnull=True)),
                name="ground_of_request_ends_by_itself",
                violation_error_message="おねがいへの返事には、終わりが要ります",
            ),
            models.CheckConstraint(
                condition=(
                    Q(ground="meeting", level=Level.PACKET, expires_at__isnull=False)
                    & Q(staff__isnull=False)
                    & ~Q(occasion="")
                )
                | (~Q(ground="meeting") & ~Q(level=Level.PACKET) & Q(occasion="")),
                name="ground_of_meeting_is_its_packet",
                violation_error_message="会議の席で見えるのは、決められた日までの資料だけです",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gte=F("since")),
                name="ground_expires_after_it_began",
                violation_error_message="根拠の終わりは、始まりより後にしてください",
            ),
            models.UniqueConstraint(
                "case",
                "holder",
                "ground",
                F("referral"),
                "occasion",
                condition=Q(until__isnull=True),
                nulls_distinct=False,
                name="ground_running_once",
            ),
        ]
        indexes = [
            models.Index(fields=["holder", "case", "level"], name="ground_by_holder"),
            models.Index(fields=["case", "since"], name="ground_by_case"),
        ]
        triggers = [
            never_deleted("ground_stays"),
            pgtrigger.Protect(
                name="ground_ends_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__until__isnull=False),
            ),
            pgtrigger.ReadOnly(
                name="ground_keeps_its_reason",
                fields=[
                    *("case", "agency", "staff", "role", "level", "ground", "referral"),
                    *("consent", "emergency", "request", "occasion", "since", "expires_at"),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} {self.ground}"

    @property
    def ends_at(self) -> datetime | None:
        """When the sight ended or is going to."""
        return min(filter(None, (self.until, self.expires_at)), default=None)

"""つなぐの数: how many were handed over, how soon answered, and how often taken at once."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Aggregate,
    Avg,
    Count,
    DateField,
    Exists,
    Expression,
    ExpressionWrapper,
    FloatField,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
)
from django.db.models import Value as Literal
from django.db.models.functions import NullIf, TruncDate

from cases.models import Case, Referral, ReferralKind
from cases.states import CaseStage, ReferralStatus
from fujisawa_care.foundation.workdays import TOKYO, is_working_day
from fujisawa_care.home.indicators.shape import Indicator, Period

LONGEST_WAIT = timedelta(days=400)
CUTS = {
    "district": "case__district",
    "agency": "to_agency",
    "from_agency": "from_agency",
    "kind": "kind",
}


class Median(Aggregate):
    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


class Between(Func):
    """Days from the second day to the first, as a whole number."""

    arg_joiner = " - "
    template = "(%(expressions)s)"
    output_field = IntegerField()


class Bucket(Func):
    """How many days of a sorted list are not after a day."""

    function = "width_bucket"
    output_field = IntegerField()


def _sent(period: Period) -> QuerySet[Referral]:
    return Referral.objects.filter(sent_at__gte=period.begins, sent_at__lt=period.ends)


def _answered(period: Period) -> QuerySet[Referral]:
    return Referral.objects.filter(
        status__in=(ReferralStatus.ACCEPTED, ReferralStatus.RETURNED),
        answered_at__gte=period.begins,
        answered_at__lt=period.ends,
    )


def _first(period: Period) -> QuerySet[Referral]:
    transfers = Referral.objects.filter(kind=ReferralKind.TRANSFER)
    before = transfers.filter(case=OuterRef("case"), sent_at__lt=OuterRef("sent_at"))
    return _answered(period).filter(~Exists(before), kind=ReferralKind.TRANSFER)


def _closed(period: Period) -> QuerySet[Case]:
    return Case.objects.filter(
        stage=CaseStage.CLOSED, closed_at__gte=period.begins, closed_at__lt=period.ends
    )


def _working_days(period: Period, only: Q) -> Aggregate:
    """Closed days are told to the database, which counts how many of them lie in between."""
    first, last = period.since - LONGEST_WAIT, period.until
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    closed = Literal([day for day in days if not is_working_day(day)], ArrayField(DateField()))
    asked, answered = TruncDate("sent_at", tzinfo=TOKYO), TruncDate("answered_at", tzinfo=TOKYO)
    off = Bucket(answered, closed) - Bucket(asked, closed)
    waited = ExpressionWrapper(Between(answered, asked) - off, output_field=FloatField())
    return Median(waited, filter=only)


def _share_accepted(period: Period, only: Q) -> Expression:
    accepted = Count("pk", filter=only & Q(status=ReferralStatus.ACCEPTED))
    return accepted * Literal(100.0) / NullIf(Count("pk", filter=only), 0)


INDICATORS = (
    Indicator(
        code="referrals",
        label="つなぎ",
        definition=(
            "期間のうちに送ったつなぎの件数です。1度に2つの機関へ送れば2件です。"
            "担当を移すものと、いっしょに受けてもらうものを、ともに数えます。"
        ),
        unit="件",
        source=_sent,
        when="sent_at",
        cuts=CUTS,
    ),
    Indicator(
        code="answer_days",
        label="返事まで（中央値）",
        definition=(
            "期間のうちに返事（受けた・戻した）があったつなぎについて、送った日から返事の日までの"
            "開庁日の数を小さい順にならべた、まん中の値です。その日のうちの返事は0日です。"
            "土日・祝日と12月29日から1月3日までは数えません。取り下げは入りません。"
        ),
        unit="日",
        source=_answered,
        when="answered_at",
        cuts=CUTS,
        value=_working_days,
        additive=False,
        digits=1,
    ),
    Indicator(
        code="accepted_first",
        label="1回目で受けてもらえた割合",
        definition=(
            "担当を移すつなぎのうち、そのケースで最初のものに期間のうちに返事があったものを全体として、"
            "受けてもらえたものの割合です。"
        ),
        unit="%",
        source=_first,
        when="answered_at",
        cuts=CUTS,
        value=_share_accepted,
        additive=False,
        digits=1,
    ),
    Indicator(
        code="hops",
        label="1ケースあたりのつないだ回数",
        definition=(
            "期間のうちに終わったケースについて、主担当の機関が移った回数の平均です。"
            "人事異動での引き継ぎは数えません。"
        ),
        unit="回",
        source=_closed,
        when="closed_at",
        cuts={"district": "district", "agency": "owner"},
        value=lambda period, only: Avg("hops", filter=only),
        additive=False,
        digits=2,
    ),
)

"""ケースの数: how many are open, quiet or overdue at a moment, and how many ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.dues import Terms
from cases.models import Case, FollowUp, Ownership, SupportRecord
from cases.states import CaseStage
from fujisawa_care.home.indicators.shape import Indicator, Kind, Period, last_day

QUIET_DAYS = Terms.of(settings.CARE).quiet_days[0]
OF_OWNERS = {
    "district": "case__district",
    "agency": "agency",
    "topic": "case__topics",
}


def _owned(period: Period) -> QuerySet[Ownership]:
    """An open case has exactly one owner at every moment, and a closed one none (R1)."""
    ended_later = Q(until=None) | Q(until__gte=period.begins)
    return Ownership.objects.filter(ended_later, since__lt=period.ends)


def _running(moment: datetime) -> Q:
    return Q(since__lt=moment) & (Q(until=None) | Q(until__gte=moment))


def _silent(moment: datetime) -> Q:
    longest = moment - timedelta(days=QUIET_DAYS)
    heard = SupportRecord.objects.filter(
        case=OuterRef("case"), happened_at__gt=longest, happened_at__lt=moment
    )
    return _running(moment) & Q(case__opened_at__lte=longest) & ~Q(Exists(heard))


def _planned(period: Period) -> QuerySet[FollowUp]:
    ended_later = Q(ended_at=None) | Q(ended_at__gte=period.begins)
    return FollowUp.objects.filter(ended_later, planned_at__lt=period.ends, due_on__lt=period.until)


def _late(moment: datetime) -> Q:
    waiting = Q(ended_at=None) | Q(ended_at__gte=moment)
    return waiting & Q(planned_at__lt=moment, due_on__lt=last_day(moment))


def _closed(period: Period) -> QuerySet[Case]:
    return Case.objects.filter(
        stage=CaseStage.CLOSED, closed_at__gte=period.begins, closed_at__lt=period.ends
    )


INDICATORS = (
    Indicator(
        code="cases_open",
        label="支援中のケース",
        definition="期間の終わりに支援中だったケースの件数です。いまの月は、数えた時のものです。",
        unit="件",
        source=_owned,
        kind=Kind.STOCK,
        standing=_running,
        cuts=OF_OWNERS,
    ),
    Indicator(
        code="cases_quiet",
        label=f"{QUIET_DAYS}日以上、記録がないケース",
        definition=(
            f"期間の終わりに支援中で、始まってから{QUIET_DAYS}日以上たち、"
            f"支援経過記録が{QUIET_DAYS}日のあいだなかったケースの件数です。"
        ),
        unit="件",
        source=_owned,
        kind=Kind.STOCK,
        standing=_silent,
        cuts=OF_OWNERS,
    ),
    Indicator(
        code="follow_ups_overdue",
        label="次の連絡日すぎ",
        definition=(
            "期間の終わりに、期限の日をすぎてまだ終わっていなかった次の一手の件数です。"
            "期限をあとから動かしたものは、動かした後の期限で数えます。"
        ),
        unit="件",
        source=_planned,
        kind=Kind.STOCK,
        standing=_late,
        cuts={"district": "case__district", "agency": "agency"},
    ),
    Indicator(
        code="cases_closed",
        label="終わったケース",
        definition="期間のうちに終わり、その後また始まっていないケースの件数です。",
        unit="件",
        source=_closed,
        when="closed_at",
        cuts={
            "district": "district",
            "agency": "owner",
            "closing": "outcome",
            "topic": "topics",
        },
    ),
)

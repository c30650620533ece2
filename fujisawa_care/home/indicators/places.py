"""参加支援と縁側の数: who is on the way to a place, and what the places say of their months."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Aggregate, Count, Exists, F, OuterRef, Q, QuerySet, Sum

from engawa.models import (
    ActivityReport,
    Generation,
    Participation,
    ParticipationStep,
    Site,
    SiteSort,
)
from engawa.states import ParticipationState
from fujisawa_care.home.indicators.shape import Cuts, Indicator, Kind, Period, last_day

OF_SITES: Cuts = {"district": "site__district", "site": "site"}
MONTHS = "報告は月ごとで、その月の1日が期間にあるものを数えます。届いた報告だけを数えます。"


def _steps(period: Period) -> QuerySet[ParticipationStep]:
    return ParticipationStep.objects.filter(at__lt=period.ends)


def _stood(moment: datetime) -> Q:
    """The last step that somebody had taken by then."""
    same = ParticipationStep.objects.filter(participation=OuterRef("participation"), at__lt=moment)
    later = same.filter(Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")))
    return Q(at__lt=moment) & ~Q(state=ParticipationState.ENDED) & ~Q(Exists(later))


def _begun(period: Period) -> QuerySet[Participation]:
    return Participation.objects.filter(begun_at__gte=period.begins, begun_at__lt=period.ends)


def _engawa(period: Period) -> QuerySet[Site]:
    return Site.objects.filter(sort=SiteSort.ENGAWA, created_at__lt=period.ends)


def _there(moment: datetime) -> Q:
    open_still = Q(ended_on=None) | Q(ended_on__gt=last_day(moment))
    return open_still & Q(created_at__lt=moment)


def _reports(period: Period) -> QuerySet[ActivityReport]:
    return ActivityReport.objects.sent().filter(
        site__sort=SiteSort.ENGAWA, month__range=(period.since, period.until)
    )


def _days(period: Period, only: Q) -> Aggregate:
    return Sum("open_days", filter=only)


def _visits(period: Period, only: Q) -> Aggregate:
    return Sum(F("child") + F("adult") + F("older"), filter=only)


def _noticed(period: Period, only: Q) -> Aggregate:
    return Sum("consultations", filter=only)


def _hours(period: Period, only: Q) -> Aggregate:
    return Sum("volunteer_hours", filter=only)


def _reported(period: Period, only: Q) -> Aggregate:
    return Count("pk", filter=only)


OF_PEOPLE = (
    Indicator(
        code="participations",
        label="参加支援のとちゅうの方",
        definition="期間の終わりに、参加支援が始まっていて終結していなかった件数です。",
        unit="件",
        source=_steps,
        kind=Kind.STOCK,
        standing=_stood,
        cuts={
            "district": "participation__case__district",
            "agency": "participation__case__owner",
            "state": "state",
        },
    ),
    Indicator(
        code="participations_begun",
        label="始まった参加支援",
        definition="期間のうちに始まった参加支援の件数です。",
        unit="件",
        source=_begun,
        when="begun_at",
        cuts={"district": "case__district", "agency": "case__owner"},
    ),
)


def _of_report(code: str, label: str, unit: str, words: str, **more: object) -> Indicator:
    return Indicator(
        code=code,
        label=label,
        definition=words + MONTHS,
        unit=unit,
        source=_reports,
        when=F("month"),
        cuts=OF_SITES,
        people=False,
        **more,  # type: ignore[arg-type]  # each call names fields of Indicator
    )


OF_PLACES = (
    Indicator(
        code="engawa_sites",
        label="地域の縁側",
        definition="期間の終わりに、一覧にのっていて終わっていなかった地域の縁側の数です。",
        unit="か所",
        source=_engawa,
        kind=Kind.STOCK,
        standing=_there,
        cuts={"district": "district"},
        people=False,
    ),
    _of_report(
        "engawa_reports", "届いた報告", "件", "縁側から届いた毎月の報告の数です。", value=_reported
    ),
    _of_report(
        "engawa_days", "縁側を開いた日数", "日", "縁側を開いた日数を足したものです。", value=_days
    ),
    _of_report(
        "engawa_visits",
        "縁側に来た人",
        "人",
        "縁側に来た人の数を足したものです。同じ方が2日来れば2人です。",
        value=_visits,
        spread={
            "generation": {each.value: Sum(each.value) for each in Generation},
        },
    ),
    _of_report(
        "engawa_noticed",
        "縁側で気づいた相談",
        "件",
        "縁側で気づいた相談の数を足したものです。",
        value=_noticed,
    ),
    _of_report(
        "engawa_hours",
        "手伝った時間",
        "時間",
        "縁側を手伝った方の時間を足したものです。報告に書いた縁側だけです。",
        value=_hours,
        digits=1,
    ),
)

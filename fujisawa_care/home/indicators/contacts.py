"""連絡と訪問の数: how often people were visited, called and written to, and whether they were met."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import Counterpart, Plan, PlanKind, SupportRecord
from cases.states import PlanState
from fujisawa_care.home.indicators.shape import Cuts, Indicator, Period

CUTS: Cuts = {
    "district": "case__district",
    "agency": "agency",
    "method": "method",
    "result": "outcome",
    "counterpart": "counterpart",
}
ON_ITS_WAY = (PlanState.DRAFT, PlanState.TABLED)


def _written(period: Period) -> QuerySet[SupportRecord]:
    """A corrected record counts once, as it was put right."""
    return SupportRecord.objects.filter(
        ~Q(Exists(SupportRecord.objects.filter(corrects=OuterRef("pk")))),
        happened_at__gte=period.begins,
        happened_at__lt=period.ends,
        counterpart__in=(Counterpart.SELF, Counterpart.FAMILY),
    )


def _outreach(period: Period) -> QuerySet[SupportRecord]:
    planned = Plan.objects.filter(case=OuterRef("case"), kind=PlanKind.OUTREACH)
    return _written(period).filter(Exists(planned.exclude(state__in=ON_ITS_WAY)))


INDICATORS = (
    Indicator(
        code="contacts",
        label="本人・家族への連絡",
        definition=(
            "期間のうちの支援経過記録のうち、相手がご本人か家族のものの件数です。"
            "会えなかった訪問や、出なかった電話も1件です。直した記録は、直した後のものだけを数えます。"
        ),
        unit="件",
        source=_written,
        when="happened_at",
        cuts=CUTS,
    ),
    Indicator(
        code="outreach_contacts",
        label="うち アウトリーチのケース",
        definition=(
            "本人・家族への連絡のうち、アウトリーチの支援プランが会議で決まったことのあるケースの件数です。"
        ),
        unit="件",
        source=_outreach,
        when="happened_at",
        cuts=CUTS,
    ),
)

"""受け止めの数: how many were heard, how, of what age, about what, and what came of it."""

from __future__ import annotations

from django.db.models import Exists, F, Func, OuterRef, QuerySet, TextField
from django.db.models.functions import TruncDate

from cases.models import Consultation, Referral
from fujisawa_care.foundation.workdays import TOKYO
from fujisawa_care.home.indicators.shape import Cuts, Indicator, Period

BANDS = ("0-17", "18-39", "40-64", "65-74", "75-")
# on the day of the intake; whoever has no birthday here is in none of them
AGE_BAND = Func(
    TruncDate("received_at", tzinfo=TOKYO),
    F("case__person__birth_date"),
    template=(
        f"(ARRAY{[*BANDS]})"
        "[1 + width_bucket(EXTRACT(YEAR FROM AGE(%(expressions)s))::int, ARRAY[18, 40, 65, 75])]"
    ),
    output_field=TextField(),
)
CUTS: Cuts = {
    "district": "case__district",
    "agency": "agency",
    "channel": "channel",
    "consulter": "consulter",
    "main_topic": "main_topic",
    "topic": "topics",
    "age": AGE_BAND,
}


def _received(period: Period) -> QuerySet[Consultation]:
    return Consultation.objects.filter(received_at__gte=period.begins, received_at__lt=period.ends)


def _passed(period: Period) -> QuerySet[Consultation]:
    return _received(period).filter(Exists(Referral.objects.filter(consultation=OuterRef("pk"))))


INDICATORS = (
    Indicator(
        code="consultations",
        label="受け止め",
        definition=(
            "期間のうちに、どこかの機関が受けた相談の件数です。同じ方がもう一度話せば、もう1件です。"
            "地区はケースのいまの地区で数えます。"
        ),
        unit="件",
        source=_received,
        when="received_at",
        cuts=CUTS,
    ),
    Indicator(
        code="consultations_passed",
        label="うち つないだ",
        definition="期間のうちに受けた相談のうち、そこからほかの機関へつないだものの件数です。",
        unit="件",
        source=_passed,
        when="received_at",
        cuts=CUTS,
    ),
)

"""指標: one registry of every number the city counts; pages, papers and the API all ask here (R13).

`table("consultations", since, until, by=("district",), at=now)` is one question to the data; what it may be
cut by stands in `REGISTRY[code].by`.
"""

from fujisawa_care.home.indicators.counting import table
from fujisawa_care.home.indicators.registry import ALL, REGISTRY
from fujisawa_care.home.indicators.shape import MONTH, UNKNOWN, Indicator, Kind, Period, Row, Table

__all__ = [
    "ALL",
    "MONTH",
    "REGISTRY",
    "UNKNOWN",
    "Indicator",
    "Kind",
    "Period",
    "Row",
    "Table",
    "table",
]

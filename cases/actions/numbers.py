"""受付番号: `R8-000142`, counted within the fiscal year, never twice and without a gap."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.workdays import TOKYO

# One row per year is the queue: whoever comes second waits until the first has committed.
NEXT = """
INSERT INTO cases_casecounter (fiscal_year, last) VALUES (%s, 1)
ON CONFLICT (fiscal_year) DO UPDATE SET last = cases_casecounter.last + 1
RETURNING last
"""


def take(*, at: datetime) -> str:
    """The next number of the fiscal year of `at`; given back if the transaction fails."""
    year = wareki.fiscal_year(at.astimezone(TOKYO).date())
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [year])
        row = cursor.fetchone()
    return f"{wareki.fiscal_label(year)}-{row[0]:06d}"

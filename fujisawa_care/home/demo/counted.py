"""数えた街: months that were closed, a report the city put together, and words for the council."""

from __future__ import annotations

from datetime import timedelta

from districts.actions import council, report_forms
from districts.actions.report_forms import Column, Row
from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.workdays import TOKYO, months_later
from fujisawa_care.home.demo.scene import Scene
from fujisawa_care.home.figures import closing

QUARTERS = (("4〜6月", 4, 6), ("7〜9月", 7, 9), ("10〜12月", 10, 12), ("1〜3月", 1, 3))
ROWS = (
    Row("受け止め", "consultations"),
    Row("うち窓口", "consultations", "channel", "counter"),
    Row("うち電話", "consultations", "channel", "phone"),
    Row("つなぎ", "referrals"),
    Row("支援中（期間の終わり）", "cases_open"),
    Row("話し合った件数", "items"),
    Row("縁側に来た人", "engawa_visits"),
)
WORDS = {
    "opening": "この年度の、相談と地域の活動の数です。人物・機関・数はすべて架空です。",
    "intake": "どの窓口でも受け止め、ほかの窓口へ行ってもらうことをなくしています。",
}


def tell(scene: Scene) -> None:
    """Last month is still to be closed by whoever looks."""
    manager, now = scene.cast.staff["manager"], scene.now
    first = now.astimezone(TOKYO).date().replace(day=1)
    for back in (3, 2):
        closing.close(
            f"{months_later(first, -back):%Y-%m}", by=manager, at=now - timedelta(hours=1)
        )
    council.write(wareki.fiscal_year(first), by=manager, at=now, texts=WORDS)
    form = report_forms.make(
        by=manager, at=now, name="四半期の報告（架空）", title="相談と地域の活動"
    )
    for row in ROWS:
        report_forms.add_row(form, row, by=manager)
    for label, begin, end in QUARTERS:
        report_forms.add_column(form, Column(label, begin, end), by=manager)
    report_forms.add_column(form, Column("年度の計"), by=manager)

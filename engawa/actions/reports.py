"""毎月の報告: kept as a draft, sent, and put right afterwards with every version kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction

from districts.models import Staff, Topic
from engawa import rules
from engawa.models import ActivityReport, Site
from engawa.sheets.reports import GENERATIONS, first_of, last_of
from fujisawa_care.foundation import fit
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO

log = structlog.get_logger()
MEANWHILE = "ほかの人が先に書きました。画面を開きなおして、書いたことを入れなおしてください"
NEEDED = {
    "open_days": "開いた日数",
    "child": "来た人・18歳まで",
    "adult": "来た人・19歳から64歳",
    "older": "来た人・65歳から",
}
MOST = 100_000


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a place says of a month; what was not counted stays None."""

    open_days: int | None = None
    child: int | None = None
    adult: int | None = None
    older: int | None = None
    consultations: int | None = None
    volunteer_hours: Decimal | None = None
    text: str = ""
    topics: Sequence[Topic] = ()


@transaction.atomic
def write(
    site: Site,
    month: date,
    *,
    by: Staff,
    at: datetime,
    seen: int,
    told: Told,
    send: bool = False,
) -> ActivityReport:
    """`seen`: the version the page began with, 0 where there was none; once sent it stays sent."""
    site = Site.objects.select_for_update(of=("self",), no_key=True).get(pk=site.pk)
    require(rules.speak_for(by, site))
    today = at.astimezone(TOKYO).date()
    if month > first_of(today):
        raise ValidationError({"month": "これからの月の報告は、まだ書けません"})
    report = ActivityReport.objects.filter(site=site, month=month).first()
    if (report.version if report else 0) != seen:
        raise IllegalStep(MEANWHILE, code="changed-meanwhile")
    report = report or ActivityReport(site=site, month=month)
    send = send and report.sent_at is None
    if send and today < last_of(month):
        raise ValidationError("この月は、まだ終わっていません。いまは下書きで残してください")
    for one in fields(told):
        if one.name != "topics":
            setattr(report, one.name, getattr(told, one.name))
    report.written_by, report.updated_at = by, at
    report.sent_at = at if send else report.sent_at
    _possible(report)
    report.save()
    report.topics.set(told.topics)
    report.refresh_from_db(fields=["version"])
    log.info("report_sent" if send else "report_written", report=report.pk, by=by.pk)
    return report


def _possible(report: ActivityReport) -> None:
    wrong: dict[str, str] = {}
    if report.sent_at is not None:
        for name, label in NEEDED.items():
            if getattr(report, name) is None:
                wrong[name] = f"「{label}」を入れてください。なければ0です"
    for name in (*GENERATIONS, "consultations"):
        if (getattr(report, name) or 0) > MOST:
            wrong[name] = "数が大きすぎます。たしかめてください"
    length = last_of(report.month).day
    if (report.open_days or 0) > length:
        wrong["open_days"] = f"この月は{length}日までです"
    if wrong:
        raise ValidationError(wrong)
    fit.require(report)

"""報告の様式: made, given rows and columns, and put out of use; it holds no numbers of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction

from districts import rules
from districts.models import District, ReportColumn, ReportForm, ReportRow, Staff
from fujisawa_care.foundation.verdict import require

log = structlog.get_logger()
MOST_ROWS, MOST_COLUMNS = 60, 16
TOO_MANY = "これより多くは置けません。様式を2つに分けてください"


@dataclass(frozen=True)
class Row:
    label: str
    code: str
    cut: str = ""
    key: str = ""


@dataclass(frozen=True)
class Column:
    label: str
    first: int = 4
    last: int = 3
    district: District | None = None


@transaction.atomic
def make(*, by: Staff, at: datetime, name: str, title: str) -> ReportForm:
    require(rules.write_council(by))
    made = ReportForm(name=name, title=title, made_by=by, made_at=at)
    made.full_clean()
    made.save()
    log.info("report_form_made", form=made.pk)
    return made


@transaction.atomic
def add_row(form: ReportForm, row: Row, *, by: Staff) -> ReportRow:
    locked = _locked(form, by)
    there = locked.rows.count()
    if there >= MOST_ROWS:
        raise ValidationError({"label": TOO_MANY})
    made = ReportRow(
        form=locked, position=there, label=row.label, code=row.code, cut=row.cut, key=row.key
    )
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def add_column(form: ReportForm, column: Column, *, by: Staff) -> ReportColumn:
    locked = _locked(form, by)
    there = locked.columns.count()
    if there >= MOST_COLUMNS:
        raise ValidationError({"label": TOO_MANY})
    made = ReportColumn(
        form=locked,
        position=there,
        label=column.label,
        first=column.first,
        last=column.last,
        district=column.district,
    )
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def take_out(part: ReportRow | ReportColumn, *, by: Staff) -> None:
    _locked(part.form, by)
    part.delete()


def _locked(form: ReportForm, by: Staff) -> ReportForm:
    require(rules.write_council(by))
    return ReportForm.objects.select_for_update().get(pk=form.pk)

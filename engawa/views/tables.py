"""一覧の表: taken out as CSV, and brought in again after a try."""

from __future__ import annotations

import csv
import io

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from districts.views.door import StaffRequest
from engawa import rules
from engawa.actions import tables as acts
from engawa.forms.tables import TableForm
from fujisawa_care.foundation.doors import put
from fujisawa_care.foundation.verdict import require

UNPROCESSABLE = 422
WORDS = {
    acts.NEW: "のせる",
    acts.CHANGED: "直す",
    acts.SAME: "そのまま",
    acts.WRONG: "直してください",
}
TONES = {
    acts.NEW: ("key", "plus"),
    acts.CHANGED: ("warn", "pencil"),
    acts.WRONG: ("err", "circle-alert"),
}


@require_http_methods(["GET", "POST"])
def page(request: StaffRequest) -> HttpResponse:
    require(rules.keep(request.user))
    form = TableForm(request.POST or None, request.FILES or None)
    lines: list[acts.Line] = []
    if request.method == "POST" and form.is_valid():
        apply = request.POST.get("act") == "apply"
        who, now, table = request.user, timezone.now(), form.cleaned_data["table"]
        try:
            lines = acts.bring_in(table, by=who, at=now, apply=apply)
        except ValidationError as refused:
            put(form, refused)
        if apply and lines and not _wrong(lines):
            done = sum(one.what != acts.SAME for one in lines)
            messages.success(request, f"{done}か所を取り込みました")
            return redirect("site-list")
    shown = {
        "form": form,
        "lines": [(one, WORDS[one.what], *TONES.get(one.what, ("", "check"))) for one in lines],
        "table": form.cleaned_data.get("table", "") if lines else "",
        "wrong": _wrong(lines),
        "columns": acts.COLUMNS,
    }
    status = UNPROCESSABLE if form.errors or _wrong(lines) else 200
    return render(request, "engawa/table/page.html", shown, status=status)


@require_safe
def download(request: StaffRequest) -> HttpResponse:
    """UTF-8 with its mark; the same table may come back."""
    require(rules.keep(request.user))
    written = io.StringIO()
    out = csv.writer(written, lineterminator="\r\n")
    out.writerow(acts.COLUMNS)
    out.writerows(acts.written())
    answer = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="engawa-table.csv"'
    add_never_cache_headers(answer)
    return answer


def _wrong(lines: list[acts.Line]) -> int:
    return sum(one.what == acts.WRONG for one in lines)

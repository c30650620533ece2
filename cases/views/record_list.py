"""記録の一覧: every record of a case, narrowed by how, with which result, by whom and by a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import rules
from cases.filters import RecordFilter
from cases.models import Case, Method, RecordOutcome, SupportRecord
from cases.sheets import access, attachments, cases, records, shields
from cases.sheets.shields import Cover, Eyes
from cases.views.cases import look
from cases.views.door import StaffRequest, case_of
from fujisawa_care.foundation import paging

SIZE, WRITERS, LONGEST = 30, 12, 100
SOUGHT = "looked_for_in_records"


@dataclass(frozen=True)
class Choice:
    """One link of a filter; pressed again it lets go."""

    label: str
    count: int
    query: str
    chosen: bool


@require_http_methods(["GET", "POST"])
def listing(request: StaffRequest, number: str) -> HttpResponse:
    """How, what and who stand in the address; a word never does, it may be a name."""
    case = case_of(request, number)
    if request.method == "POST":
        request.session[SOUGHT] = {number: request.POST.get("q", "").strip()[:LONGEST]}
        query = _without(request.GET, "cursor")
        return redirect(f"{request.path}?{query}" if query else request.path)
    ground = look(request, case)
    eyes = shields.on_one(case, viewer=request.user)
    words = request.session.get(SOUGHT, {}).get(number, "")
    wanted = _wanted(request, case, words)
    fine = wanted.is_valid()
    rows = wanted.qs if fine else case.records.none()
    found = paging.page(
        records.loaded(rows),
        order=("-happened_at",),
        size=SIZE,
        cursor=request.GET.get("cursor", ""),
    )
    page = {
        "sheet": cases.of(case, today=timezone.localdate(), eyes=eyes),
        "ground": access.held(ground, eyes=eyes),
        "may_write": rules.write(request.user, case),
        "items": _entries(case, found.items, eyes),
        "found": found,
        "query": _without(request.GET, "cursor"),
        "words": words,
        "form": wanted.form,
        "facets": _facets(request, case, words, eyes.over(case)) if fine else [],
    }
    return render(request, "cases/case/records.html", page, status=200 if fine else 400)


def _wanted(request: StaffRequest, case: Case, words: str, *, without: str = "") -> RecordFilter:
    asked = request.GET.copy()
    asked.pop("q", None)
    asked.pop(without, None)
    if words:
        asked["q"] = words
    return RecordFilter(asked, case.records.filter(corrections=None), request=request)


def _entries(case: Case, shown: Iterable[SupportRecord], eyes: Eyes) -> list[dict[str, Any]]:
    """Each as it stands now, beside what stood there before it was put right, and its files."""
    was = {one.pk: one for one in records.loaded(case.records.filter(corrections__isnull=False))}
    rows = list(shown)
    there = attachments.loaded(case.attachments.there().filter(record__in=rows))
    files = [attachments.of(one, eyes=eyes) for one in there]
    return [
        {
            "record": records.of(row, eyes=eyes),
            "before": [records.of(one, eyes=eyes) for one in _chain(row, was)],
            "files": [one for one in files if one.record == row.pk],
        }
        for row in rows
    ]


def _chain(record: SupportRecord, was: dict[int, SupportRecord]) -> list[SupportRecord]:
    found, before = [], record.corrects_id
    while before is not None:
        found.append(was[before])
        before = was[before].corrects_id
    return found


def _facets(
    request: StaffRequest, case: Case, words: str, cover: Cover
) -> list[tuple[str, list[Choice]]]:
    """Each counts what the other filters leave; who wrote is no matter of a covered case."""
    shown = [
        ("方法", _counted(request, "method", Method.choices, case, words)),
        ("結果", _counted(request, "outcome", RecordOutcome.choices, case, words)),
    ]
    if not cover.on:
        rows = _wanted(request, case, words, without="written_by").qs
        who = rows.values_list("written_by", "written_by__name").annotate(n=Count("pk"))
        counted = [(str(pk), name, n) for pk, name, n in who.order_by("-n", "written_by")[:WRITERS]]
        shown.append(("書いた人", _choices(request, "written_by", counted)))
    return [(label, choices) for label, choices in shown if choices]


def _counted(
    request: StaffRequest, name: str, labels: list[tuple[str, Any]], case: Case, words: str
) -> list[Choice]:
    rows: QuerySet[SupportRecord] = _wanted(request, case, words, without=name).qs
    counts = rows.aggregate(
        **{f"n_{value}": Count("pk", filter=Q(**{name: value})) for value, _ in labels}
    )
    told = [(value, str(label), counts[f"n_{value}"]) for value, label in labels]
    return _choices(request, name, told)


def _choices(request: StaffRequest, name: str, told: list[tuple[str, str, int]]) -> list[Choice]:
    """Those there are, and the chosen one even where nothing is left of it."""
    chosen = request.GET.get(name, "")
    found = []
    for value, label, count in told:
        kept = request.GET.copy()
        kept.pop("cursor", None)
        kept[name] = value
        if value == chosen:
            del kept[name]
        if count or value == chosen:
            found.append(Choice(label, count, kept.urlencode(), value == chosen))
    return found


def _without(asked: QueryDict, name: str) -> str:
    kept = asked.copy()
    kept.pop(name, None)
    return kept.urlencode()

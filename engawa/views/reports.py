"""毎月の報告: of all places in a month, of one place month by month, and one month written or read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from districts.views.door import StaffRequest
from engawa import dues, rules
from engawa.actions import reports as acts
from engawa.forms.reports import ReportForm
from engawa.models import ActivityReport, Site, SiteSort
from engawa.sheets import reports
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.doors import refused
from fujisawa_care.foundation.workdays import months_later

SIZE, YEAR = 50, 12


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    """One month of all 地域の縁側: who sent what, and who has not yet."""
    month = _asked(request)
    visible = dues.asked(Site.objects.visible_to(request.user).there(), month)
    sent = ActivityReport.objects.sent().filter(month=month, site__sort=SiteSort.ENGAWA)
    owed = visible.filter(reports_asked=True).exclude(dues.told(month))
    rows = owed if request.GET.get("missing") else visible
    found = paging.page(rows, order=("name",), size=SIZE, cursor=request.GET.get("cursor", ""))
    loaded = paging.again(
        found.items, reports.with_report(dues.asked(Site.objects.all(), month), month)
    )
    page = {
        "month": month,
        "before": months_later(month, -1),
        "after": months_later(month, 1),
        "this_month": reports.first_of(timezone.localdate()),
        "items": reports.rows(loaded),
        "found": found,
        "missing": request.GET.get("missing", ""),
        "sums": reports.sums(sent),
        "count": visible.filter(reports_asked=True).count(),
        "may_keep": rules.keep(request.user),
        "query": f"month={month:%Y-%m}" + ("&missing=1" if request.GET.get("missing") else ""),
    }
    return render(request, "engawa/reports/list.html", page)


@require_safe
def of_site(request: StaffRequest, pk: int) -> HttpResponse:
    site = get_object_or_404(Site.objects.visible_to(request.user), pk=pk)
    page = {
        "site": site,
        "told": reports.lately(site, today=timezone.localdate(), back=YEAR),
        "may_speak": rules.speak_for(request.user, site),
    }
    return render(request, "engawa/reports/site.html", page)


@require_http_methods(["GET", "POST"])
def one(request: StaffRequest, pk: int, month: str) -> HttpResponse:
    """Whoever speaks for the place writes; everybody else reads what was sent."""
    site = get_object_or_404(Site.objects.visible_to(request.user), pk=pk)
    if rules.speak_for(request.user, site) or request.method == "POST":
        return written(request, site, month, back=reverse("site-reports", args=[pk]))
    sent = ActivityReport.objects.sent().filter(site=site, month=_month(month))
    page = {"site": site, "report": reports.of(get_object_or_404(reports.loaded(sent)))}
    return render(request, "engawa/reports/read.html", page)


def written(request: StaffRequest, site: Site, month: str, *, back: str) -> HttpResponse:
    """Also the place's own page."""
    day = _month(month)
    report = reports.loaded(ActivityReport.objects.filter(site=site, month=day)).first()
    version, status = report.version if report else 0, 200
    planned = reports.planned_days(site, day)
    form = ReportForm.of(report, planned=planned)
    if request.method == "POST":
        form = ReportForm(request.POST)
        version, send = form.seen, request.POST.get("act") == "send"
        said: dict[str, Any] = {"by": request.user, "at": timezone.now(), "send": send}
        status = refused(
            form, lambda: acts.write(site, day, seen=form.seen, told=form.told(), **said)
        )
        if not status:
            how = "届けました" if send else "残しました"
            messages.success(request, f"{day:%-m}月の報告を{how}")
            return redirect(back)
    page = {
        "site": site,
        "month": day,
        "form": form,
        "version": version,
        "planned_words": f"日（予定表では{planned}日）" if planned else "日",
        "report": reports.of(report) if report else None,
        "over": timezone.localdate() >= reports.last_of(day),
        "back": back,
    }
    return render(request, "engawa/reports/write.html", page, status=status)


def _month(said: str) -> date:
    month = reports.month_of(said)
    if month is None or month > reports.first_of(timezone.localdate()):
        raise Http404
    return month


def _asked(request: StaffRequest) -> date:
    """The month before this one, where none is asked for."""
    said = request.GET.get("month", "")
    today = timezone.localdate()
    return _month(said) if said else months_later(reports.first_of(today), -1)

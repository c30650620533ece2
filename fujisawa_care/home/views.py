"""はじめの画面・今日の動き・さがす・キー操作・見回り: pages that span rooms and decide nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.filters import CaseFilter
from cases.models import Case, FollowUp, Purpose, Reminder, Round
from cases.sheets import cases, days
from cases.sheets.shields import Eyes
from cases.states import FollowUpState, MailState
from cases.views.door import StaffRequest
from districts.models import Role
from fujisawa_care.foundation import daywords, paging
from fujisawa_care.foundation.counting import with_total
from fujisawa_care.foundation.filters import LONGEST_WORDS
from fujisawa_care.foundation.workdays import TOKYO
from fujisawa_care.home import elsewhere, outlook, tables
from fujisawa_care.home.shell import shell

LATE, FOUND, WEEKEND = 5, 30, 5
YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True)
class Day:
    """One field of the day strip: how much is planned on it, as dots."""

    day: date
    load: int

    @property
    def dots(self) -> range:
        return range(min(self.load, 3))


@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """Where this role's work begins."""
    role = request.user.role
    if role == Role.ADMINISTRATOR:
        return redirect("scheduler")
    if role == Role.SITE:
        return redirect("desk")
    if role == Role.COUNTER:
        return redirect("intake-new")
    return redirect("case-list" if role == Role.MANAGER else "today")


@require_safe
def today(request: StaffRequest) -> HttpResponse:
    this_day = timezone.localdate()
    day = outlook.asked(request, this_day)
    mine = FollowUp.objects.on_the_desk_of(request.user)
    planned = mine.filter(due_on=day)
    ended = _ended(request, day)
    late = mine.filter(due_on__lt=this_day)
    lately = [*with_total(late).order_by("due_on", "pk")[:LATE]]
    of_day = [*ended.order_by("ended_at"), *planned.order_by("due_time", "pk")]
    silent = with_total(outlook.silent(request.user)).order_by("last_record_at")
    longest = [*silent.values_list("pk", "total")[:LATE]]
    shown = days.together(
        [*of_day, *lately],
        [pk for pk, _ in longest],
        today=this_day,
        eyes=Eyes(request.user),
    )
    errands, overdue = shown.errands[: len(of_day)], shown.errands[len(of_day) :]
    page = {
        "day": day,
        "span": "day",
        "this_day": this_day,
        "week": _week(request, day),
        "errands": errands,
        "sums": _sums(errands),
        "next_id": next((one.id for one in errands if one.open and day == this_day), None),
        "late": overdue,
        "quiet": shown.silences,
        "quiet_days": outlook.quiet_days(),
        "late_count": lately[0].total if lately else 0,
        "quiet_count": longest[0][1] if longest else 0,
        "tables": tables.waiting(request.user),
    }
    return render(request, "home/today.html", page)


@require_http_methods(["GET", "POST"])
def search(request: StaffRequest) -> HttpResponse:
    """What is looked for waits in the session, so that no name stands in an address."""
    if request.method == "POST":
        request.session["looked_for"] = request.POST.get("q", "")[: LONGEST_WORDS + 1]
        return redirect("search")
    words = request.GET.get("q", request.session.get("looked_for", ""))
    visible = Case.objects.visible_to(request.user)
    wanted = CaseFilter({"q": words}, visible, request=request)
    fine = wanted.is_valid() and bool(wanted.form.cleaned_data["q"])
    found = paging.page(
        wanted.qs if fine else visible.none(),
        order=("-opened_at",),
        size=FOUND,
        cursor=request.GET.get("cursor", ""),
    )
    loaded = paging.again(found.items, cases.WHOLE)
    sheets = [cases.of(one, today=timezone.localdate(), eyes=Eyes(request.user)) for one in loaded]
    page = {
        "words": words[: LONGEST_WORDS + 1],
        "items": sheets,
        "found": found,
        "form": wanted.form,
        **(elsewhere.around(words, by=request.user) if fine and not sheets else {}),
    }
    return render(request, "home/search.html", page, status=200 if wanted.is_valid() else 400)


@require_safe
def counts(request: StaffRequest) -> HttpResponse:
    """The menu's numbers, asked each minute; nothing where nothing changed."""
    if request.GET.get("seen") == shell(request)["shell"].counts:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "parts/counts.html")


@require_http_methods(["GET", "POST"])
def keys(request: StaffRequest) -> HttpResponse:
    """キー操作, and on phones the rest of the menu; single keys can be turned off (WCAG 2.1.4)."""
    if request.method == "GET":
        return render(request, "home/keys.html")
    response = redirect("keys")
    off = "off" in request.POST
    response.set_cookie(
        "keys", "off" if off else "on", max_age=YEAR, samesite="Lax", secure=request.is_secure()
    )
    return response


@require_safe
def scheduler(request: StaffRequest) -> HttpResponse:
    """見回りのようす, for those who look after the system; no case is shown."""
    if request.user.role != Role.ADMINISTRATOR:
        raise Http404
    mails = dict(Reminder.objects.values_list("mail").annotate(Count("pk")).order_by())
    page = {
        "rounds": Round.objects.order_by("name"),
        "mails": [(state.label, mails.get(state, 0)) for state in MailState],
        "now": timezone.now(),
        "every": daywords.lasting(settings.ROUND_SECONDS),
    }
    return render(request, "home/scheduler.html", page)


def _ended(request: StaffRequest, day: date) -> QuerySet[FollowUp]:
    """What this person finished on that day; an answer ends the waiting for it by itself."""
    begins = datetime.combine(day, time.min, tzinfo=TOKYO)
    mine = FollowUp.objects.visible_to(request.user).filter(ended_by=request.user)
    return mine.exclude(purpose=Purpose.REPLY).filter(
        state=FollowUpState.DONE, ended_at__gte=begins, ended_at__lt=begins + timedelta(days=1)
    )


def _sums(errands: Sequence[days.Errand]) -> dict[str, Any]:
    """訪問 3, 電話 2, …: only the kinds there are, and how many are done."""
    kinds = Counter(one.kind_label for one in errands)
    return {"kinds": list(kinds.items()), "done": sum(not one.open for one in errands)}


def _week(request: StaffRequest, day: date) -> dict[str, Any]:
    monday = day - timedelta(days=day.weekday())
    length = 7 if day.weekday() >= WEEKEND else WEEKEND
    shown = [monday + timedelta(days=n) for n in range(length)]
    mine = FollowUp.objects.on_the_desk_of(request.user)
    loads = dict(
        mine.filter(due_on__in=shown).values_list("due_on").annotate(Count("pk")).order_by()
    )
    step = timedelta(days=7)
    address = reverse("today")
    return {
        "days": [Day(each, loads.get(each, 0)) for each in shown],
        "before": f"{address}?day={monday - step}",
        "after": f"{address}?day={monday + step}",
    }

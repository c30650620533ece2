"""今日の動きの見わたし: the week, the month, all that is late, and all nobody has heard of for long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases import dues
from cases.dues import Terms
from cases.models import Case, FollowUp, FollowUpKind
from cases.sheets import cases, days
from cases.sheets.shields import Eyes
from cases.views.door import StaffRequest
from districts.models import Staff
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.counting import counted
from fujisawa_care.foundation.workdays import is_working_day

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)
A_WEEK, MOST, SIZE = 7, 200, 30


@dataclass(frozen=True)
class DayOfWeek:
    day: date
    errands: list[days.Errand]


@dataclass(frozen=True)
class DayOfMonth:
    """One field of the month: how much of which kind; `inside` is false for its neighbours' days."""

    day: date
    inside: bool
    kinds: tuple[tuple[str, int], ...]

    @property
    def load(self) -> int:
        return sum(count for _, count in self.kinds)

    @property
    def dots(self) -> range:
        return range(min(self.load, 3))

    @property
    def off(self) -> bool:
        return not is_working_day(self.day)


def asked(request: StaffRequest, otherwise: date) -> date:
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return otherwise
    return day if FIRST_DAY < day < LAST_DAY else otherwise


def silent(staff: Staff) -> QuerySet[Case]:
    """Open cases of this person with no record for as long as the city's terms say."""
    mine = Case.objects.visible_to(staff).open().owned_by(staff)
    longest = timezone.now() - timedelta(days=quiet_days())
    return mine.filter(last_record_at__lte=longest)


def quiet_days() -> int:
    return Terms.of(settings.CARE).quiet_days[0]


@require_safe
def week(request: StaffRequest) -> HttpResponse:
    day = asked(request, timezone.localdate())
    monday = day - timedelta(days=day.weekday())
    span = [monday + timedelta(days=n) for n in range(A_WEEK)]
    mine = FollowUp.objects.on_the_desk_of(request.user)
    planned = mine.filter(due_on__in=span).order_by("due_on", "due_time", "pk")[:MOST]
    errands = days.together(
        planned, [], today=timezone.localdate(), eyes=Eyes(request.user)
    ).errands
    page = {
        "day": day,
        "span": "week",
        "shown": [DayOfWeek(each, [one for one in errands if one.due_on == each]) for each in span],
        "last": span[-1],
        **_steps("today-week", monday - timedelta(days=A_WEEK), monday + timedelta(days=A_WEEK)),
    }
    return render(request, "home/weekly.html", page)


@require_safe
def month(request: StaffRequest) -> HttpResponse:
    day = asked(request, timezone.localdate())
    first = day.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    monday = first - timedelta(days=first.weekday())
    weeks = -(-(following - monday).days // A_WEEK)
    span = [monday + timedelta(days=n) for n in range(weeks * A_WEEK)]
    loads: dict[date, list[tuple[str, int]]] = {}
    mine = FollowUp.objects.on_the_desk_of(request.user)
    rows = mine.filter(due_on__in=span).values_list("due_on", "kind")
    for due_on, kind, count in rows.annotate(Count("pk")).order_by("due_on", "-kind"):
        loads.setdefault(due_on, []).append((FollowUpKind(kind).label, count))
    fields = [
        DayOfMonth(each, each.month == first.month, tuple(loads.get(each, ()))) for each in span
    ]
    page = {
        "day": day,
        "span": "month",
        "first": first,
        "weeks": [fields[n : n + A_WEEK] for n in range(0, len(fields), A_WEEK)],
        **_steps("today-month", (first - timedelta(days=1)).replace(day=1), following),
    }
    return render(request, "home/monthly.html", page)


@require_safe
def late(request: StaffRequest) -> HttpResponse:
    """次の連絡日をすぎた, all of them."""
    mine = FollowUp.objects.on_the_desk_of(request.user)
    rows = mine.filter(due_on__lt=timezone.localdate())
    found = paging.page(rows, order=("due_on",), size=SIZE, cursor=request.GET.get("cursor", ""))
    shown = days.together(
        found.items, [], today=timezone.localdate(), eyes=Eyes(request.user)
    ).errands
    return render(request, "home/all_late.html", {"late": shown, "found": found})


@require_safe
def quiet(request: StaffRequest) -> HttpResponse:
    """30日以上、連絡がない, all of them or those with no day set for the next contact."""
    undated = "undated" in request.GET
    everyone = silent(request.user)
    without = dues.undated(everyone)
    rows = without if undated else everyone
    found = paging.page(
        rows, order=("last_record_at",), size=SIZE, cursor=request.GET.get("cursor", "")
    )
    shown = days.together(
        [], [one.pk for one in found.items], today=timezone.localdate(), eyes=Eyes(request.user)
    )
    page = {
        "quiet": shown.silences,
        "found": found,
        "undated": undated,
        "quiet_days": quiet_days(),
        "query": "undated" if undated else "",
        **counted(everyone=everyone, without=without),
    }
    return render(request, "home/all_quiet.html", page)


@require_safe
def pick(request: StaffRequest) -> HttpResponse:
    """予定を足す: which of one's own cases it is for; the newest record first."""
    day = asked(request, timezone.localdate())
    mine = Case.objects.visible_to(request.user).open().owned_by(request.user)
    found = paging.page(
        mine, order=("-last_record_at",), size=SIZE, cursor=request.GET.get("cursor", "")
    )
    eyes, today = Eyes(request.user), timezone.localdate()
    loaded = paging.again(found.items, cases.WHOLE)
    page = {
        "day": day,
        "items": [cases.of(one, today=today, eyes=eyes) for one in loaded],
        "found": found,
        "query": f"day={day}",
        "back": f"{reverse('today')}?day={day}",
    }
    return render(request, "home/pick.html", page)


def _steps(name: str, before: date, after: date) -> dict[str, Any]:
    address = reverse(name)
    return {"before": f"{address}?day={before}", "after": f"{address}?day={after}"}

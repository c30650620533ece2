"""見ること: the glass broken in an emergency, what a sheet shows, and who could see on a day."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import rules
from cases.actions import emergencies, sightings
from cases.dues import Terms
from cases.forms.consents import DayAsked
from cases.forms.looking import ReasonForm
from cases.models import Case, Door, Level
from cases.sheets import access, cases, essentials, shields
from cases.views.cases import look
from cases.views.door import StaffRequest, case_of, only_once
from fujisawa_care.foundation.doors import address, put
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def emergency(request: StaffRequest, number: str) -> HttpResponse:
    """緊急で開く: the page says nothing of the case, not even that there is one."""
    require(rules.break_glass(request.user))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        case = get_object_or_404(Case, number=number)
        try:
            return only_once(request, lambda: _opened(request, case, form))
        except ValidationError as refused:
            put(form, refused)
        except IllegalStep:
            return redirect("case", number)
    page = {"number": number, "form": form, "once": request.POST.get("once") or uuid4()}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "cases/looking/emergency.html", page, status=status)


def _opened(request: StaffRequest, case: Case, form: ReasonForm) -> str:
    opened = emergencies.begin(
        case,
        by=request.user,
        at=timezone.now(),
        reason=form.cleaned_data["reason"],
        lasts=Terms.of(settings.CARE).emergency,
    )
    messages.warning(
        request,
        f"{case.number} を緊急で開きました。{timezone.localtime(opened.until):%-m月%-d日 %-H:%M}まで見られます。"
        "管理職に知らせました",
    )
    return reverse("case", args=[case.number])


@require_safe
def sheet(request: StaffRequest, number: str) -> HttpResponse:
    """要点だけ: for a ground that does not open the case."""
    visible = Case.objects.visible_to(request.user, level=Level.SHEET)
    case = get_object_or_404(cases.loaded(visible), number=number)
    now = timezone.now()
    sightings.look(
        case,
        by=request.user,
        at=now,
        door=Door.WEB,
        address=address(request),
        level=Level.SHEET,
    )
    eyes = shields.on_one(case, viewer=request.user)
    shown = essentials.of(case, viewer=request.user, at=now, today=timezone.localdate(), eyes=eyes)
    return render(request, "cases/looking/sheet.html", {"sheet": shown})


@require_safe
def on_day(request: StaffRequest, number: str) -> HttpResponse:
    """見られる人: who may see, or could on a day, on which ground; and who did."""
    case = case_of(request, number)
    ground = look(request, case)
    eyes = shields.on_one(case, viewer=request.user)
    today = timezone.localdate()
    asked = DayAsked(request.GET if "on" in request.GET else None, auto_id="day_%s")
    day = asked.day(today)
    grounds = access.grounds(case)
    on = grounds.lasting(timezone.now()) if day == today else grounds.on(day)
    page: dict[str, Any] = {
        "sheet": cases.of(case, today=today, eyes=eyes),
        "ground": access.held(ground, eyes=eyes),
        "asked": asked,
        "day": day,
        "today": today,
        "grounds": [access.held(one, eyes=eyes) for one in on],
        "looks": [access.look(one, eyes=eyes) for one in access.lookers(case, day)],
    }
    return render(request, "cases/looking/access.html", page)

"""ふせた情報を開く: a reason is typed, and what this person's ground reaches is read for a while (R7)."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.actions import openings
from cases.dues import Terms
from cases.forms.protections import OpenForm
from cases.models import Case, Level
from cases.views.door import StaffRequest
from fujisawa_care.foundation import daywords
from fujisawa_care.foundation.doors import back
from fujisawa_care.foundation.problems import Problem

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def begin(request: StaffRequest, number: str) -> HttpResponse:
    """Whoever holds any ground, as far as that ground reaches."""
    visible = Case.objects.visible_to(request.user, level=Level.SHEET)
    case = get_object_or_404(visible.select_related("person"), number=number)
    readable = Case.objects.visible_to(request.user).filter(pk=case.pk).exists()
    home = reverse("case", args=[number]) if readable else reverse("inbox")
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lasts = Terms.of(settings.CARE).opened
        now, reason = timezone.now(), form.cleaned_data["reason"]
        try:
            opened = openings.begin(case, by=request.user, at=now, reason=reason, lasts=lasts)
        except Problem as refused:
            form.add_error(None, refused.message)
        else:
            until = daywords.clock(opened.until)
            messages.success(
                request, f"ふせていた情報を{until}まで開きました。理由は記録に残りました"
            )
            return redirect(back(request, home))
    page = {
        "number": number,
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "home": home,
        "minutes": int(Terms.of(settings.CARE).opened.total_seconds() // 60),
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "cases/protection/uncover.html", page, status=status)

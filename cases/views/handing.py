"""つなぐ from the case page: to one agency, to take over or to join."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.actions import referrals
from cases.dues import Terms
from cases.forms.referrals import ReferForm
from cases.models import Case, DraftKind
from cases.sheets import cases, handovers, shields
from cases.views.door import StaffRequest, case_of, only_once
from cases.views.drafts import writing
from districts import sheets as places
from fujisawa_care.foundation.doors import put
from fujisawa_care.foundation.problems import Problem

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def refer(request: StaffRequest, number: str) -> HttpResponse:
    case = case_of(request, number)
    today = timezone.localdate()
    topics = [topic.pk for topic in cases.topics_of(case)]
    eyes = shields.on_one(case, viewer=request.user)
    cover = eyes.over(case)
    offered = places.candidates(topics, cover.place(case.district), on=today, at_most=6)
    draft = writing(request, DraftKind.REFERRAL, case=case)
    told = ({} if cover.on else _suggested(case)) | draft.initial(ReferForm)
    form = ReferForm(request.POST or None, by=request.user, offered=offered, initial=told)
    if request.method == "POST" and form.is_valid():
        try:
            return only_once(request, lambda: _sent(request, case, form))
        except ValidationError as refused:
            put(form, refused, {"__all__": "agency"})
        except Problem as refused:
            form.add_error("agency", refused.message)
    page = {
        "sheet": cases.of(case, today=today, eyes=eyes),
        "form": form,
        "writing": draft,
        "trail": handovers.trail(case, eyes=eyes),
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "cases/case/refer.html", page, status=status)


def _suggested(case: Case) -> dict[str, object]:
    """Whoever gave it back may have named the next candidate."""
    back = case.referrals.filter(suggestion__isnull=False).order_by("-answered_at").first()
    return {"agency": back.suggestion_id} if back else {}


def _sent(request: StaffRequest, case: Case, form: ReferForm) -> str:
    referral = referrals.send(
        case,
        by=request.user,
        at=timezone.now(),
        to=form.hand_over(),
        urgency=form.cleaned_data["urgency"],
        terms=Terms.of(settings.CARE),
    )
    messages.success(request, f"{case.number} を{referral.to_agency.name}につなぎました")
    return reverse("case", args=[case.number])

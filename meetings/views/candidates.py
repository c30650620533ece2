"""重層①の候補: what the register says of which case, in words; whether it comes to a table is decided by people."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.models import Case
from cases.sheets.shields import Eyes
from cases.views.door import StaffRequest
from districts.models import Role
from fujisawa_care.foundation import paging
from meetings import dues, rules
from meetings.filters import CandidateFilter
from meetings.sheets import candidates as sheets

SIZE = 30


@require_safe
def page(request: StaffRequest) -> HttpResponse:
    """Of the cases a secretary may see anyway, with every sign that speaks for a table."""
    if not (verdict := rules.look_after(request.user)):
        return render(request, "403.html", {"reason": verdict.reason}, status=403)
    visible = dues.candidates(Case.objects.visible_to(request.user))
    wanted = CandidateFilter(request.GET, visible, request=request)
    found = paging.page(
        wanted.qs if wanted.is_valid() else visible.none(),
        order=("-opened_at",),
        size=SIZE,
        cursor=request.GET.get("cursor", ""),
    )
    rows = paging.again(found.items, sheets.loaded(dues.candidates(Case.objects.all())))
    today, eyes = timezone.localdate(), Eyes(request.user)
    said = request.GET.copy()
    said.pop("cursor", None)
    page = {
        "form": wanted.form,
        "items": [sheets.of(one, today=today, eyes=eyes) for one in rows],
        "found": found,
        "query": said.urlencode(),
        "narrowed": any(said.values()),
        "several": dues.SEVERAL,
        "signs": dues.SIGNS,
        "since": dues.SINCE_TALKED.days,
        "all": request.user.role == Role.MANAGER,
    }
    status = 200 if wanted.is_valid() else 400
    return render(request, "meetings/candidates.html", page, status=status)

"""議題を足す: from the sitting to a case one may see; the words wait in the session, not in the address."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.filters import CaseFilter
from cases.models import Case
from cases.sheets import cases
from cases.sheets.shields import Eyes
from cases.views.door import StaffRequest
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.filters import LONGEST_WORDS
from fujisawa_care.foundation.verdict import require
from meetings import table_rules
from meetings.sheets import sittings
from meetings.views.door import meeting_of

SIZE, LOOKED_FOR = 30, "case_for_a_table"


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: StaffRequest, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    require(table_rules.bring_to(request.user, meeting))
    if request.method == "POST":
        request.session[LOOKED_FOR] = request.POST.get("q", "")[: LONGEST_WORDS + 1]
        return redirect("meeting-bring", pk)
    words = request.session.get(LOOKED_FOR, "")
    visible = Case.objects.visible_to(request.user).open()
    wanted = CaseFilter({"q": words}, visible, request=request)
    fine = wanted.is_valid() and bool(wanted.form.cleaned_data["q"])
    found = paging.page(
        wanted.qs if fine else visible.none(),
        order=("-opened_at",),
        size=SIZE,
        cursor=request.GET.get("cursor", ""),
    )
    loaded, today = paging.again(found.items, cases.WHOLE), timezone.localdate()
    lying = meeting.items.on_the_table().filter(case__in=[one.pk for one in loaded])
    page = {
        "meeting": sittings.row(meeting),
        "words": words,
        "items": [cases.of(one, today=today, eyes=Eyes(request.user)) for one in loaded],
        "lying": set(lying.values_list("case__number", flat=True)),
        "found": found,
        "form": wanted.form,
    }
    return render(request, "meetings/find.html", page, status=200 if wanted.is_valid() else 400)

"""機関の直した記録: who renamed an agency, or moved it, from what to what."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from districts import sheets
from districts.models import Agency, AgencyVersion, Role
from districts.views.door import StaffRequest
from fujisawa_care.foundation import history, paging

SIZE = 30


@require_safe
def changes(request: StaffRequest, pk: int) -> HttpResponse:
    """For those who look after the agencies, and those who answer for them."""
    if request.user.role not in (Role.ADMINISTRATOR, Role.MANAGER):
        raise Http404
    agency = get_object_or_404(Agency, pk=pk)
    found = paging.page(
        history.loaded(AgencyVersion.objects.filter(pgh_obj=agency)),
        order=("-pgh_created_at",),
        size=SIZE,
        cursor=request.GET.get("cursor", ""),
    )
    page = {"agency": agency, "versions": sheets.versions(found.items), "found": found}
    return render(request, "districts/agency_history.html", page)

"""合いそうな場をさがす: every place beside the person's wishes, and the tray."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import rules
from cases.actions import issues
from cases.sheets import cases, shields
from cases.views.cases import look
from cases.views.door import StaffRequest, case_of, only_once, uncovered
from districts.forms.gathering import MissingForm
from engawa import rules_way
from engawa.actions import tray
from engawa.filters import SiteFilter
from engawa.models import Participation, Site
from engawa.sheets import matching, sites
from engawa.sheets import participations as sheets
from fujisawa_care.foundation.doors import back, posted_to, refused
from fujisawa_care.foundation.problems import Problem
from fujisawa_care.foundation.verdict import require

MOST = 40


@require_safe
@uncovered
def places(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """All there are, what fits most first; narrowed only by what is asked for here."""
    case = case_of(request, number)
    row = get_object_or_404(sheets.loaded(Participation.objects.filter(case=case)), pk=pk)
    look(request, case)
    eyes, today = shields.on_one(case, viewer=request.user), timezone.localdate()
    wanted = SiteFilter(request.GET, Site.objects.there(), request=request)
    rows = wanted.qs if wanted.is_valid() else Site.objects.none()
    found = matching.found(rows, row, today=today, most=MOST)
    near = row.near.neighbours.values_list("pk", flat=True) if row.near else []
    page = {
        "sheet": cases.of(case, today=today, eyes=eyes),
        "way": sheets.of(row, eyes=eyes),
        "form": wanted.form,
        "query": request.GET.urlencode(),
        "items": found,
        "count": rows.count(),
        "map": sites.tiles(),
        "near": row.near_id,
        "beside": set(near) if row.neighbours_too else set(),
        "tray": sheets.tray(row, today=today, eyes=eyes),
        "may_look": rules_way.look_for(request.user, row),
        "once": uuid4(),
    }
    status = 200 if wanted.is_valid() else 400
    return render(request, "engawa/ways/places.html", page, status=status)


@posted_to("participation-places")
def pick(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """候補に入れる・外す; pressed twice it is the same."""
    case = case_of(request, number)
    row = get_object_or_404(Participation.objects.filter(case=case), pk=pk)
    sent = request.POST.get("site", "")
    known = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0  # noqa: PLR2004  (as a key)
    site = get_object_or_404(Site, pk=known)
    act = tray.take_out if "out" in request.POST else tray.put
    try:
        act(row, site, by=request.user, at=timezone.now())
    except Problem as refused:
        messages.error(request, refused.message)
    else:
        messages.success(
            request,
            f"「{site.name}」を候補{'から外しました' if 'out' in request.POST else 'に入れました'}",
        )
    there = redirect("participation-places", number, pk)
    return redirect(back(request, there.url))


@require_http_methods(["GET", "POST"])
@uncovered
def missing(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """足りない場を地域課題に: what nobody offers, in words without anybody's name."""
    case = case_of(request, number)
    row = get_object_or_404(sheets.loaded(Participation.objects.filter(case=case)), pk=pk)
    require(rules.write(request.user, case))
    first = {"topic": case.topics.first(), "text": matching.missing(row)}
    form = MissingForm(request.POST or None, initial=first)

    def raised() -> str:
        issue = issues.bring_up(case, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "地域課題を出しました。会議で答えが出たら、お知らせします")
        return reverse("issue", args=[issue.pk])

    status = 200
    if request.method == "POST":
        answer: list[HttpResponse] = []
        status = refused(form, lambda: answer.append(only_once(request, raised)))
        if answer:
            return answer[0]
    hidden = case.person is not None and case.person.protected
    page = {
        "form": form,
        "number": number,
        "place": "市全体" if hidden else case.district,
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "engawa/ways/missing.html", page, status=status)

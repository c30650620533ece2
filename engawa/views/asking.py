"""見学をたのむ: what the place will read, the person's word about their name, and the paper for the person."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Case
from cases.sheets import shields
from cases.views.cases import look
from cases.views.door import StaffRequest, case_of, only_once, uncovered
from engawa import rules_way
from engawa.actions import place_words, visits
from engawa.actions.visits import Wanted
from engawa.forms.visits import AskForm, WordForm
from engawa.models import Participation, Site
from engawa.sheets import participations as sheets
from engawa.sheets import sites
from fujisawa_care.foundation import paper, wareki
from fujisawa_care.foundation.doors import posted_to, refused
from fujisawa_care.foundation.verdict import require


def _row(request: StaffRequest, number: str, pk: int) -> tuple[Case, Participation]:
    case = case_of(request, number)
    rows = sheets.loaded(Participation.objects.filter(case=case))
    row: Participation = get_object_or_404(rows, pk=pk)
    row.case = case
    return case, row


@require_http_methods(["GET", "POST"])
@uncovered
def ask(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """見学をたのむ, of one place on the tray."""
    case, row = _row(request, number, pk)
    require(rules_way.look_for(request.user, row))
    today = timezone.localdate()
    lying = {str(one.id): one for one in sheets.tray(row, today=today, eyes=_eyes(request, case))}
    places = [(key, one.name) for key, one in lying.items() if not one.ended]
    asked = (request.POST or request.GET).get("site", "")
    here = lying.get(asked) or next(iter(lying.values()), None)
    first = {
        "site": asked if asked in lying else here and str(here.id),
        "on": f"{here.next.day}" if here and here.next else "",
        "starts": here.next.hours[0].starts if here and here.next else None,
    }
    form = AskForm(request.POST or None, places=places, initial=first)
    status = 200
    if request.method == "POST":
        answer: list[HttpResponse] = []
        status = refused(
            form, lambda: answer.append(only_once(request, lambda: _asked(request, row, form)))
        )
        if answer:
            return answer[0]
    else:
        look(request, case)
    page: dict[str, Any] = {
        "form": form,
        "word_form": WordForm(auto_id="word_%s"),
        "number": number,
        "way": row,
        "here": here,
        "may_name": _may_name(row, here.id if here else None),
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "engawa/ways/ask.html", page, status=status)


def _asked(request: StaffRequest, row: Participation, form: AskForm) -> str:
    given = dict(form.cleaned_data)
    site = get_object_or_404(Site, pk=int(given.pop("site")))
    visit = visits.ask(row, site, by=request.user, at=timezone.now(), wanted=Wanted(**given))
    named = "名前も伝えました" if visit.name else "名前は伝えていません"
    how = (
        "場の窓口に届きました"
        if site.desks.exists()
        else "電話で聞いて、返事をここに残してください"
    )
    messages.success(request, f"「{site.name}」に見学をたのみました。{named}。{how}")
    return reverse("participation", args=[row.case.number, row.pk])


@posted_to("participation")
def word(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """場への同意を残す."""
    _case, row = _row(request, number, pk)
    form = WordForm(request.POST, auto_id="word_%s")
    site = _site(request.POST.get("site", ""))

    def heard() -> str:
        place_words.hear(row, site, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"「{site.name}」への同意を残しました")
        return f"{reverse('participation-ask', args=[number, pk])}?site={site.pk}"

    answer: list[HttpResponse] = []
    status = refused(form, lambda: answer.append(only_once(request, heard)))
    if answer:
        return answer[0]
    page: dict[str, Any] = {"form": form, "number": number, "way": row, "site": site}
    page["once"] = request.POST.get("once") or uuid4()
    return render(request, "engawa/ways/word.html", page, status=status)


@require_safe
@uncovered
def given_paper(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """本人にわたす紙: the places on the tray in large letters; nobody's name stands on it."""
    case, row = _row(request, number, pk)
    look(request, case)
    today = timezone.localdate()
    lying = row.candidates.filter(taken_out_at__isnull=True).values("site")
    rows = sites.loaded(Site.objects.filter(pk__in=lying), today).order_by("name", "pk")
    agreed = {one.site_id: one for one in row.visits.filter(state="welcome")}
    told = [_printed(sites.of(one, today=today), agreed.get(one.pk)) for one in rows]
    data = {
        "day": wareki.long(today),
        "sites": told,
        "asker": f"{request.user.agency.name}　{request.user.name}",
        "tel": request.user.agency.tel,
    }
    return paper.sheet(paper.pdf("places", data, mark=""), filename=f"places-{number}.pdf")


def _printed(site: sites.SiteSheet, visit: Any) -> dict[str, Any]:
    when = "・".join(one.label for one in site.dots if one.open) or site.days_said
    told = {
        name: getattr(site, name) for name in ("name", "place", "access", "tel", "what", "cost")
    }
    on = f"{wareki.long(visit.on)}（{'月火水木金土日'[visit.on.weekday()]}）" if visit else ""
    starts = f" {visit.starts:%-H:%M}" if visit and visit.starts else ""
    return told | {"when": when, "hours": site.hours_said, "visit": on + starts}


def _eyes(request: StaffRequest, case: Case) -> shields.Eyes:
    return shields.on_one(case, viewer=request.user)


def _may_name(row: Participation, key: int | None) -> Any:
    site = key and Site.objects.filter(pk=key).first()
    return site and rules_way.name(row, site, at=timezone.now())


def _site(sent: str) -> Site:
    if not (sent.isascii() and sent.isdigit()) or len(sent) > len("2147483647") - 1:
        raise Http404
    return get_object_or_404(Site, pk=int(sent))

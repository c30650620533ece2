"""地域の縁側: looked for, read, put right, made sure of, and ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from districts.views.door import StaffRequest, only_once
from engawa import rules
from engawa.actions import sites as acts
from engawa.filters import SiteFilter
from engawa.forms.rooms import RoomForm
from engawa.forms.sites import CheckForm, DayForm, EndForm, SiteForm, WeekForm
from engawa.models import Site
from engawa.sheets import conditions, pictures, rooms, sites
from fujisawa_care.foundation import paging
from fujisawa_care.foundation.doors import posted_to, put, refused
from fujisawa_care.foundation.verdict import require

SIZE, UNPROCESSABLE = 30, 422


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    visible = Site.objects.visible_to(request.user)
    wanted = SiteFilter(request.GET, visible, request=request)
    rows = wanted.qs if wanted.is_valid() else visible.none()
    found = paging.page(
        rows.there(), order=("name",), size=SIZE, cursor=request.GET.get("cursor", "")
    )
    query = request.GET.copy()
    query.pop("cursor", None)
    loaded = paging.again(found.items, sites.loaded(Site.objects.all(), today))
    page = {
        "form": wanted.form,
        "items": [sites.of(one, today=today) for one in loaded],
        "found": found,
        "count": rows.there().count(),
        "query": query.urlencode(),
        "map": sites.tiles(),
        "here": request.GET.get("district", ""),
        "may_keep": rules.keep(request.user),
    }
    status = 200 if wanted.is_valid() else 400
    return render(request, "engawa/sites/list.html", page, status=status)


def show(request: StaffRequest, pk: int, *, status: int = 200, **forms: Form) -> HttpResponse:
    site = _site(request, pk)
    today = timezone.localdate()
    shown = sites.of(site, today=today)
    page = {
        "site": shown,
        "facts": sites.facts(shown),
        "checks": conditions.of(site),
        "pictures": pictures.of_site(site),
        "may_change": rules.change(request.user, site),
        "may_speak": rules.speak_for(request.user, site),
        "ways": {
            one: reverse(f"site-{one}", args=[pk]) for one in ("week", "day", "confirm", "room")
        },
        "day_form": forms.get("day") or DayForm(),
        "room": rooms.at(site),
        "room_form": forms.get("room") or RoomForm(auto_id="room_%s"),
        "check_form": forms.get("check") or CheckForm(),
        "end_form": forms.get("end") or EndForm(),
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "engawa/sites/page.html", page, status=status)


@require_safe
def page(request: StaffRequest, pk: int) -> HttpResponse:
    return show(request, pk)


@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    require(rules.keep(request.user))
    form = SiteForm(request.POST or None, initial={"district": request.GET.get("district", "")[:2]})
    if request.method == "POST" and form.is_valid():
        try:
            return only_once(request, lambda: _added(request, form))
        except ValidationError as wrong:
            put(form, wrong)
    return _form(request, form)


def _added(request: StaffRequest, form: SiteForm) -> str:
    made = acts.add(form.told(), by=request.user, at=timezone.now())
    messages.success(request, f"「{made.name}」をのせました")
    return reverse("site", args=[made.pk])


@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    site = _site(request, pk)
    require(rules.change(request.user, site))
    if request.method == "GET":
        return _form(request, SiteForm.of(site), site, version=site.version)
    form, who, now = SiteForm(request.POST), request.user, timezone.now()
    status = refused(
        form, lambda: acts.change(site, by=who, at=now, seen=form.seen, told=form.told())
    )
    if not status:
        messages.success(request, f"「{site.name}」を直しました")
        return redirect("site", pk)
    return _form(request, form, site, version=form.seen, status=status)


@require_http_methods(["GET", "POST"])
def week(request: StaffRequest, pk: int) -> HttpResponse:
    return week_of(request, _site(request, pk), back=reverse("site", args=[pk]))


def week_of(request: StaffRequest, site: Any, *, back: str) -> HttpResponse:
    """いつもの開く日; also of the place's own page."""
    require(rules.speak_for(request.user, site))
    form = WeekForm(request.POST) if request.method == "POST" else WeekForm.of(site.week)
    if request.method == "POST" and form.is_valid():
        acts.set_week(site, by=request.user, at=timezone.now(), lines=form.lines())
        messages.success(request, "開く日を直しました")
        return redirect(back)
    status = UNPROCESSABLE if form.errors else 200
    told = {"form": form, "site": site, "back": back}
    return render(request, "engawa/sites/week.html", told, status=status)


@posted_to("site")
def say_of(request: StaffRequest, pk: int) -> HttpResponse:
    site, form = _site(request, pk), DayForm(request.POST)
    back = reverse("site", args=[pk])
    return said_of(
        request,
        site,
        form,
        back=back,
        again=lambda status: show(request, pk, status=status, day=form),
    )


def said_of(
    request: StaffRequest,
    site: Site,
    form: DayForm,
    *,
    back: str,
    again: Callable[[int], HttpResponse],
) -> HttpResponse:
    """この日だけ, once; or the page again."""

    def said() -> str:
        made = acts.say_of(site, by=request.user, at=timezone.now(), **form.told())
        how = "開きます" if made.open else "お休みです"
        messages.success(request, f"{made.day:%-m月%-d日}は{how}、と残しました")
        return back

    return answered(request, form, said, again=again)


@posted_to("site")
def check(request: StaffRequest, pk: int) -> HttpResponse:
    site, form = _site(request, pk), CheckForm(request.POST)

    def checked() -> str:
        given = form.cleaned_data
        seen = {"met": given["met"] == "yes", "note": given["note"]}
        acts.check(site, given["condition"], by=request.user, at=timezone.now(), **seen)
        messages.success(request, "条件を確かめました")
        return reverse("site", args=[pk])

    return answered(
        request, form, checked, again=lambda status: show(request, pk, status=status, check=form)
    )


@posted_to("site")
def end(request: StaffRequest, pk: int) -> HttpResponse:
    site, form = _site(request, pk), EndForm(request.POST)

    def ended() -> str:
        acts.end(site, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"「{site.name}」を一覧から下ろしました")
        return reverse("site-list")

    return answered(
        request, form, ended, again=lambda status: show(request, pk, status=status, end=form)
    )


@posted_to("site")
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    acts.confirm(_site(request, pk), by=request.user, at=timezone.now())
    messages.success(request, "今日たしかめた、と残しました")
    return redirect("site", pk)


def answered(
    request: StaffRequest,
    form: Form,
    work: Callable[[], str],
    *,
    again: Callable[[int], HttpResponse],
) -> HttpResponse:
    """Done once; or the page again, with what was typed and why not."""
    answer: list[HttpResponse] = []
    status = refused(form, lambda: answer.append(only_once(request, work)))
    return answer[0] if answer else again(status)


def _form(
    request: StaffRequest,
    form: SiteForm,
    site: Site | None = None,
    *,
    version: int = 0,
    status: int = UNPROCESSABLE,
) -> HttpResponse:
    page: dict[str, Any] = {
        "form": form,
        "site": site,
        "version": version,
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "engawa/sites/edit.html", page, status=status if form.errors else 200)


def _site(request: StaffRequest, pk: int) -> Any:
    visible = sites.loaded(Site.objects.visible_to(request.user), timezone.localdate())
    return get_object_or_404(visible, pk=pk)

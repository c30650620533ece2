"""写真: put to a place, opened to residents or taken from them, taken back, and looked at."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.http import require_http_methods, require_safe

from districts.views.door import StaffRequest
from engawa import rules
from engawa.actions import pictures as acts
from engawa.forms.pictures import PictureForm
from engawa.models import Picture, Site
from engawa.sheets import pictures
from fujisawa_care.foundation import files
from fujisawa_care.foundation.doors import posted_to, refused
from fujisawa_care.foundation.files import TOO_LARGE, FileKind

MIMES = {FileKind.JPEG: "image/jpeg", FileKind.PNG: "image/png"}
KEPT = 600  # seconds a browser keeps a shown one: it may be taken back


@require_http_methods(["GET", "POST"])
def page(request: StaffRequest, pk: int) -> HttpResponse:
    """Also of the place's own account: it sees no other place."""
    site = get_object_or_404(Site.objects.visible_to(request.user), pk=pk)
    form, status = PictureForm(site=site), 200
    if request.method == "POST":
        large = TOO_LARGE in request.META
        form = PictureForm(request.POST, request.FILES, site=site, too_large=large)
        who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
        status = refused(
            form,
            lambda: acts.add(site, **who, taken=form.taken(), report=form.cleaned_data["report"]),
        )
        if not status:
            messages.success(request, "写真を入れました")
            return redirect("site-pictures", pk)
    shown = {
        "site": site,
        "pictures": pictures.of_site(site),
        "form": form,
        "may_speak": rules.speak_for(request.user, site),
    }
    return render(request, "engawa/pictures/page.html", shown, status=status)


@posted_to("site-pictures")
def change(request: StaffRequest, pk: int, picture: int) -> HttpResponse:
    """Shown, hidden, or taken back: which of them the button says."""
    one, who, act = _one(request, pk, picture), request.user, request.POST.get("act", "")
    now = timezone.now()
    if act == "remove":
        acts.remove(one, by=who, at=now)
        messages.success(request, "写真を取り下げました")
    elif act in ("show", "hide"):
        agreed = one.faces_agreed or bool(request.POST.get("faces_agreed"))
        try:
            acts.show(one, by=who, at=now, faces_agreed=agreed, shown=act == "show")
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            done = "市民の画面にのせました" if act == "show" else "市民の画面から下ろしました"
            messages.success(request, done)
    return redirect("site-pictures", pk)


@require_safe
def content(request: StaffRequest, pk: int, picture: int) -> HttpResponse:
    answer = _served(_one(request, pk, picture))
    add_never_cache_headers(answer)
    return answer


@login_not_required
@require_safe
def public(request: HttpRequest, pk: int) -> HttpResponse:
    answer = _served(get_object_or_404(pictures.given(), pk=pk))
    patch_cache_control(answer, public=True, max_age=KEPT)
    return answer


def _served(picture: Picture) -> HttpResponse:
    """As a picture and as nothing else, whatever a browser may take it for."""
    try:
        body = files.get(picture.stored, shelf=acts.SHELF)
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer = HttpResponse(body, content_type=MIMES[FileKind(picture.kind)])
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _one(request: StaffRequest, pk: int, picture: int) -> Picture:
    visible = Picture.objects.filter(site__in=Site.objects.visible_to(request.user))
    return get_object_or_404(visible, pk=picture, site=pk, removed_at=None)

"""扉: what every page does alike, from where it was asked to how a refusal is put in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.urls import get_resolver, reverse
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from fujisawa_care.foundation import files
from fujisawa_care.foundation.problems import Problem

View = Callable[..., HttpResponse]
PERSONAL = ("text/html", "application/json", "application/problem+json")


def address(request: HttpRequest) -> str | None:
    """The terminal, behind as many proxies as the settings trust."""
    trusted: int = settings.PROXIES
    hops = request.headers.get("X-Forwarded-For", "").split(",") if trusted else []
    said = hops[-trusted] if len(hops) >= trusted > 0 else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ip_address(said.strip()))
    except ValueError:
        return None


def put(form: BaseForm, refused: ValidationError, names: Mapping[str, str] | None = None) -> None:
    """Lay an action's refusal beside the fields it speaks of; `names` translates to the form's."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        beside = (names or {}).get(name, name)
        for error in errors:
            form.add_error(beside if beside in form.fields else None, error)


def refused(
    form: BaseForm, act: Callable[[], object], names: Mapping[str, str] | None = None
) -> int:
    """Do `act` where the form is whole: 0 once it is done, else the status, with the reason in the form."""
    if not form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        act()
    except ValidationError as wrong:
        put(form, wrong, names)
        return HTTPStatus.UNPROCESSABLE_ENTITY
    except Problem as wrong:
        form.add_error(None, wrong.message)
        return int(wrong.status)
    return 0


def back(request: HttpRequest, otherwise: str) -> str:
    """Where the page said to go next, if that is on this site."""
    wanted = request.POST.get("next", "")
    fine = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if fine else otherwise


def leave(request: HttpRequest, where: str) -> HttpResponse:
    """On to the next page; a form inside a page, sent without leaving it, is told where that is."""
    if "HX-Request" in request.headers:
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": where})
    return HttpResponseRedirect(where)


def download(stored: UUID, name: str, *, shelf: str = "") -> HttpResponse:
    """A file to keep: no browser opens it as a page of ours, and no cache remembers it."""
    try:
        content = files.get(stored, shelf=shelf)
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=name
    )
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    add_never_cache_headers(answer)
    return answer


def or_show(show: View) -> Callable[[View], View]:
    """A verb that is refused shows the page again, as it now is, with the reason on top."""

    def decorate(verb: View) -> View:
        @wraps(verb)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return verb(request, *args, **kwargs)
            except Problem as refused:
                messages.error(request, refused.message)
                page = show(request, *args, **kwargs)
                page.status_code = refused.status
                return page

        return door

    return decorate


def posted_to(page: str) -> Callable[[View], View]:
    """A verb's address: posted to from `page`, and leading back there whoever comes by a bare link.

    So does a sign-in whose `next` was the verb: nothing is done that was not pressed again.
    """

    def decorate(verb: View) -> View:
        @wraps(verb)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST":
                return verb(request, *args, **kwargs)
            return redirect(_address_of(page, kwargs))

        return require_http_methods(["GET", "HEAD", "POST"])(door)

    return decorate


def _address_of(page: str, kwargs: dict[str, Any]) -> str:
    """The page of the same thing, or of what it belongs to, or of all of them: as its address asks."""
    known: Any = get_resolver().reverse_dict[page]
    takes = [name for _, names in known[0] for name in names]
    return reverse(page, kwargs={name: kwargs[name] for name in takes})


class Manners:
    """What holds for every page: a refusal has words, nothing is stored, no fragment is a sign-in."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        signed_out = response.status_code == HTTPStatus.FOUND and response.headers.get(
            "Location", ""
        ).startswith(resolve_url(settings.LOGIN_URL))
        if signed_out and "HX-Request" in request.headers:
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        kind = response.headers.get("Content-Type", "")
        if kind.startswith(PERSONAL):
            add_never_cache_headers(response)
        if kind.startswith("text/html"):
            patch_vary_headers(response, ["HX-Request"])
        return response

    def process_exception(self, request: HttpRequest, refused: Exception) -> HttpResponse | None:
        if not isinstance(refused, Problem):
            return None
        return render(request, "403.html", {"reason": refused.message}, status=refused.status)

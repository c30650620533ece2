"""門: the account of a place reaches its own desk and what anybody may read; to it nothing else is there (R6).

Closed to begin with: a new address is out of its reach until it is named here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from districts.models import Role, Staff
from fujisawa_care.foundation.api.views import Nowhere

# by the name of the address: its own desk, its sign-in, its reminders, and what residents read
ADMITTED = frozenset({
    *("home", "desk", "desk-week", "desk-day", "desk-notice", "desk-confirm", "desk-report"),
    *("desk-visit-answer", "desk-room", "site-pictures", "site-picture", "site-picture-change"),
    *("reminders", "reminder", "counts"),
    *("account_login", "account_logout", "account_inactive", "account_change_password"),
    *("places", "place", "place-leaflet", "place-picture", "engawa-csv", "engawa-geojson", "engawa-ics"),
    *("health-live", "health-ready", "api-schema", "api-docs"),
    *("api-token", "api-logout", "api-me", "api-reminders", "api-reminder-read"),
    *("api-site", "api-site-calendar"),
    *("api-site-reports", "api-site-report", "api-site-report-send"),
})  # fmt: skip


def admits(user: Any, request: HttpRequest) -> bool:
    if not isinstance(user, Staff) or user.role != Role.SITE:
        return True
    match = request.resolver_match
    return match is not None and match.view_name in ADMITTED


class Gate:
    """Pages, and the API with the page's own session; a token is asked about where it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponseBase | None:
        if admits(request.user, request):
            return None
        if request.path.startswith("/api/"):
            return Nowhere.as_view()(request)
        raise Http404

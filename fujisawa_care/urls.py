"""The roof: every address of the site."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path

from fujisawa_care import health
from fujisawa_care.foundation.api.views import Docs, Nowhere, Schema

# one door for everybody: the administrator's pages have no second, unlocked sign-in
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


def nowhere(request: HttpRequest) -> HttpResponse:
    raise Http404


# what allauth would answer and this house does not: mail and reset are the administrators' business
SHUT = (
    "confirm-email",
    "email",
    "login/code/confirm",
    "password/reset",
    "password/reset/done",
    "password/reset/key/done",
    "password/set",
    "reauthenticate",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/live/", health.live, name="health-live"),
    path("health/ready/", health.ready, name="health-ready"),
    # signing in and out, and one's own password
    *[path(f"accounts/{way}/", nowhere, name=f"{way.replace('/', '-')}-shut") for way in SHUT],
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/schema/", Schema.as_view(), name="api-schema"),
    path("api/v1/docs/", Docs.as_view(), name="api-docs"),
    path("", include("districts.urls")),
    path("", include("cases.urls")),
    path("", include("meetings.urls")),
    path("", include("engawa.urls")),
    path("", include("fujisawa_care.home.urls")),
    # after every room: what no room answers
    re_path(r"^api/", Nowhere.as_view()),
]

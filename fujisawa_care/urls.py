"""The roof: every address of the site."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path

from fujisawa_care.foundation.api.views import Nowhere, Schema

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("api/v1/schema/", Schema.as_view(), name="api-schema"),
    path("", include("districts.urls")),
    # after every room: what no room answers
    re_path(r"^api/", Nowhere.as_view()),
]

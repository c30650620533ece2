"""Addresses of 地区・機関・職員."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, re_path

from districts.api import agencies, auth, districts, staff, towns
from districts.views import agencies as agency_pages
from districts.views import tokens

api: list[URLPattern | URLResolver] = [
    path("auth/token/", auth.TokenIssue.as_view(), name="api-token"),
    path("auth/logout/", auth.TokenEnd.as_view(), name="api-logout"),
    path("districts/", districts.DistrictList.as_view(), name="api-districts"),
    re_path(
        r"^districts/(?P<code>[0-9]{2})/\Z", districts.DistrictDetail.as_view(), name="api-district"
    ),
    path("agencies/", agencies.AgencyList.as_view(), name="api-agencies"),
    path("agencies/<int:pk>/", agencies.AgencyDetail.as_view(), name="api-agency"),
    path("towns/", towns.TownList.as_view(), name="api-towns"),
    path("staff/me/", staff.Me.as_view(), name="api-me"),
]

web: list[URLPattern | URLResolver] = [
    path("agencies/<int:pk>/history/", agency_pages.changes, name="agency-history"),
    path("tokens/", tokens.listing, name="tokens"),
    re_path(r"^tokens/(?P<key>[0-9a-zA-Z]{1,64})/revoke\Z", tokens.revoke, name="token-revoke"),
]

urlpatterns: list[URLPattern | URLResolver] = [*web, path("api/v1/", include(api))]

"""Addresses of 地区・機関・職員."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, re_path

from districts.api import agencies, auth, districts, staff, towns
from districts.api import issues as api_issues
from districts.api import resources as api_resources
from districts.views import agencies as agency_pages
from districts.views import issues, resources, tokens

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
    path("issues/", api_issues.Issues.as_view(), name="api-issues"),
    path("issues/<int:pk>/", api_issues.OneIssue.as_view(), name="api-issue"),
    path("issues/<int:pk>/match/", api_issues.Matching.as_view(), name="api-issue-match"),
    path(
        "issues/<int:pk>/withdraw/",
        api_issues.WithdrawingIssue.as_view(),
        name="api-issue-withdraw",
    ),
    path("resources/", api_resources.Resources.as_view(), name="api-resources"),
    path("resources/<int:pk>/", api_resources.OneResource.as_view(), name="api-resource"),
    path(
        "resources/<int:pk>/confirm/",
        api_resources.Confirming.as_view(),
        name="api-resource-confirm",
    ),
    path(
        "resources/<int:pk>/end/", api_resources.EndingResource.as_view(), name="api-resource-end"
    ),
    path("staff/me/", staff.Me.as_view(), name="api-me"),
]

web: list[URLPattern | URLResolver] = [
    path("issues/", issues.listing, name="issue-list"),
    path("issues/new", issues.new, name="issue-new"),
    path("issues/<int:pk>/", issues.page, name="issue"),
    path("issues/<int:pk>/match", issues.match, name="issue-match"),
    path("issues/<int:pk>/unmatch", issues.unmatch, name="issue-unmatch"),
    path("issues/<int:pk>/withdraw", issues.withdraw, name="issue-withdraw"),
    path("resources/", resources.listing, name="resource-list"),
    path("resources/new", resources.new, name="resource-new"),
    path("resources/<int:pk>/", resources.page, name="resource"),
    path("resources/<int:pk>/edit", resources.edit, name="resource-edit"),
    path("resources/<int:pk>/confirm", resources.confirm, name="resource-confirm"),
    path("resources/<int:pk>/end", resources.end, name="resource-end"),
    path("agencies/<int:pk>/history/", agency_pages.changes, name="agency-history"),
    path("tokens/", tokens.listing, name="tokens"),
    re_path(r"^tokens/(?P<key>[0-9a-zA-Z]{1,64})/revoke\Z", tokens.revoke, name="token-revoke"),
]

urlpatterns: list[URLPattern | URLResolver] = [*web, path("api/v1/", include(api))]

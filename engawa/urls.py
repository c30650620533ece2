"""地域の縁側 addresses."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from engawa.views import sites

urlpatterns: list[URLPattern | URLResolver] = [
    path("engawa/", sites.listing, name="site-list"),
    path("engawa/new/", sites.new, name="site-new"),
    path("engawa/<int:pk>/", sites.page, name="site"),
    path("engawa/<int:pk>/edit/", sites.edit, name="site-edit"),
    path("engawa/<int:pk>/week/", sites.week, name="site-week"),
    path("engawa/<int:pk>/day", sites.say_of, name="site-day"),
    path("engawa/<int:pk>/check", sites.check, name="site-check"),
    path("engawa/<int:pk>/confirm", sites.confirm, name="site-confirm"),
    path("engawa/<int:pk>/end", sites.end, name="site-end"),
]

"""Addresses of the pages that span rooms."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from fujisawa_care.home import outlook, views
from fujisawa_care.home.sight import behind_views as sight_behind
from fujisawa_care.home.sight import place_views as sight_place
from fujisawa_care.home.sight import views as sight

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("today/", views.today, name="today"),
    path("today/week/", outlook.week, name="today-week"),
    path("today/month/", outlook.month, name="today-month"),
    path("today/pick/", outlook.pick, name="today-pick"),
    path("today/late/", outlook.late, name="today-late"),
    path("today/quiet/", outlook.quiet, name="today-quiet"),
    path("districts/", sight.page, name="districts"),
    path("districts/numbers.csv", sight.table, name="districts-csv"),
    path("districts/behind/", sight_behind.page, name="districts-behind"),
    path("districts/<str:code>/", sight_place.page, name="district"),
    path("search/", views.search, name="search"),
    path("counts/", views.counts, name="counts"),
    path("keys/", views.keys, name="keys"),
    path("scheduler/", views.scheduler, name="scheduler"),
    path("", include("fujisawa_care.home.figures.urls")),
]

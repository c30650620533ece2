"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from meetings.views import counts

web: list[URLPattern | URLResolver] = [
    path("meetings/counts/", counts.numbers, name="meeting-counts"),
    path("meetings/counts/items/", counts.items, name="meeting-counts-items"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *web,
    path("api/v1/", include("meetings.api.urls")),
]

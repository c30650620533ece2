"""Addresses of 数."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from fujisawa_care.home.figures import api, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("figures/", views.figures, name="figures"),
    path("figures/table.csv", views.lines, name="figures-csv"),
    path("figures/table.xlsx", views.workbook, name="figures-xlsx"),
    path("api/v1/indicators/", api.Indicators.as_view(), name="api-indicators"),
]

"""Addresses of 数."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from fujisawa_care.home.figures import api, forms_views, months, views, year

urlpatterns: list[URLPattern | URLResolver] = [
    path("figures/", views.figures, name="figures"),
    path("figures/table.csv", views.lines, name="figures-csv"),
    path("figures/table.xlsx", views.workbook, name="figures-xlsx"),
    path("figures/months/", months.listing, name="figures-months"),
    path("figures/months/<str:month>/", months.page, name="figures-month"),
    path("figures/months/<str:month>/close", months.close, name="figures-month-close"),
    path("figures/year/<int:year>/", year.page, name="figures-year"),
    path("figures/year/<int:year>/paper.pdf", year.printed, name="figures-year-paper"),
    path("figures/forms/", forms_views.listing, name="figures-forms"),
    path("figures/forms/<int:pk>/", forms_views.page, name="figures-form"),
    path("figures/forms/<int:pk>/table.xlsx", forms_views.workbook, name="figures-form-xlsx"),
    path("figures/forms/<int:pk>/row", forms_views.add_row, name="figures-form-row"),
    path("figures/forms/<int:pk>/column", forms_views.add_column, name="figures-form-column"),
    path("figures/forms/<int:pk>/out", forms_views.take_out, name="figures-form-out"),
    path("api/v1/indicators/", api.Indicators.as_view(), name="api-indicators"),
]

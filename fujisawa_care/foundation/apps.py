"""Ground under every room: no tables, no domain words."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "fujisawa_care.foundation"
    verbose_name = "土台"

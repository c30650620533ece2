"""Pages that span rooms: they compose and decide nothing."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "fujisawa_care.home"
    verbose_name = "ホーム"

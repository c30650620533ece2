"""地域の縁側: the room's registration."""

from django.apps import AppConfig


class EngawaConfig(AppConfig):
    name = "engawa"
    verbose_name = "地域の縁側"

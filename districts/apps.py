"""地区・機関・職員: the room's registration."""

from django.apps import AppConfig


class DistrictsConfig(AppConfig):
    name = "districts"
    verbose_name = "地区・機関・職員"

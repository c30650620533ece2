"""Ground under every room: no tables, no domain words."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class FoundationConfig(AppConfig):
    name = "fujisawa_care.foundation"
    verbose_name = "土台"

    def ready(self) -> None:
        from django.contrib.auth import get_user_model

        from fujisawa_care.foundation import database

        register(database.check_language, Tags.database)
        post_migrate.connect(
            database.grant_to_application, sender=get_user_model()._meta.app_config
        )

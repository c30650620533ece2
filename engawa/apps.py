"""地域の縁側: the room's registration."""

from django.apps import AppConfig


class EngawaConfig(AppConfig):
    name = "engawa"
    verbose_name = "地域の縁側"

    def ready(self) -> None:
        """The way to a place follows its case: a no hushes the name, the end of the case is its end."""
        from cases.actions import echoes
        from engawa.actions import participations

        echoes.sign_up(participations.follow, of=self.name)

"""会議: the room's registration."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "会議"

    def ready(self) -> None:
        """What lies on a table follows its case in the same transaction."""
        from cases.actions import echoes
        from meetings.actions import following

        echoes.sign_up(following.follow, of=self.name)

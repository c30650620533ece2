"""会議: the room's registration."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "会議"

    def ready(self) -> None:
        """What lies on a table follows its case; a sitting stands in the days of those it calls."""
        from cases.actions import echoes
        from cases.sheets import calendars, foretold
        from meetings import dues
        from meetings.actions import following
        from meetings.sheets.calendars import of as days

        echoes.sign_up(following.follow, of=self.name)
        calendars.sign_up(days, of=self.name)
        foretold.sign_up(dues.moves, of=self.name)

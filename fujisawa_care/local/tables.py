"""見本の街の表: migrates, and says which room's tables stand."""

from __future__ import annotations

import io
import os
import re

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from fujisawa_care.local.said import say

APPLYING = re.compile(r"Applying (\w+)\.")
OURS = ("districts", "cases", "meetings", "engawa")
LODGERS = "ログインと権限"


class Aloud(io.TextIOBase):
    """Reads along with what `migrate` writes; a room is named when its tables are begun."""

    def __init__(self) -> None:
        self.named: list[str] = []

    def write(self, words: str) -> int:
        for label in APPLYING.findall(words):
            name = str(apps.get_app_config(label).verbose_name) if label in OURS else LODGERS
            if name not in self.named:
                self.named.append(name)
                say(f"{name}の表")
        return len(words)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fujisawa_care.settings")
    django.setup()
    aloud = Aloud()
    call_command("migrate", interactive=False, verbosity=1, no_color=True, stdout=aloud)
    found = len(connection.introspection.table_names())
    say(f"{found}の表がそろいました" if aloud.named else f"{found}の表は、もうそろっています")


if __name__ == "__main__":
    main()

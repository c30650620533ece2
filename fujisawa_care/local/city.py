"""見本の街の中身: the places of the city always, its people and cases once."""

from __future__ import annotations

import os

import django
from django.apps import apps
from django.core.management import call_command, get_commands


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fujisawa_care.settings")
    django.setup()
    commands = get_commands()
    if "load_places" in commands:
        call_command("load_places")
    if "load_items" in commands:
        call_command("load_items")
    if "load_bodies" in commands:
        call_command("load_bodies")
    if "load_themes" in commands:
        call_command("load_themes")
    if "load_past_sittings" in commands:
        call_command("load_past_sittings")
    if "load_sites" in commands:
        call_command("load_sites")
    if "demo_city" in commands and not apps.get_model("cases", "Case").objects.exists():
        call_command("demo_city")


if __name__ == "__main__":
    main()

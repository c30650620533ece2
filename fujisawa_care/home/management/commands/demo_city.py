"""見本の街を書く: fills an empty database with a fictional city."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from cases.models import Case
from fujisawa_care.home.demo import city


class Command(BaseCommand):
    help = "見本の街（架空）を書きます。ケースのあるデータベースには書きません。"

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if Case.objects.exists():
            raise CommandError("ケースがもうあります。見本の街は、空のデータベースにだけ書けます。")
        city.write(now=timezone.now(), say=self.stdout.write)
        self.stdout.write(f"見本の街ができました（ケース {Case.objects.count()}件、すべて架空）。")

"""場の窓口: the account by which a place speaks for itself, and for nothing else."""

from __future__ import annotations

import pgtrigger
from django.db import models

from districts.models import Staff
from engawa.models.site import Site


class Desk(models.Model):
    """The one place an account of the role 縁側などの場 looks after; another place is another account."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="desks", verbose_name="場")
    staff = models.OneToOneField(
        Staff, models.PROTECT, related_name="desk", verbose_name="アカウント"
    )
    since = models.DateTimeField("から")

    class Meta:
        verbose_name = verbose_name_plural = "場の窓口"
        triggers = [pgtrigger.ReadOnly(name="desk_as_it_was_opened", fields=["site", "staff"])]

    def __str__(self) -> str:
        return f"{self.site}・{self.staff}"

"""扉: what every view of this room's API does alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from rest_framework import generics
from rest_framework.request import Request

from cases.actions import sightings
from cases.dues import Terms
from cases.models import Case, Door, Level
from cases.sheets import shields
from cases.sheets.shields import Eyes
from districts.api import doors
from districts.api.staff import caller
from fujisawa_care.foundation.doors import address


class View(doors.View):
    @cached_property
    def eyes(self) -> Eyes:
        """What is covered stays so in lists; before one case only, it may stand open."""
        return Eyes(self.caller)


class Listing(View, generics.ListAPIView[Any]):
    # Rows come from `get_queryset`; what is shown of each is `shown`.
    def shown(self, row: Any) -> Any:
        raise NotImplementedError

    def loaded(self, rows: list[Any]) -> list[Any]:
        return rows

    def paginate_queryset(self, queryset: Any) -> list[Any]:
        found = self.loaded(list(super().paginate_queryset(queryset) or []))
        return [self.shown(row) for row in found]


class OfCase(View):
    def case(self) -> Case:
        visible = Case.objects.visible_to(self.caller).select_related("person")
        found = get_object_or_404(visible, number=self.kwargs["number"])
        self.eyes = shields.on_one(found, viewer=self.caller)
        return found

    def opened(self) -> Case:
        """The case, its opening logged."""
        case = self.case()
        look(self.request, case)
        return case


class ListingOfCase(OfCase, Listing):
    pass


def look(request: Request, case: Case, *, level: Level = Level.READ) -> None:
    sightings.look(
        case,
        by=caller(request),
        at=timezone.now(),
        door=Door.API,
        address=address(request._request),  # noqa: SLF001  Django's own request knows the proxies
        level=level,
    )


def terms() -> Terms:
    return Terms.of(settings.CARE)


@contextmanager
def beside(names: Mapping[str, str]) -> Iterator[None]:
    """An action's refusal in the field names of the body."""
    try:
        yield
    except ValidationError as refused:
        if not hasattr(refused, "error_dict"):
            raise
        renamed = {names.get(name, name): each for name, each in refused.error_dict.items()}
        raise ValidationError(renamed) from refused

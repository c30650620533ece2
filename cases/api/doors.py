"""扉: what every view of this room's API does alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from drf_spectacular.utils import OpenApiParameter
from rest_framework import generics, serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request

from cases.actions import sightings
from cases.dues import Terms
from cases.models import Case, Door, Level
from cases.sheets import shields
from cases.sheets.shields import Eyes
from districts.actions import once
from districts.api.staff import caller
from districts.models import Staff
from fujisawa_care.foundation.api.etag import require_match
from fujisawa_care.foundation.api.once import HEADER, idempotent
from fujisawa_care.foundation.doors import address

Row = TypeVar("Row", bound=Model)

sent_once = idempotent(once)
ONCE = OpenApiParameter(
    HEADER,
    str,
    OpenApiParameter.HEADER,
    description="同じ鍵で同じ内容をもう一度送ると、24時間は最初の答えが返ります。",
)
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="最後のGETのETag"
)
ETAG = OpenApiParameter(
    "ETag", str, OpenApiParameter.HEADER, response=[200], description="いまの版"
)


class View(generics.GenericAPIView[Any]):
    permission_classes = [IsAuthenticated]

    @property
    def caller(self) -> Staff:
        return caller(self.request)

    @cached_property
    def eyes(self) -> Eyes:
        """What is covered stays so in lists; before one case only, it may stand open."""
        return Eyes(self.caller)

    def given(self, shape: type[serializers.Serializer[Any]], **options: Any) -> dict[str, Any]:
        """The body in the words of `shape`, or a refusal beside each field."""
        context = self.get_serializer_context()
        serializer = shape(data=self.request.data, context=context, **options)
        serializer.is_valid(raise_exception=True)
        found: dict[str, Any] = serializer.validated_data
        return found


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
def unchanged(
    request: Request, rows: QuerySet[Row], tag: Callable[[Row], str], **key: Any
) -> Iterator[Row]:
    """The row, locked, and still of the version the caller last read."""
    with transaction.atomic():
        row = get_object_or_404(rows.select_for_update(of=("self",), no_key=True), **key)
        require_match(request, tag(row))
        yield row


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

"""扉: what every view of the API, of this room and those above it, does alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter
from rest_framework import generics, serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request

from districts.actions import once
from districts.api.staff import caller
from districts.models import Staff
from fujisawa_care.foundation.api.etag import require_match
from fujisawa_care.foundation.api.once import HEADER, idempotent

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

    def given(self, shape: type[serializers.Serializer[Any]], **options: Any) -> dict[str, Any]:
        """The body in the words of `shape`, or a refusal beside each field."""
        serializer = shape(data=self.request.data, context=self.get_serializer_context(), **options)
        serializer.is_valid(raise_exception=True)
        found: dict[str, Any] = serializer.validated_data
        return found


@contextmanager
def unchanged(
    request: Request, rows: QuerySet[Row], tag: Callable[[Row], str], **key: Any
) -> Iterator[Row]:
    """The row, locked, and still of the version the caller last read."""
    with transaction.atomic():
        row = get_object_or_404(rows.select_for_update(of=("self",), no_key=True), **key)
        require_match(request, tag(row))
        yield row

"""Cursor pages: `{next, previous, results}`, 50 rows, at most 200, in an order the view allows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from fujisawa_care.foundation import paging


class CursorPages(BasePagination):
    """The view names `ordering` (its own order) and `ordering_fields` (what may be asked for)."""

    page_size = 50
    most = 200
    page: paging.Page[Any]
    address: str

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        order = self._order(request, view)
        cursor = request.query_params.get("cursor", "")
        if not paging.understood(queryset, order=order, cursor=cursor):
            raise ValidationError({"cursor": ["続きの印が正しくありません。"]}, code="invalid")
        self.address = request.build_absolute_uri()
        found = paging.page(queryset, order=order, size=self._size(request), cursor=cursor)
        self.page = found
        return found.items

    def get_paginated_response(self, data: Any) -> Response:
        return Response(
            {
                "next": self._link(self.page.next_cursor),
                "previous": self._link(self.page.previous_cursor),
                "results": data,
            }
        )

    def _link(self, cursor: str) -> str | None:
        return replace_query_param(self.address, "cursor", cursor) if cursor else None

    def _size(self, request: Request) -> int:
        asked = request.query_params.get("page_size")
        if asked is None:
            return self.page_size
        if not (re.fullmatch(r"[0-9]{1,3}", asked) and 1 <= int(asked) <= self.most):
            raise ValidationError(
                {"page_size": [f"1から{self.most}までの数です。"]}, code="invalid"
            )
        return int(asked)

    def _order(self, request: Request, view: APIView | None) -> Sequence[str]:
        asked = request.query_params.get("ordering")
        if asked is None:
            return tuple(getattr(view, "ordering", ("pk",)))
        names = asked.split(",")
        allowed = getattr(view, "ordering_fields", ())
        if unknown := [name for name in names if name.removeprefix("-") not in allowed]:
            words = f"「{unknown[0][:50]}」では並べられません。"
            raise ValidationError({"ordering": [words]}, code="invalid")
        return names

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        sizes = {"type": "integer", "minimum": 1, "maximum": self.most, "default": self.page_size}
        parameters = [
            _parameter(
                "cursor", "続きの印（前の答えの next・previous にある）", {"type": "string"}
            ),
            _parameter("page_size", "1回に返す件数", sizes),
        ]
        if names := getattr(view, "ordering_fields", ()):
            ways = [way + name for name in names for way in ("", "-")]
            parameters.append(_parameter("ordering", "並び順", {"type": "string", "enum": ways}))
        return parameters


def _parameter(name: str, words: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": words, "schema": schema}

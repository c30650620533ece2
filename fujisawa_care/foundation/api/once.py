"""Idempotency-Key: what is sent twice happens once, and is answered twice with the same words."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Protocol, TypeVar

from django.db import transaction
from django.utils import timezone
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

HEADER = "Idempotency-Key"
LONGEST = 200


class KeyReused(APIException):
    status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    default_code = "idempotency-key-reused"
    default_detail = "このIdempotency-Keyは、別の内容ですでに使われています。"


class Kept(Protocol):
    """A key with its first answer; `status` is None until there is one."""

    status: int | None
    body: str
    location: str
    door: str
    fingerprint: str


class Store(Protocol):
    """Where keys live: a room's table, since the ground has none."""

    def claim(self, key: str, *, door: str, fingerprint: str, by: Any, at: datetime) -> Any: ...

    def answer(self, kept: Any, *, status: int, body: str, location: str) -> Any: ...


Handler = TypeVar("Handler", bound=Callable[..., Response])


def idempotent(store: Store) -> Callable[[Handler], Handler]:
    """For a POST handler that creates: work and key are kept in one transaction.

    A refusal is not kept: nothing happened, and the corrected body may use the same key.
    Whoever comes second while the first still works waits for its end.
    """

    def decorate(handler: Handler) -> Handler:
        @wraps(handler)
        def guarded(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
            key = request.headers.get(HEADER)
            if key is None:
                return handler(view, request, *args, **kwargs)
            door, mark = f"{request.method} {request.path}", sha256(request.body).hexdigest()
            with transaction.atomic():
                kept = store.claim(
                    _fit(key), door=door[:300], fingerprint=mark, by=request.user, at=timezone.now()
                )
                if kept.status is not None:
                    return _again(kept, door[:300], mark)
                response = handler(view, request, *args, **kwargs)
                body = JSONRenderer().render(response.data).decode()
                location = response.headers.get("Location", "")
                store.answer(kept, status=response.status_code, body=body, location=location)
            return response

        return guarded  # type: ignore[return-value]

    return decorate


def _fit(key: str) -> str:
    if not (0 < len(key) <= LONGEST and key.isascii() and key.isprintable()):
        words = f"{HEADER}は{LONGEST}字までの英数字と記号です。"
        raise ValidationError({HEADER: [words]}, code="invalid")
    return key


def _again(kept: Kept, door: str, fingerprint: str) -> Response:
    if (kept.door, kept.fingerprint) != (door, fingerprint):
        raise KeyReused
    headers = {"Idempotent-Replayed": "true"}
    if kept.location:
        headers["Location"] = kept.location
    return Response(json.loads(kept.body or "null"), status=kept.status, headers=headers)

"""Versions: what is changed must be what was last read (ETag and If-Match)."""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus

from rest_framework.exceptions import APIException
from rest_framework.request import Request


class StaleVersion(APIException):
    status_code = HTTPStatus.PRECONDITION_FAILED
    default_code = "stale-version"
    default_detail = (
        "読んだあとに、ほかの人が変更しました。読み直してから、もう一度送ってください。"
    )


class VersionRequired(APIException):
    status_code = HTTPStatus.PRECONDITION_REQUIRED
    default_code = "version-required"
    default_detail = "If-Matchに、最後に読んだときのETagを付けてください。"


def etag(*parts: object) -> str:
    """The tag of a version: give the key and `updated_at`, or a version number."""
    return f'"{sha256(repr([str(part) for part in parts]).encode()).hexdigest()[:32]}"'


def require_match(request: Request, current: str) -> None:
    """Refuse a change that names no version (428) or another one (412).

    Compare under the row's lock, or let the action compare `updated_at` again under it.
    """
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise VersionRequired
    if given != "*" and current not in {tag.strip() for tag in given.split(",")}:
        raise StaleVersion

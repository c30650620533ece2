"""Every refusal of the API as one shape: application/problem+json (RFC 9457)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

import structlog
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as Invalid
from django.db import DataError, IntegrityError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response

from fujisawa_care.foundation.problems import IllegalStep, NotAllowed

MEDIA_TYPE = "application/problem+json"
URN = "urn:fujisawa-care:"
OVERALL = frozenset({NON_FIELD_ERRORS, "non_field_errors"})

log = structlog.get_logger()

TITLES = {
    400: "入力を確かめてください",
    401: "ログインが必要です",
    403: "この操作はできません",
    404: "見つかりません",
    405: "この方法では受け付けていません",
    406: "この形式では答えられません",
    409: "いまの状態ではできません",
    412: "ほかの人が先に変更しています",
    413: "送られた内容が大きすぎます",
    415: "この形式では受け付けていません",
    422: "同じ鍵で別の内容が送られました",
    428: "版の指定が必要です",
    429: "回数が多すぎます",
}


class TooLarge(exceptions.APIException):
    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_code = "too-large"
    default_detail = "送られた内容が大きすぎます。"


def handle(exc: Exception, context: dict[str, Any]) -> Response | None:
    """What DRF calls for anything raised in a view; None leaves it to be a 500."""
    known = _translated(exc)
    if known is None:
        return None
    errors = list(_errors(known.detail)) if isinstance(known, exceptions.ValidationError) else []
    return problem(
        known.status_code,
        code=_code(known),
        detail=" ".join(each["message"] for each in errors[:1]) or _said(known),
        errors=errors,
        headers=_headers(known),
    )


def problem(
    status: int,
    *,
    code: str,
    detail: str,
    errors: list[dict[str, str]] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    body = {
        "type": f"{URN}{code.replace('_', '-')}",
        "title": TITLES.get(status, HTTPStatus(status).phrase),
        "status": int(status),
        "detail": detail,
        "errors": errors or [],
    }
    return Response(body, status=status, headers=headers, content_type=MEDIA_TYPE)


def _translated(exc: Exception) -> exceptions.APIException | None:
    if isinstance(exc, exceptions.APIException):
        return exc
    return next((answer(exc) for kind, answer in ANSWERS if isinstance(exc, kind)), None)


def _conflict(words: str, code: str) -> exceptions.APIException:
    answer = exceptions.APIException(words, code=code)
    answer.status_code = HTTPStatus.CONFLICT
    return answer


def _by_the_database(exc: Exception) -> exceptions.APIException:
    """The database had the last word: a race, or a value it cannot keep."""
    log.warning("refused_by_the_database", exc_info=exc)
    if isinstance(exc, DataError):
        return exceptions.ParseError("記録できない値が含まれています。")
    return _conflict("同じときに別の操作がありました。読み直してください。", "conflict")


NOT_FOUND = "見つかりません。見る権限がない場合もこの答えになります。"
ANSWERS: tuple[tuple[type[Exception], Callable[[Any], exceptions.APIException]], ...] = (
    (NotAllowed, lambda exc: exceptions.PermissionDenied(exc.message, code=exc.code)),
    (IllegalStep, lambda exc: _conflict(exc.message, exc.code)),
    (Invalid, lambda exc: exceptions.ValidationError(_details(exc))),
    (Http404, lambda _: exceptions.NotFound(NOT_FOUND)),
    (PermissionDenied, lambda _: exceptions.PermissionDenied()),
    (RequestDataTooBig, lambda _: TooLarge()),
    (IntegrityError, _by_the_database),
    (DataError, _by_the_database),
)


def _details(exc: Invalid) -> Any:
    """Django's ValidationError in DRF's words, codes kept."""
    if hasattr(exc, "error_dict"):
        return {name: _listed(errors) for name, errors in exc.error_dict.items()}
    return {NON_FIELD_ERRORS: _listed(exc.error_list)}


def _listed(errors: list[Invalid]) -> list[exceptions.ErrorDetail]:
    return [
        exceptions.ErrorDetail(words, code=error.code or "invalid")
        for error in errors
        for words in error.messages
    ]


def _errors(detail: Any, path: str = "") -> Iterator[dict[str, str]]:
    """One row per message; `field` is a dotted path, empty where the whole is meant."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _errors(inner, path if name in OVERALL else _under(path, str(name)))
    elif isinstance(detail, list):
        for index, inner in enumerate(detail):
            nested = isinstance(inner, dict | list)
            yield from _errors(inner, _under(path, str(index)) if nested else path)
    else:
        code = getattr(detail, "code", None) or "invalid"
        yield {"field": path, "code": str(code), "message": _japanese(str(detail))}


def _japanese(words: str) -> str:
    """DRF has no Japanese for a few of its own sentences."""
    for pattern, translated in UNTRANSLATED:
        if found := re.fullmatch(pattern, words):
            return translated.format(*found.groups())
    return words


UNTRANSLATED = (
    (r"Not a valid string\.", "文字列で入力してください。"),
    (r"Must be a valid boolean\.", "true か false で入力してください。"),
    (r"Must be a valid UUID\.", "UUIDで入力してください。"),
    (r"A valid biginteger is required\.", "整数で入力してください。"),
    (r"Datetime value out of range\.", "日時が範囲の外です。"),
    (r"Invalid datetime for the timezone .*", "この地域にない日時です。"),
    (r"Integer value too large .*", "数が大きすぎます。"),
    (r"This dictionary may not be empty\.", "空にできません。"),
    (r"Ensure this field has at least (\d+) elements\.", "{}個以上を入力してください。"),
    (r"Ensure this field has no more than (\d+) elements\.", "{}個までです。"),
    (r"Invalid input\.", "入力が正しくありません。"),
    (r"No data provided", "本文がありません。"),
    (r"Invalid data\. Expected a dictionary, but got \w+\.", "本文はJSONのオブジェクトです。"),
    (r"Expected a list of items but got type .*", "リストで入力してください。"),
    (r".* 型のデータではなく項目のリストを.*", "リストで入力してください。"),
    (r".* 型のデータではなく項目の辞書を.*", "項目の名前と値の組で送ってください。"),
    (r"Expected a dictionary of items but got type .*", "オブジェクトで入力してください。"),
)


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _code(exc: exceptions.APIException) -> str:
    if isinstance(exc, exceptions.ValidationError):
        return "invalid"
    codes = exc.get_codes()
    return codes if isinstance(codes, str) else "invalid"


def _said(exc: exceptions.APIException) -> str:
    words = _japanese(str(exc.detail))
    if isinstance(exc, exceptions.Throttled):
        return _wait(exc, words)
    if words.startswith("CSRF Failed"):
        return "ページの有効期限が切れました。開き直してから、もう一度送ってください。"
    return words


def _wait(exc: exceptions.Throttled, words: str) -> str:
    """How long, in Japanese; DRF hangs an English sentence on whatever was said."""
    seconds: int | None = getattr(exc, "wait", None)
    said = words.partition(" Expected available in ")[0]
    if said == str(exceptions.Throttled.default_detail):
        said = "回数が多すぎます。"
    return f"{said}{seconds}秒後に、もう一度送ってください。" if seconds else said


def _headers(exc: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if challenge := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = str(challenge)
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return headers

"""What the OpenAPI document says of every operation alike: tokens, refusals, keys sent twice."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension

from fujisawa_care.foundation.api.once import HEADER
from fujisawa_care.foundation.api.problems import MEDIA_TYPE, TITLES

FIRST = 400  # of the refusals
TEXT = {"type": "string"}
PROBLEM = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail", "errors"],
    "properties": {
        "type": {"type": "string", "format": "uri", "example": "urn:fujisawa-care:invalid"},
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code", "message"],
                "properties": {"field": TEXT, "code": TEXT, "message": TEXT},
            },
        },
    },
}


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "fujisawa_care.foundation.api.auth.Token"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        words = "`Authorization: Token …`。トークンは auth/token/ で受け取ります。"
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": words}


def add_refusals(
    result: dict[str, Any], generator: Any, request: Any, public: Any
) -> dict[str, Any]:
    """Post-processing hook of drf-spectacular; a refusal that only one operation knows is named there."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    for address, operations in result["paths"].items():
        for method, operation in operations.items():
            named = [int(code) for code in operation["responses"] if int(code) >= FIRST]
            for status in sorted({*_refusals(address, method, operation), *named}):
                operation["responses"][str(status)] = _answer(status)
    return result


def _refusals(address: str, method: str, operation: dict[str, Any]) -> list[int]:
    statuses = [400, 401, 406, 429] if operation.get("security") == [{}] else [400, 401, 403, 406]
    if "{" in address:  # of one thing
        statuses.append(404)
    if method in {"post", "patch", "put"}:
        statuses += [409, 413, 415]
    if "If-Match" in _headers(operation):
        statuses += [412, 428]
    if HEADER in _headers(operation):
        statuses.append(422)
    return statuses


def _headers(operation: dict[str, Any]) -> set[str]:
    return {each["name"] for each in operation.get("parameters", []) if each["in"] == "header"}


def _answer(status: int) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": TITLES[status], "content": {MEDIA_TYPE: {"schema": schema}}}

"""APIの説明: the OpenAPI document turned into what one page shows a reader."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator

from fujisawa_care.foundation.api.problems import MEDIA_TYPE

METHODS = ("get", "post", "patch", "put", "delete")
EXAMPLES = {"date": "2026-04-01", "date-time": "2026-04-01T09:30:00+09:00", "uri": "https://…"}
PLAIN = {"integer": 1, "number": 1.5, "boolean": True, "string": "…", "null": None}
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    place: str
    words: str
    kind: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Answer:
    status: str
    words: str
    example: str


@dataclass(frozen=True, slots=True)
class Operation:
    anchor: str
    method: str
    address: str
    summary: str
    words: str
    parameters: tuple[Parameter, ...]
    body: str
    answers: tuple[Answer, ...]
    refusals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    operations: tuple[Operation, ...]


@cache
def groups() -> tuple[Group, ...]:
    """Every operation by its tag, the tags named in the settings first; made once per process."""
    document: Any = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    parts = document["components"]["schemas"]
    found: dict[str, list[Operation]] = {tag["name"]: [] for tag in document.get("tags", [])}
    for address, operations in document["paths"].items():
        for method in METHODS:
            if operation := operations.get(method):
                tag = operation.get("tags", ["その他"])[0]
                found.setdefault(tag, []).append(_operation(address, method, operation, parts))
    return tuple(Group(name, tuple(each)) for name, each in found.items() if each)


def _operation(address: str, method: str, said: dict[str, Any], parts: dict[str, Any]) -> Operation:
    answers: dict[str, Any] = said["responses"]
    good = {status: each for status, each in answers.items() if status.startswith("2")}
    return Operation(
        anchor=said["operationId"],
        method=method.upper(),
        address=address,
        summary=said.get("summary", ""),
        words=said.get("description", ""),
        parameters=tuple(_parameter(each) for each in said.get("parameters", [])),
        body=_shown(said.get("requestBody", {}), parts),
        answers=tuple(_answer(status, each, parts) for status, each in good.items()),
        refusals=tuple(sorted(status for status in answers if status not in good)),
    )


def _parameter(said: dict[str, Any]) -> Parameter:
    schema = said.get("schema", {})
    choices = [str(each) for each in schema.get("enum", [])]
    return Parameter(
        name=said["name"],
        place=said["in"],
        words=said.get("description", "").split("\n")[0],
        kind="・".join(choices) or str(schema.get("format") or schema.get("type", "")),
        needed=bool(said.get("required")),
    )


def _answer(status: str, said: dict[str, Any], parts: dict[str, Any]) -> Answer:
    return Answer(status=status, words=said.get("description", ""), example=_shown(said, parts))


def _shown(said: dict[str, Any], parts: dict[str, Any]) -> str:
    """The JSON a reader may expect, from the first content that is no refusal."""
    for media_type, content in said.get("content", {}).items():
        if media_type != MEDIA_TYPE and "schema" in content:
            found = _example(content["schema"], parts, 0)
            return json.dumps(found, ensure_ascii=False, indent=2)
    return ""


def _example(schema: dict[str, Any], parts: dict[str, Any], depth: int) -> Any:
    if depth > DEEPEST:
        return "…"
    if "$ref" in schema:
        return _example(parts[schema["$ref"].rsplit("/", 1)[-1]], parts, depth)
    if "example" in schema:
        return schema["example"]
    if "enum" in schema:
        return next((each for each in schema["enum"] if each), None)
    for several in ("allOf", "oneOf", "anyOf"):
        if several in schema:
            return _example(schema[several][0], parts, depth)
    return _by_type(schema, parts, depth)


def _by_type(schema: dict[str, Any], parts: dict[str, Any], depth: int) -> Any:
    kinds = schema.get("type", "string")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    if kind == "object":
        members = schema.get("properties", {})
        return {name: _example(each, parts, depth + 1) for name, each in members.items()}
    if kind == "array":
        return [_example(schema.get("items", {}), parts, depth + 1)]
    return EXAMPLES.get(schema.get("format", ""), PLAIN.get(kind))

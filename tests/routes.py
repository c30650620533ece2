"""道: every address there is, found from the resolver, and one of them filled in with real things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

ROOMS = ("cases.", "districts.", "meetings.", "engawa.", "fujisawa_care.")
TAKES = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


def of(*rooms: str) -> list[tuple[str, URLPattern]]:
    """Each route, with what it leads to; `rooms` say how the module of its view begins."""
    return list(_below(get_resolver().url_patterns, rooms))


def kinds(route: str) -> list[str]:
    """For each thing the route takes the word before it: cases, view-requests, drafts, …"""
    return [_word_before(found, route) for found in TAKES.finditer(route)]


def filled(route: str, keys: Mapping[str, object]) -> str:
    """`keys` by the word before each; a kind nobody has thought of is a KeyError."""
    return "/" + TAKES.sub(lambda found: str(keys[_word_before(found, route)]), route)


def methods(entry: URLPattern) -> list[str]:
    """A view of the API names its own; a page is opened and posted to."""
    view = getattr(entry.callback, "view_class", None)
    if view is None:
        return ["get", "post"]
    return [one for one in ("get", "post", "put", "patch", "delete") if hasattr(view, one)]


def _below(
    inside: Any, rooms: tuple[str, ...], before: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for each in inside:
        route = f"{before}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from _below(each.url_patterns, rooms, route)
        elif each.callback.__module__.startswith(rooms):
            yield route.replace("^", "").replace(r"\Z", ""), each


def _word_before(found: re.Match[str], route: str) -> str:
    return route[: found.start()].rstrip("/").rpartition("/")[2]

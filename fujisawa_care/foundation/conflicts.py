"""ちがいの画面: what the page of a Conflict shows, and what comes back from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, QueryDict

from fujisawa_care.foundation.merge import MINE, THEIRS, Conflict

MOST = 9  # digits of a version


@dataclass(frozen=True)
class Sent:
    """The version the page began with, the fields it asked about, and the side picked for each."""

    version: int
    asked: tuple[str, ...]
    picked: dict[str, str]


@dataclass(frozen=True)
class Choice:
    name: str
    label: str
    theirs: Any
    mine: Any
    to: str


@dataclass(frozen=True)
class Panel:
    who: str
    at: datetime
    version: int
    choices: tuple[Choice, ...]


def sent(request: HttpRequest) -> Sent:
    said: QueryDict = request.POST
    asked = tuple(dict.fromkeys(said.getlist("asked")))
    picked = {name: said.get(f"pick-{name}", "") for name in asked}
    return Sent(
        version=number(said.get("version", "")),
        asked=asked,
        picked={name: side for name, side in picked.items() if side in (THEIRS, MINE)},
    )


def number(text: str) -> int:
    """A version as a page sends it; what is none is the beginning."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST else 0


def panel(
    refused: Conflict, form: BaseForm, shown: Callable[[str, Any], Any] | None = None
) -> Panel:
    """`shown` says a value as a person reads it; the fields in question are marked in `form`."""
    for clash in refused.merged.clashes:
        form.fields[clash.name].widget.attrs["data-clash"] = ""
    said = shown or (lambda _, value: value)
    return Panel(
        who=refused.who,
        at=refused.at,
        version=refused.version,
        choices=tuple(
            Choice(
                name=clash.name,
                label=str(form.fields[clash.name].label),
                theirs=said(clash.name, clash.theirs),
                mine=said(clash.name, clash.mine),
                to=form[clash.name].id_for_label,
            )
            for clash in refused.merged.clashes
        ),
    )

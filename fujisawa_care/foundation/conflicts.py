"""ちがいの画面: what the page of a Conflict shows, and what comes back from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
    said: str
    who: str
    at: datetime
    version: int
    choices: tuple[Choice, ...]


def sent(request: HttpRequest) -> Sent:
    return read(request.POST)


def read(said: QueryDict) -> Sent:
    """The same of a page that was kept instead of being sent."""
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
        said=refused.message,
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


def also(brought: Iterable[str]) -> str:
    """Ends the message to whoever saved: what another changed meanwhile came in by itself."""
    labels = "・".join(brought)
    return f"。ほかの人が直した「{labels}」も入っています" if labels else ""


def raw(values: Mapping[str, Any]) -> dict[str, str]:
    """Values as the fields of a form hold them."""
    return {name: _raw(value) for name, value in values.items()}


def _raw(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)


def was(request: HttpRequest, form: BaseForm) -> dict[str, str]:
    """What stood in the fields of `form` when its page was made, as the page carried it."""
    said: QueryDict = request.POST
    return {name: str(said[f"was-{name}"]) for name in form.fields if f"was-{name}" in said}


def base(kind: Callable[[dict[str, str]], BaseForm], carried: dict[str, str]) -> dict[str, Any]:
    """The carried texts read by the same form; what cannot be read is as if it was not carried."""
    form = kind(carried)
    form.is_valid()
    return {name: form.cleaned_data[name] for name in carried if name in form.cleaned_data}

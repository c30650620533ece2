"""合うところ: what of the wishes a place answers, what it does not, and what nobody knows of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engawa.models import Feature, Opening, PartOfDay, Site, Weekday

NOON = 12


@dataclass(frozen=True)
class Reason:
    """One thing that was asked for; `fits` is None where nobody knows."""

    words: str
    fits: bool | None

    @property
    def tone(self) -> str:
        return {True: "key", False: "note", None: ""}[self.fits]

    @property
    def sign(self) -> str:
        return {True: "check", False: "", None: "circle-dashed"}[self.fits]


@dataclass(frozen=True)
class Asked:
    """What is asked of every place, read once."""

    likes: dict[str, str]
    days: frozenset[int]
    parts: frozenset[str]
    near: str | None
    near_name: str
    beside: frozenset[str]
    most: int | None
    needs: tuple[str, ...]


def of(site: Site, wanted: Asked) -> tuple[Reason, ...]:
    """Of a place with its week and what is done there, as `matching.found` loads it."""
    return (
        *_likes(site, wanted),
        *_days(site, wanted),
        *_near(site, wanted),
        *_company(site, wanted),
        *_needs(site, wanted),
    )


def _likes(site: Site, wanted: Asked) -> Iterable[Reason]:
    there: dict[str, list[str]] = {}
    for one in site.done_there:  # type: ignore[attr-defined]
        days = there.setdefault(one.interest_id, [])
        if one.weekday is not None:
            days.append(Weekday(one.weekday).label)
    for code, label in wanted.likes.items():
        if code in there:
            on = f"（{'・'.join(there[code])}）" if there[code] else ""
            yield Reason(f"{label}{on}", fits=True)
        else:
            yield Reason(
                f"{label}はない" if there else f"{label}は未確認", False if there else None
            )


def _days(site: Site, wanted: Asked) -> Iterable[Reason]:
    if not (wanted.days or wanted.parts):
        return
    week: Sequence[Opening] = site.week  # type: ignore[attr-defined]
    if not week:
        yield Reason("曜日は未確認", fits=None)
        return
    fitting = sorted({one.weekday for one in week if _comes(one, wanted)})
    if fitting:
        when = "・".join(Weekday(one).label for one in fitting)
        yield Reason(f"行ける日（{when}）", fits=True)
    else:
        yield Reason("行ける日に開いていない", fits=False)


def _comes(line: Opening, wanted: Asked) -> bool:
    if wanted.days and line.weekday not in wanted.days:
        return False
    if wanted.parts == {PartOfDay.MORNING}:
        return line.starts is not None and line.starts.hour < NOON
    if wanted.parts == {PartOfDay.AFTERNOON}:
        return line.ends is not None and (line.ends.hour, line.ends.minute) > (NOON, 0)
    return True


def _near(site: Site, wanted: Asked) -> Iterable[Reason]:
    if wanted.near is None:
        return
    if site.district is None:
        yield Reason("地区は未確認", fits=None)
    elif site.district_id == wanted.near:
        yield Reason(f"{wanted.near_name}地区", fits=True)
    elif site.district_id in wanted.beside:
        yield Reason(f"となりの地区（{site.district.name}）", fits=True)
    else:
        yield Reason(f"遠い（{site.district.name}）", fits=False)


def _company(site: Site, wanted: Asked) -> Iterable[Reason]:
    if wanted.most is None:
        return
    if site.company_from is None:
        yield Reason("人数は未確認", fits=None)
    elif site.company_from <= wanted.most:
        yield Reason(f"少人数 {site.company_from}〜{site.company_to or ''}人", fits=True)
    else:
        yield Reason(f"人が多い {site.company_from}人〜", fits=False)


def _needs(site: Site, wanted: Asked) -> Iterable[Reason]:
    for one in wanted.needs:
        has = one in site.features
        label = Feature(one).label
        yield Reason(label if has else f"{label}があるかは未確認", True if has else None)

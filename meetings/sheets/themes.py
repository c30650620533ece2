"""重点テーマの報告: what a year has come to and where the next one goes, as the council's paper puts it."""

from __future__ import annotations

from typing import Any

from districts.models import Staff
from meetings.models import Deed, Initiative, Pact, Theme
from meetings.sheets.pacts import named

ROUND = "⓪①②③④⑤⑥⑦⑧⑨"


def report(theme: Theme, *, year: int, viewer: Staff) -> dict[str, Any]:
    """Of one fiscal year, with what was done under agreements for this theme."""
    visible = Initiative.objects.visible_to(viewer).filter(theme=theme)
    lines = list(visible.filter(fiscal_year__in=(year, year + 1)).order_by("pk"))
    this = [one for one in lines if one.fiscal_year == year]
    coming = [one for one in lines if one.fiscal_year == year + 1]
    pacts = Pact.objects.visible_to(viewer).filter(themes=theme)
    deeds = Deed.objects.filter(pact__in=pacts, fiscal_year=year).select_related("pact")
    sign = ROUND[theme.number] if theme.number < len(ROUND) else f"{theme.number}　"
    return {
        "title": f"『{sign}{theme.name}』について",
        "year": named(year),
        "next_year": named(year + 1),
        "done": [_line(one, one.progress) for one in this],
        "next": [_line(one, "") for one in coming]
        + [_line(one, one.direction) for one in this if one.direction],
        "pacts": [
            {"what": str(one.pact), "section": one.pact.section, "words": one.text}
            for one in deeds.order_by("pact__partner", "pk")
        ],
        "sources": sorted({one.source for one in lines if one.source}),
    }


def _line(one: Initiative, words: str) -> dict[str, str]:
    return {"what": one.what, "section": one.section, "words": words}

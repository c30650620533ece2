"""見えないところ: existence before content, where a search has found nothing one may see."""

from __future__ import annotations

import re
from typing import Any

from django.utils import timezone

from cases import rules
from cases.filters import numbered
from cases.forms.looking import sealed
from cases.sheets import candidates
from cases.sheets.candidates import Said
from districts.models import Staff
from fujisawa_care.foundation.kana import hiragana, phone_key

DIGITS = 6
READING = re.compile(r"[ぁ-ゖー\s]+")


def around(words: str, *, by: Staff) -> dict[str, Any]:
    """A number one was told, or how many fit the whole name or telephone, per kind of agency.

    Whether a number exists is not said: it may be asked for either way.
    """
    if not rules.ask_to_view(by):
        return {}
    number = numbered(words)
    if len(number.partition("-")[2]) == DIGITS:
        return {"number": number}
    found = candidates.find(_said(words), viewer=by, today=timezone.localdate())
    return {"elsewhere": [(one, sealed([*one.people], by=by)) for one in found.elsewhere]}


def _said(words: str) -> Said:
    """What kind of thing was typed: a telephone, a reading, or a name."""
    if phone_key(words):
        return Said(phone=words)
    reading = hiragana(words)
    return Said(kana=reading) if READING.fullmatch(reading) else Said(name=words)

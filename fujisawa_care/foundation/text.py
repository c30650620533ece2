"""文字: what was typed is kept as typed, and only what cannot be kept is refused, in words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible

STORY_LIMIT = 20_000

# NFC would silently swap compatibility ideographs (旧字体 such as U+FA19) for modern forms.
_SELECTOR = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_AS_TYPED = re.compile(f"([\uf900-\ufaff\U0002f800-\U0002fa1f]{_SELECTOR}?)")
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BLANK = " \t\n\u3000\u00a0\ufeff\u200b"


def clean(value: str) -> str:
    """Composed (NFC), newlines as \\n, outer blanks gone; 異体字 and selectors as typed."""
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if _REFUSED.search(text):
        raise ValidationError(
            "読めない文字（制御文字）が入っています。その文字を消してください",
            code="control_character",
        )
    parts = _AS_TYPED.split(text)
    parts[::2] = [unicodedata.normalize("NFC", part) for part in parts[::2]]
    return "".join(parts).strip(_BLANK)


@deconstructible
@dataclass
class AtMost:
    """Refuses with the limit and the present count, so that nobody has to count by hand."""

    limit: int
    label: str = ""

    def __call__(self, value: str) -> None:
        if len(value) > self.limit:
            raise ValidationError(
                f"{self.label or '文字数'}は{self.limit:,}字までです（いま {len(value):,}字）",
                code="max_length",
            )

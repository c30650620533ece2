"""地域課題を出す入力: on which trouble, and what is missing."""

from __future__ import annotations

from typing import Any

from cases.models import Case
from districts.forms.gathering import MissingForm


class RaiseForm(MissingForm):
    def __init__(self, said: Any = None, *, case: Case) -> None:
        super().__init__(said, initial={"topic": case.topics.first()})

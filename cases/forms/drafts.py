"""下書きの用紙: which form it is, whose, about what; signed when the page is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core import signing
from django.http import QueryDict

from cases.models import Draft, DraftKind
from fujisawa_care.foundation.sealing import Broken, unseal

LASTS = timedelta(days=1)
SALT = "cases.drafts"
NOT_WORDS = {"csrfmiddlewaretoken", "once", "draft", "next"}
Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Paper:
    """Enough to lay a draft in the right drawer, even after its writer has been signed out."""

    owner: int
    key: UUID
    kind: str
    case: int | None = None
    record: int | None = None

    def sign(self) -> str:
        told = [self.owner, str(self.key), self.kind, self.case, self.record]
        return signing.dumps(told, salt=SALT)

    @classmethod
    def read(cls, token: str) -> Paper | None:
        """None where it was never signed here, or longer ago than a day."""
        try:
            owner, key, kind, case, record = signing.loads(token, salt=SALT, max_age=LASTS)
        except signing.BadSignature:
            return None
        return cls(owner, UUID(key), DraftKind(kind), case, record)


def words(posted: QueryDict) -> dict[str, list[str]]:
    """What was typed, without what belongs to the page."""
    return {name: values for name, values in posted.lists() if name not in NOT_WORDS}


def read(draft: Draft) -> Fields:
    """What was typed; nothing where the key of this installation is another one by now."""
    try:
        return unseal(draft.sealed)
    except Broken:
        return {}


def initial(form: type[forms.Form], fields: Fields) -> dict[str, Any]:
    """As typed, without a word about what is still missing."""
    several = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)
    known = form.base_fields
    return {
        name: list(values) if isinstance(known[name], several) else values[-1]
        for name, values in fields.items()
        if name in known and values
    }


def posted(fields: Fields) -> QueryDict:
    """The same as if it had just been sent."""
    found = QueryDict(mutable=True)
    for name, values in fields.items():
        found.setlist(name, list(values))
    return found

"""地域課題を出す: what a case shows to be missing, in words that name nobody."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules
from cases.actions import events
from cases.models import Case, EventKind, Person
from districts.actions import issues
from districts.models import Issue, Staff, Topic
from fujisawa_care.foundation.kana import hiragana, phone_key
from fujisawa_care.foundation.verdict import require

TELLS = "だれのことか分かることば（{}）が入っています。消してから出してください"
SHORTEST, SHORTEST_KANA, SHORTEST_PHONE = 2, 4, 9
BLANKS = re.compile(r"\s+")


@transaction.atomic
def bring_up(case: Case, *, by: Staff, at: datetime, topic: Topic, text: str) -> Issue:
    """Nothing leads back: the case keeps that one was raised, the issue keeps where and on what.

    Under 支援措置 not even where (R7).
    """
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(rules.write(by, case))
    if told := telling(case, text):
        raise ValidationError({"text": TELLS.format("・".join(told))})
    protected = case.person is not None and case.person.protected
    issue = issues.bring_up(
        by=by,
        at=at,
        topic=topic,
        text=text,
        district=None if protected else case.district,
        from_case=True,
    )
    events.add(case, EventKind.ISSUE_RAISED, by=by, at=at)
    return issue


def telling(case: Case, text: str) -> list[str]:
    """What kinds of words in it say who it is; never the words themselves."""
    flat = BLANKS.sub("", unicodedata.normalize("NFKC", text))
    digits, read = re.sub(r"\D", "", flat), hiragana(flat)
    people = list(_people(case))
    found = {
        "氏名": any(part in flat for one in people for part in _parts(one.name, SHORTEST))
        or any(part in flat for name in _names(case) for part in _parts(name, SHORTEST)),
        "ふりがな": any(part in read for one in people for part in _parts(one.kana, SHORTEST_KANA)),
        "電話": any(
            len(key) >= SHORTEST_PHONE and key in digits
            for one in people
            for key in map(phone_key, one.phones)
        ),
        "受付番号": case.number in flat.upper(),
    }
    return [kind for kind, is_in in found.items() if is_in]


def _people(case: Case) -> Iterator[Person]:
    if case.person is not None:
        yield case.person
    for member in case.household.members.select_related("person"):
        if member.person is not None:
            yield member.person


def _names(case: Case) -> list[str]:
    return list(case.household.members.exclude(name="").values_list("name", flat=True))


def _parts(name: str, shortest: int) -> Iterator[str]:
    """The whole without blanks, and the family and given name each by itself."""
    parts = unicodedata.normalize("NFKC", name).split()
    for part in ("".join(parts), *parts):
        if len(part) >= shortest:
            yield part

"""重層①の候補の見えかた: what in the data says that several agencies ought to sit down together; never automatic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from cases.models import Case, ConsentEvent, standing
from cases.sheets.shields import Eyes
from districts.models import District
from meetings import rules
from meetings.sheets import agenda


@dataclass(frozen=True)
class CandidateSheet:
    """One case, the signs that speak for a table, and what stands before it."""

    number: str
    title: str
    district: District | None
    why: tuple[str, ...]
    consent_state: str
    consent_words: str


def loaded(cases: QuerySet[Case]) -> QuerySet[Case]:
    heard = ConsentEvent.objects.newest().prefetch_related("agencies")
    return cases.select_related("person", "district").prefetch_related(
        "topics", Prefetch("consents", heard, to_attr="heard")
    )


def of(case: Case, *, today: date, eyes: Eyes) -> CandidateSheet:
    """`case` comes from `dues.candidates` and `loaded`."""
    stands = standing(getattr(case, "heard", ()), on=today)
    yes = "本人の同意があります。重層的支援会議に出せます"
    return CandidateSheet(
        number=case.number,
        title=agenda.of_case(case, today=today),
        district=eyes.over(case).place(case.district),
        why=_why(case),
        consent_state=stands.state,
        consent_words=yes if stands.given else f"{rules.unheard(stands)}。先に同意を聞きます",
    )


def _why(case: Case) -> tuple[str, ...]:
    fields, houses = getattr(case, "fields", 0), getattr(case, "houses", 0)
    returned = getattr(case, "returned", 0)
    labels = "・".join(one.label for one in case.topics.all())
    told = (
        f"困りごとの分野が{fields}つあります（{labels}）" if fields > 1 else "",
        f"{houses}つの機関がかかわっています" if houses > 1 else "",
        f"つなぎが{returned}回もどっています" if returned else "",
        "多機関協働のプランがまだありません",
    )
    return tuple(filter(None, told))

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

from cases.actions.follow_ups import METHODS
from cases.forms import plan_rows
from cases.forms.follow_ups import FinishForm, MoveForm
from cases.forms.follow_ups import PlanForm as StepForm
from cases.forms.plan_steps import GOAL, EndForm, EvaluationForm
from cases.forms.plans import PlanForm
from cases.forms.records import CorrectionForm, RecordForm
from cases.forms.referrals import ReferForm
from cases.forms.summaries import SummaryForm
from cases.models import Draft, DraftKind, FollowUpKind, Reached
from fujisawa_care.foundation.sealing import Broken, unseal
from fujisawa_care.foundation.workdays import TOKYO

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
    follow_up: int | None = None
    plan: int | None = None

    def sign(self) -> str:
        about = [self.case, self.record, self.follow_up, self.plan]
        return signing.dumps([self.owner, str(self.key), self.kind, *about], salt=SALT)

    @classmethod
    def read(cls, token: str) -> Paper | None:
        """None where it was never signed here, or longer ago than a day."""
        try:
            owner, key, kind, *about = signing.loads(token, salt=SALT, max_age=LASTS)
        except signing.BadSignature:
            return None
        return cls(owner, UUID(key), DraftKind(kind), *about)


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


TURNS = (DraftKind.CORRECTION, DraftKind.RESULT)
FORMS: Mapping[str, type[forms.Form]] = {
    DraftKind.RECORD: RecordForm,
    DraftKind.CORRECTION: CorrectionForm,
    DraftKind.REFERRAL: ReferForm,
    DraftKind.SUMMARY: SummaryForm,
    DraftKind.RESULT: FinishForm,
    DraftKind.MOVE: MoveForm,
    DraftKind.STEP: StepForm,
    DraftKind.PLAN: PlanForm,
    DraftKind.EVALUATION: EvaluationForm,
    DraftKind.PLAN_END: EndForm,
}


def told(kind: str, fields: Fields) -> list[tuple[str, str]]:
    """What was typed, beside the name of its field, to be read and copied."""
    found = []
    for name, asked in FORMS[kind].base_fields.items():
        said = [each for each in fields.get(name, ()) if each.strip()]
        if not said or isinstance(asked, forms.ModelChoiceField):
            continue
        offered: Any = asked.choices if isinstance(asked, forms.ChoiceField) else ()
        labels = dict(offered)
        found.append((str(asked.label), "、".join(str(labels.get(one, one)) for one in said)))
    more = {DraftKind.PLAN: _rows, DraftKind.EVALUATION: _goals}.get(DraftKind(kind))
    return [*found, *more(fields)] if more else found


def _goals(fields: Fields) -> list[tuple[str, str]]:
    """How far each goal of a plan was reached."""
    labels = dict(Reached.choices)
    said = [values[-1] for name, values in fields.items() if name.startswith(GOAL) and values]
    return [(f"めざす姿{at}", labels.get(one, one)) for at, one in enumerate(said, start=1)]


def _rows(fields: Fields) -> list[tuple[str, str]]:
    """The goals and rows of a plan, a line for each."""
    found = []
    blocks = plan_rows.read({name: values[-1] for name, values in fields.items() if values})
    for g, block in enumerate(plan_rows.squeezed(blocks), start=1):
        found.append((f"めざす姿{g}", block.text))
        for t, row in enumerate(block.rows, start=1):
            words = [row.cells.get(name, "") for name in ("what", "who", "times", "until")]
            found.append((f"めざす姿{g}の{t}行目", "・".join(filter(None, words))))
    return found


def as_record(draft: Draft) -> dict[str, list[str]]:
    """The fields of a record that says what the draft says; nothing typed is left out."""
    said = {name: "、".join(values) for name, values in read(draft).items()}
    record = {"cursor": "id_text", "text": said.get("text", "")}
    if draft.record is not None:
        was, at = draft.record, draft.record.happened_at.astimezone(TOKYO)
        record |= {"third_party_text": said.get("third_party_text", ""), "method": was.method}
        record |= {"counterpart": was.counterpart, "outcome": was.outcome}
        record |= {"on": f"{at:%Y-%m-%d}", "clock": f"{at:%H:%M}"}
        record |= {"minutes": f"{was.minutes or ''}"}
    if draft.follow_up is not None:
        rest = told(draft.kind, read(draft))
        beside = {f"{FinishForm.base_fields[name].label}" for name in ("outcome", "note")}
        lines = [f"{label}：{words}" for label, words in rest if label not in beside]
        record["text"] = "\n".join([said.get("note", ""), *lines]).strip()
        record |= {"method": METHODS[FollowUpKind(draft.follow_up.kind)]}
        record |= {"outcome": said.get("outcome", "")}
    return {name: [words] for name, words in record.items()}

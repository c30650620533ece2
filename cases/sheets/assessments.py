"""聞き取りの見えかた: every item by section, its newest answer with its day, and the ones before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from cases.models import AssessmentAnswer, AssessmentItem, Case, Section
from cases.sheets.shields import NOBODY, Eyes
from districts.models import Agency, Staff


@dataclass(frozen=True)
class AnswerSheet:
    said: tuple[str, ...]
    heard_on: date
    answered_at: datetime
    answered_by: Staff
    agency: Agency


@dataclass(frozen=True)
class ItemSheet:
    """`reported`: whether it goes to the State; None until that has been checked."""

    code: str
    section: str
    section_label: str
    label: str
    kind: str
    choices: tuple[str, ...]
    reported: bool | None
    answer: AnswerSheet | None
    earlier: tuple[AnswerSheet, ...]


@dataclass(frozen=True)
class SectionSheet:
    code: str
    label: str
    items: tuple[ItemSheet, ...]

    @property
    def answered(self) -> int:
        return sum(1 for item in self.items if item.answer and item.answer.said)


@dataclass(frozen=True)
class AssessmentSheet:
    version: int
    items: tuple[ItemSheet, ...]

    @property
    def sections(self) -> tuple[SectionSheet, ...]:
        order = list(Section.values)
        rows = sorted(self.items, key=lambda item: order.index(item.section))
        return tuple(
            SectionSheet(code, Section(code).label, tuple(items))
            for code, items in groupby(rows, key=lambda item: item.section)
        )

    @property
    def unchecked(self) -> bool:
        """Whether it is still open which items the State asks for."""
        return any(item.reported is None for item in self.items)


def of(case: Case, *, eyes: Eyes = NOBODY, section: str = "") -> AssessmentSheet:
    """Two queries, however much was heard; an item out of use is shown where it was answered."""
    answers = AssessmentAnswer.objects.filter(case=case).select_related("answered_by", "agency")
    rows = list(answers.order_by("-version", "pk"))
    by_item: dict[str, list[AssessmentAnswer]] = {}
    for row in rows:
        by_item.setdefault(row.item_id, []).append(row)
    items = AssessmentItem.objects.all()
    shown = [item for item in items if item.active or item.pk in by_item]
    return AssessmentSheet(
        version=rows[0].version if rows else 0,
        items=tuple(
            _item(item, by_item.get(item.pk, []), case, eyes)
            for item in shown
            if not section or item.section == section
        ),
    )


def _item(
    item: AssessmentItem, answers: list[AssessmentAnswer], case: Case, eyes: Eyes
) -> ItemSheet:
    told = [_answer(each, case, eyes) for each in answers]
    return ItemSheet(
        code=item.code,
        section=item.section,
        section_label=Section(item.section).label,
        label=item.label,
        kind=item.kind,
        choices=tuple(item.choices),
        reported=item.reported,
        answer=told[0] if told else None,
        earlier=tuple(told[1:]),
    )


def _answer(answer: AssessmentAnswer, case: Case, eyes: Eyes) -> AnswerSheet:
    cover = eyes.over(case)
    return AnswerSheet(
        said=tuple(cover.text(each) for each in answer.said),
        heard_on=answer.heard_on,
        answered_at=answer.answered_at,
        answered_by=cover.staff(answer.answered_by),
        agency=cover.agency(answer.agency),
    )

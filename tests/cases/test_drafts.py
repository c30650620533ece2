"""下書き: kept sealed, gone with the saving, never raised from the dead."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from cases.actions import drafts
from cases.forms import drafts as papers
from cases.forms.drafts import Paper
from cases.models import Case, Draft, DraftKind, SupportRecord
from districts.actions import once
from districts.models import Staff

pytestmark = pytest.mark.django_db
FIELDS = {"text": ["母と二人で話した"], "minutes": [""], "topics": ["1", "2"]}


def test_the_last_words_of_a_form_are_kept_once(
    case: Case, owner_worker: Staff, now: datetime
) -> None:
    key, later = uuid4(), now + timedelta(minutes=2)
    for at, text in ((now, "母と"), (later, "母と二人で")):
        drafts.keep(
            case, by=owner_worker, at=at, key=key, kind=DraftKind.RECORD, fields={"text": [text]}
        )
    draft = Draft.objects.get()
    assert (draft.started_at, draft.saved_at) == (now, later)
    assert papers.read(draft) == {"text": ["母と二人で"]}


def test_the_database_holds_no_word_of_it(case: Case, owner_worker: Staff, now: datetime) -> None:
    drafts.keep(case, by=owner_worker, at=now, key=uuid4(), kind="record", fields=FIELDS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_json(d)::text FROM cases_draft d")
        assert "母" not in cursor.fetchone()[0]
    assert papers.read(Draft.objects.get()) == FIELDS


def test_a_draft_that_comes_after_the_saving_is_not_kept(
    case: Case, owner_worker: Staff, now: datetime
) -> None:
    key = uuid4()
    drafts.keep(case, by=owner_worker, at=now, key=key, kind="record", fields=FIELDS)
    with transaction.atomic():
        claimed = once.claim(f"web:{key}", door="", fingerprint="", by=owner_worker, at=now)
        assert claimed.status is None
        once.answer(claimed, status=303, location="/")
        drafts.finish(key, by=owner_worker)
    late = drafts.keep(case, by=owner_worker, at=now, key=key, kind="record", fields=FIELDS)
    assert late is None
    assert not Draft.objects.exists()


@pytest.mark.parametrize(("kind", "with_case"), [("intake", True), ("record", False)])
def test_what_it_is_about_fits_its_kind(
    case: Case, owner_worker: Staff, now: datetime, kind: str, with_case: bool
) -> None:
    about = case if with_case else None
    with pytest.raises(ValidationError, match="どのケース"):
        drafts.keep(about, by=owner_worker, at=now, key=uuid4(), kind=kind, fields=FIELDS)
    assert not Draft.objects.exists()


def test_too_much_is_refused_and_the_earlier_words_stay(
    case: Case, owner_worker: Staff, now: datetime
) -> None:
    key = uuid4()
    drafts.keep(case, by=owner_worker, at=now, key=key, kind="record", fields=FIELDS)
    with pytest.raises(ValidationError, match="1,000,000字"):
        drafts.keep(
            case,
            by=owner_worker,
            at=now,
            key=key,
            kind="record",
            fields={"text": ["あ" * (drafts.LIMIT + 1)]},
        )
    assert papers.read(Draft.objects.get()) == FIELDS


def test_forgotten_after_two_weeks_without_a_touch(
    case: Case, owner_worker: Staff, now: datetime
) -> None:
    drafts.keep(case, by=owner_worker, at=now, key=uuid4(), kind="record", fields=FIELDS)
    assert drafts.forget(at=now + drafts.KEPT_FOR) == 0
    assert drafts.forget(at=now + drafts.KEPT_FOR + timedelta(seconds=1)) == 1


def test_only_ones_own_and_only_while_the_case_is_in_sight(
    case: Case, owner_worker: Staff, outsider: Staff, now: datetime
) -> None:
    for staff in (owner_worker, outsider):
        drafts.keep(case, by=staff, at=now, key=uuid4(), kind="record", fields=FIELDS)
        drafts.keep(None, by=staff, at=now, key=uuid4(), kind="intake", fields=FIELDS)
    seen = Draft.objects.visible_to(owner_worker)
    assert {(one.owner, one.kind) for one in seen} == {
        (owner_worker, "record"),
        (owner_worker, "intake"),
    }
    assert [one.kind for one in Draft.objects.visible_to(outsider)] == ["intake"]


def test_a_paper_says_whose_it_is_and_cannot_be_forged(owner_worker: Staff) -> None:
    paper = Paper(owner_worker.pk, uuid4(), DraftKind.INTAKE)
    token = paper.sign()
    assert Paper.read(token) == paper
    for forged in ("", "x", token[:-1], token.swapcase()):
        assert Paper.read(forged) is None


def test_another_key_makes_an_empty_draft_and_no_fault(
    case: Case, owner_worker: Staff, now: datetime, settings: object
) -> None:
    drafts.keep(case, by=owner_worker, at=now, key=uuid4(), kind="record", fields=FIELDS)
    settings.DRAFT_KEY = "another"  # type: ignore[attr-defined]  # pytest-django's wrapper
    assert papers.read(Draft.objects.get()) == {}
    assert not SupportRecord.objects.exists()

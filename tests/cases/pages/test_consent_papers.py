"""同意・共有の画面: the papers beside each answer, and every intake that had no yes."""

from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases.actions import attachments, cases, consents, protections
from cases.actions.consents import Told
from cases.actions.consultations import Unasked
from cases.actions.protections import Shield
from cases.models import Attachment, Case, ConsentEvent, ConsentKind
from districts.models import Staff
from tests.cast import Receive

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\nsigned"


@pytest.fixture(autouse=True)
def disk(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def address(case: Case) -> str:
    return reverse("case-consents", args=[case.number])


@pytest.fixture
def asked(case: Case, owner_worker: Staff) -> ConsentEvent:
    return _asked(case, owner_worker)


def _asked(case: Case, by: Staff) -> ConsentEvent:
    now = timezone.now()
    told = Told(event=ConsentKind.ASKED, happened_at=now)
    return consents.record(case, by=by, at=now, told=told)


def _paper(consent: ConsentEvent, by: Staff, name: str = "署名.pdf") -> Attachment:
    said: dict[str, Any] = {"by": by, "at": timezone.now(), "name": name, "consent": consent}
    return attachments.add(consent.case, content=PDF + name.encode(), **said)


def test_a_paper_is_laid_beside_its_answer(
    owner: Client, case: Case, address: str, asked: ConsentEvent
) -> None:
    way = f"{reverse('case-files', args=[case.number])}?consent={asked.pk}"
    assert f'href="{way}"' in owner.get(address).content.decode()
    shown = owner.get(way).content.decode()
    assert f'name="consent" value="{asked.pk}"' in shown
    assert "お願いした" in shown
    sent = {"file": SimpleUploadedFile("署名.pdf", PDF), "consent": asked.pk}
    answer = owner.post(reverse("case-files", args=[case.number]), sent)
    assert (answer.status_code, answer.headers["Location"]) == (HTTPStatus.FOUND, address)
    paper = Attachment.objects.get()
    page = owner.get(address).content.decode()
    assert reverse("case-file", args=[case.number, paper.pk]) in page
    assert "署名.pdf" in page


def test_one_taken_back_is_no_longer_shown(
    owner: Client, address: str, asked: ConsentEvent, owner_worker: Staff
) -> None:
    paper = _paper(asked, owner_worker)
    attachments.remove(paper, by=owner_worker, at=timezone.now(), why="別の方のもの")
    assert "署名.pdf" not in owner.get(address).content.decode()


def test_under_protection_its_name_is_covered(
    owner: Client, known_case: Case, owner_worker: Staff
) -> None:
    address = reverse("case-consents", args=[known_case.number])
    paper = _paper(_asked(known_case, owner_worker), owner_worker, name="秘の言葉.pdf")
    way = reverse("case-file", args=[known_case.number, paper.pk])
    assert way in owner.get(address).content.decode()
    shield = Shield(starts_on=timezone.localdate(), other_parties=("例田 太郎",))
    protections.begin(known_case, by=owner_worker, at=timezone.now(), shield=shield)
    page = owner.get(address).content.decode()
    assert ("秘の言葉" in page, way in page) == (False, False)


def test_nothing_is_laid_beside_it_where_the_case_has_ended(
    owner: Client, case: Case, address: str, asked: ConsentEvent, owner_worker: Staff
) -> None:
    said = {"outcome": "solved", "reason": "落ちついた"}
    cases.close(case, by=owner_worker, at=timezone.now(), **said)
    page = owner.get(address).content.decode()
    assert ("お願いした" in page, "証拠の書類をそえる" in page) == (True, False)


def test_the_papers_cost_one_question_however_many(
    owner: Client,
    case: Case,
    address: str,
    owner_worker: Staff,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    owner.get(address)  # the first page of a session writes down that one is here
    for more in (1, 2):
        for _ in range(more):
            _paper(_asked(case, owner_worker), owner_worker)
        with django_assert_num_queries(28):
            page = owner.get(address).content.decode()
    assert page.count("署名.pdf") == 3


def test_every_intake_without_a_yes_is_shown(
    owner: Client, known_case: Case, receive: Receive, now: datetime
) -> None:
    address = reverse("case-consents", args=[known_case.number])
    assert "同意がなかった受け止め" not in owner.get(address).content.decode()
    for day, who in enumerate(("となりまちの姉", "民生委員の方")):
        said = Unasked(brought_by=who, why_not="absent")
        at = now + timedelta(days=day)
        again = receive(known_person=known_case.person, story="また", unasked=said, at=at)
        assert again == known_case
    page = owner.get(address).content.decode()
    assert page.count("持ちこんだ方") == 2
    assert 0 < page.index("民生委員の方") < page.index("となりまちの姉")

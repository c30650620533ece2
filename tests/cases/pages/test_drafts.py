"""下書き at the screen: whatever happens to line, session or tab, the words are still there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from cases.models import Case, Consultation, Draft, SupportRecord
from districts.models import Staff
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
HX = {"HX-Request": "true"}
WORDS = "玄関先で母と15分。息子さんは二階にいる"


def hidden(page: bytes, name: str) -> str:
    found = re.search(rf'name="{name}"\s+value="([^"]*)"', page.decode())
    assert found, name
    return found[1]


def form_of(client: Client, address: str) -> dict[str, str]:
    page = client.get(address).content
    return {name: hidden(page, name) for name in ("once", "draft")}


@pytest.fixture
def address(case: Case) -> str:
    return reverse("case", args=[case.number])


@pytest.fixture
def typed(owner: Client, address: str) -> dict[str, str]:
    """What the record form holds on the owner's screen."""
    return form_of(owner, address) | {"method": "visit", "text": WORDS, "cursor": "id_text"}


def keep(client: Client, typed: Mapping[str, Any]) -> str:
    answer = client.post(reverse("draft-keep"), typed, headers=HX)
    assert answer.status_code == HTTPStatus.OK
    assert "下書きを保存しました" in answer.content.decode()
    return str(answer.headers["X-Draft"])


def test_the_draft_opens_in_the_form_it_was_written_in(
    owner: Client, typed: dict[str, str], address: str
) -> None:
    place = keep(owner, typed)
    assert WORDS not in place
    page = owner.get(place, follow=True).content.decode()
    assert WORDS in page
    assert "まだ保存していません" in page
    assert hidden(page.encode(), "once") == typed["once"]
    assert hidden(page.encode(), "cursor") == "id_text"
    assert not SupportRecord.objects.exists()


def test_saving_ends_the_draft(owner: Client, typed: dict[str, str], case: Case) -> None:
    place = keep(owner, typed)
    owner.post(reverse("case-record", args=[case.number]), typed)
    assert SupportRecord.objects.get().text == WORDS
    assert not Draft.objects.exists()
    late = owner.post(reverse("draft-keep"), typed, headers=HX)
    assert (late.status_code, Draft.objects.count()) == (HTTPStatus.NO_CONTENT, 0)
    assert "もうありません" in owner.get(place, follow=True).content.decode()


def test_the_page_says_what_is_being_written_elsewhere(
    owner: Client, typed: dict[str, str], address: str
) -> None:
    keep(owner, typed)
    assert "別のタブで編集中です" in owner.get(address).content.decode()
    second = form_of(owner, address) | {"text": "もう一つのタブ"}
    assert second["once"] != typed["once"]
    answer = owner.post(reverse("draft-keep"), second, headers=HX)
    assert "別のタブでも編集中です" in answer.content.decode()


@pytest.mark.parametrize("fragment", [True, False], ids=["fragment", "plain form"])
def test_an_expired_session_costs_no_word(
    owner: Client, typed: dict[str, str], case: Case, owner_worker: Staff, fragment: bool
) -> None:
    Session.objects.all().delete()
    where = reverse("draft-keep") if fragment else reverse("case-record", args=[case.number])
    answer = owner.post(where, typed, headers=HX if fragment else {})
    place = reverse("draft", args=[typed["once"]])
    if fragment:
        assert (answer.status_code, answer.headers["X-Draft"]) == (HTTPStatus.UNAUTHORIZED, place)
    else:
        assert answer.headers["Location"] == f"/accounts/login/?next={place}"
        assert "入力は下書きに残しました" in owner.get(answer.headers["Location"]).content.decode()
    assert not SupportRecord.objects.exists()
    owner.force_login(owner_worker)
    assert WORDS in owner.get(place, follow=True).content.decode()


def test_whoever_signs_in_next_finds_no_word_of_it(
    owner: Client, typed: dict[str, str], case: Case, joiner_worker: Staff
) -> None:
    Session.objects.all().delete()
    owner.post(reverse("case-record", args=[case.number]), typed)
    owner.force_login(joiner_worker)
    for page in (reverse("drafts"), reverse("draft", args=[typed["once"]])):
        assert WORDS not in owner.get(page, follow=True).content.decode()
    assert Draft.objects.get().owner != joiner_worker


def test_a_page_drawn_for_another_is_kept_for_that_one(
    joiner: Client, typed: dict[str, str], owner_worker: Staff
) -> None:
    answer = joiner.post(reverse("draft-keep"), typed, headers=HX)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert owner_worker.name in answer.content.decode()
    assert Draft.objects.get().owner == owner_worker


@pytest.mark.parametrize("paper", ["", "forged", None])
def test_nothing_is_kept_without_a_signed_paper(
    owner: Client, typed: dict[str, str], paper: str | None
) -> None:
    told = {**typed, "draft": paper} if paper is not None else {"text": WORDS}
    assert owner.post(reverse("draft-keep"), told).status_code == HTTPStatus.NO_CONTENT
    Session.objects.all().delete()
    assert "next=/drafts/keep" in owner.post(reverse("draft-keep"), told).headers["Location"]
    assert not Draft.objects.exists()


@pytest.fixture
def strict(owner_worker: Staff) -> Client:
    """A browser whose sign-in is newer than its page: the token no longer fits."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner_worker)
    return client


def test_a_token_changed_in_another_tab_costs_no_word(
    strict: Client, typed: dict[str, str], case: Case
) -> None:
    ours = {"Origin": "http://testserver"}
    answer = strict.post(reverse("case-record", args=[case.number]), typed, headers=ours)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "入力は下書きに残しました" in answer.content.decode()
    assert WORDS in strict.get(f"/drafts/{typed['once']}/", follow=True).content.decode()


def test_a_form_without_a_draft_can_be_sent_again_by_hand(strict: Client, case: Case) -> None:
    where = reverse("case-next", args=[case.number])
    ours = {"Origin": "http://testserver"}
    page = strict.post(where, {"next_what": WORDS}, headers=ours).content.decode()
    assert f'value="{WORDS}"' in page
    assert "同じ内容でもう一度" in page


def test_another_site_gets_nothing_kept_and_nothing_laid_out(
    strict: Client, typed: dict[str, str], case: Case
) -> None:
    for name in ("case-record", "case-next"):
        theirs = {"Origin": "https://elsewhere.example"}
        page = strict.post(reverse(name, args=[case.number]), typed, headers=theirs)
        assert page.status_code == HTTPStatus.FORBIDDEN
        assert WORDS not in page.content.decode()
    assert not Draft.objects.exists()


def test_the_intake_comes_back_with_everything_chosen(
    owner: Client, told: dict[str, str], care: object, hikikomori: object
) -> None:
    topics = [str(getattr(one, "pk", "")) for one in (care, hikikomori)]
    form = form_of(owner, reverse("intake-new"))
    sent = (
        told | form | {"name": "例田 一郎", "birth": "S49.4", "topics": topics, "outcome": "refer"}
    )
    page = owner.get(keep(owner, sent), follow=True).content.decode()
    assert [
        each for each in ("例田 一郎", 'value="S49.4"', told["story"]) if each not in page
    ] == []
    checked = re.findall(r'name="topics" value="([^"]+)"[^>]*checked', page)
    assert sorted(checked) == sorted(topics)
    assert "errsum" not in page
    owner.post(reverse("intake-new"), told | form)
    assert Consultation.objects.count() == 1
    assert not Draft.objects.exists()


def test_the_list_asks_the_same_for_one_and_for_three(
    owner: Client, address: str, django_assert_num_queries: object
) -> None:
    for more in (1, 2):
        for _ in range(more):
            keep(owner, form_of(owner, address) | {"text": WORDS})
        with django_assert_num_queries(7):  # type: ignore[operator]  # pytest-django's fixture
            page = owner.get(reverse("drafts")).content.decode()
    assert page.count("続きを書く") == 3
    assert WORDS not in page


def test_thrown_away_by_its_writer_only(
    owner: Client, joiner: Client, typed: dict[str, str]
) -> None:
    keep(owner, typed)
    away = reverse("draft-discard", args=[typed["once"]])
    assert joiner.post(away).status_code == HTTPStatus.NOT_FOUND
    assert Draft.objects.count() == 1
    assert owner.post(away, follow=True).status_code == HTTPStatus.OK
    assert not Draft.objects.exists()


def test_a_draft_is_out_of_sight_with_its_case(
    sign_in: SignIn, outsider: Staff, owner: Client, typed: dict[str, str]
) -> None:
    keep(owner, typed)
    Draft.objects.update(owner=outsider)
    stranger = sign_in(outsider)
    place = reverse("draft", args=[typed["once"]])
    assert WORDS not in stranger.get(place, follow=True).content.decode()
    assert stranger.post(f"{place}discard").status_code == HTTPStatus.NOT_FOUND

"""支援措置 on the screen: set, seen covered, opened with a reason, and nothing typed is lost (R7)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from cases.actions import records
from cases.actions.people import Known
from cases.models import AddressProtection, Case, FollowUp
from districts.models import Staff
from tests.cast import Begin, Receive

ADDRESS, PHONE, STORY = "架空台1-2", "0466-00-0142", "もう20年近く家から出ていない"


@pytest.fixture
def known_case(receive: Receive) -> Case:
    return receive(person=Known(name="例田 花子", phones=(PHONE,), address=ADDRESS))


def _words(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_set_on_the_screen_it_covers_at_once(owner: Client, known_case: Case) -> None:
    here = f"/cases/{known_case.number}/"
    assert ADDRESS in _words(owner, here)
    told = {"other_parties": "例田 太郎\n試川 次郎", "starts_on": f"{timezone.localdate()}"}
    answer = owner.post(f"{here}protection/new", told | {"school": "架空小学校"})
    assert answer.headers["Location"] == f"{here}protection/"
    assert AddressProtection.objects.get().other_parties == ["例田 太郎", "試川 次郎"]
    for page in (here, f"{here}protection/", f"{here}views/", "/cases/", "/today/"):
        words = _words(owner, page)
        assert not [secret for secret in (ADDRESS, PHONE, STORY, "架空小学校") if secret in words]


def test_what_is_refused_keeps_what_was_typed(owner: Client, known_case: Case) -> None:
    told = {"other_parties": "", "starts_on": "x", "workplace": "架空商店"}
    answer = owner.post(f"/cases/{known_case.number}/protection/new", told)
    words = answer.content.decode()
    assert answer.status_code == 422
    assert "相手方を入れてください" in words
    assert "架空商店" in words
    assert not AddressProtection.objects.exists()


def test_a_reason_opens_it_and_leads_back(begin: Begin, owner: Client, known_case: Case) -> None:
    begin()
    here = f"/cases/{known_case.number}/"
    door = f"{here}protection/open?next={here}"
    assert door in _words(owner, here)
    assert "必須" in _words(owner, door)
    empty = owner.post(door, {"reason": " ", "next": here})
    assert (empty.status_code, "開く理由を入れてください" in empty.content.decode()) == (422, True)
    assert ADDRESS not in _words(owner, here)
    assert owner.post(door, {"reason": "訪問先", "next": here}).headers["Location"] == here
    words = _words(owner, here)
    assert ADDRESS in words
    assert STORY in words
    assert ADDRESS not in _words(owner, "/cases/")


def test_what_is_read_to_be_put_right_is_opened_first(
    begin: Begin, owner: Client, known_case: Case, owner_worker: Staff
) -> None:
    at = known_case.opened_at
    record = records.write(
        known_case, by=owner_worker, at=at, happened_at=at, method="phone", text="秘めた話"
    )
    protection = begin()
    here = f"/cases/{known_case.number}/"
    for page in (
        *(f"{here}records/{record.pk}/", f"{here}summary/", f"{here}summary/versions/"),
        f"{here}protection/{protection.pk}/note",
    ):
        answer = owner.get(page)
        assert answer.headers["Location"].startswith(f"{here}protection/open?next=")
    [errand] = FollowUp.objects.all()
    for verb in ("done", "move", "pass"):
        assert errand.what not in _words(owner, f"/follow-ups/{errand.pk}/{verb}/")


def test_its_end_asks_for_a_reason(begin: Begin, owner: Client, known_case: Case) -> None:
    protection = begin()
    door = f"/cases/{known_case.number}/protection/{protection.pk}/"
    assert owner.post(f"{door}end", {"reason": ""}).status_code == 422
    early = owner.post(f"{door}extend", {"ends_on": ""})
    assert (early.status_code, "1か月前" in early.content.decode()) == (422, True)
    assert owner.post(f"{door}end", {"reason": "申出の取り下げ"}).status_code == 302
    assert ADDRESS in _words(owner, f"/cases/{known_case.number}/")


def test_a_stranger_finds_no_such_page(begin: Begin, stranger: Client, known_case: Case) -> None:
    here = f"/cases/{known_case.number}/protection/"
    for page in ("", "new", "open", f"{begin().pk}/extend", f"{begin().pk}/end"):
        assert stranger.get(here + page).status_code == 404
        assert stranger.post(here + page, {"reason": "x"}).status_code in (404, 405)

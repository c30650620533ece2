"""見学の画面: asked for, answered at the place's own desk, gone to, and on to staying; nobody's name at the desk."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Case
from districts.models import Staff
from engawa.models import Participation, PlaceConsent, Site, VisitAsked
from tests.engawa.ways import begun
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
KEY = "5f3b8c1e-8a6e-4f6e-9d59-0a1f5a2f9c1"


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def way(known_case: Case, bench: Site, owner_worker: Staff, now: datetime) -> Participation:
    return begun(known_case, bench, by=owner_worker, at=now)


@pytest.fixture
def here(way: Participation) -> str:
    return f"/cases/{way.case.number}/participations/{way.pk}/"


def _asked(bench: Site, **more: str) -> dict[str, str]:
    return {"site": f"{bench.pk}", "on": f"{timezone.localdate():%Y-%m-%d}", **more}


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_asking_to_staying(
    owner: Client, sign_in: SignIn, here: str, way: Participation, bench: Site, bench_account: Staff
) -> None:
    assert f"{here}ask/?site={bench.pk}" in page(owner, here)
    assert "名前は伝わりません" in page(owner, f"{here}ask/?site={bench.pk}")
    wrong = owner.post(f"{here}ask/", _asked(bench, words="例田さんです"))
    assert (wrong.status_code, "例田さんです" in wrong.content.decode()) == (422, True)
    for _ in range(2):
        owner.post(f"{here}ask/", _asked(bench, words="将棋がすきな方です", once=f"{KEY}1"))
    visit = VisitAsked.objects.get()
    place = sign_in(bench_account)
    desk = page(place, "/engawa/desk/")
    assert ("将棋がすきな方です" in desk, "来てよい" in desk) == (True, True)
    assert [one for one in ("例田", "花子", way.case.number) if one in desk] == []
    assert place.get(here).status_code == 404
    answer = place.post(f"/engawa/desk/visits/{visit.pk}/answer", {"welcome": "maybe"})
    assert answer.status_code == 422
    told = {"welcome": "yes", "words": "お待ちしています"}
    assert place.post(f"/engawa/desk/visits/{visit.pk}/answer", told).status_code == 302
    assert place.post(f"/engawa/desk/visits/{visit.pk}/answer", told).status_code == 409
    assert "お待ちしています" in page(owner, here)
    there = f"{here}visits/{visit.pk}/"
    assert owner.post(f"{there}try", {}).status_code == 409
    owner.post(f"{there}went", {"how": "went", "words": "笑っていた"})
    owner.post(f"{there}try", {"once": f"{KEY}2"})
    assert "定着にする" in page(owner, here)
    owner.post(f"{here}settle", {})
    way.refresh_from_db()
    assert (way.state, way.site) == ("settled", bench)
    assert owner.post(f"{here}seek", {"because": ""}).status_code == 422
    owner.post(f"{here}seek", {"because": "曜日が合わない"})
    assert "曜日が合わない" in page(owner, here)


def test_a_word_for_the_place_opens_the_name(
    owner: Client, here: str, bench: Site, sign_in: SignIn, bench_account: Staff
) -> None:
    told = {"site": f"{bench.pk}", "event": "given", "method": ""}
    assert owner.post(f"{here}word", told).status_code == 422
    for _ in range(2):
        owner.post(
            f"{here}word", told | {"method": "verbal", "given_by": "self", "once": f"{KEY}1"}
        )
    assert PlaceConsent.objects.count() == 1
    assert "名前も伝える" in page(owner, f"{here}ask/?site={bench.pk}")
    owner.post(f"{here}ask/", _asked(bench, named="on"))
    assert "例田 花子" in page(sign_in(bench_account), "/engawa/desk/")
    assert owner.post(f"{here}word", {"site": "99999999999"}).status_code == 404


def test_an_answer_heard_on_the_telephone_keeps_what_was_typed(
    owner: Client, here: str, way: Participation, bench: Site
) -> None:
    owner.post(f"{here}ask/", _asked(bench))
    visit = VisitAsked.objects.get()
    there = f"{here}visits/{visit.pk}/"
    wrong = owner.post(f"{there}answer", {"welcome": "yes", "on": "R2.1.1", "words": "雨なら休み"})
    assert (wrong.status_code, "雨なら休み" in wrong.content.decode()) == (422, True)
    owner.post(f"{there}answer", {"welcome": "no", "words": "いまは人手がない"})
    assert "受けられない" in page(owner, here)
    assert owner.post(f"{there}withdraw", {}).status_code == 409
    assert owner.get(f"{here}visits/{visit.pk}/answer").status_code == 302


def test_the_paper_for_the_person_says_nobodys_name(
    owner: Client, here: str, way: Participation
) -> None:
    made = owner.get(f"{here}paper/")
    assert (made.headers["Content-Type"], made.content[:4]) == ("application/pdf", b"%PDF")
    assert way.case.number in made.headers["Content-Disposition"]

"""協定・取組 in the API and on the administrators' site: the same rules, the same refusals, every hand named."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from districts.models import Staff
from meetings.actions import themes
from meetings.actions.themes import Line
from meetings.models import Initiative, Pact, PactVersion, Theme

pytestmark = pytest.mark.django_db
API = "/api/v1/"
SAID: dict[str, Any] = {
    "partner": "見本商店（架空）",
    "what": "集まりをひらく",
    "themes": ["theme3"],
    "section": "見本課（架空）",
    "since": "2024-04-01",
}


@pytest.fixture
def theme(db: None) -> Theme:
    return Theme.objects.create(code="theme3", number=3, name="健康づくり・生きがいづくり")


@pytest.fixture
def line(theme: Theme, manager: Staff, now: datetime) -> Initiative:
    return themes.add(theme, by=manager, at=now, fiscal_year=2026, line=Line(what="見本の取組"))


def test_agreed_once_told_of_put_right_and_ended(
    secretary: APIClient, owner: APIClient, theme: Theme
) -> None:
    key = {"Idempotency-Key": "one"}
    made = secretary.post(f"{API}pacts/", SAID, format="json", headers=key)
    again = secretary.post(f"{API}pacts/", SAID, format="json", headers=key)
    assert (made.status_code, again.json(), Pact.objects.count()) == (201, made.json(), 1)
    here = f"{API}pacts/{made.json()['id']}/"
    read = owner.get(here)
    assert (read.status_code, read.json()["themes"], read.json()["deeds"]) == (200, ["theme3"], [])
    longer = {"until": "2030-03-31"}
    assert secretary.patch(here, longer, format="json").status_code == 428
    tag = {"If-Match": read.headers["ETag"]}
    fine = secretary.patch(here, longer, format="json", headers=tag)
    assert (fine.status_code, fine.json()["until"], fine.json()["partner"]) == (
        *(200, "2030-03-31", SAID["partner"]),
    )
    assert secretary.patch(here, longer, format="json", headers=tag).status_code == 412
    done = secretary.post(f"{here}deeds/", {"fiscal_year": 2024, "text": "12回"}, format="json")
    assert done.status_code == 201
    there = f"{API}deeds/{done.json()['id']}/"
    tag = {"If-Match": owner.get(there).headers["ETag"]}
    right = secretary.patch(there, {"text": "13回"}, format="json", headers=tag)
    assert (right.json()["text"], right.json()["fiscal_year"]) == ("13回", 2024)
    assert secretary.patch(there, {"text": "14回"}, format="json", headers=tag).status_code == 412
    assert owner.post(f"{here}end/", {"because": "わけ"}, format="json").status_code == 403
    ended = secretary.post(f"{here}end/", {"because": "店が閉まった"}, format="json").json()
    assert ended["ended_because"] == "店が閉まった"
    late = secretary.post(f"{here}end/", {"because": "もう一度"}, format="json")
    assert (late.status_code, late.json()["type"]) == (409, "urn:fujisawa-care:pact-ended")
    assert owner.get(f"{API}pacts/", {"over": "true", "theme": "theme3"}).json()["results"]
    assert not owner.get(f"{API}pacts/", {"over": "false"}).json()["results"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        SAID | {"themes": []},
        SAID | {"themes": ["none"]},
        SAID | {"themes": "theme3"},
        SAID | {"since": "R6.4.1"},
        SAID | {"until": "2024-03-31"},
        SAID | {"what": "あ" * 20001},
        SAID | {"partner": "見\0"},
        SAID | {"who": "例田"},
    ],
)
def test_what_cannot_be_agreed_is_refused_in_words(
    secretary: APIClient, theme: Theme, body: dict[str, Any]
) -> None:
    answer = secretary.post(f"{API}pacts/", body, format="json")
    assert (answer.status_code, bool(answer.json()["errors"])) == (400, True)
    assert not Pact.objects.exists()


def test_progress_is_written_on_what_was_last_read_and_looked_back_in(
    secretary: APIClient, owner: APIClient, line: Initiative
) -> None:
    here = f"{API}initiatives/{line.pk}/"
    assert [one["code"] for one in owner.get(f"{API}themes/").json()["results"]] == ["theme3"]
    asked: dict[str, Any] = {"theme": "theme3", "fiscal_year": 2026}
    assert [one["id"] for one in owner.get(f"{API}initiatives/", asked).json()["results"]] == [
        line.pk
    ]
    said = {"progress": "畑で働き始めた", "direction": "月2回に"}
    tag = {"If-Match": owner.get(here).headers["ETag"]}
    assert owner.patch(here, said, format="json", headers=tag).status_code == 403
    assert secretary.patch(here, said, format="json").status_code == 428
    fine = secretary.patch(here, said, format="json", headers=tag).json()
    assert (fine["what"], fine["progress"], fine["direction"]) == ("見本の取組", *said.values())
    assert secretary.patch(here, said, format="json", headers=tag).status_code == 412
    newest = owner.get(f"{here}versions/").json()[0]
    changed = {one["name_label"]: (one["before"], one["after"]) for one in newest["changes"]}
    assert changed["取組状況"][1] == "畑で働き始めた"
    new = {"theme": "theme3", "fiscal_year": 2027, "what": "来年の取組"}
    assert secretary.post(f"{API}initiatives/", new, format="json").status_code == 201
    twice = secretary.post(f"{API}initiatives/", new, format="json")
    assert (twice.status_code, Initiative.objects.count()) == (400, 2)


def test_an_administrator_of_the_system_finds_none_of_it(
    sign_in: Any, administrator: Staff, line: Initiative
) -> None:
    client = sign_in(administrator)
    for address in ("themes/", "initiatives/", "pacts/"):
        assert client.get(f"{API}{address}").json()["results"] == [], address
    assert client.get(f"{API}initiatives/{line.pk}/").status_code == 404
    assert client.get(f"{API}initiatives/{line.pk}/versions/").status_code in (403, 404)


def test_what_is_put_right_on_the_administrators_site_bears_their_name(
    administrator: Staff, client: Client, theme: Theme
) -> None:
    Staff.objects.filter(pk=administrator.pk).update(is_superuser=True, is_staff=True)
    client.force_login(administrator)
    for name in ("theme", "initiative", "pact", "pastsitting"):
        assert client.get(reverse(f"admin:meetings_{name}_changelist")).status_code == 200
        assert client.get(reverse(f"admin:meetings_{name}_add")).status_code == 200
    said = {name: SAID[name] for name in ("partner", "what", "section", "since")}
    for name, value in (("TOTAL_FORMS", 1), ("INITIAL_FORMS", 0), ("0-theme", theme.pk)):
        said[f"named_themes-{name}"] = value
    answer = client.post(reverse("admin:meetings_pact_add"), said)
    assert answer.status_code == 302
    pact = Pact.objects.get()
    assert (pact.written_by, pact.since, pact.version) == (administrator, date(2024, 4, 1), 1)
    version = PactVersion.objects.get()
    assert version.pgh_context == {"user": administrator.pk}
    assert client.post(reverse("admin:meetings_pact_delete", args=[pact.pk])).status_code == 403

"""管理サイト: opens for system administrators only, serves master data, answers bad input in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from cases.models import AssessmentItem, ChangeSeen, SupportMenu
from districts.models import Agency, District, Role, Staff, Topic
from engawa.models import Condition, Interest, Rhythm, SubsidyStep
from meetings.models import Initiative, LegalBasis, MeetingBody, Pact, PastSitting, Theme

SERVED = sorted(
    model._meta.model_name or ""
    for model in apps.get_app_config("districts").get_models()
    if admin.site.is_registered(model)
)


@pytest.fixture
def desk_of(administrator: Staff, client: Client) -> Client:
    Staff.objects.filter(pk=administrator.pk).update(is_superuser=True)
    client.force_login(administrator)
    return client


@pytest.mark.parametrize("name", SERVED)
def test_every_page_opens(name: str, desk_of: Client, zengyo: District, care: Topic) -> None:
    assert desk_of.get(reverse(f"admin:districts_{name}_changelist")).status_code == 200
    add = desk_of.get(reverse(f"admin:districts_{name}_add"))
    assert add.status_code == (403 if name == "district" else 200)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_comes_in(role: Role, worker: Staff, client: Client) -> None:
    Staff.objects.update(role=role)
    client.force_login(worker)
    assert client.get(reverse("admin:districts_agency_changelist")).status_code != 200


def test_only_master_data_and_accounts_are_served() -> None:
    rooms = {"cases", "meetings", "engawa"}
    served = {model for model in admin.site._registry if model._meta.app_label in rooms}
    # what may be asked, which tables there are and what the city has set out to do;
    # nothing of a case or a sitting
    assert served == {
        *(AssessmentItem, ChangeSeen, LegalBasis, MeetingBody, SupportMenu),
        *(Initiative, Pact, PastSitting, Theme),
        *(Condition, Interest, Rhythm, SubsidyStep),
    }


@pytest.mark.parametrize(("role", "let_in"), [("administrator", True), ("counter", False)])
def test_an_account_is_made_and_its_role_alone_lets_it_in(
    role: str, let_in: bool, desk_of: Client, desk: Agency
) -> None:
    answer = desk_of.post(reverse("admin:districts_staff_add"), _account(desk, role=role))
    made = Staff.objects.get(username="hana")
    assert (answer.status_code, made.role, made.agency) == (302, role, desk)
    assert (made.is_staff, made.is_superuser) == (let_in, let_in)


def test_what_hangs_on_somebody_is_not_left_behind_by_a_change_here(
    desk_of: Client, desk: Agency, worker: Staff
) -> None:
    elsewhere = Agency.objects.create(name="別の室（架空）", type=desk.type)
    address = reverse("admin:districts_staff_change", args=[worker.pk])
    page = desk_of.get(address).content.decode()
    assert ('name="kana"' in page, 'name="role"' in page, 'name="agency"' in page) == (
        True,
        False,
        False,
    )
    change = _account(elsewhere, role="administrator")
    assert desk_of.post(address, change).status_code == 302
    worker.refresh_from_db()
    assert (worker.name, worker.role, worker.agency) == ("例田 はな", Role.COUNTER, desk)
    assert (worker.is_staff, worker.is_superuser) == (False, False)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"username": "名 前"}, "有効なユーザー名"),
        ({"username": "worker"}, "同じユーザー名"),
        ({"username": "a\0"}, "文字"),
        ({"name": ""}, "必須"),
        ({"name": "長" * 51}, "50 文字以下"),
        ({"role": "king"}, "選択"),
        ({"agency": "999999"}, "選択"),
        ({"agency": "x"}, "選択"),
        ({"agency": ""}, "必須"),
        ({"password2": "other-words-7"}, "一致しません"),
        (
            {
                "postings-TOTAL_FORMS": "1",
                "postings-0-starts_on": "2024-04-02",
                "postings-0-ends_on": "2024-04-01",
            },
            "開始日より前",
        ),
    ],
)
def test_a_wrong_account_is_answered_in_words(
    wrong: dict[str, str], words: str, desk_of: Client, desk: Agency, worker: Staff
) -> None:
    answer = desk_of.post(reverse("admin:districts_staff_add"), _account(desk) | wrong)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Staff.objects.filter(name="例田 はな").exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": "善行・地区福祉窓口（架空）"}, "同じ名前の機関が"),
        ({"valid_from": "2024-04-01", "valid_until": "2024-03-31"}, "開始日より前"),
        ({"valid_from": "2024-13-01"}, "日付を正しく"),
        ({"programmes": ["magic"]}, "選択"),
        ({"topics": ["nothing"]}, "選択"),
        ({"name": "a\0"}, "文字"),
    ],
)
def test_a_wrong_agency_is_answered_in_words(
    wrong: dict[str, Any], words: str, desk_of: Client
) -> None:
    agency = {"name": "新しい室（架空）", "type": "other", "programmes": ["outreach"]} | wrong
    answer = desk_of.post(reverse("admin:districts_agency_add"), agency)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert Agency.objects.count() == 1


def test_an_agency_is_made_with_its_programmes(desk_of: Client, care: Topic) -> None:
    agency = {
        "name": "新しい室（架空）",
        "type": "other",
        "programmes": ["outreach", "community"],
        "topics": ["care"],
    }
    assert desk_of.post(reverse("admin:districts_agency_add"), agency).status_code == 302
    made = Agency.objects.get(name="新しい室（架空）")
    assert (made.programmes, list(made.topics.all())) == (["outreach", "community"], [care])


def _account(agency: Agency, **more: str) -> dict[str, str]:
    return {
        "username": "hana",
        "name": "例田 はな",
        "role": "counter",
        "agency": str(agency.pk),
        "usable_password": "true",
        "password1": "long-enough-7",
        "password2": "long-enough-7",
        "postings-TOTAL_FORMS": "0",
        "postings-INITIAL_FORMS": "0",
    } | more

"""協定: agreed, put right, ended and told of; every change can be read, and the end is called to mind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction

from cases.models import Reminder
from districts.models import Staff
from fujisawa_care.foundation import history
from fujisawa_care.foundation.problems import IllegalStep, NotAllowed
from meetings.actions import pacts, reminding
from meetings.actions.pacts import Promise
from meetings.models import Deed, Pact, Theme
from meetings.sheets import pacts as sheets

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
Agree = Callable[..., Pact]


@pytest.fixture
def themes(db: None) -> list[Theme]:
    names = ("地域の相談支援体制づくり", "健康づくり・生きがいづくり", "社会的孤立の防止")
    return [
        Theme.objects.create(code=f"theme{number}", number=number, name=name)
        for number, name in zip((1, 3, 5), names, strict=True)
    ]


def _told(**more: Any) -> Promise:
    told: dict[str, Any] = {
        "partner": "見本商店（架空）",
        "what": "店の一角で、月に一度の集まりをひらく",
        "section": "見本課（架空）",
        "since": date(2024, 4, 1),
    }
    return Promise(**(told | more))


@pytest.fixture
def agree(coordinator: Staff, themes: list[Theme], now: datetime) -> Agree:
    def agree(**more: Any) -> Pact:
        said = {"themes": themes[:1]} | more
        return pacts.add(_told(**said), by=coordinator, at=now, fictional=True)

    return agree


def test_secretaries_write_it_down_and_nobody_else(
    agree: Agree, owner_worker: Staff, administrator: Staff, themes: list[Theme], now: datetime
) -> None:
    pact = agree()
    assert (pact.version, [one.number for one in pact.themes.all()]) == (1, [1])
    for other in (owner_worker, administrator):
        with pytest.raises(NotAllowed):
            pacts.add(_told(partner="ほか（架空）", themes=themes), by=other, at=now)
        with pytest.raises(NotAllowed):
            pacts.report(pact, by=other, at=now, fiscal_year=2026, text="した")
    assert Pact.objects.visible_to(owner_worker).count() == 1
    assert Pact.objects.visible_to(administrator).count() == 0


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"until": date(2024, 3, 31)}, "はじまりより後"),
        ({"themes": ()}, "重点テーマ"),
        ({"partner": ""}, "空ではいけません"),
        ({}, "もうあります"),
    ],
)
def test_what_cannot_be_agreed_is_refused_in_words(
    agree: Agree, more: dict[str, Any], words: str
) -> None:
    agree()
    with pytest.raises(ValidationError, match=words):
        agree(**more)
    assert Pact.objects.count() == 1


def test_the_later_hand_does_not_cover_the_earlier(
    agree: Agree, manager: Staff, themes: list[Theme], now: datetime
) -> None:
    pact = agree()
    told = _told(until=date(2030, 3, 31), themes=themes[1:])
    changed = pacts.change(pact, by=manager, at=now, seen=1, told=told)
    assert (changed.version, changed.written_by) == (2, manager)
    with pytest.raises(IllegalStep, match="先に直しました"):
        pacts.change(pact, by=manager, at=now, seen=1, told=told)


def test_what_has_ended_is_told_of_but_no_longer_changed(
    agree: Agree, manager: Staff, themes: list[Theme], now: datetime
) -> None:
    pact = agree()
    with pytest.raises(ValidationError, match="わけ"):
        pacts.end(pact, by=manager, at=now, because="")
    pact = pacts.end(pact, by=manager, at=now, because="店が閉まった")
    with pytest.raises(IllegalStep, match="終えたもの"):
        pacts.change(pact, by=manager, at=now, seen=pact.version, told=_told(themes=themes))
    with pytest.raises(IllegalStep, match="終えたもの"):
        pacts.end(pact, by=manager, at=now, because="もう一度")
    assert (
        pacts.report(pact, by=manager, at=now, fiscal_year=2025, text="12回ひらいた").version == 1
    )
    today = now.date()
    assert not Pact.objects.running(today).exists()
    assert Pact.objects.over(today).get() == pact


@pytest.mark.parametrize(("year", "fine"), [(2023, False), (2024, True), (2026, True), (2027, False)])  # fmt: skip
def test_done_is_what_was_done_while_it_held(
    agree: Agree, manager: Staff, now: datetime, year: int, fine: bool
) -> None:
    pact = agree()
    if fine:
        pacts.report(pact, by=manager, at=now, fiscal_year=year, text="した")
    else:
        with pytest.raises(ValidationError, match="2024から2026まで"):
            pacts.report(pact, by=manager, at=now, fiscal_year=year, text="した")
    assert Deed.objects.count() == int(fine)


def test_nothing_is_struck_from_the_book(agree: Agree, manager: Staff, now: datetime) -> None:
    pact = agree()
    deed = pacts.report(
        agree(section="隣の課（架空）"), by=manager, at=now, fiscal_year=2026, text="した"
    )
    for row in (deed, pact):
        with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
            type(row).objects.filter(pk=row.pk).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Pact.objects.filter(pk=pact.pk).update(ended_on=date(2026, 4, 1))


def test_who_changed_what_from_what_to_what(
    agree: Agree, coordinator: Staff, manager: Staff, themes: list[Theme], now: datetime
) -> None:
    """The clock of the database stands still within the transaction of a test: hands tell the goes apart."""
    with history.signed(coordinator.pk):
        pact = agree(themes=themes[:2])
    with history.signed(manager.pk):
        told = _told(until=date(2030, 3, 31), themes=themes[1:])
        pacts.change(pact, by=manager, at=now, seen=1, told=told)
        deed = pacts.report(pact, by=manager, at=now, fiscal_year=2025, text="3回")
        pacts.correct(deed, by=manager, at=now, seen=1, fiscal_year=2025, text="4回")
    told_of = {
        (sheet.by, change.label): (change.before, change.after)
        for sheet in sheets.changes(pact)
        for change in sheet.changes
    }
    assert told_of[manager, "終わり"] == ("", "令和12年3月31日")
    assert told_of[manager, "令和7年度にしたこと"] == ("3回", "4回")
    assert told_of[coordinator, "相手"] == ("", "見本商店（架空）")
    assert "健康づくり・生きがいづくり、社会的孤立の防止" in {
        after for (_, label), (_, after) in told_of.items() if label == "重点テーマ"
    }
    assert not any(label == "直した職員" for _, label in told_of)


def test_its_end_is_called_to_mind_three_months_and_one_before_and_once_after(
    agree: Agree, coordinator: Staff, manager: Staff, themes: list[Theme], now: datetime
) -> None:
    today = now.date()
    pact = agree(until=today + 91 * DAY)
    agree(partner="いつまでもの会（架空）")
    for later, kinds in (
        (0, []),
        (1, [("pact_ends", 1)]),
        (2, [("pact_ends", 1)]),
        (61, [("pact_ends", 1), ("pact_ends", 2)]),
        (92, [("pact_ends", 1), ("pact_ends", 2), ("pact_over", 1)]),
        (120, [("pact_ends", 1), ("pact_ends", 2), ("pact_over", 1)]),
    ):
        reminding.raise_due(at=now + later * DAY)
        mine = Reminder.objects.filter(recipient=coordinator).order_by("pk")
        assert [(one.kind, one.stage) for one in mine] == kinds, later
    one = Reminder.objects.first()
    assert one is not None
    assert (one.subject, one.page) == ("見本商店（架空）との協定", f"/pacts/{pact.pk}/")
    assert not Reminder.objects.filter(recipient=manager).exists()


def test_prolonged_it_is_quiet_and_without_its_writer_another_hears_of_it(
    agree: Agree, coordinator: Staff, manager: Staff, themes: list[Theme], now: datetime
) -> None:
    pact = agree(until=now.date() + 10 * DAY)
    told = _told(until=now.date() + 400 * DAY, themes=themes)
    pacts.change(pact, by=coordinator, at=now, seen=1, told=told)
    assert reminding.raise_due(at=now) == 0
    Staff.objects.filter(pk=coordinator.pk).update(is_active=False)
    reminding.raise_due(at=now + 380 * DAY)
    assert [one.recipient for one in Reminder.objects.all()] == [manager]

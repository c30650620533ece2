"""会議体: loaded again and again to the same end; what the city has set stays; a wrong line loads nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from districts.models import District
from meetings.management.commands.load_bodies import DATA
from meetings.models import LegalBasis, MeetingBody, MeetingKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(db: None) -> None:
    call_command("load_places", verbosity=0)


def _told(capsys: pytest.CaptureFixture[str], *args: Path) -> str:
    call_command("load_bodies", *args)
    return capsys.readouterr().out.strip()


def test_every_table_of_the_city_stands_on_its_ground(places: None) -> None:
    call_command("load_bodies", verbosity=0)
    shien = MeetingBody.objects.get(code="shien")
    assert [basis.without_consent for basis in shien.bases.all()] == [True]
    juso = MeetingBody.objects.get(code="juso")
    assert [basis.without_consent for basis in juso.bases.all()] == [False]
    assert set(MeetingBody.objects.values_list("kind", flat=True)) == set(MeetingKind.values)
    for kind in (MeetingKind.SMALL_AREA, MeetingKind.COUNCIL):
        bodies = MeetingBody.objects.filter(kind=kind)
        assert bodies.values("district").distinct().count() == District.objects.count() == 13
    sources = [
        *LegalBasis.objects.values_list("source", flat=True),
        *MeetingBody.objects.values_list("source", flat=True),
    ]
    assert all(sources)


def test_loading_again_changes_nothing_that_the_city_has_set(
    places: None, capsys: pytest.CaptureFixture[str]
) -> None:
    _told(capsys)
    MeetingBody.objects.filter(code="shien").update(packet_days=5, sight_days=14)
    MeetingBody.objects.filter(code="juso").update(name="ちがう名")
    assert _told(capsys) == "会議体と根拠: 追加 0、変更 1"
    shien = MeetingBody.objects.get(code="shien")
    assert (shien.packet_days, shien.sight_days) == (5, 14)
    assert MeetingBody.objects.get(code="juso").name == "重層的支援会議"


@pytest.mark.parametrize(
    ("file", "was", "now", "words"),
    [
        ("bodies.csv", ",act106_6,", ",act999,", "「bases」の「act999」はbases.csvにありません"),
        ("bodies.csv", ",small_area,,07,", ",small_area,,77,", "「77」はdistricts.csvにありません"),
        ("bases.csv", ",yes,yes,20,", ",maybe,yes,20,", "「maybe」は使えません"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_loaded(
    places: None, tmp_path: Path, file: str, was: str, now: str, words: str
) -> None:
    shutil.copytree(DATA, tmp_path, dirs_exist_ok=True)
    table = tmp_path / file
    text = table.read_text(encoding="utf-8")
    assert was in text
    table.write_text(text.replace(was, now, 1), encoding="utf-8")
    with pytest.raises(CommandError, match=words):
        call_command("load_bodies", tmp_path)
    assert not MeetingBody.objects.exists()
    assert not LegalBasis.objects.exists()

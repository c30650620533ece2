"""まちのデータ: loaded whole, again without a change, and refused whole with every wrong line named."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from districts.management.commands.load_places import DATA
from districts.models import (
    Agency,
    Block,
    BlockScheme,
    District,
    Population,
    Topic,
    Town,
    TownDistrict,
)

pytestmark = pytest.mark.django_db
MODELS = (District, Population, BlockScheme, Block, Town, TownDistrict, Topic, Agency)
NOTHING = dict.fromkeys(MODELS, 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy to spoil."""
    for table in DATA.glob("*.csv"):
        shutil.copy(table, tmp_path)
    return tmp_path


def test_the_city_is_loaded_as_it_is_known() -> None:
    _load()
    assert {model: model._default_manager.count() for model in MODELS} == {
        District: 13,
        Population: 52,
        BlockScheme: 2,
        Block: 8,
        Town: 70,
        TownDistrict: 83,
        Topic: 21,
        Agency: 15,
    }
    seaside = District.objects.get(code="13")
    assert (seaside.name, seaside.populations.get(year=2030).age65) == ("片瀬", 6211)
    assert not Block.objects.filter(districts__isnull=False).exists()
    assert Town.objects.with_districts().get(name="大庭").split
    assert Town.objects.with_districts().get(name="南藤沢").proposed_districts == []
    csws = Agency.objects.get(name="バックアップふじさわ社協")
    assert (csws.districts.count(), "community" in csws.programmes) == (13, True)


def test_the_figures_of_the_register_add_up_to_the_citys() -> None:
    """The totals are on the source's page beside the 13 rows."""
    _load()
    counted = Population.objects.filter(as_of="2025-05-01").values_list("total", "age65", "age75")
    assert [sum(filter(None, column)) for column in zip(*counted, strict=True)] == [
        445_283,
        110_204,
        66_328,
    ]


def test_a_second_run_changes_nothing_and_says_so() -> None:
    _load()
    before = _everything()
    assert _load().endswith("変わったものはありません。\n")
    assert _everything() == before


def test_a_changed_row_is_changed_and_nothing_else(folder: Path) -> None:
    _load()
    _spoil(folder, "agencies.csv", "0466-28-1000", "0466-00-0000")
    _spoil(folder, "blocks.csv", "地域活動団体交流会,北部,,", "地域活動団体交流会,北部,01 02,")
    said = _load(folder)
    assert "機関: 追加 0、変更 1、そのまま 14" in said
    assert "ブロック: 追加 0、変更 1、そのまま 7" in said
    assert Agency.objects.get(name="藤沢市コールセンター").tel == "0466-00-0000"
    assert [
        each.code
        for each in Block.objects.get(scheme__name__startswith="地域", name="北部").districts.all()
    ] == ["01", "02"]


def test_check_only_tries() -> None:
    assert "書き込んでいません" in _load(check=True)
    assert _counts() == NOTHING


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("districts.csv", "07,善行", "7,善行", "districts.csv 8行目: 「code」地区コードは数字2桁"),
        (
            "districts.csv",
            ",善行,ぜんぎょう,4,2",
            ",善行,ぜんぎょう,4,x",
            "districts.csv 8行目: 「tile_column」「x」は使えません",
        ),
        (
            "districts.csv",
            ",善行,ぜんぎょう,4,2",
            ",善行,ぜんぎょう,1,1",
            "districts.csv 8行目: 地図の同じます目に",
        ),
        ("districts.csv", "08,明治", "07,明治", "districts.csv 9行目: 8行目と同じものです"),
        (
            "districts.csv",
            "善行市民センター",
            "善\0行",
            "districts.csv 8行目: 「centre_name」読めない文字",
        ),
        ("populations.csv", "30.9", "130.9", "populations.csv 2行目: 高齢化率は0から100"),
        (
            "populations.csv",
            "30.9",
            "NaN",
            "populations.csv 2行目: 「ageing_rate」「NaN」は使えません",
        ),
        ("populations.csv", "3281", "9999", "populations.csv 5行目: 75歳以上は65歳以上を"),
        (
            "populations.csv",
            "2025-05-01",
            "2025-02-30",
            "populations.csv 5行目: 「as_of」「2025-02-30」は使えません",
        ),
        ("populations.csv", "5508", "9" * 30, "populations.csv 2行目: 「age65」"),
        (
            "towns.csv",
            "251-0001",
            "2510001",
            "towns.csv 2行目: 「postal_code」郵便番号は251-0001の形",
        ),
        (
            "town_districts.csv",
            "柄沢,10",
            "柄沢,14",
            "town_districts.csv 5行目: 「district」の「14」はdistricts.csvにありません",
        ),
        (
            "town_districts.csv",
            "柄沢,10,unspecified",
            "柄沢,10,older",
            "town_districts.csv 5行目: 「map」「older」は使えません",
        ),
        ("topics.csv", "health,健康", "Health,健康", "topics.csv 2行目: 「code」コードは英小文字"),
        (
            "agencies.csv",
            "consultation participation outreach coordination",
            "consultation magic",
            "agencies.csv 2行目: 「programmes」「magic」は使えません",
        ),
        (
            "agencies.csv",
            "2014-11-01,",
            "2014-11-01,2010-01-01",
            "agencies.csv 2行目: 終了日は開始日より前",
        ),
        (
            "agencies.csv",
            "yes,2014-11-01",
            "maybe,2014-11-01",
            "agencies.csv 2行目: 「citywide」「maybe」は使えません",
        ),
        (
            "agencies.csv",
            "福祉総合相談支援センター,,",
            "福祉総合相談支援センター",
            "agencies.csv 5行目: 列が18個あります（見出しは20個）",
        ),
        (
            "agencies.csv",
            "name,short_name",
            "name,alias",
            "agencies.csv 1行目: 見出しは name,short_name",
        ),
        ("agencies.csv", "藤沢市コールセンター", "あ" * 101, "agencies.csv 16行目: 「name」"),
        (
            "agencies.csv",
            "障がい者地域相談支援センターの担当/北部",
            "どこか/北部",
            "agencies.csv 8行目: 「blocks」の「どこか/北部」はblocks.csvにありません",
        ),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_half_loaded(
    file: str, old: str, new: str, sentence: str, folder: Path
) -> None:
    _spoil(folder, file, old, new)
    with pytest.raises(CommandError) as refused:
        _load(folder)
    assert sentence in str(refused.value)
    assert str(refused.value).endswith("どの行も取り込んでいません。")
    assert _counts() == NOTHING


def test_all_wrong_rows_are_reported_and_their_followers_are_not(folder: Path) -> None:
    _spoil(folder, "districts.csv", "01,御所見,ごしょみ,1,1", "01,御所見,ごしょみ,1,x")
    _spoil(folder, "topics.csv", "care,介護", "care,")
    _spoil(folder, "agencies.csv", "0467-53-1188", "0" * 101)
    with pytest.raises(CommandError) as refused:
        _load(folder)
    places = [line.split(":")[0] for line in str(refused.value).splitlines()]
    assert places == [
        "districts.csv 2行目",
        "topics.csv 13行目",
        "agencies.csv 14行目",
        "どの行も取り込んでいません。",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "topics.csv: 中身がありません"),
        (b"code,label,position\n\xff\xfe,x,1\n", "topics.csv 2行目: UTF-8として読めません"),
        (b'code,label,position\nhealth,"\xe5\x81\xa5,10\n', "topics.csv 2行目: 表として読めません"),
        (None, "topics.csvがありません"),
    ],
)
def test_a_broken_table_is_named(content: bytes | None, sentence: str, folder: Path) -> None:
    if content is None:
        (folder / "topics.csv").unlink()
    else:
        (folder / "topics.csv").write_bytes(content)
    with pytest.raises(CommandError, match=sentence):
        _load(folder)
    assert _counts() == NOTHING


def test_a_table_saved_by_excel_is_read(folder: Path) -> None:
    """With a byte order mark and carriage returns."""
    table = folder / "topics.csv"
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes().replace(b"\n", b"\r\n"))
    _load(folder)
    assert Topic.objects.get(code="health").label == "健康"


def _load(folder: Path = DATA, *, check: bool = False) -> str:
    out = io.StringIO()
    call_command("load_places", str(folder), check=check, stdout=out)
    return out.getvalue()


def _spoil(folder: Path, file: str, old: str, new: str) -> None:
    table = folder / file
    content = table.read_text("utf-8")
    assert old in content
    table.write_text(content.replace(old, new, 1), "utf-8")


def _counts() -> dict[object, int]:
    return {model: model._default_manager.count() for model in MODELS}


def _everything() -> list[list[tuple[object, ...]]]:
    return [list(model._default_manager.order_by("pk").values_list()) for model in MODELS]

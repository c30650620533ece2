"""まちのデータ: the city written from tables, all of it or nothing, and again without a change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from districts.models import (
    Agency,
    AgencyType,
    Block,
    BlockScheme,
    District,
    Population,
    Programme,
    Topic,
    Town,
    TownDistrict,
)
from fujisawa_care.foundation.loading import Loaded, Loading
from fujisawa_care.foundation.rows import Row

DISTRICTS, POPULATIONS = "districts.csv", "populations.csv"
SCHEMES, BLOCKS = "block_schemes.csv", "blocks.csv"
TOWNS, TOWN_DISTRICTS = "towns.csv", "town_districts.csv"
TOPICS, AGENCIES = "topics.csv", "agencies.csv"

# `source` and `as_of` stand in every table for its readers; where a model has no such field
# they go no further.
COLUMNS: dict[str, tuple[str, ...]] = {
    DISTRICTS: (
        *("code", "name", "kana", "tile_row", "tile_column"),
        *("centre_name", "centre_address", "centre_tel", "centre_source"),
    ),
    POPULATIONS: (
        *("district", "year", "as_of", "kind", "total"),
        *("age65", "age75", "ageing_rate", "source"),
    ),
    SCHEMES: ("name", "source"),
    BLOCKS: ("scheme", "name", "districts", "note", "source"),
    TOWNS: ("name", "kana", "postal_code", "source"),
    TOWN_DISTRICTS: ("town", "district", "map", "partial", "basis", "note", "source"),
    TOPICS: ("code", "label", "position"),
    AGENCIES: (
        *("name", "short_name", "type", "kind", "operator", "programmes", "topics", "districts"),
        *("blocks", "citywide", "valid_from", "valid_until", "tel", "fax", "address", "hours"),
        *("note", "accepts_referrals", "as_of", "source"),
    ),
}


@transaction.atomic
def load(tables: Mapping[str, Sequence[Row]], *, keep: bool = True) -> Loaded:
    """Write every table of `COLUMNS`; with `keep=False` only try. What a table lacks is left alone.

    Raises ValidationError with one sentence for each wrong row, and then nothing is written.
    """
    loading = Loading()
    for file, (key, write) in WRITERS.items():
        for row in tables[file]:
            with loading.at(row, key=key):
                write(loading, row)
    if loading.faults:
        raise ValidationError(loading.faults)
    if not keep:
        transaction.set_rollback(True)
    return loading.loaded


def _district(loading: Loading, row: Row) -> None:
    values = {
        "name": row.text("name"),
        "kana": row.text("kana"),
        "tile_row": row.number("tile_row"),
        "tile_column": row.number("tile_column"),
    }
    centre = {name: row.text(name) for name in COLUMNS[DISTRICTS] if name.startswith("centre_")}
    loading.put(row, District, {"code": row.text("code")}, values | centre)


def _population(loading: Loading, row: Row) -> None:
    key = {
        "district_id": _one_district(loading, row).pk,
        "year": row.number("year"),
        "kind": row.choice("kind", Population.Kind),
        "as_of": row.day_or_none("as_of"),
    }
    values = {
        "total": row.number_or_none("total"),
        "age65": row.number("age65"),
        "age75": row.number_or_none("age75"),
        "ageing_rate": row.decimal("ageing_rate"),
        "source": row.text("source"),
    }
    loading.put(row, Population, key, values)


def _scheme(loading: Loading, row: Row) -> None:
    loading.put(row, BlockScheme, {"name": row.text("name")}, {"source": row.text("source")})


def _block(loading: Loading, row: Row) -> None:
    scheme = loading.find(BlockScheme, row, "scheme", file=SCHEMES)
    key = {"scheme": scheme, "name": row.text("name")}
    many = {"districts": _districts(loading, row)}
    loading.put(row, Block, key, {"note": row.text("note")}, many)


def _town(loading: Loading, row: Row) -> None:
    values = {"kana": row.text("kana"), "postal_code": row.text("postal_code")}
    loading.put(row, Town, {"name": row.text("name")}, values)


def _town_district(loading: Loading, row: Row) -> None:
    town = loading.find(Town, row, "town", file=TOWNS)
    key = {
        "town_id": town.pk,
        "district_id": _one_district(loading, row).pk,
        "map": row.choice("map", TownDistrict.Map),
    }
    values = {
        "partial": row.flag_or_none("partial"),
        "basis": row.choice("basis", TownDistrict.Basis),
        "note": row.text("note"),
        "source": row.text("source"),
    }
    loading.put(row, TownDistrict, key, values)


def _topic(loading: Loading, row: Row) -> None:
    values = {"label": row.text("label"), "position": row.number("position")}
    loading.put(row, Topic, {"code": row.text("code")}, values)


def _agency(loading: Loading, row: Row) -> None:
    key = {"name": row.text("name"), "valid_from": row.day_or_none("valid_from")}
    words = ("short_name", "kind", "operator", "tel", "fax", "address", "hours", "note", "source")
    values = {name: row.text(name) for name in words} | {
        "type": row.choice("type", AgencyType),
        "programmes": row.choices("programmes", Programme),
        "citywide": row.flag("citywide"),
        "valid_until": row.day_or_none("valid_until"),
        "accepts_referrals": row.flag("accepts_referrals"),
    }
    many: dict[str, Sequence[Model]] = {
        "topics": loading.find_each(Topic, row, "topics", file=TOPICS),
        "districts": _districts(loading, row),
        "blocks": loading.find_each(Block, row, "blocks", file=BLOCKS),
    }
    loading.put(row, Agency, key, values, many)


def _one_district(loading: Loading, row: Row) -> District:
    return loading.find(District, row, "district", file=DISTRICTS)


def _districts(loading: Loading, row: Row) -> list[District]:
    return loading.find_each(District, row, "districts", file=DISTRICTS)


# In this order, since later tables speak of earlier ones by their key.
WRITERS: dict[str, tuple[tuple[str, ...], Callable[[Loading, Row], None]]] = {
    DISTRICTS: (("code",), _district),
    POPULATIONS: (("district", "year", "kind", "as_of"), _population),
    SCHEMES: (("name",), _scheme),
    BLOCKS: (("scheme", "name"), _block),
    TOWNS: (("name",), _town),
    TOWN_DISTRICTS: (("town", "district", "map"), _town_district),
    TOPICS: (("code",), _topic),
    AGENCIES: (("name", "valid_from"), _agency),
}

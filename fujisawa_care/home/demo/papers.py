"""見本の街の書類: small and real ones, made while the story is told (架空)."""

from __future__ import annotations

import struct
import zlib

from cases.actions.consents import Told
from cases.models import Case, ConsentItem
from districts.models import Staff
from fujisawa_care.foundation import paper, wareki

MARK = "見本の街（架空）"
GROUND, ROAD, HOUSE, ROOF, TREE, WAY = range(6)
COLOURS = ("f6f4ee", "d8d4c8", "c9b18f", "8c6a4f", "7ba05b", "c0392b")
WIDE, HIGH = 240, 160
AREAS = (
    # colour; left, top, right, bottom
    (ROAD, (0, 118, 240, 144)),
    (ROAD, (30, 0, 52, 144)),
    (HOUSE, (96, 46, 176, 100)),
    (ROOF, (90, 38, 182, 52)),
    (TREE, (212, 62, 234, 98)),
    (TREE, (62, 72, 82, 96)),
)
STEPS = (
    *((x, 108) for x in range(56, 204, 12)),
    *((204, y) for y in range(20, 108, 12)),
    *((x, 20) for x in range(140, 204, 12)),
    *((140, y) for y in range(20, 38, 9)),
)


def signed_consent(case: Case, told: Told, *, by: Staff) -> tuple[str, bytes]:
    """The form as it is printed, with what was ticked; its words alone where the machine is too busy to set it."""
    agencies = [one.name for one in told.agencies]
    data = {
        "number": case.number,
        "name": case.person.name if case.person else "",
        "staff": f"{by.name}（{by.agency.name}）",
        "agencies": [{"on": True, "name": name} for name in agencies],
        "items": [
            {"on": one.value in (told.items or ConsentItem.values), "label": one.label}
            for one in ConsentItem
        ],
        "until": wareki.long(told.valid_until) if told.valid_until else "",
    }
    try:
        return "同意書（架空）.pdf", paper.pdf("consent", data, mark=MARK)
    except paper.NoPaper:
        return "同意書（架空）.txt", f"{MARK} 同意書 {'、'.join(agencies)}".encode()


def way_to_the_back_door() -> bytes:
    """A sketch: two roads, a house between trees, and the steps to its back door."""
    rows = [bytearray([GROUND] * WIDE) for _ in range(HIGH)]
    for colour, box in AREAS:
        _fill(rows, colour, box)
    for x, y in STEPS:
        _fill(rows, WAY, (x, y, x + 4, y + 4))
    return _png(rows)


def _fill(rows: list[bytearray], colour: int, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    for row in rows[top:bottom]:
        row[left:right] = bytes([colour] * (right - left))


def _png(rows: list[bytearray]) -> bytes:
    """As a picture of a few colours (RFC 2083)."""
    head = struct.pack(">IIBBBBB", WIDE, HIGH, 8, 3, 0, 0, 0)
    lines = b"".join(b"\0" + row for row in rows)
    parts = (
        (b"IHDR", head),
        (b"PLTE", bytes.fromhex("".join(COLOURS))),
        (b"IDAT", zlib.compress(lines)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + check

"""写真: what a camera wrote beside the picture is gone; the picture is the same and stands upright."""

from __future__ import annotations

import struct
import zlib

import pytest

from fujisawa_care.foundation.files import FileKind, NotTaken
from fujisawa_care.foundation.pictures import bare

SECRET = b"GPS 35.33N 139.44E"


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif(turned: int, order: str = ">") -> bytes:
    head = b"MM\0*" if order == ">" else b"II*\0"
    entry = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, turned, 0)
    more = struct.pack(f"{order}HHII", 0x010F, 2, len(SECRET), 38)
    table = struct.pack(f"{order}IH", 8, 2) + more + entry + struct.pack(f"{order}I", 0)
    return b"Exif\0\0" + head + table + SECRET


def jpeg(*extra: bytes, after: bytes = b"") -> bytes:
    """As small as a JPEG can be told apart: tables, a frame, a scan with a stuffed byte and a restart."""
    tables = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0") + segment(0xDB, b"\0" + bytes(range(1, 65)))
    frame = segment(0xC0, b"\x08\0\1\0\1\1\1\x11\0") + segment(0xC4, b"\0" + bytes(16))
    scan = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\0\x34\xff\xd0\x56"
    return b"\xff\xd8" + tables + b"".join(extra) + frame + scan + b"\xff\xd9" + after


def test_what_the_camera_wrote_is_gone() -> None:
    told = [
        segment(0xE1, exif(1)),
        segment(0xFE, SECRET),
        segment(0xED, SECRET),
        segment(0xE2, SECRET),
    ]
    kind, left = bare(jpeg(*told, after=b"\xff\xd8" + SECRET))
    assert (kind, left) == (FileKind.JPEG, jpeg())


@pytest.mark.parametrize("order", [">", "<"])
def test_which_side_is_up_stays_and_nothing_with_it(order: str) -> None:
    _, left = bare(jpeg(segment(0xE1, exif(6, order))))
    assert SECRET not in left
    assert left.count(b"Exif\0\0MM\0*") == 1
    assert struct.pack(">HHIH", 0x0112, 3, 1, 6) in left
    assert bare(left)[1].count(b"Exif") == 1


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(*extra: bytes, after: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0\x80"))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + body + chunk(b"IEND", b"") + after


def test_a_png_keeps_what_is_drawn() -> None:
    told = [
        chunk(b"tEXt", b"Comment\0" + SECRET),
        chunk(b"eXIf", exif(6)),
        chunk(b"tIME", SECRET[:7]),
    ]
    assert bare(png(*told, after=SECRET)) == (FileKind.PNG, png())


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4 " + SECRET,
        b"words",
        jpeg()[:-2],
        jpeg()[:30],
        png()[:-8],
        b"\xff\xd8\xff\xe0\0\1",
    ],
)
def test_what_is_no_picture_or_broken_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(NotTaken, match=r"写真|添付"):
        bare(content)

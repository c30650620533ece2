"""写真: a picture without what a camera wrote beside it: no place, no hour, no maker, no second picture."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from fujisawa_care.foundation.files import FileKind, NotTaken, kind_of

BROKEN = "この写真は読めませんでした。別の写真をえらんでください"
NO_PICTURE = "写真は JPEG か PNG にしてください"
# what a JPEG needs to be seen: JFIF, Adobe's colours, tables, frames, scans
KEPT = {
    0xC4,
    0xCC,
    0xDB,
    0xDD,
    0xE0,
    0xEE,
    *range(0xC0, 0xC4),
    *range(0xC5, 0xC8),
    *range(0xC9, 0xCC),
}
MARK, END, SCAN, EXIF = 0xFF, 0xD9, 0xDA, 0xE1
ALONE = {0x01, *range(0xD0, 0xD8)}
ORIENTATION, SHORT = 0x0112, 3
WAYS_UP = range(1, 9)
RESTART = range(0xD0, 0xD8)
HEAD = 2  # bytes that say how long a segment is
AROUND = 12  # bytes around the body of a chunk
PNG = b"\x89PNG\r\n\x1a\n"
CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")


def bare(content: bytes) -> tuple[FileKind, bytes]:
    """What it is by its content, and only what is needed to draw it; it still stands upright."""
    kind = kind_of(content)
    if kind not in (FileKind.JPEG, FileKind.PNG):
        raise NotTaken(NO_PICTURE)
    try:
        return kind, b"".join(_jpeg(content) if kind == FileKind.JPEG else _png(content))
    except (IndexError, struct.error) as broken:
        raise NotTaken(BROKEN) from broken


def _jpeg(content: bytes) -> Iterator[bytes]:
    yield b"\xff\xd8"
    at, turned = 2, 0
    while True:
        if content[at] != MARK:
            raise NotTaken(BROKEN)
        marker = content[at + 1]
        if marker == MARK:  # padding
            at += 1
            continue
        if marker == END:
            yield b"\xff\xd9"  # whatever follows is another file
            return
        if marker in ALONE:
            at += 2
            continue
        length = struct.unpack_from(">H", content, at + 2)[0]
        segment = content[at : at + 2 + length]
        if length < HEAD or len(segment) < HEAD + length:
            raise NotTaken(BROKEN)
        at += 2 + length
        if marker == EXIF and not turned and (turned := _orientation(segment[4:])) > 1:
            yield _upright(turned)
        if marker in KEPT:
            yield segment
        elif marker == SCAN:
            end = _end_of_scan(content, at)
            yield segment + content[at:end]
            at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """The next marker that is neither a stuffed byte nor a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0:
            raise NotTaken(BROKEN)
        if content[at + 1] != 0 and content[at + 1] not in RESTART:
            return at
        at += 2


def _orientation(exif: bytes) -> int:
    """1 to 8 where the camera said how it was held; 0 where it did not."""
    if not exif.startswith(b"Exif\0\0"):
        return 0
    body = exif[6:]
    order = {b"II": "<", b"MM": ">"}.get(body[:2])
    if order is None:
        return 0
    try:
        first = struct.unpack_from(f"{order}I", body, 4)[0]
        for number in range(struct.unpack_from(f"{order}H", body, first)[0]):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", body, first + 2 + 12 * number)
            if (tag, kind) == (ORIENTATION, SHORT):
                return int(value) if value in WAYS_UP else 0
    except struct.error:
        return 0
    return 0


def _upright(turned: int) -> bytes:
    """A note of six bytes' worth: which side is up, and nothing else."""
    body = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, SHORT, 1, turned, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(content: bytes) -> Iterator[bytes]:
    yield PNG
    at = len(PNG)
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        chunk = content[at : at + 12 + length]
        if len(chunk) < AROUND + length:
            raise NotTaken(BROKEN)
        if name in CHUNKS:
            yield chunk
        if name == b"IEND":
            return
        at += 12 + length

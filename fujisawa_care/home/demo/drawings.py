"""絵: small pictures drawn by numbers, so that no real photograph of anybody lies in the demonstration."""

from __future__ import annotations

import struct
import zlib

WIDTH, HEIGHT = 480, 320
# sky, sun, ground, wood, leaf, sea, sand, line
COLOURS = ("cfe8f5", "f6c453", "a9cf8e", "a9764b", "5f9a5b", "4f93b8", "ecd9ae", "6b5442")
SKY, SUN, GROUND, WOOD, LEAF, SEA, SAND, LINE = range(8)
Canvas = list[bytearray]


def of(number: int) -> bytes:
    """A bench, a field, or the way to the sea."""
    canvas = [bytearray([SKY]) * WIDTH for _ in range(HEIGHT)]
    _disc(canvas, 390, 70, 34, SUN)
    (_bench, _field, _sea)[number % 3](canvas)
    return _png(canvas)


def _bench(canvas: Canvas) -> None:
    _box(canvas, 0, 230, WIDTH, HEIGHT, GROUND)
    _box(canvas, 60, 60, 76, 240, WOOD)
    _box(canvas, 30, 50, 330, 66, LINE)
    for top in (165, 190):
        _box(canvas, 120, top, 320, top + 14, WOOD)
    _box(canvas, 110, 215, 330, 229, WOOD)
    for left in (125, 303):
        _box(canvas, left, 229, left + 12, 262, LINE)
    _disc(canvas, 420, 215, 32, LEAF)


def _field(canvas: Canvas) -> None:
    _box(canvas, 0, 170, WIDTH, HEIGHT, WOOD)
    for row in range(5):
        top = 185 + row * 27
        for left in range(20 + row % 2 * 14, WIDTH - 20, 38):
            _disc(canvas, left, top, 9, LEAF)
    _box(canvas, 0, 160, WIDTH, 172, GROUND)


def _sea(canvas: Canvas) -> None:
    _box(canvas, 0, 150, WIDTH, 220, SEA)
    _box(canvas, 0, 220, WIDTH, HEIGHT, SAND)
    for row in range(100):
        half = 20 + row // 2
        _box(canvas, 200 - half, 220 + row, 200 + half, 221 + row, GROUND)
    _disc(canvas, 80, 205, 30, LEAF)
    _box(canvas, 76, 205, 84, 260, LINE)


def _box(canvas: Canvas, *corner_and_colour: int) -> None:
    left, top, right, bottom, colour = corner_and_colour
    for y in range(max(top, 0), min(bottom, HEIGHT)):
        canvas[y][left:right] = bytes([colour]) * (right - left)


def _disc(canvas: Canvas, x: int, y: int, radius: int, colour: int) -> None:
    for row in range(-radius, radius + 1):
        half = int((radius**2 - row**2) ** 0.5)
        _box(canvas, max(x - half, 0), y + row, min(x + half, WIDTH), y + row + 1, colour)


def _png(canvas: Canvas) -> bytes:
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    palette = b"".join(bytes.fromhex(one) for one in COLOURS)
    rows = b"".join(b"\0" + bytes(row) for row in canvas)
    parts = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

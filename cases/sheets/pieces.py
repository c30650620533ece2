"""図の部品: the plain shapes and lines of which a picture of a family is made."""

from __future__ import annotations

from dataclasses import dataclass

SIZE, CELL, ROW = 40, 116, 128
TEXT = 44  # two lines under a shape
LONGEST = 7  # letters of a name that fit above a neighbour's


@dataclass(frozen=True)
class Node:
    """`x` is the middle of the shape, `y` its top."""

    x: int
    y: int
    shape: str
    name: str
    words: str
    index: bool = False
    apart: bool = False

    @property
    def middle(self) -> int:
        return self.y + SIZE // 2

    @property
    def left(self) -> int:
        return self.x - SIZE // 2

    @property
    def right(self) -> int:
        return self.x + SIZE // 2

    @property
    def points(self) -> str:
        half = SIZE // 2
        corners = ((0, -half), (half, 0), (0, half), (-half, 0))
        return " ".join(f"{self.x + x},{self.middle + y}" for x, y in corners)

    @property
    def name_at(self) -> int:
        return self.y + SIZE + 18

    @property
    def words_at(self) -> int:
        return self.y + SIZE + 36


@dataclass(frozen=True)
class Line:
    x1: int
    y1: int
    x2: int
    y2: int
    dashed: bool = False
    strong: bool = False


@dataclass(frozen=True)
class Box:
    """The household, or one agency; `words` under its name."""

    x: int
    y: int
    width: int
    height: int
    name: str = ""
    words: str = ""
    strong: bool = False
    dashed: bool = False

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    title: str
    home: Box
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    agencies: tuple[Box, ...]


def short(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"

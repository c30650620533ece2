"""組版: reads data as JSON, writes a PDF; run as a program of its own, so that it can be ended."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import typst

FONTS = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")


def fonts() -> list[str]:
    """The folders of the letters that came in wheels; the machine's own are not looked at."""
    found = [find_spec(name) for name in FONTS]
    return [place for spec in found if spec for place in spec.submodule_search_locations or ()]


def main() -> None:
    source = Path(sys.argv[1])
    told = sys.stdin.buffer.read().decode()
    made: bytes = typst.compile(
        str(source),
        root=str(source.parent),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"told": told},
    )
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()

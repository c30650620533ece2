"""写真: a picture as small as a page needs, upright, without what a camera wrote beside it."""

from __future__ import annotations

import io
import struct

from PIL import Image, ImageOps

from fujisawa_care.foundation.files import FileKind, NotTaken, kind_of

BROKEN = "この写真は読めませんでした。別の写真をえらんでください"
NO_PICTURE = "写真は JPEG か PNG にしてください"
TOO_MANY = "写真が大きすぎます。小さくしてから、えらんでください"
FORMATS = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG"}
LONGEST_SIDE = 1600
MOST_PIXELS = 80_000_000
QUALITY = 80
UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, struct.error)
TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def bare(content: bytes) -> tuple[FileKind, bytes]:
    """Drawn anew, so that no place, hour, maker, word or second picture can come along.

    Raises `NotTaken` in words for what is no JPEG or PNG, broken, or too large to be opened.
    """
    kind = kind_of(content)
    if kind not in FORMATS:
        raise NotTaken(NO_PICTURE)
    try:
        with Image.open(io.BytesIO(content), formats=[FORMATS[kind]]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NotTaken(TOO_MANY)
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture = ImageOps.exif_transpose(opened)
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return kind, _drawn(picture, kind)
    except TOO_LARGE as large:
        raise NotTaken(TOO_MANY) from large
    except NotTaken:
        raise
    except UNREADABLE as broken:
        raise NotTaken(BROKEN) from broken


def _drawn(picture: Image.Image, kind: FileKind) -> bytes:
    out = io.BytesIO()
    seen = picture.info.get("transparency")
    picture.info = {} if seen is None else {"transparency": seen}
    if kind == FileKind.JPEG:
        picture.convert("RGB").save(out, "JPEG", quality=QUALITY, optimize=True)
    else:
        picture.save(out, "PNG", optimize=True)
    return out.getvalue()

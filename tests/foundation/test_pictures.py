"""写真: what a camera wrote beside the picture is gone; the picture is small and stands upright."""

from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin

from fujisawa_care.foundation import pictures
from fujisawa_care.foundation.files import FileKind, NotTaken
from fujisawa_care.foundation.pictures import LONGEST_SIDE, bare

SECRET = "GPS 35.33N 139.44E"
RED, BLUE = (200, 30, 30), (30, 30, 200)
MAKER, ORIENTATION, ON_ITS_SIDE = 0x010F, 0x0112, 6


def drawn(size: tuple[int, int] = (40, 20)) -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", size, BLUE)
    picture.paste(RED, (0, 0, size[0] // 2, size[1]))
    return picture


def written(picture: Image.Image, kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def jpeg(size: tuple[int, int] = (40, 20), turned: int = 1) -> bytes:
    exif = Image.Exif()
    exif[MAKER], exif[ORIENTATION] = SECRET, turned
    return written(drawn(size), "JPEG", exif=exif, comment=SECRET.encode(), quality=95)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_what_the_camera_wrote_is_gone() -> None:
    told = jpeg() + jpeg()  # a second picture behind the first, as some telephones put it
    assert told.count(SECRET.encode()) == 4
    kind, left = bare(told)
    assert kind == FileKind.JPEG
    assert SECRET.encode() not in left
    assert not opened(left).getexif()
    assert "comment" not in opened(left).info
    assert len(left) < len(told) / 2


def test_it_stands_upright_without_being_told_how() -> None:
    left = opened(bare(jpeg(turned=ON_ITS_SIDE))[1])
    assert left.size == (20, 40)
    top, bottom = left.convert("RGB").getpixel((10, 5)), left.convert("RGB").getpixel((10, 35))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 150 > top[2]
    assert bottom[2] > 150 > bottom[0]


def test_a_large_one_becomes_small_enough_for_a_page() -> None:
    left = bare(jpeg((4000, 3000)))[1]
    assert opened(left).size == (LONGEST_SIDE, LONGEST_SIDE * 3 // 4)
    assert len(left) < 400_000


def test_the_same_picture_is_the_same_again() -> None:
    assert bare(jpeg()) == bare(jpeg())


def test_a_png_keeps_what_is_drawn() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", SECRET)
    picture = drawn().convert("RGBA")
    picture.putpixel((0, 0), (0, 0, 0, 0))
    kind, left = bare(written(picture, "PNG", pnginfo=words))
    assert kind == FileKind.PNG
    assert SECRET.encode() not in left
    assert opened(left).convert("RGBA").tobytes() == picture.tobytes()


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4 " + SECRET.encode(),
        b"words",
        jpeg()[:-40],
        jpeg()[:30],
        written(drawn(), "PNG")[:-40],
        b"\xff\xd8\xff\xe0\0\1",
    ],
)
def test_what_is_no_picture_or_broken_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(NotTaken, match=r"写真|添付"):
        bare(content)


def test_more_pixels_than_can_be_opened_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 799)
    with pytest.raises(NotTaken, match="大きすぎます"):
        bare(jpeg())

"""添付: a file is what its content says, whatever it is called."""

from __future__ import annotations

import io
import zipfile

import pytest

from fujisawa_care.foundation.files import LIMIT, FileKind, NotTaken, kind_of, name_of

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 17
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 20
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"


def packed(*names: str) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "<x/>")
    return whole.getvalue()


def of_a_later_format() -> bytes:
    whole = bytearray(packed("word/document.xml"))
    whole[whole.index(b"PK\x01\x02") + 6] = 99
    return bytes(whole)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, FileKind.PDF),
        (PNG, FileKind.PNG),
        (JPEG, FileKind.JPEG),
        ("同意します".encode(), FileKind.TEXT),
        ("同意します".encode("cp932"), FileKind.TEXT),
        (b"<html><script>alert(1)</script></html>", FileKind.TEXT),
        (packed("word/document.xml"), FileKind.WORD),
        (packed("xl/workbook.xml"), FileKind.EXCEL),
    ],
)
def test_what_is_taken(content: bytes, kind: FileKind) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00",
        b"\x7fELF\x02\x01\x01\x00" + b"\x00" * 20,
        b"GIF89a\x01\x00\x01\x00\x80\x00\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 30,
        b"\x00\x01\x02",
        packed("anything.txt"),
        packed("word/document.xml", "word/vbaProject.bin"),
        b"PK\x03\x04broken",
        of_a_later_format(),
        PDF + b"0" * LIMIT,
    ],
    ids=["empty", "exe", "elf", "gif", "doc", "bytes", "zip", "macro", "broken", "later", "large"],
)
def test_what_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(NotTaken, match=r"です|ません|まで|ください"):
        kind_of(content)


@pytest.mark.parametrize(
    ("given", "kind", "name"),
    [
        ("同意書.pdf", FileKind.PDF, "同意書.pdf"),
        ("怪しい.html", FileKind.TEXT, "怪しい.txt"),
        ("写真.JPG.exe", FileKind.JPEG, "写真.JPG.jpg"),
        ("../../etc/passwd", FileKind.TEXT, "passwd.txt"),
        ("C:\\文書\\手紙.docx", FileKind.WORD, "手紙.docx"),
        ("\u202egnp.exe", FileKind.PNG, "_gnp.png"),
        ("", FileKind.PDF, "書類.pdf"),
        ("あ" * 300 + ".pdf", FileKind.PDF, "あ" * 120 + ".pdf"),
    ],
)
def test_it_goes_back_under_a_safe_name(given: str, kind: FileKind, name: str) -> None:
    assert name_of(given, kind) == name

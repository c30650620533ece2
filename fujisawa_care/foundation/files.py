"""添付: what a file is by its content, and where it lies: outside the web, under a name that says nothing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice
from pathlib import PurePath
from typing import Any
from uuid import UUID

import puremagic
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.db.models import TextChoices

LIMIT = 10 * 1024 * 1024
UNPACKED = 200 * 1024 * 1024
LONGEST_NAME = 120
TOO_LARGE = "UPLOAD_TOO_LARGE"
STRAY_AFTER = timedelta(days=7)
AT_ONCE = 1000
Known = Callable[[Sequence[UUID]], Mapping[UUID, datetime | None]]
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


class FileKind(TextChoices):
    """The value is the ending a file is given back with, whatever it was called before."""

    PDF = "pdf", "PDF"
    JPEG = "jpg", "写真（JPEG）"
    PNG = "png", "画像（PNG）"
    TEXT = "txt", "文字"
    WORD = "docx", "Word"
    EXCEL = "xlsx", "Excel"


MIMES = {
    "application/pdf": FileKind.PDF,
    "image/jpeg": FileKind.JPEG,
    "image/png": FileKind.PNG,
}
MAIN_PARTS = {"word/document.xml": FileKind.WORD, "xl/workbook.xml": FileKind.EXCEL}


class NotTaken(ValueError):
    """Says in words what may be attached instead."""


def kind_of(content: bytes) -> FileKind:
    """What it is, not what it is called."""
    if len(content) > LIMIT:
        raise NotTaken("ファイルは10MBまでです")
    if not content:
        raise NotTaken("ファイルが空です。もう一度えらんでください")
    if content.startswith(b"PK\x03\x04"):
        found = _office(content)
    else:
        found = _by_magic(content) or (FileKind.TEXT if _is_text(content) else None)
    if found is None:
        raise NotTaken(
            "添付できるのは、PDF、写真（JPEG・PNG）、文字のファイル、Word（docx）、Excel（xlsx）です"
        )
    return found


def _by_magic(content: bytes) -> FileKind | None:
    with suppress(puremagic.PureError, ValueError):
        return MIMES.get(puremagic.from_string(content, mime=True))
    return None


def _office(content: bytes) -> FileKind | None:
    """Word or Excel without macros, and not a bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
            large = sum(part.file_size for part in packed.infolist()) > UNPACKED
    except (zipfile.BadZipFile, ValueError, NotImplementedError):  # the last: of a later format
        return None
    if large or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise NotTaken("マクロの入ったファイルと、開くと大きすぎるファイルは添付できません")
    whole = "[Content_Types].xml" in names
    return next((kind for part, kind in MAIN_PARTS.items() if whole and part in names), None)


def _is_text(content: bytes) -> bool:
    for encoding in ("utf-8-sig", "cp932"):
        with suppress(UnicodeDecodeError):
            return not _CONTROL.search(content.decode(encoding))
    return False


def name_of(given: str, kind: FileKind) -> str:
    """Fit for any disk, with the ending of what it is: a page called .html comes back as .txt."""
    stem = PurePath(_NOT_IN_NAMES.sub("_", given.replace("\\", "/").rsplit("/", 1)[-1])).stem
    return f"{stem.strip('. ')[:LONGEST_NAME] or '書類'}.{kind}"


def put(stored: UUID, content: bytes, *, shelf: str = "") -> None:
    """Each room above the first has a shelf of its own: none knows the rows of another."""
    _storage(shelf).save(stored.hex, ContentFile(content))


def get(stored: UUID, *, shelf: str = "") -> bytes:
    """Whole: it is never larger than LIMIT."""
    with _storage(shelf).open(stored.hex, "rb") as file:
        content: bytes = file.read()
    return content


def erase(stored: UUID, *, shelf: str = "") -> None:
    _storage(shelf).delete(stored.hex)


def clear(known: Known, *, at: datetime, shelf: str = "") -> int:
    """Erase what no row speaks of any more; returns how many. `known` says when each was taken back.

    What was taken back goes at once. What never got a row, because its transaction was given up,
    lies a week first: a database brought back from yesterday may still miss its newest rows.
    """
    erased = 0
    there = lying(shelf=shelf)
    while some := list(islice(there, AT_ONCE)):
        gone = known([stored for stored, _ in some])
        for stored, since in some:
            stray = stored not in gone and since < at - STRAY_AFTER
            if stray or gone.get(stored) is not None:
                erase(stored, shelf=shelf)
                erased += 1
    return erased


def lying(*, shelf: str = "") -> Iterator[tuple[UUID, datetime]]:
    """Everything of ours on the disk, and since when it lies there."""
    storage = _storage(shelf)
    names = storage.listdir("")[1] if storage.exists("") else []
    for name in names:
        with suppress(ValueError, FileNotFoundError):
            yield UUID(hex=name), storage.get_modified_time(name)


def _storage(shelf: str) -> FileSystemStorage:
    return FileSystemStorage(
        location=settings.FILES_ROOT / shelf,
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )


class AtMost(FileUploadHandler):
    """Stops storing a file as soon as it is too large; the door finds the mark and says so."""

    chunk_size = 64 * 2**10

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > LIMIT and self.request is not None:
            self.request.META[TOO_LARGE] = "1"
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        """The next handler has it."""

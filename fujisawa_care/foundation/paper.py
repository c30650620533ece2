"""紙: an A4 paper set by typst from data alone, in a process of its own, within a time limit."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse

SETTER = Path(__file__).with_name("typeset.py")
DOCUMENTS = "templates/documents"
LIMIT = 15  # seconds


class NoPaper(RuntimeError):
    """The paper could not be set; what was to stand on it is not repeated here."""


def pdf(name: str, data: Mapping[str, Any], *, mark: str) -> bytes:
    """`name`.typ with `data` as JSON, never as markup; `mark` stands at the foot of every page."""
    told = json.dumps({"data": data, "mark": mark}, ensure_ascii=False)
    folder = Path(settings.BASE_DIR) / DOCUMENTS
    try:
        done = subprocess.run(  # noqa: S603  our own program and our own file
            [sys.executable, "-I", str(SETTER), str(folder / f"{name}.typ")],
            input=told.encode(),
            capture_output=True,
            timeout=LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise NoPaper(name) from late
    if done.returncode:
        raise NoPaper(name)
    return done.stdout


def sheet(content: bytes, *, filename: str) -> HttpResponse:
    """To be opened or kept; the file's name holds a number and never a person's."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{filename}"'
    response.headers["Cache-Control"] = "no-store, private"
    return response

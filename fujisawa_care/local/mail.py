"""見本の郵便受け: an SMTP server on this machine only, which keeps every letter as a file."""

from __future__ import annotations

import signal
import sys
import time
from itertools import count
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

LETTERS_KEPT = 500


class Letterbox:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = count()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  (its name there)
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-{next(self.numbers):04}.eml"
        content = envelope.original_content or b""
        (self.folder / name).write_bytes(content)
        for old in sorted(self.folder.glob("*.eml"))[:-LETTERS_KEPT]:
            old.unlink(missing_ok=True)
        return "250 kept"


def main(port: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    controller = Controller(Letterbox(folder), hostname="127.0.0.1", port=port)
    controller.start()
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    controller.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))

"""郵便受け: an SMTP server on loopback that keeps what it gets, and answers as slowly or badly as told."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Event, Lock, Thread
from types import TracebackType

HANG_UP = ""
PATIENCE = 60.0


@dataclass
class Manner:
    """What is answered to each step; HANG_UP closes the line instead."""

    greeting: str = "220 here"
    mail: str = "250 fine"
    rcpt: str = "250 fine"
    data: str = "354 go on"
    end: str = "250 kept"


@dataclass
class Letterbox:
    """`taken` holds a letter from the moment its last line came in, whatever is then answered."""

    manner: Manner = field(default_factory=Manner)
    taken: list[EmailMessage] = field(default_factory=list)
    # cleared: whoever sends waits for the answer to the whole letter
    prompt: Event = field(default_factory=Event)
    holding: int = 0

    def __post_init__(self) -> None:
        self.prompt.set()
        self.lock = Lock()
        box = self

        class Clerk(StreamRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError, EOFError):
                    box.serve(self)

        self.server = ThreadingTCPServer(("127.0.0.1", 0), Clerk)
        self.server.daemon_threads = True
        self.port = int(self.server.server_address[1])

    def __enter__(self) -> Letterbox:
        Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.prompt.set()
        self.server.shutdown()
        self.server.server_close()

    def addresses(self) -> list[str]:
        return [str(letter["To"]) for letter in self.taken]

    def serve(self, line: StreamRequestHandler) -> None:
        _say(line, self.manner.greeting)
        while words := line.rfile.readline():
            verb = words[:4].upper()
            if verb in (b"EHLO", b"HELO", b"RSET", b"NOOP"):
                _say(line, "250 fine")
            elif verb == b"MAIL":
                _say(line, self.manner.mail)
            elif verb == b"RCPT":
                _say(line, self.manner.rcpt)
            elif verb == b"DATA":
                _say(line, self.manner.data)
                if self.manner.data.startswith("3"):
                    self._take(line)
            else:
                _say(line, "221 bye")
                return

    def _take(self, line: StreamRequestHandler) -> None:
        lines = []
        while (one := line.rfile.readline()) != b".\r\n":
            if not one:
                raise EOFError
            lines.append(one)
        letter = message_from_bytes(b"".join(lines), policy=policy.default)
        with self.lock:
            self.taken.append(letter)
            self.holding += 1
        self.prompt.wait(PATIENCE)
        with self.lock:
            self.holding -= 1
        _say(line, self.manner.end)


def _say(line: StreamRequestHandler, words: str) -> None:
    if words == HANG_UP:
        raise EOFError
    line.wfile.write(f"{words}\r\n".encode())

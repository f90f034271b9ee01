"""A mail server of a few lines: takes every message, remembers its id, and is slow to say so."""

import socketserver
import threading
import time
from email import message_from_bytes
from email.message import Message
from typing import Any


class PostOffice(socketserver.ThreadingTCPServer):
    """Listens on a free port of this machine. `taken` holds (recipient, Message-ID) of each message, `letters` the messages."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, *, slow: float = 0.0) -> None:
        super().__init__(("127.0.0.1", 0), _Counter)
        self.taken: list[tuple[str, str]] = []
        self.letters: list[Message] = []
        self.slow, self.closed = slow, False
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        """Return where it listens."""
        return int(self.server_address[1])

    def __exit__(self, *_: Any) -> None:
        self.shutdown()
        self.server_close()


class _Counter(socketserver.StreamRequestHandler):
    """Speaks just enough SMTP."""

    server: PostOffice

    def handle(self) -> None:
        self._say("220 post office" if not self.server.closed else "421 closed")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self._say("354 go on")
                self._take()
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        if not line:
            return
        letter = message_from_bytes(b"".join(lines))
        self.server.letters.append(letter)
        self.server.taken.append((str(letter["To"]), str(letter["Message-ID"])))
        time.sleep(self.server.slow)  # taken, and the sender does not know yet: where a kill hurts most
        self._say("250 taken")

    def _say(self, line: str) -> None:
        try:
            self.wfile.write(f"{line}\r\n".encode())
        except OSError:  # the sender was killed
            return

"""A mail that was sent, and servers that take mail as far as our side of the talk can tell.

Each runs in a thread and is told how to end the talk.
"""

import json
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.organisations.api import Council
from overwinter.reminders.models import Mail


class SmtpTalk(socketserver.StreamRequestHandler):
    """``server.ends``: "takes", "refuses" (says no to the message), "breaks" (is gone once it has the message)."""

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "DATA":
                self._say("354 go on")
                self.server.taken.append(self._message())
                if self.server.ends == "breaks":
                    return
                self._say("250 taken" if self.server.ends == "takes" else "554 no such thing here")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _message(self) -> str:
        lines = []
        while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            lines.append(line)
        return "\n".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class NotifyTalk(BaseHTTPRequestHandler):
    """``server.ends``: "takes", "refuses", "breaks"."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((self.path, self.headers["Authorization"], json.loads(body)))
        ends = self.server.ends
        if ends == "breaks":
            return
        said = (
            {"id": "1"} if ends == "takes" else {"errors": [{"error": "BadRequestError", "message": "Not on the list"}]}
        )
        self.send_response(201 if ends == "takes" else 400)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@contextmanager
def listening(server: Any) -> Iterator[Any]:
    server.taken, server.ends = [], "takes"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def smtp_server() -> Any:
    return listening(socketserver.ThreadingTCPServer(("127.0.0.1", 0), SmtpTalk))


def notify_server() -> Any:
    return listening(HTTPServer(("127.0.0.1", 0), NotifyTalk))


def make_mail(council: Council, user: User) -> Mail:
    return Mail.objects.create(
        council=council, user=user, sent_as="Head of commissioning", day=clock.today(), subject="1 overdue",
        text="1.8", html="<p>1.8</p>", state="sent", made_at=clock.now(), moved_at=clock.now(),
    )  # fmt: skip

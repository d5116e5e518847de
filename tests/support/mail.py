"""A mail that was sent, and servers that take mail as far as our side of the talk can tell.

Each runs in a thread and is told how to end the talk.
"""

import json
import socketserver
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import jwt

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


NOTIFY_KEY = "winter-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"
"""A key as Notify gives them out: a name, the id of the service, and the secret that signs."""
REFUSALS: dict[str, tuple[int, str, str]] = {
    "refuses": (400, "BadRequestError", "Not on the list"),
    "team": (400, "BadRequestError", "Can't send to this recipient using a team-only API key"),
    "busy": (429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"),
    "spent": (429, "TooManyRequestsError", "Exceeded send limits (50) for today"),
    "ill": (500, "Exception", "Internal server error"),
}
"""How its documentation says that it refuses: the status, the error, its message."""


class NotifyTalk(BaseHTTPRequestHandler):
    """``server.ends``: "takes", "breaks", "mumbles" (no JSON), or one of ``REFUSALS``. Whoever does not sign as Notify
    asks, or leaves out what it needs, is refused as it refuses."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.taken.append((self.path, self.headers["Authorization"], body))
        ends = self.server.ends
        refusal = self._unsigned() or self._incomplete(body) or REFUSALS.get(ends)
        if ends == "breaks":
            return
        if refusal is not None:
            status, error, message = refusal
            self._say(status, {"status_code": status, "errors": [{"error": error, "message": message}]})
        else:
            self._say(201, {"id": "740e5834", "content": {}} if ends == "takes" else None)

    def do_GET(self) -> None:
        """What became of a message: ``server.became``."""
        refusal = self._unsigned()
        self._say(refusal[0] if refusal else 200, {"id": self.path.rpartition("/")[2], "status": self.server.became})

    def _unsigned(self) -> tuple[int, str, str] | None:
        """The service’s own id signed with the secret of its key, by HS256, within the last 30 seconds."""
        scheme, _, token = (self.headers["Authorization"] or "").partition(" ")
        if scheme != "Bearer":
            return (401, "AuthError", "Unauthorized: authentication bearer scheme must be used")
        try:
            said = jwt.decode(token, NOTIFY_KEY[-36:], algorithms=["HS256"], issuer=NOTIFY_KEY[-73:-37])
        except jwt.InvalidTokenError:
            return (403, "AuthError", "Invalid token: API key not found")
        if abs(time.time() - said["iat"]) > 30:
            return (403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds")
        return None

    def _incomplete(self, body: dict[str, Any]) -> tuple[int, str, str] | None:
        needed = {"/v2/notifications/sms": "phone_number", "/v2/notifications/email": "email_address"}
        for name in (needed.get(self.path, ""), "template_id"):
            if not body.get(name):
                return (400, "ValidationError", f"{name} is a required property")
        return None

    def _say(self, status: int, said: dict[str, Any] | None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b"Well." if said is None else json.dumps(said).encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@contextmanager
def listening(server: Any) -> Iterator[Any]:
    server.taken, server.ends, server.became = [], "takes", "sending"
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

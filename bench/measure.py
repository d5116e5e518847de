"""The measures: queries counted inside the program, times taken over HTTP from the real server."""

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from overwinter.accounts.models import User

RUNS = 15
IDLE = 20
"""Seconds after which a connection is opened anew: the server closes one that has said nothing for thirty."""


@dataclass(frozen=True, slots=True)
class Measured:
    queries: int
    milliseconds: float
    size: int


def sign_in(user: User) -> str:
    """A session of ``user``; returns its cookie."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def count_queries(user: User, path: str, data: dict[str, str] | None = None) -> int:
    """Queries of one request as the program makes it, middleware and session included."""
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    if data is None:
        client.get(path)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path) if data is None else client.post(path, data)
        if response.streaming:
            for _ in response.streaming_content:
                pass
    if response.status_code not in (200, 302):
        raise SystemExit(f"{path} answered {response.status_code}")
    return len(captured)


@contextmanager
def server() -> Iterator[int]:
    """The program's own server on a free port, in a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "overwinter.config.cli", "serve", "--port", str(port)], env=os.environ.copy()
    )
    try:
        _wait_for(port)
        yield port
    finally:
        _stop(process)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """A server that is stopped while it starts does not hear of it."""
    process.terminate()
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(1200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


class Browser:
    """A signed-in visitor that keeps one connection open, as a browser does."""

    def __init__(self, port: int, cookie: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.cookie = cookie
        self.token = ""
        self.answered = time.perf_counter()

    def get(self, path: str) -> tuple[float, bytes]:
        if time.perf_counter() - self.answered > IDLE:
            self.connection.close()
        started = time.perf_counter()
        self.connection.request("GET", path, headers={"Cookie": self.cookie})
        answer = self.connection.getresponse()
        body = answer.read()
        self.answered = time.perf_counter()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
        return self.answered - started, body

    def post(self, path: str, form_page: str, data: dict[str, str]) -> float:
        page, body = self._form(form_page)
        fields = data | {"csrfmiddlewaretoken": page}
        started = time.perf_counter()
        headers = {"Cookie": f"{self.cookie}; {self.token}", "Content-Type": "application/x-www-form-urlencoded",
                   "Referer": f"http://127.0.0.1{form_page}"}  # fmt: skip
        self.connection.request("POST", path, body=urlencode(fields | _version(body)), headers=headers)
        answer = self.connection.getresponse()
        answer.read()
        taken = time.perf_counter() - started
        if answer.status != 302:
            raise SystemExit(f"{path} answered {answer.status} to a change")
        return taken

    def _form(self, path: str) -> tuple[str, str]:
        self.connection.request("GET", path, headers={"Cookie": self.cookie})
        answer = self.connection.getresponse()
        body = answer.read().decode()
        cookie = answer.getheader("Set-Cookie") or ""
        found = re.search(r"csrftoken=([^;]+)", cookie)
        self.token = f"csrftoken={found[1]}" if found else self.token
        field = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', body)
        return (field[1] if field else ""), body


def _version(body: str) -> dict[str, str]:
    found = re.search(r'name="version"[^>]*value="(\d+)"', body) or re.search(r'value="(\d+)"[^>]*name="version"', body)
    return {"version": found[1]} if found else {}


def timed(browser: Browser, path: str) -> tuple[float, int]:
    """Median milliseconds and bytes of ``RUNS`` requests, after two that warm up."""
    for _ in range(2):
        browser.get(path)
    runs = [browser.get(path) for _ in range(RUNS)]
    return statistics.median(taken for taken, _ in runs) * 1000, len(runs[-1][1])

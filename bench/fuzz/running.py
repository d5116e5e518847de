"""Damaged files, read one after the other by processes that may die of them, with a clock and limits for each file."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

MEMORY_MB = 3_000
LONGEST_TRACE = 4_000


@dataclass(frozen=True, slots=True)
class Outcome:
    name: str
    how: str
    """``read``, ``refused``, ``limit`` (it was ended for its time or memory) or ``CRASH``."""
    detail: str
    seconds: float
    memory_mb: float


class Readers:
    """A process that reads file after file. It is started anew when one has brought it down."""

    def __init__(self, seconds: int, errors: Path) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._errors = errors
        """Where it writes what went wrong; anew with each process."""
        self._overrun = False

    def read(self, path: Path) -> Outcome:
        process = self._running()
        self._overrun = False
        clock = threading.Timer(self._seconds, self._stop)
        clock.start()
        started = time.monotonic()
        try:
            told = self._ask(process, path)
        finally:
            clock.cancel()
        taken = time.monotonic() - started
        if told:
            how, detail, memory = json.loads(told)
            return Outcome(path.name, how, detail, taken, memory)
        status = process.wait()
        self._process = None
        trace = self._errors.read_text(errors="replace")[-LONGEST_TRACE:]
        if self._overrun:
            return Outcome(path.name, "limit", f"{self._seconds} seconds", taken, 0.0)
        return Outcome(path.name, "CRASH", f"status {status}\n{trace}", taken, 0.0)

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _ask(self, process: "subprocess.Popen[bytes]", path: Path) -> bytes:
        if process.stdin is None or process.stdout is None:
            raise ValueError("the process was started without its pipes")
        try:
            process.stdin.write(os.fsencode(path) + b"\n")
            process.stdin.flush()
        except BrokenPipeError:
            return b""
        return process.stdout.readline()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            command = [sys.executable, "-m", "bench.fuzz.reader", str(MEMORY_MB)]
            with self._errors.open("wb") as errors:
                self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
        return self._process

    def _stop(self) -> None:
        self._overrun = True
        if self._process is not None:
            self._process.kill()


@contextmanager
def readers(seconds: int) -> Iterator[Readers]:
    with TemporaryDirectory() as folder:
        running = Readers(seconds, Path(folder) / "errors")
        try:
            yield running
        finally:
            running.close()

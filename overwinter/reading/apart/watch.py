"""Waits with a clock for the process that reads a document, and turns every way it can end into an answer or one
sentence. Loads nothing that reads, so that it is ready while the process is still loading that."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Self

from overwinter.reading.apart.limits import Limits
from overwinter.reading.apart.starting import Errors, start

if TYPE_CHECKING:
    from overwinter.reading.apart.order import Order

_OUT_OF_MEMORY = 3
"""``process.OUT_OF_MEMORY``, which is not imported: that module loads everything that reads."""

Progress = Callable[[str, int, int], None]
"""Told the step that begins, in words, how many are done, of how many."""


class ReadingFailed(Exception):
    """``str()`` of it is the sentence a person is shown: what is wrong and what to do."""


class ReadingStopped(ReadingFailed):
    """The process did not come to its end. What it wrote on standard error tells an engineer where it was."""


class ReadingFault(ReadingStopped):
    """The program is at fault, not the file or its size."""


class Apart:
    """A process that reads one document. Leaving the ``with`` block ends it, and all that it started.

    It begins to load while the caller is still making its order. ``errors`` takes what it and the libraries in it
    print: for an engineer, nothing of it is for the person who waits. ``copied``: this process may be copied for it,
    since it does nothing else.
    """

    def __init__(self, limits: Limits, *, errors: Errors = subprocess.DEVNULL, copied: bool = False) -> None:
        self._limits = limits
        self._overrun = False
        try:
            self._process = start(limits, errors, copied=copied)
        except OSError as error:
            raise ReadingFailed(
                f"The process that reads documents could not be started ({error.strerror}). Try again in a while."
            ) from error
        self._clock = threading.Timer(limits.seconds, self._stop)
        self._clock.daemon = True
        self._clock.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clock.cancel()
        self._kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
        self._process.wait()

    def read(self, order: "Order", progress: Progress = lambda _step, _done, _of: None) -> str:
        """The answer to ``order``. Raises :class:`ReadingFailed`."""
        entrance, way_out = self._process.stdin, self._process.stdout
        if entrance is None or way_out is None:
            raise ValueError("the process was started without its pipes")
        with suppress(BrokenPipeError):  # it has ended already; how, is told below
            entrance.write(order.as_line())
            entrance.flush()
        for line in way_out:
            if not line.endswith(b"\n"):
                break
            told = json.loads(line)
            if "failure" in told:
                raise ReadingFailed(told["failure"])
            if "answer" in told:
                answer = way_out.read(told["answer"])
                if len(answer) == told["answer"]:
                    return answer.decode()
                break
            progress(told["step"], told["done"], told["of"])
        raise self._how_it_ended(order.path.name)

    def _how_it_ended(self, name: str) -> ReadingStopped:
        status, seconds, memory = self._process.wait(), self._limits.seconds, self._limits.memory_mb
        if self._overrun or (sys.platform != "win32" and status == -signal.SIGXCPU):
            return ReadingStopped(
                f"{name} was not read to its end within {seconds} seconds, the limit. Save the part of it that is the "
                "plan as a file of its own and read that, or allow more time."
            )
        if status == _OUT_OF_MEMORY:
            return ReadingStopped(
                f"Reading {name} needs more than the {memory:,} MB of memory that it may take. Save the part of it "
                "that is the plan as a file of its own, without pictures, or allow more memory."
            )
        if status < 0:
            return ReadingStopped(
                f"Reading {name} broke down: the file is damaged, or needs more than the {memory:,} MB of memory that "
                "it may take. Open it in the program that made it, save it again, and read that file."
            )
        return ReadingFault(
            f"A fault in the program stopped the reading of {name}. Save it again as .docx or .xlsx and read that, "
            "and tell whoever looks after the program."
        )

    def _stop(self) -> None:
        self._overrun = True
        self._kill()

    def _kill(self) -> None:
        """End the process and all that it started. Without a session (Windows), the process alone."""
        if sys.platform == "win32":
            self._process.kill()
        else:
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except ProcessLookupError:
                self._process.kill()  # a copy that has no session of its own yet; nothing where it has ended

"""The two ways to start the process that reads: a new Python, or a copy of this one.

A copy need not load again what is loaded here. It is for a command that does nothing but read: a program with threads,
open connections or open files must not be copied, and one that is not alone in its process never is.
"""

import gc
import os
import signal
import subprocess
import sys
import threading
from importlib import import_module
from pathlib import Path
from typing import IO, Protocol

from overwinter.reading.apart.limits import Limits
from overwinter.reading.copied import work_and_end

SOURCE = Path(__file__).resolve().parents[3]
"""The folder that holds the package: the process finds it whether it is installed or not."""
_START = (
    "import gc, sys; gc.disable(); sys.path.insert(0, sys.argv[1]); "
    "from overwinter.reading.apart import limits, process; "
    "process.main(limits.Limits(int(sys.argv[2]), int(sys.argv[3])))"
)
_ALONE = {"OPENBLAS_NUM_THREADS": "1"}
"""The numbers of one document are few: threads for reckoning with them would only take time to start."""
Errors = IO[bytes] | int | None


class Started(Protocol):
    """What is asked of the process, as of ``subprocess.Popen``."""

    pid: int
    returncode: int | None
    stdin: IO[bytes] | None
    stdout: IO[bytes] | None

    def wait(self) -> int: ...

    def kill(self) -> None: ...


def start(limits: Limits, errors: Errors, *, copied: bool) -> Started:
    """The process, in a session of its own: Ctrl+C reaches only us, and it ends with all that it has started.

    ``copied``: this process may be copied for it. Raises :class:`OSError`.
    """
    if copied and hasattr(os, "fork") and threading.active_count() == 1:
        return _Copy(limits, errors)
    command = [sys.executable, "-P", "-c", _START, str(SOURCE), str(limits.seconds), str(limits.memory_mb)]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        start_new_session=True,
        env=os.environ | _ALONE,
    )


class _Copy:
    """A copy of this process that reads."""

    def __init__(self, limits: Limits, errors: Errors) -> None:
        import_module("overwinter.reading.apart.order")  # both sides need it: the one tells it, the other is told
        order_end, told_end = os.pipe(), os.pipe()
        self.returncode: int | None = None
        self.pid = os.fork()
        if self.pid == 0:
            work_and_end(lambda: _read(limits, order_end, told_end, errors))
        os.close(order_end[0])
        os.close(told_end[1])
        self.stdin: IO[bytes] | None = os.fdopen(order_end[1], "wb")
        self.stdout: IO[bytes] | None = os.fdopen(told_end[0], "rb")

    def wait(self) -> int:
        if self.returncode is None:
            _, status = os.waitpid(self.pid, 0)
            self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def kill(self) -> None:
        if self.returncode is None:
            os.kill(self.pid, signal.SIGKILL)


def _read(limits: Limits, order: tuple[int, int], told: tuple[int, int], errors: Errors) -> None:
    """What the copy does."""
    os.setsid()
    _stand_alone(order, told, errors)
    gc.disable()
    import_module("overwinter.reading.apart.process").main(limits)


def _stand_alone(order: tuple[int, int], told: tuple[int, int], errors: Errors) -> None:
    """Give the copy its own input, output and folders of modules, and let go of the ends that are not its own."""
    os.dup2(order[0], 0)
    os.dup2(told[1], 1)
    if errors is not None:
        os.dup2(_descriptor_of(errors), 2)
    for end in (*order, *told):
        os.close(end)
    sys.stdin, sys.stdout = os.fdopen(0, closefd=False), os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", closefd=False, errors="backslashreplace")
    here = ("", str(Path.cwd()))
    sys.path[:] = [str(SOURCE), *(folder for folder in sys.path if folder not in here)]
    os.environ.update(_ALONE)


def _descriptor_of(errors: IO[bytes] | int) -> int:
    if errors == subprocess.DEVNULL:
        return os.open(os.devnull, os.O_WRONLY)
    return errors if isinstance(errors, int) else errors.fileno()

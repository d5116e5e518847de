"""Whole commands, timed: from the start of a process to its end, with the memory it and its children held."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Run:
    seconds: float
    work: float
    """Seconds of processor time, of the command and of what it started."""
    megabytes: float
    """The most that one of its processes held."""
    status: int
    output: bytes


def run(command: Sequence[str | Path], folder: Path) -> Run:
    """Run ``command`` to its end. What it prints is kept in a file of ``folder``, so that no pipe slows it."""
    printed, problems = folder / "printed", folder / "problems"
    with printed.open("wb") as out, problems.open("wb") as errors:
        started = perf_counter()
        process = subprocess.Popen(list(map(str, command)), stdout=out, stderr=errors, env=_surroundings())
        _, status, used = os.wait4(process.pid, 0)
        seconds = perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    work = used.ru_utime + used.ru_stime
    return Run(seconds, work, used.ru_maxrss / 1024, process.returncode, printed.read_bytes())


def _surroundings() -> dict[str, str]:
    """Each Python keeps what it compiled, as it does on a user's machine: nobody is timed while compiling."""
    apart = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONUNBUFFERED", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if name not in apart}

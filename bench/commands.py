"""Whole commands, timed: from the start of a process to its end, with the memory it and its children held."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_LAUNCHER = Path(__file__).with_name("launcher.py")


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
    printed = folder / "printed"
    launch = [sys.executable, "-I", "-S", _LAUNCHER, printed, folder / "problems", *command]
    done = subprocess.run(list(map(str, launch)), capture_output=True, check=True, env=_surroundings())
    seconds, work, megabytes, status = json.loads(done.stdout)
    return Run(seconds, work, megabytes, status, printed.read_bytes())


def _surroundings() -> dict[str, str]:
    """Each Python keeps what it compiled, as it does on a user's machine: nobody is timed while compiling."""
    apart = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONUNBUFFERED", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if name not in apart}

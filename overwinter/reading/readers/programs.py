"""Other programs that a reader asks for help: found where they are installed, bounded in time, ended with this process.

Each runs in a process group of its own. A program that is not there is no fault: the reader says what to do without it.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

_USUAL_FOLDERS = (
    "/usr/bin",
    "/usr/local/bin",
    "/opt/homebrew/bin",
    "/Applications/LibreOffice.app/Contents/MacOS",
    r"C:\Program Files\LibreOffice\program",
    r"C:\Program Files\Tesseract-OCR",
)
_WATCHED = """
exec 3<&0
"$@" 3<&- </dev/null &
child=$!
(cat <&3 >/dev/null 2>&1; kill -9 0) &
wait "$child"
"""
"""A shell runs the program and beside it waits on a pipe that only this process holds open. When it closes, be it that
this process was killed, the whole group ends."""


class ProgramFailed(Exception):
    """The program ended with a fault, or was stopped. ``str()`` is what it said."""


def find_program(*names: str) -> str | None:
    """The first of ``names`` that is installed: on the path of commands, or where installers put it."""
    for name in names:
        found = shutil.which(name) or shutil.which(name, path=os.pathsep.join(_USUAL_FOLDERS))
        if found:
            return found
    return None


def run_program(command: Sequence[str], *, seconds: float, environment: Mapping[str, str] | None = None) -> bytes:
    """What ``command`` prints. Raises :class:`ProgramFailed` when it fails or takes longer than ``seconds``."""
    watched = sys.platform != "win32"
    shown = {**os.environ, **(environment or {})}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            ["/bin/sh", "-c", _WATCHED, "sh", *command] if watched else list(command),
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=errors,
            env=shown,
            start_new_session=watched,
        )
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise ProgramFailed(f"{Path(command[0]).name} took more than {seconds:.0f} seconds") from error
        finally:
            _end(process)
        out.seek(0)
        errors.seek(0)
        if status != 0:
            raise ProgramFailed(errors.read(2000).decode(errors="replace").strip() or f"status {status}")
        return out.read()


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Let nothing of the program's group go on."""
    if sys.platform != "win32":
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return  # the group has ended already
        finally:
            _close(process)
    elif process.poll() is None:
        process.kill()
    _close(process)


def _close(process: "subprocess.Popen[bytes]") -> None:
    if process.stdin is not None:
        process.stdin.close()
    process.wait()

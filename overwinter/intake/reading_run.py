"""Starts the process that reads a document, watches it, and takes what it gives."""

import json
import logging
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from overwinter.kernel.winter import Winter
from overwinter.reading.catalogue import Catalogue

log = logging.getLogger(__name__)

SOURCE_DIR = Path(__file__).resolve().parents[2]
"""The folder that holds the package: started there, the process finds it whether it is installed or not."""

LONGEST_STEM = 180
"""Bytes."""

Progress = Callable[[str, int, int], None]
"""Called with the step in words, how much is done, of how much."""


class ReadingFailed(Exception):
    """``str()`` of it is the sentence a person is shown: what is wrong and what to do."""


def read_apart(
    *, path: Path, name: str, catalogue: Catalogue, winter: Winter, seconds: int, memory_mb: int, progress: Progress
) -> dict[str, Any]:
    """Read the file at ``path``, called ``name`` by its owner, in a process of its own.

    Gives ``reading`` (the engine's contract object) and ``excerpts`` (one for each row). The process is killed after
    ``seconds``. Raises :class:`ReadingFailed`.
    """
    if not path.is_file():
        raise ReadingFailed(
            "The kept file is not on the disk. Restore the folder of files from its backup, then try again."
        )
    with tempfile.TemporaryDirectory(prefix="overwinter-reading-") as folder:
        job, result = Path(folder) / "job.json", Path(folder) / "result.json"
        copy = Path(folder) / "file" / _name_on_disk(name)
        copy.parent.mkdir()
        shutil.copyfile(path, copy)
        order = {
            "path": str(copy), "winter": winter.code, "catalogue": asdict(catalogue),
            "seconds": seconds, "memory_mb": memory_mb,
        }  # fmt: skip
        job.write_text(json.dumps(order), encoding="utf-8")
        _run([sys.executable, "-m", "overwinter.intake.reading_process", str(job), str(result)], seconds, progress)
        given: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    if "failure" in given:
        raise ReadingFailed(given["failure"])
    return given


def _name_on_disk(name: str) -> str:
    """The owner's name for the file, as short as every file system takes it: the limit is in bytes, not letters."""
    plain = Path(name.replace("\0", "")).name or "document"
    suffix = Path(plain).suffix[:10]
    stem = plain.removesuffix(suffix).encode()[:LONGEST_STEM].decode(errors="ignore")
    return f"{stem}{suffix}"


def _run(command: list[str], seconds: int, progress: Progress) -> None:
    overrun = threading.Event()
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=SOURCE_DIR)

        def stop() -> None:
            overrun.set()
            process.kill()

        clock = threading.Timer(seconds, stop)
        clock.start()
        try:
            with process:
                for line in process.stdout or ():
                    told = json.loads(line)
                    progress(told["step"], told["done"], told["of"])
        finally:
            clock.cancel()
            if process.poll() is None:
                process.kill()
        errors.seek(0)
        _judge(process.returncode, overrun.is_set(), seconds, errors.read())


def _judge(status: int, overrun: bool, seconds: int, errors: str) -> None:
    """Turn the way the process ended into a sentence; what a programmer needs goes to the log."""
    if status == 0:
        return
    log.error("reading ended with status %s:\n%s", status, errors)
    if overrun or status < 0:
        raise ReadingFailed(
            f"Reading it was stopped: it took more than {seconds} seconds or more memory than a document may use. "
            "Upload it in parts, or save it again as docx or xlsx."
        )
    raise ReadingFailed(
        "A fault in the program stopped the reading. The file is kept and the fault is in the log. "
        "Try saving the file again as docx or xlsx, and tell whoever runs this installation."
    )

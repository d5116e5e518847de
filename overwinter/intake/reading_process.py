"""Reads one document in a process of its own, so that a broken or hostile file can harm nothing else.

``python -m overwinter.intake.reading_process JOB RESULT``. ``JOB`` is a JSON file that
:mod:`overwinter.intake.reading_run` makes. Progress goes to standard output, a JSON object a line: ``step``, ``done``,
``of``. ``RESULT`` is written as JSON: ``reading`` and ``excerpts``, or ``failure``, a sentence for a person. Anything
else that goes wrong ends with a traceback on standard error and an exit status that is not 0.
"""

import json
import re
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from overwinter.kernel.winter import Winter
from overwinter.reading.catalogue import Catalogue, Entry, LearntWording
from overwinter.reading.document import UnreadableError
from overwinter.reading.engine import STEPS, interpret
from overwinter.reading.excerpt import excerpt
from overwinter.reading.readers import read_document

MEGABYTE = 1 << 20
_TOLD = sys.stdout
"""Where progress goes, and nothing else: what a library prints goes to standard error, and so to the log."""
_NO_CHARACTER = re.compile(r"[\x00\ud800-\udfff]")
"""A zero, which some fonts of PDF files give for every sign, and halves of a pair that has lost the other."""


def main(job_path: Path, result_path: Path) -> int:
    job = json.loads(job_path.read_text(encoding="utf-8"))
    limit(memory_mb=job["memory_mb"], seconds=job["seconds"])
    try:
        with redirect_stdout(sys.stderr):
            result = read(Path(job["path"]), catalogue_from(job["catalogue"]), Winter.parse(job["winter"]))
    except UnreadableError as problem:
        result = {"failure": str(problem)}
    except MemoryError:
        result = {
            "failure": f"Reading it needs more than the {job['memory_mb']} MB of memory a document may use. "
            "Upload it in parts, or without its pictures."
        }
    result_path.write_text(json.dumps(storable(result), ensure_ascii=False), encoding="utf-8")
    return 0


def read(path: Path, catalogue: Catalogue, winter: Winter) -> dict[str, Any]:
    """The steps of the engine, saying which one is running, then each row's surroundings."""
    say("Opening the file", 0)
    document = read_document(path)
    reading = interpret(document, catalogue, winter, progress=say)
    say("Keeping what was read", STEPS - 1)
    return {"reading": reading.as_dict(), "excerpts": [excerpt(document, row).as_dict() for row in reading.rows]}


def storable(value: Any) -> Any:
    """``value`` with what is no character, and what no database keeps, as the sign for an unreadable one."""
    if isinstance(value, str):
        return _NO_CHARACTER.sub("\ufffd", value)
    if isinstance(value, dict):
        return {storable(key): storable(each) for key, each in value.items()}
    return [storable(each) for each in value] if isinstance(value, list | tuple) else value


def say(step: str, done: int) -> None:
    _TOLD.write(json.dumps({"step": step, "done": done, "of": STEPS}) + "\n")
    _TOLD.flush()


def catalogue_from(data: dict[str, Any]) -> Catalogue:
    """The catalogue as ``dataclasses.asdict`` made it, read back from JSON."""
    entries = tuple(Entry(**{name: _tuple(value) for name, value in entry.items()}) for entry in data.pop("entries"))
    learnt = tuple(
        LearntWording(**{name: _tuple(value) for name, value in each.items()}) for each in data.pop("learnt")
    )
    return Catalogue(entries=entries, learnt=learnt, **{name: _tuple(value) for name, value in data.items()})


def _tuple(value: Any) -> Any:
    return tuple(_tuple(each) for each in value) if isinstance(value, list) else value


def limit(*, memory_mb: int, seconds: int) -> None:
    """Let the operating system stop this process when it takes too much. Windows has no such limits; there the parent's
    clock alone stops it."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory_mb * MEGABYTE, memory_mb * MEGABYTE))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))

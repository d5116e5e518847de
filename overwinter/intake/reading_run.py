"""A kept file, read apart under its owner's name; what the process prints goes to the log."""

import json
import logging
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from overwinter.kernel.winter import Winter
from overwinter.reading.apart.limits import Limits
from overwinter.reading.apart.order import Order
from overwinter.reading.apart.watch import Apart, Progress, ReadingFailed, ReadingFault, ReadingStopped
from overwinter.reading.catalogue import Catalogue

log = logging.getLogger(__name__)

LONGEST_STEM = 180
"""Bytes."""
LONGEST_LOG = 20_000
"""Bytes: a library may have much to say about a broken file, and the last of it tells where it ended."""


def read_kept(
    *, path: Path, name: str, catalogue: Catalogue, winter: Winter, limits: Limits, progress: Progress
) -> dict[str, Any]:
    """Read the file at ``path``, called ``name`` by its owner, in a process of its own.

    Gives ``reading`` (the engine's contract object) and ``excerpts`` (one for each row). Raises
    :class:`~overwinter.reading.apart.watch.ReadingFailed`.
    """
    if not path.is_file():
        raise ReadingFailed(
            "The kept file is not on the disk. Restore the folder of files from its backup, then try again."
        )
    with (
        tempfile.TemporaryDirectory(prefix="overwinter-reading-") as folder,
        tempfile.TemporaryFile() as errors,
    ):
        copy = Path(folder) / _name_on_disk(name)
        shutil.copyfile(path, copy)
        order = Order(path=copy, catalogue=catalogue, winter=winter, answer="kept")
        try:
            with Apart(limits, errors=errors) as process:
                answer = process.read(order, progress)
        except ReadingStopped as failure:
            errors.seek(max(errors.seek(0, os.SEEK_END) - LONGEST_LOG, 0))
            log.error("%s\n%s", failure, errors.read().decode(errors="replace"))
            if isinstance(failure, ReadingFault):
                raise ReadingFault(f"{failure} The file is kept, and the fault is in the log.") from failure
            raise
    given: dict[str, Any] = json.loads(answer)
    return given


def _name_on_disk(name: str) -> str:
    """The owner's name for the file, as short as every file system takes it: the limit is in bytes, not letters."""
    plain = Path(name.replace("\0", "")).name or "document"
    suffix = Path(plain).suffix[:10]
    stem = plain.removesuffix(suffix).encode()[:LONGEST_STEM].decode(errors="ignore")
    return f"{stem}{suffix}"

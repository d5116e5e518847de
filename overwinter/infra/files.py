"""Files that are kept for ever, by their content."""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from overwinter.infra import clock
from overwinter.infra.models import StoredFile

CHUNK = 1 << 20


def keep(stream: BinaryIO) -> StoredFile:
    """Store what ``stream`` holds, unless it is stored already, and return its record.

    The bytes are on disk under their sha256 before the record is made, so a record never points at nothing.
    """
    folder = Path(settings.FILES_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".arriving-", delete=False) as out:
        partial = Path(out.name)
        try:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        except BaseException:
            partial.unlink()
            raise
    sha256 = digest.hexdigest()
    target = path_of(sha256)
    target.parent.mkdir(exist_ok=True)
    partial.replace(target)
    stored, _ = StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": size, "stored_at": clock.now()})
    return stored


class Damaged(Exception):
    """A kept file is gone from the disk, or is no longer what was kept. ``str()`` of it is a sentence for a person."""


def open_kept(sha256: str) -> BinaryIO:
    """The file with this content, at its start, after it was seen to be what was kept. Raises :class:`Damaged`."""
    path, digest = path_of(sha256), hashlib.sha256()
    if not path.is_file():
        raise Damaged("The kept file is not on the disk. Ask whoever runs this installation to restore it.")
    stream = path.open("rb")
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    if digest.hexdigest() != sha256:
        stream.close()
        raise Damaged(
            "The kept file is no longer what was uploaded. Ask whoever runs this installation to restore it from its "
            "backup."
        )
    stream.seek(0)
    return stream


def path_of(sha256: str) -> Path:
    """Where the file with this content stands on disk."""
    return Path(settings.FILES_DIR) / sha256[:2] / sha256

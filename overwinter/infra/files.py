"""Files that are kept for ever, by their content."""

import hashlib
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
    partial = folder / f".arriving-{id(stream)}-{clock.now().timestamp()}"
    with partial.open("wb") as out:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
    sha256 = digest.hexdigest()
    target = path_of(sha256)
    target.parent.mkdir(exist_ok=True)
    partial.replace(target)
    stored, _ = StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": size, "stored_at": clock.now()})
    return stored


def path_of(sha256: str) -> Path:
    """Where the file with this content stands on disk."""
    return Path(settings.FILES_DIR) / sha256[:2] / sha256

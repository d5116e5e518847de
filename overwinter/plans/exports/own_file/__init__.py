"""The plan back into the council's own file: the original document with only the changed cells touched."""

import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from overwinter.kernel.winter import Winter
from overwinter.plans.domain.sheet import PlanSheet
from overwinter.plans.exports.own_file import checking, word, workbook
from overwinter.plans.exports.own_file.changes import Change, NotPutBack, differences
from overwinter.plans.exports.own_file.pack import with_members
from overwinter.plans.exports.own_file.spans import CannotPatch
from overwinter.reading.vocabulary.profile import Profile

__all__ = ["CAN_TAKE", "CannotPatch", "Change", "NotPutBack", "PutBack", "can_take", "put_back"]

CAN_TAKE = {".xlsx": "Excel", ".docx": "Word"}
"""Kinds of file that a plan can be put back into."""


@dataclass(frozen=True, slots=True)
class PutBack:
    """What became of the plan's differences from the document."""

    content: bytes
    """The document. The very bytes of the original where nothing changes."""
    changed: tuple[Change, ...]
    not_put_back: tuple[NotPutBack, ...]


def can_take(name: str) -> bool:
    return Path(name).suffix.lower() in CAN_TAKE


def put_back(sheet: PlanSheet, original: Path, *, name: str, sha256: str, profiles: Sequence[Profile] = ()) -> PutBack:
    """The document at ``original`` (called ``name``, with the content ``sha256``), saying what ``sheet`` says.

    A difference that cannot be written safely stays out, and the answer says so by name and reason. Everything written
    is read again before it is given out, with the ``profiles`` it may have been read with. Raises :class:`CannotPatch`
    where the file as a whole cannot be changed.
    """
    if not can_take(name):
        raise CannotPatch(
            f"{name} is neither an Excel workbook nor a Word document (.xlsx, .docx), so nothing can be put into it."
        )
    with tempfile.TemporaryDirectory(prefix="overwinter-") as folder:
        # Under its own name, so that it is read as the person's file was.
        before = Path(folder, "before", Path(name).name)
        before.parent.mkdir()
        shutil.copyfile(original, before)
        found = differences(sheet, sha256)
        file = checking.File(before, Winter.parse(sheet.winter), profiles)
        ready, refused = file.as_it_was_read(found.changes)
        content, done, more = _written(file, ready)
        return PutBack(content, tuple(done), (*found.not_put_back, *refused, *more))


def _written(file: checking.File, changes: Sequence[Change]) -> tuple[bytes, list[Change], list[NotPutBack]]:
    """Write the changes; leave out those that a second reading does not find as they were meant, and write again."""
    refused: list[NotPutBack] = []
    while True:
        content, done, more = _patched(file, changes)
        misread = file.misread(content, done) if done else []
        if not misread:
            return content, done, [*refused, *more]
        refused += [change.refused(reason) for change, reason in misread]
        left_out = [change for change, _ in misread]
        changes = [change for change in changes if change not in left_out]


def _patched(file: checking.File, changes: Sequence[Change]) -> tuple[bytes, list[Change], list[NotPutBack]]:
    with zipfile.ZipFile(file.path) as pack:
        if CAN_TAKE[file.path.suffix.lower()] == "Excel":
            members, done, refused = workbook.patch(pack, changes, file.rags)
        else:
            members, done, refused = word.patch(pack, file.path, changes, file.rags, file.fills)
        return (with_members(pack, members) if members else file.path.read_bytes()), done, refused

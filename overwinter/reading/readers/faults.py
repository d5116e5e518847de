"""What the libraries that open files let through when one is damaged, said as one sentence where they are called."""

import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from overwinter.reading.document import UnreadableError
from overwinter.reading.readers.packed import damaged

log = logging.getLogger(__name__)

FAULTS: tuple[type[Exception], ...] = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, NotImplementedError, TypeError),
    *(ValueError, SyntaxError, struct.error, zlib.error),
)
"""They meet what their authors never saw, such as a part that is missing or a number that is none, and say so in many
ways. Too little memory and too deep a nesting are not among them: they have sentences of their own."""


@contextmanager
def damage_told(path: Path, *more: type[Exception]) -> Iterator[None]:
    """Around what a library reads of ``path``. ``more``: what it raises of its own. Where the fault lies is logged."""
    try:
        yield
    except (*FAULTS, *_of_packs(), *more) as error:
        log.warning("%s: a library gave up", path.name, exc_info=error)
        raise UnreadableError(damaged(path)) from error


def _of_packs() -> tuple[type[Exception], ...]:
    """Of packed files and the XML in them; loaded once something has gone wrong."""
    from zipfile import BadZipFile

    from lxml import etree

    return BadZipFile, etree.LxmlError

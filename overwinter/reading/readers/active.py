"""What in an office file would act if its own program opened it: told, and never run, followed or fetched."""

import zipfile
from pathlib import Path

from overwinter.reading.readers.packed import open_pack

MACROS = "The file holds macros (small programs). They were not run; its text was read as it was saved."
LINKS = "The workbook takes values from other files. They were read as last saved; nothing was fetched."
_LISTS = ("/", "script-lc.xml", "script-lb.xml")
"""Folders and tables of contents of macros, which LibreOffice writes where there are none too."""


def warnings_of(path: Path) -> tuple[str, ...]:
    """Of a packed office file that could be read."""
    if not zipfile.is_zipfile(path):  # an OpenDocument file that is one XML text
        return ()
    with open_pack(path) as pack:
        names = [name.casefold() for name in pack.namelist()]
    macros = any(
        name.endswith("vbaproject.bin") or (name.startswith("basic/") and not name.endswith(_LISTS)) for name in names
    )
    links = any(name.startswith("xl/externallinks/") for name in names)
    return (*((MACROS,) if macros else ()), *((LINKS,) if links else ()))

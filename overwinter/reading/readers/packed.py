"""Packed office files, opened with care: a small file must not unpack into a huge one, nor its XML expand itself."""

import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from overwinter.reading.document import UnreadableError

if TYPE_CHECKING:
    from zipfile import ZipFile

    from lxml import etree

MOST_MEMBERS = 5_000
LARGEST_UNPACKED = 400 * 1024 * 1024
"""Bytes, all members together."""
SAFE_UNPACKED = 20 * 1024 * 1024
"""Bytes of one member below which its ratio does not matter: sparse sheets compress very well."""
HIGHEST_RATIO = 200
"""Unpacked to packed size; real office XML stays below 50."""


def open_pack(path: Path) -> "ZipFile":
    """Open the zip file at ``path`` once its list of members has been found sane.

    Raises :class:`UnreadableError` for a damaged file, one with a password, and one that would unpack without bounds.
    """
    from zipfile import BadZipFile, ZipFile  # a document that is no pack does not wait for it

    try:
        pack = ZipFile(path)
    except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise UnreadableError(damaged(path)) from error
    members = pack.infolist()
    total = sum(member.file_size for member in members)
    bomb = any(
        member.file_size > SAFE_UNPACKED and member.file_size > HIGHEST_RATIO * max(member.compress_size, 1)
        for member in members
    )
    problem = ""
    if len(members) > MOST_MEMBERS or total > LARGEST_UNPACKED or bomb:
        problem = f"{path.name} would unpack to far more than an office file holds, so it was not opened."
    elif any(member.flag_bits & 0x1 for member in members):
        problem = f"{path.name} is protected by a password. Take the password off, save it and read it again."
    if problem:
        pack.close()
        raise UnreadableError(problem)
    return pack


def damaged(path: Path) -> str:
    return f"{path.name} is damaged or cut short. Download or copy it again, or open it and save it anew."


def read_xml(pack: "ZipFile", name: str, path: Path) -> "etree._Element | None":
    """The root of the XML part ``name``, or None when the pack has none. Entities are never expanded."""
    return parse_xml(read_part(pack, name, path), path) if name in pack.NameToInfo else None


def read_part(pack: "ZipFile", name: str, path: Path) -> bytes:
    """The bytes of a part that the pack of the file ``path`` lists."""
    from zipfile import BadZipFile

    try:
        return pack.read(name)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, struct.error) as error:
        raise UnreadableError(damaged(path)) from error


def parse_xml(data: bytes, path: Path) -> "etree._Element":
    """The root of an XML text from the file ``path``. Entities are never expanded."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(damaged(path)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(
            f"{path.name} holds XML with definitions of its own, which office files never have. It was not read."
        )
    return root

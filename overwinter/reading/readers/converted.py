"""Word and PowerPoint files from before 2007: turned into today's format by LibreOffice, where the machine has it.

LibreOffice is started without a window, with a profile made for this one file: no macros run, no links are followed,
and it asks for nothing over the network.
"""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from overwinter.reading.document import Document, UnreadableError
from overwinter.reading.readers.docx import read_docx
from overwinter.reading.readers.pptx import read_pptx
from overwinter.reading.readers.programs import ProgramFailed, find_program, run_program
from overwinter.reading.readers.sniffing import Kind, sha256_of

SECONDS = 90
"""A plan takes three; a start after an update takes twenty."""
_CAREFUL = (
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""Macros and links off; what would still reach for the network is sent to a port at which nobody answers."""


def read_doc(path: Path) -> Document:
    return _read(path, Kind.DOC, "docx", read_docx)


def read_ppt(path: Path) -> Document:
    return _read(path, Kind.PPT, "pptx", read_pptx)


def _read(path: Path, kind: Kind, suffix: str, read: Callable[[Path], Document]) -> Document:
    program = find_program("soffice", "libreoffice")
    what = "Word" if kind is Kind.DOC else "PowerPoint"
    if program is None:
        raise UnreadableError(
            f"{path.name} is in the {what} format from before 2007, which needs LibreOffice on this machine. "
            f"Save it as .{suffix}, or have LibreOffice installed."
        )
    with tempfile.TemporaryDirectory(prefix="overwinter-office-") as folder:
        made = _convert(path, kind, suffix, program, Path(folder))
        document = read(made)
    told = (
        f"The file was turned from the {what} format of before 2007 into .{suffix} by LibreOffice and read from that."
    )
    return replace(
        document,
        name=path.name,
        media_type=kind,
        sha256=sha256_of(path),
        warnings=(told, *document.warnings),
    )


def _convert(path: Path, kind: Kind, suffix: str, program: str, folder: Path) -> Path:
    source = folder / f"document.{'doc' if kind is Kind.DOC else 'ppt'}"
    shutil.copyfile(path, source)
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_settings(), encoding="utf-8")
    command = [
        *(program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"),
        *("--nologo", "--nolockcheck", "--convert-to", suffix, "--outdir", str(folder), str(source)),
    ]
    made = source.with_suffix(f".{suffix}")
    reason = ""
    try:
        run_program(command, seconds=SECONDS, environment={"HOME": str(folder)})
    except ProgramFailed as failure:
        reason = f" ({failure})" if "seconds" in str(failure) else ""
    if reason or not made.is_file():
        raise UnreadableError(
            f"{path.name} could not be turned into .{suffix}{reason}: it may be damaged or have a password. "
            f"Open it, save it as .{suffix} and read that."
        )
    return made


def _settings() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _CAREFUL
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>"
    )

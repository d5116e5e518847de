"""LibreOffice, where the machine has it: an office file turned into another format.

It is started without a window, with a profile made for this one file: no macros run, no links are followed, and it
asks for nothing over the network. It is bounded in time, and nothing of it is left running.
"""

import tempfile
from pathlib import Path

from overwinter.reading.readers.programs import ProgramFailed, find_program, run_program

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


class NotTurned(Exception):
    """LibreOffice is not there, failed, or took too long. ``str()`` says which, to go on a sentence; or is empty."""


def find_office() -> str | None:
    return find_program("soffice", "libreoffice")


def turn(content: bytes, ending: str, into: str, *, seconds: float = SECONDS, options: str = "") -> bytes:
    """A file that ends in ``ending`` as one that ends in ``into``; ``options`` are those of LibreOffice's own filter.

    Raises :class:`NotTurned`.
    """
    program = find_office()
    if program is None:
        raise NotTurned("LibreOffice is not on this machine")
    with tempfile.TemporaryDirectory(prefix="overwinter-office-") as name:
        folder = Path(name)
        source = folder / f"document.{ending}"
        source.write_bytes(content)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_settings(), encoding="utf-8")
        command = [
            *(program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"),
            *("--nologo", "--nolockcheck", "--convert-to", f"{into}:{options}" if options else into),
            *("--outdir", str(folder), str(source)),
        ]
        made = source.with_suffix(f".{into}")
        try:
            run_program(command, seconds=seconds, environment={"HOME": str(folder)})
        except ProgramFailed as failure:
            if "seconds" in str(failure):
                raise NotTurned(str(failure)) from failure
        if not made.is_file():
            raise NotTurned("")
        return made.read_bytes()


def _settings() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _CAREFUL
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>"
    )

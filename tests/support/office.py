"""Other formats of an office file, made by LibreOffice: what a council has that saves its plan in another program."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
SECONDS = 300

needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not on this machine")


def convert(paths: Sequence[Path], suffix: str, folder: Path) -> list[Path]:
    """Each of ``paths`` saved as ``suffix`` in ``folder``, in one start of LibreOffice with a profile of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="office-") as profile:
        subprocess.run(
            [
                *(str(SOFFICE), f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"),
                *("--convert-to", suffix, "--outdir", str(folder), *map(str, paths)),
            ],
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
    return [folder / f"{path.stem}.{suffix}" for path in paths]

"""The peers' own environment, made when it is first needed: neither users nor engineers install it otherwise."""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "build" / "peers"
WANTED = ROOT / "requirements" / "peers.txt"
PYTHON = PLACE / "bin" / "python"


class MissingPeersError(Exception):
    """The environment cannot be made here; ``str()`` says why."""


def make() -> None:
    """Make ``build/peers`` anew when its requirements have changed. Raises :class:`MissingPeersError`."""
    stamp, wanted = PLACE / "made-from", hashlib.sha256(WANTED.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Making the environment of the peers in build/peers (once; about 150 MB to fetch) …", flush=True)
    uv = Path(sys.executable).with_name("uv")
    install = (uv, "pip", "install", "-q", "--python", PYTHON, "--require-hashes", "--compile-bytecode", "-r", WANTED)
    for command in ((uv, "venv", "-q", "--clear", "--python", sys.executable, PLACE), install):
        try:
            done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        except OSError as error:
            raise MissingPeersError(f"{uv.name} cannot be started ({error.strerror})") from error
        if done.returncode:
            raise MissingPeersError((done.stderr.strip().splitlines() or ["it gave no reason"])[-1])
    stamp.write_text(wanted)

"""Imports killed at random moments and begun again, beside one that nobody disturbs: the same database in the end."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from random import Random
from signal import SIGKILL
from subprocess import DEVNULL, PIPE, TimeoutExpired
from time import perf_counter
from typing import Any

COUNT = 2_000
KILLS = 8
FORM = "statutory-care-home"


def main(home: Path) -> list[str]:
    """Print what came of it. Returns a sentence where the two differ."""
    throw = Random("killing")
    calm, torn = home / "calm", home / "torn"
    calm.mkdir(parents=True)
    _run(calm, "begin")
    shutil.copytree(calm, torn)
    started = perf_counter()
    _run(calm, "import")
    most = perf_counter() - started
    met = [_kill(torn, throw.uniform(most / 5, most / 2)) for _ in range(KILLS)]
    _run(torn, "import")
    killed = [words for words in met if words]
    undisturbed, other = (json.loads(_run(each, "print")) for each in (calm, torn))
    differ = sorted(name for name in {*undisturbed, *other} if undisturbed.get(name) != other.get(name))
    print(
        f"The directory of {COUNT:,} locations, a month of their returns and every rule, killed {len(killed)} times "
        f"({'; '.join(killed)}): {'ANOTHER DATABASE' if differ else 'the same database'} as undisturbed",
        flush=True,
    )
    broken = (
        [f"an import that was killed {len(killed)} times gives other rows of {', '.join(differ)}"] if differ else []
    )
    return broken if killed else [*broken, "no import was killed: it ended before"]


def _command(verb: str) -> list[str]:
    return [sys.executable, "-m", "bench.killing", verb]


def _environment(home: Path) -> dict[str, str]:
    """With a database of its own, a file, whatever the others are measured on."""
    return {name: said for name, said in os.environ.items() if name != "DATABASE_URL"} | {"OVERWINTER_HOME": str(home)}


def _run(home: Path, verb: str) -> str:
    done = subprocess.run(_command(verb), env=_environment(home), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout.splitlines()[-1]


def _kill(home: Path, after: float) -> str:
    """What it was at when it was killed; empty where it was done before."""
    with subprocess.Popen(
        _command("import"), env=_environment(home), stdout=PIPE, stderr=DEVNULL, text=True
    ) as process:
        try:
            process.wait(after)
        except TimeoutExpired:
            process.send_signal(SIGKILL)
            said = process.stdout.read() if process.stdout is not None else ""
            return said.splitlines()[-1] if said else "before it began"
    return ""


def _child(verb: str) -> None:
    from bench import providers

    if verb == "begin":
        providers.set_up(Path(os.environ["OVERWINTER_HOME"]))
    else:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "overwinter.config.settings")
        import django

        django.setup()
    from bench import killed
    from bench.provider_world import TODAY

    with providers.standing(TODAY):
        if verb == "begin":
            killed.begin(COUNT)
        elif verb == "import":
            killed.bring_in(Path(os.environ["OVERWINTER_HOME"]), COUNT, FORM)
        else:
            digests = defaultdict[str, Any](hashlib.sha256)
            for line in killed.facts():
                digests[line.partition(" ")[0]].update(line.encode())
            print(json.dumps({name: digest.hexdigest() for name, digest in digests.items()}))


if __name__ == "__main__":
    _child(sys.argv[1])

"""``python -m bench.fuzz [--count 2000] [--seed 1] [--kinds docx,pdf] [--keep FOLDER]``: how damaged files are read.

Prints a line for each format, and every crash with its trace; ends with status 1 when there was one. ``--keep`` names a
folder for the files that crashed or reached a limit.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from bench.fuzz import packs
from bench.fuzz.damage import BYTES, TEXT, damaged
from bench.fuzz.running import Outcome, readers
from bench.fuzz.sound import write_sound

TEXTS = {"html", "htm", "mht", "md", "csv", "txt", "rtf"}
SECONDS = 120
"""For one file. The program itself allows more."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2_000, help="how many damaged files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", help="only these formats, such as docx,pdf")
    parser.add_argument("--keep", type=Path, help="where files that crashed or reached a limit are kept")
    arguments = parser.parse_args()
    outcomes = list(
        run(arguments.count, arguments.seed, set((arguments.kinds or "").split(",")) - {""}, arguments.keep)
    )
    report(outcomes)
    return 1 if any(outcome.how == "CRASH" for outcome in outcomes) else 0


def run(count: int, seed: int, kinds: set[str], keep: Path | None = None) -> Iterator[Outcome]:
    """Read ``count`` damaged files, the formats in turn, and say how each ended."""
    with tempfile.TemporaryDirectory() as folder, readers(SECONDS) as reading:
        sound = Path(folder) / "sound"
        sound.mkdir()
        seeds = by_kind(write_sound(sound), kinds)
        for number in range(count):
            kind = sorted(seeds)[number % len(seeds)]
            random = Random(f"{seed}:{number}")
            path = Path(folder) / f"damaged-{seed}-{number}.{kind}"
            path.write_bytes(damage(random.choice(seeds[kind]), seeds[kind], random))
            outcome = reading.read(path)
            if outcome.how in ("CRASH", "limit"):
                print(f"{outcome.how} {path.name}: {outcome.detail}", flush=True)
                if keep is not None:
                    keep.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, keep / path.name)
            path.unlink()
            yield outcome


def by_kind(paths: list[Path], kinds: set[str]) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in paths:
        kind = path.suffix[1:]
        if not kinds or kind in kinds:
            found.setdefault(kind, []).append(path)
    return found


def damage(sound: Path, others: list[Path], random: Random) -> bytes:
    data = sound.read_bytes()
    if random.random() < 0.04:
        other = random.choice(others).read_bytes()
        return data[: random.randrange(len(data))] + other[random.randrange(len(other)) :]
    if data.startswith(b"PK") and random.random() < 0.8:
        return packs.spoil(data, random)
    return damaged(data, TEXT if sound.suffix[1:] in TEXTS else BYTES, random)


def report(outcomes: list[Outcome]) -> None:
    print(
        f"{'format':8} {'files':>6} {'read':>6} {'refused':>8} {'limit':>6} {'CRASH':>6} {'most s':>7} {'most MB':>8}"
    )
    kinds = sorted({outcome.name.rpartition(".")[2] for outcome in outcomes})
    for kind in [*kinds, ""]:
        some = [outcome for outcome in outcomes if outcome.name.endswith(f".{kind}" if kind else "")]
        counts = [sum(1 for outcome in some if outcome.how == how) for how in ("read", "refused", "limit", "CRASH")]
        seconds, memory = max(outcome.seconds for outcome in some), max(outcome.memory_mb for outcome in some)
        figures = " ".join(f"{count:>{width}}" for count, width in zip(counts, (6, 8, 6, 6), strict=True))
        print(f"{kind or 'all':8} {len(some):>6} {figures} {seconds:>7.1f} {memory:>8.0f}")


if __name__ == "__main__":
    sys.exit(main())

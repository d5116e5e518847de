"""Plans made at random in every layout and format, written, read back and compared; each fault is printed.

``python -m bench.random_plans --count 500 --seed 7 [--formats xlsx docx] [--match]`` is the same each time. A plan is
named by its format and seed; ``--only`` reads that one alone, and ``--keep`` leaves its file to look at.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.reading.corpus.chance.check import faults
from tests.reading.corpus.chance.files import WRITERS
from tests.reading.corpus.chance.layouts import draw
from tests.reading.matching_marks import national_catalogue


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100, help="plans of each format")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--formats", nargs="*", default=sorted(WRITERS), choices=sorted(WRITERS))
    parser.add_argument("--only", type=int, help="this seed alone")
    parser.add_argument("--match", action="store_true", help="match the rows too")
    parser.add_argument("--keep", type=Path, help="a folder for the files of plans that are read wrongly")
    arguments = parser.parse_args()
    catalogue = national_catalogue()
    first = arguments.seed if arguments.only is None else arguments.only
    count = arguments.count if arguments.only is None else 1
    wrong: Counter[str] = Counter()
    for suffix in arguments.formats:
        started = time.perf_counter()
        for seed in range(first, first + count):
            plan = draw(seed, suffix, catalogue)
            with tempfile.TemporaryDirectory() as folder:
                found = faults(plan, Path(folder), catalogue if arguments.match else None)
                if found and arguments.keep:
                    arguments.keep.mkdir(parents=True, exist_ok=True)
                    (arguments.keep / f"{suffix}-{seed}.{suffix}").write_bytes(
                        (Path(folder) / f"plan.{suffix}").read_bytes()
                    )
            if found:
                wrong[suffix] += 1
                print(f"{suffix} {seed}: {'; '.join(plan.choices)}")
                print("".join(f"    {fault}\n" for fault in found[:6]), end="")
        print(
            f"{suffix:5} {count - wrong[suffix]} of {count} read whole, {time.perf_counter() - started:.1f} s",
            flush=True,
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

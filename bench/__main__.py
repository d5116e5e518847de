"""``make bench``, or ``python -m bench [pages] [peers] …``, the names of sections: what is measured, what is promised.

Times are of machines that do other things as well: each section measures what it compares in one run and in turn. Read
the ratios. Ends with status 1 when a promise is broken.
"""

import argparse
import sys
import time
from collections.abc import Callable


def _pages(_arguments: argparse.Namespace) -> list[str]:
    from bench import councils

    return councils.main()


def _peers(arguments: argparse.Namespace) -> list[str]:
    from bench.peers import section

    return section.main(arguments.only, arguments.rounds or section.ROUNDS)


def _matching(_arguments: argparse.Namespace) -> list[str]:
    from bench import calibration, learning, matching

    matching.main([])
    print("\nAfter one council's plan is confirmed", flush=True)
    print(learning.table(), flush=True)
    print("\nWhat was said, and the share that was right", flush=True)
    print(calibration.report())
    return []


def _workbook(arguments: argparse.Namespace) -> list[str]:
    from bench import workbook

    return workbook.main(arguments.rounds or workbook.ROUNDS)


def _providers(arguments: argparse.Namespace) -> list[str]:
    from bench import providers

    return providers.main(arguments.only)


SECTIONS: dict[str, tuple[str, Callable[[argparse.Namespace], list[str]]]] = {
    "pages": ("Pages, at 1 and at 150 councils", _pages),
    "peers": ("Reading a plan, beside what one would use instead", _peers),
    "matching": ("Matching rows to requirements", _matching),
    "workbook": ("A long workbook", _workbook),
    "providers": ("A national month and a county year of returns", _providers),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"{', '.join(SECTIONS)}; all when none is named")
    narrowed = "of the peers' files, those so named; of providers month, pages, year or kills"
    parser.add_argument("--only", nargs="*", default=(), metavar="WORD", help=narrowed)
    parser.add_argument("--rounds", type=int, metavar="N", help="runs of each, of peers and workbook")
    arguments = parser.parse_args()
    if unknown := set(arguments.sections) - set(SECTIONS):
        parser.error(f"{unknown.pop()} is no section; there are {', '.join(SECTIONS)}")
    broken = []
    for name, (title, measure) in SECTIONS.items():
        if not arguments.sections or name in arguments.sections:
            started = time.perf_counter()
            print(f"\n{title}\n", flush=True)
            broken += measure(arguments)
            print(f"({time.perf_counter() - started:.0f} s)", flush=True)
    for sentence in broken:
        print("NOT KEPT:", sentence, file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())

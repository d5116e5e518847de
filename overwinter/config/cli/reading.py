"""``overwinter read``: what a file holds, printed. Needs no database, no network and no login.

The reading is done by a process of its own. What is imported here is light, so that it starts to load at once.
"""

import argparse
import gc
import os
import subprocess
import sys
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

from overwinter.reading.apart.limits import MEMORY_MB, SECONDS, Limits
from overwinter.reading.apart.watch import Apart, ReadingFailed, ReadingFault

if TYPE_CHECKING:
    from overwinter.reading.apart.order import Order
    from overwinter.reading.catalogue import Catalogue

DEFAULT_FRAMEWORK = "asc-winter-plan-2020-21"
STOPPED = 130
"""The status of a command that Ctrl+C ended."""
TABLES = "tables"
LOWEST_MEMORY_MB = 300
"""Less than this and the program itself finds no room."""


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    read = commands.add_parser("read", help="read a winter plan from a file and print what was understood")
    read.add_argument("file", type=Path, help="the document a plan lives in")
    read.add_argument("--json", action="store_true", help="print the contract's JSON object for programs")
    read.add_argument(
        "--explain", nargs="?", const=TABLES, type=_row_or_tables, metavar="N",
        help="tell how row N was found; without a number, what each table was taken for and what was left",
    )  # fmt: skip
    read.add_argument("--profile", type=Path, metavar="FILE", help="read it as this profile says")
    read.add_argument("--framework", default=DEFAULT_FRAMEWORK, metavar="ID", help="the national plan it answers")
    read.add_argument("--winter", metavar="2020-21", help="the winter it is for; the framework's own when not given")
    read.add_argument("--seconds", type=_at_least(1), default=SECONDS, metavar="N", help="stop reading after this long")
    read.add_argument(
        "--memory-mb", type=_at_least(LOWEST_MEMORY_MB), default=MEMORY_MB, metavar="N",
        help="stop reading when it takes more memory than this",
    )  # fmt: skip
    read.add_argument("--debug", action="store_true", help="print what the program and its libraries say on the way")
    read.set_defaults(run=run_read)


def run_read(arguments: argparse.Namespace) -> int:
    limits = Limits(seconds=arguments.seconds, memory_mb=arguments.memory_mb)
    if arguments.alone:
        gc.disable()  # it is over before there is anything to collect
    try:
        with Apart(limits, errors=None if arguments.debug else subprocess.DEVNULL, copied=arguments.alone) as process:
            answer = process.read(_order(arguments))
    except ReadingFault as fault:
        return _refuse(f"{fault} Run it again with --debug to see where." if not arguments.debug else str(fault))
    except (ReadingFailed, ValueError) as problem:
        return _refuse(str(problem))
    except KeyboardInterrupt:
        return STOPPED
    _print_in(encoding="utf-8" if arguments.json else None)
    sys.stdout.write(answer)
    if arguments.alone:
        sys.stdout.flush()
        os._exit(0)  # what was loaded is not worth the time of taking it apart
    return 0


def _order(arguments: argparse.Namespace) -> "Order":
    """Raises :class:`ValueError`, its sentence for the person, for an unknown national plan or winter."""
    from msgspec.structs import replace

    from overwinter.frameworks.domain.loading import PackError
    from overwinter.frameworks.packs import as_catalogue, load_pack
    from overwinter.frameworks.profiles import list_profiles
    from overwinter.frameworks.thresholds import load_thresholds
    from overwinter.kernel.threshold import limits_on
    from overwinter.kernel.winter import Winter
    from overwinter.reading.apart.order import Order
    from overwinter.reading.vocabulary.profile import load_profile

    try:
        pack = load_pack(arguments.framework)
        limits = limits_on(date.today(), load_thresholds(os.environ.get("OVERWINTER_THRESHOLDS", "")))
    except PackError as problem:
        raise ValueError(str(problem)) from problem
    profiles = list_profiles(os.environ.get("OVERWINTER_PROFILES", ""))
    if arguments.profile is not None:
        profiles = (replace(load_profile(arguments.profile), recognise=()),)
    catalogue = as_catalogue(pack, limits=limits, profiles=profiles)
    answer, options = _answer(arguments, catalogue)
    return Order(
        path=arguments.file,
        catalogue=catalogue,
        winter=Winter.parse(arguments.winter or pack.winter),
        answer=answer,
        options=options,
    )


def _answer(arguments: argparse.Namespace, catalogue: "Catalogue") -> tuple[str, dict[str, Any]]:
    """In what form the reading is wanted. What explains it is in the JSON object anyway."""
    if arguments.json:
        return "json", {}
    from shutil import get_terminal_size

    width = get_terminal_size().columns
    if arguments.explain is None:
        return "words", {"width": width}
    row = None if arguments.explain == TABLES else arguments.explain
    titles = {entry.id: entry.title for entry in catalogue.entries}
    return "explained", {"row": row, "titles": titles, "width": width}


def _row_or_tables(text: str) -> int | str:
    if text == TABLES:
        return TABLES
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"“{text}” is no row; give its number, or “{TABLES}”")
    return int(text)


def _refuse(sentence: str) -> int:
    print(f"overwinter read: {sentence}", file=sys.stderr)
    return 2


def _at_least(least: int) -> Any:
    def number(text: str) -> int:
        value = int(text)
        if value < least:
            raise argparse.ArgumentTypeError(f"{value} is too little; give {least} or more")
        return value

    return number


def _print_in(*, encoding: str | None) -> None:
    """Programs get UTF-8 wherever they run; a terminal that cannot show a letter shows a question mark in its place."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding=encoding or sys.stdout.encoding, errors="replace")

"""``overwinter read``: what a file holds, printed. Needs no database, no network and no login."""

import argparse
import json
import os
import shutil
import sys
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any

DEFAULT_FRAMEWORK = "asc-winter-plan-2020-21"


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    read = commands.add_parser("read", help="read a winter plan from a file and print what was understood")
    read.add_argument("file", type=Path, help="the document a plan lives in")
    read.add_argument("--json", action="store_true", help="print the contract's JSON object for programs")
    read.add_argument("--framework", default=DEFAULT_FRAMEWORK, metavar="ID", help="the national plan it answers")
    read.add_argument("--winter", metavar="2020-21", help="the winter it is for; the framework's own when not given")
    read.set_defaults(run=run_read)


def run_read(arguments: argparse.Namespace) -> int:
    from overwinter.frameworks.domain.loading import PackError
    from overwinter.frameworks.packs import as_catalogue, load_pack
    from overwinter.frameworks.thresholds import load_thresholds
    from overwinter.kernel.threshold import limits_on
    from overwinter.kernel.winter import Winter
    from overwinter.reading.document import UnreadableError
    from overwinter.reading.engine import read_file

    try:
        pack = load_pack(arguments.framework)
        winter = Winter.parse(arguments.winter or pack.winter)
        limits = limits_on(date.today(), load_thresholds(os.environ.get("OVERWINTER_THRESHOLDS", "")))
        reading = read_file(arguments.file, as_catalogue(pack, limits=limits), winter)
    except (UnreadableError, PackError, ValueError) as problem:
        print(f"overwinter read: {problem}", file=sys.stderr)
        return 2
    _print_in(encoding="utf-8" if arguments.json else None)
    if arguments.json:
        json.dump(reading.as_dict(), sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        from overwinter.reading.printing import print_reading

        print_reading(reading, width=shutil.get_terminal_size().columns)
    return 0


def _print_in(*, encoding: str | None) -> None:
    """Programs get UTF-8 wherever they run; a terminal that cannot show a letter shows a question mark in its place."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding=encoding or sys.stdout.encoding, errors="replace")

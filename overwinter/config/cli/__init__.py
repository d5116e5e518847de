"""The command line: ``overwinter read``, ``overwinter run`` and the rest."""

import argparse
import os
import sys
from collections.abc import Sequence

from overwinter.config.cli import reading


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit status; a person's mistake is one sentence on standard error and status 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "overwinter.config.settings")
    words = sys.argv[1:] if argv is None else list(argv)
    arguments = make_parser(words[:1]).parse_args(words)
    arguments.alone = argv is None  # a process of its own, that does nothing else
    try:
        status: int = arguments.run(arguments)
    except BrokenPipeError:
        # the reader of our output (head, less) has gone: nobody is left to print to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def make_parser(first: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Every command and what it takes; the reference of the command line is written from it.

    ``first``: the word the command begins with. Nobody who reads a file waits for the other commands to load.
    """
    parser = argparse.ArgumentParser(prog="overwinter", description="A council's winter plan, as a working system.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    reading.add_commands(commands)
    if first != ["read"]:
        from overwinter.config.cli import (
            administrator,
            audit,
            frameworks,
            installation,
            measures,
            providers,
            reports,
            returns,
            signing,
        )

        for room in (frameworks, measures, providers, returns, reports, installation, administrator, audit, signing):
            room.add_commands(commands)
    return parser

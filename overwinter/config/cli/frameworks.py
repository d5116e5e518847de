"""``overwinter framework``: the national requirement packs, checked and brought into the database."""

import argparse
import sys
from typing import Any


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    framework = commands.add_parser("framework", help="check the requirement packs, or bring them into the database")
    verbs = framework.add_subparsers(required=True, metavar="check|sync")
    check = verbs.add_parser("check", help="validate the packs and print what a sync would change")
    check.set_defaults(run=run_check)
    sync = verbs.add_parser("sync", help="bring the packs into the database; doing it twice changes nothing")
    sync.set_defaults(run=run_sync)


def run_check(arguments: argparse.Namespace) -> int:
    return 0


def run_sync(arguments: argparse.Namespace) -> int:
    return 0

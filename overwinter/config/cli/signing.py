"""``overwinter signing``: whether what was signed, and what was sent, is still what is kept."""

import argparse
import sys
from collections.abc import Iterator
from typing import Any


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    signing = commands.add_parser(
        "signing", help="see whether every plan that was signed, and every letter that was sent, is kept as it was"
    )
    verbs = signing.add_subparsers(required=True, metavar="check")
    check = verbs.add_parser("check", help="reckon each digest anew; status 1 when one differs")
    check.set_defaults(run=run_check)


def run_check(_arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.db import connection

    if "assurance_sentletter" not in connection.introspection.table_names():
        print("overwinter signing: The database is not set up yet. Run `overwinter setup` first.", file=sys.stderr)
        return 2
    found = [*_rounds(), *_letters()]
    for name, wrong in found:
        print(f"{name}: {wrong or 'as it was'}")
    if not found:
        print("No plan has been signed, and no letter sent.")
    return 1 if any(wrong for _, wrong in found) else 0


def _rounds() -> Iterator[tuple[str, str]]:
    """Each signing, and what is wrong with it."""
    from overwinter.plans.api import check_rounds

    for name, intact in check_rounds():
        yield name, "" if intact else "NOT as it was signed. Compare with a backup from before."


def _letters() -> Iterator[tuple[str, str]]:
    """Each file of a letter that was sent, and what is wrong with it."""
    from overwinter.assurance.api import list_kept_files
    from overwinter.infra import files

    for name, sha256 in list_kept_files():
        try:
            files.open_kept(sha256).close()
        except files.Damaged as damage:
            yield name, f"NOT as it was sent. {damage}"
        else:
            yield name, ""

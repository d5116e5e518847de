"""``overwinter signing``: whether what was signed is still what is kept."""

import argparse
import sys
from typing import Any


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    signing = commands.add_parser("signing", help="see whether every plan that was signed is kept as it was signed")
    verbs = signing.add_subparsers(required=True, metavar="check")
    check = verbs.add_parser("check", help="reckon the digest of each signed plan anew; status 1 when one differs")
    check.set_defaults(run=run_check)


def run_check(_arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.db import connection

    from overwinter.plans.api import check_rounds

    if "plans_signinground" not in connection.introspection.table_names():
        print("overwinter signing: The database is not set up yet. Run `overwinter setup` first.", file=sys.stderr)
        return 2
    found = list(check_rounds())
    for name, intact in found:
        print(f"{name}: {'as it was signed' if intact else 'NOT as it was signed: compare with a backup from before'}")
    if not found:
        print("No plan has been signed.")
    return 0 if all(intact for _, intact in found) else 1

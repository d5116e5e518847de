"""``overwinter audit``: whether the audit log is as it was written."""

import argparse
import sys
from typing import Any


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    audit = commands.add_parser("audit", help="see whether anybody changed the audit log behind its back")
    verbs = audit.add_subparsers(required=True, metavar="check")
    check = verbs.add_parser("check", help="follow the seals of every chain; status 1 when one is broken")
    check.set_defaults(run=run_check)


def run_check(_arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.db import connection

    from overwinter.infra import audit

    if "infra_auditentry" not in connection.introspection.table_names():
        print("overwinter audit: The database is not set up yet. Run `overwinter setup` first.", file=sys.stderr)
        return 2
    chains = audit.list_chains()
    broken = {chain: list(audit.broken_links(chain)) for chain in chains}
    for chain in chains:
        count = audit.count_entries(chain)
        entries = "1 entry" if count == 1 else f"{count} entries"
        print(f"{chain}: {entries}, {_where(broken[chain]) if broken[chain] else 'intact'}")
    if not chains:
        print("The audit log is empty.")
    return 1 if any(broken.values()) else 0


def _where(numbers: list[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:5])
    more = f" and {len(numbers) - 5} more" if len(numbers) > 5 else ""
    return f"BROKEN at {shown}{more}: compare with a backup from before"

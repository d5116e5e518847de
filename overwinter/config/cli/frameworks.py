"""``overwinter framework``: the national requirement packs, checked and brought into the database."""

import argparse
import sys
from pathlib import Path
from typing import Any

from overwinter.kernel.days import full_day


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    framework = commands.add_parser("framework", help="check the requirement packs, or bring them into the database")
    verbs = framework.add_subparsers(required=True, metavar="check|sync")
    check = verbs.add_parser("check", help="validate the packs and print what a sync would change")
    check.add_argument("--packs-only", action="store_true", help="look at the files only; needs no database")
    check.add_argument(
        "--catalogue", metavar="DIR", type=Path, help="the folder to check in place of the installation's own catalogue"
    )
    check.set_defaults(run=run_check)
    sync = verbs.add_parser("sync", help="bring the packs into the database; doing it twice changes nothing")
    sync.set_defaults(run=run_sync)


def run_check(arguments: argparse.Namespace) -> int:
    from overwinter.frameworks.domain.checking import check_packs
    from overwinter.frameworks.packs import find_catalogue_dir, list_pack_ids, load_pack

    catalogue = arguments.catalogue or find_catalogue_dir()
    problems = check_packs(catalogue)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        print(f"{count}. Nothing was changed.", file=sys.stderr)
        return 1
    packs = [load_pack(catalogue / "frameworks" / name) for name in list_pack_ids(catalogue)]
    for pack in packs:
        print(f"{pack.id}: {len(pack.requirements)} requirements, reviewed {full_day(pack.reviewed)}, no problem")
    return 0 if arguments.packs_only else _print_diffs(packs)


def _print_diffs(packs: "list[Any]") -> int:
    import django

    django.setup()
    from django.db import connection

    from overwinter.frameworks import api as frameworks

    if "frameworks_framework" not in connection.introspection.table_names():
        print("The database is not set up yet; `overwinter setup` makes it and brings the packs in.")
        return 0
    for pack in packs:
        changes = frameworks.diff_with_database(pack)
        print(
            f"\n{pack.id}: a sync would change nothing"
            if not changes
            else f"\n{pack.id}: a sync would make these changes"
        )
        for change in changes:
            print(change)
    return 0


def run_sync(arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    from overwinter.frameworks import api as frameworks
    from overwinter.plans import api as plans

    for result in frameworks.sync_packs(by=None):
        print(result)
    if added := plans.add_new_requirements(by=None):
        print(f"{added} rows were added to plans that answer a national plan which asks more now")
    return 0

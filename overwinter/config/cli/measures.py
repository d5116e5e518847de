"""``overwinter measures``: the catalogue's files checked, and the day's readings taken before the timetable does."""

import argparse
import sys
from datetime import date
from typing import Any

from overwinter.kernel.days import full_day


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    measures = commands.add_parser("measures", help="check what is counted, or take a day's readings")
    verbs = measures.add_subparsers(required=True, metavar="check|take")
    check = verbs.add_parser("check", help="validate the files of measures and the requirements they name")
    check.set_defaults(run=run_check)
    take = verbs.add_parser(
        "take", help="take a day's readings of every council; a day that is past keeps those it has"
    )
    take.add_argument(
        "--day", metavar="YYYY-MM-DD", help="the day to take readings for, from the history; today when not given"
    )
    take.set_defaults(run=run_take)


def run_check(_arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    from overwinter.frameworks.packs import list_pack_ids, load_pack
    from overwinter.measures.api import MeasureError, load_definitions

    try:
        definitions = load_definitions()
    except MeasureError as problem:
        return _end(str(problem))
    known = {(pack, item.id) for pack in list_pack_ids() for item in load_pack(pack).requirements}
    strange = [(each.code, pair) for each in definitions for pair in each.speaks_to if pair not in known]
    for code, (framework, requirement) in strange:
        print(f"{code}: speaks to '{requirement}', which {framework} does not have", file=sys.stderr)
    if strange:
        return 1
    print(f"{len(definitions)} measures, no problem")
    return 0


def run_take(arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.db import connection

    from overwinter.infra import clock
    from overwinter.kernel.verdict import Refused
    from overwinter.measures import api as measures
    from overwinter.organisations.api import get_council, list_council_ids

    if "measures_reading" not in connection.introspection.table_names():
        return _end("The database is not set up yet. Run `overwinter setup` first.")
    try:
        day = date.fromisoformat(arguments.day) if arguments.day else clock.today()
    except ValueError:
        return _end(f"“{arguments.day}” is no day. Write it as 2026-11-28.")
    council_ids = list_council_ids()
    for council_id in council_ids:
        try:
            result = measures.take_readings(council_id=council_id, day=day, by=None)
        except Refused as refusal:
            return _end(str(refusal))
        print(f"{get_council(council_id).name}, {full_day(day)}: {result}")
    if not council_ids:
        print("There is no council yet, so there is nothing to count.")
    return 0


def _end(sentence: str) -> int:
    print(f"overwinter measures: {sentence}", file=sys.stderr)
    return 2

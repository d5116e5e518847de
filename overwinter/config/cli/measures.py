"""``overwinter measures``: the day's readings, taken now instead of by the timetable."""

import argparse
import sys
from datetime import date
from typing import Any


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    measures = commands.add_parser("measures", help="count what the measures say")
    verbs = measures.add_subparsers(required=True, metavar="take")
    take = verbs.add_parser(
        "take", help="take a day's readings of every council; a day that is past keeps those it has"
    )
    take.add_argument(
        "--day", metavar="YYYY-MM-DD", help="the day to take readings for, from the history; today when not given"
    )
    take.set_defaults(run=run_take)


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
        print(f"{get_council(council_id).name}, {day.day} {day:%B %Y}: {result}")
    if not council_ids:
        print("There is no council yet, so there is nothing to count.")
    return 0


def _end(sentence: str) -> int:
    print(f"overwinter measures: {sentence}", file=sys.stderr)
    return 2

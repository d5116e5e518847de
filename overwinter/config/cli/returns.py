"""``overwinter returns``: the forms that ship, checked, and a file of returns brought in."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    returns = commands.add_parser("returns", help="check the forms, or bring in a file of returns")
    verbs = returns.add_subparsers(required=True, metavar="forms|import")
    forms = verbs.add_parser("forms", help="validate the files of forms and list them")
    forms.set_defaults(run=run_forms)
    words = "take the rows of a file, such as the Capacity Tracker's export; begun again it goes on where it had got to"
    taken = verbs.add_parser("import", help=words)
    taken.add_argument("file", metavar="FILE", type=Path, help="an xlsx, csv or ods file")
    taken.add_argument("--form", required=True, metavar="CODE", help="the form its rows answer")
    taken.add_argument("--council", required=True, metavar="CODE", help="the council whose locations they are about")
    taken.add_argument("--by", required=True, metavar="EMAIL", help="the contracts or quality officer who brings it in")
    taken.add_argument("--as-of", metavar="YYYY-MM-DD", help="the day of the export; today when not given")
    taken.set_defaults(run=run_import)


def run_forms(_arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    from overwinter.returns.api import FormError, load_forms

    try:
        forms = load_forms()
    except FormError as problem:
        return _end(str(problem))
    for form in forms:
        days = ", ".join(str(version["effective_from"]) for version in form.versions)
        print(f"{form.code}: {form.title}, from {days}")
    return 0


def run_import(arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    from overwinter.accounts.api import find_person
    from overwinter.infra import clock
    from overwinter.kernel.verdict import Refused
    from overwinter.organisations.api import Council
    from overwinter.returns import api as returns

    council, by = Council.objects.filter(code=arguments.council).first(), find_person(arguments.by)
    if council is None:
        return _end(f"There is no council “{arguments.council}”.")
    if by is None:
        return _end(f"Nobody signs in as {arguments.by}.")
    if not arguments.file.is_file():
        return _end(f"There is no file {arguments.file}.")
    try:
        as_of = date.fromisoformat(arguments.as_of) if arguments.as_of else clock.today()
    except ValueError:
        return _end(f"“{arguments.as_of}” is no day. Write it as 2026-11-09.")
    try:
        with arguments.file.open("rb") as content:
            row = returns.bring_in(
                council_id=council.pk, form_code=arguments.form, name=arguments.file.name, content=content,
                as_of=as_of, by=by,
            )  # fmt: skip
    except Refused as refusal:
        return _end(str(refusal))
    return _tell(row)


def _tell(row: Any) -> int:
    from overwinter.returns.api import is_done, list_faults

    if not is_done(row):
        return _end(row.failure or "It is not taken whole. Run the same command again: it goes on where it had got to.")
    totals = row.totals
    print(
        f"{totals['rows']:,} rows read: {totals['added']:,} new, {totals['changed']:,} changed, "
        f"{totals['unchanged']:,} as they were, {totals['older']:,} older than what is kept."
    )
    for fault in list_faults(row):
        print(f"row {fault.row}, {fault.column or 'the row'}: {fault.words}")
    return 0


def _end(sentence: str) -> int:
    print(f"overwinter returns: {sentence}", file=sys.stderr)
    return 2

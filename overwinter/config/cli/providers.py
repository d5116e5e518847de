"""``overwinter providers import``: the regulator's directory, brought in from the command line."""

import argparse
import hashlib
import sys
from datetime import date
from pathlib import Path
from typing import Any

from overwinter.kernel.words import counted


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    providers = commands.add_parser("providers", help="bring in the regulator's directory of locations")
    verbs = providers.add_subparsers(required=True, metavar="import")
    bring = verbs.add_parser(
        "import",
        help="bring in an edition of the directory, show what it changes and take it over; stopped in between, the "
        "same command goes on where it stood",
    )
    bring.add_argument("file", metavar="FILE", help="the directory as csv, ods or xlsx")
    scope = bring.add_mutually_exclusive_group(required=True)
    scope.add_argument("--council", metavar="CODE", help="the council whose locations are taken over")
    scope.add_argument("--every-council", action="store_true", help="take over those of every council here")
    bring.add_argument(
        "--as-of", metavar="YYYY-MM-DD", help="the day of the edition; from the file's name when not given"
    )
    bring.add_argument("--preview", action="store_true", help="only show what it would change")
    bring.add_argument("--closures-seen", action="store_true", help="take over doubtfully many closures too")
    bring.add_argument(
        "--alike", choices=("join", "apart"),
        help="what to do with openings that look like something entered by hand: join the two, or keep them apart",
    )  # fmt: skip
    bring.set_defaults(run=run_import)


def run_import(arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    from overwinter.kernel.verdict import Refused
    from overwinter.organisations.models import Council

    path = Path(arguments.file)
    if not path.is_file():
        return _end(f"There is no file {path}.")
    council = None
    if arguments.council:
        council = Council.objects.filter(code=arguments.council).first()
        if council is None:
            return _end(f"There is no council with the code “{arguments.council}”.")
    try:
        day = date.fromisoformat(arguments.as_of) if arguments.as_of else None
    except ValueError:
        return _end(f"“{arguments.as_of}” is no day. Write it as 2026-10-01.")
    try:
        return _bring_in(path, council.pk if council else None, day, arguments)
    except Refused as refusal:
        return _end(str(refusal))


def _bring_in(path: Path, council_id: int | None, day: date | None, arguments: argparse.Namespace) -> int:
    from overwinter.providers import actions, edition_queries
    from overwinter.providers.domain.directory import day_in_name

    with path.open("rb") as content:
        edition = edition_queries.find_unfinished(council_id, hashlib.file_digest(content, "sha256").hexdigest())
        if edition is None:
            as_of = day or day_in_name(path.name)
            if as_of is None:
                return _end(
                    "The name of the file does not tell the day of the edition. Say it with --as-of 2026-10-01."
                )
            content.seek(0)
            edition = actions.upload_edition(
                council_id=council_id, name=path.name, content=content, as_of=as_of, by=None, in_background=False
            )
    edition = actions.read_edition(edition_id=edition.pk, by=None, progress=lambda rows: _say(f"{rows:,} rows read"))
    if edition.failure:
        return _end(edition.failure)
    changes = edition_queries.count_changes(edition)
    said = ", ".join(counted(count, kind.value) for kind, (count, _) in changes.items())
    taken, rows = edition.totals.get("taken", 0), edition.totals.get("rows", 0)
    print(f"\r{counted(taken, 'location')} of adult social care, of {rows:,} rows: {said}")
    if arguments.preview:
        return 0
    if edition.state == "read":
        if arguments.alike:
            actions.decide_alike(edition_id=edition.pk, same=arguments.alike == "join", by=None)
        actions.agree_to_edition(
            edition_id=edition.pk, closures_seen=arguments.closures_seen, by=None, in_background=False
        )
    total, done = sum(count for count, _ in changes.values()), edition.reached
    while actions.apply_batch(edition_id=edition.pk, by=None):
        done = min(done + actions.EDITION_BATCH, total)
        _say(f"{done:,} of {counted(total, 'change')} taken over")
    print(f"\rTaken over: {counted(total, 'change')}, one entry in the audit log.     ")
    return 0


def _say(words: str) -> None:
    """On one line that is written over, for a person who waits."""
    if sys.stdout.isatty():
        print(f"\r{words}     ", end="", flush=True)


def _end(sentence: str) -> int:
    print(f"overwinter providers: {sentence}", file=sys.stderr)
    return 2

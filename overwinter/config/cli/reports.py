"""``overwinter report``: a report of a council's plan, written to a file."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from overwinter.assurance.api import Asked
    from overwinter.organisations.api import Viewer
    from overwinter.plans.api import Plan


class Wrong(Exception):
    """``str()`` of it is the sentence for the person at the terminal."""


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    report = commands.add_parser("report", help="make a report of a council's plan and write it to a file")
    report.add_argument("name", nargs="?", default="", help="which report; --list shows their names")
    report.add_argument("--list", action="store_true", help="show the reports, and the formats each is made in")
    report.add_argument("--council", default="", help="the code of the council")
    report.add_argument("--as-at", default="", metavar="DATE", help="the day, as 2026-11-28; today when left out")
    report.add_argument("--out", default="", metavar="FILE", help="where to write it; its ending is the format")
    report.add_argument("--group", default="", help="the reporting group a board pack is for, by its name")
    report.add_argument("--lead", default="", help="the role a lead's list is for, by its title")
    report.add_argument(
        "--site", default="", metavar="ADDRESS",
        help="the address of the installation, which the links in the report lead to; OVERWINTER_SITE when left out",
    )  # fmt: skip
    report.set_defaults(run=run_report)


def run_report(arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    if arguments.list:
        _print_list()
        return 0
    try:
        out = _write(arguments)
    except Wrong as problem:
        print(f"overwinter report: {problem}", file=sys.stderr)
        return 2
    print(out)
    return 0


def _print_list() -> None:
    from overwinter.assurance.api import REPORTS

    width = max(map(len, REPORTS))
    for kind in REPORTS.values():
        takes = f", --{kind.takes.value}" if kind.takes else ""
        print(f"{kind.name:{width}}  {kind.title} ({', '.join(kind.formats)}{takes}). {kind.holds}")


def _write(arguments: argparse.Namespace) -> Path:
    """The file that was written. Raises :class:`Wrong`."""
    import hashlib

    from overwinter.assurance import api
    from overwinter.infra import files
    from overwinter.kernel.verdict import Refused

    if arguments.name not in api.REPORTS:
        said = f"There is no report “{arguments.name}”" if arguments.name else "Say which report"
        raise Wrong(f"{said}. Choose one of {', '.join(api.REPORTS)}.")
    viewer, plan = _find_plan(arguments.council)
    asked, out = _asked(arguments, viewer, plan), Path(arguments.out)
    if not out.parent.is_dir():
        raise Wrong(f"There is no folder {out.parent}. Make it, or give another file to --out.")
    try:
        made = api.make_file(viewer, plan, asked, site=arguments.site or _site())
        partial = out.with_name(f".{out.name}.part")
        partial.write_bytes(made.content)
        partial.replace(out)
    except (Refused, files.Damaged) as problem:
        raise Wrong(str(problem)) from problem
    except OSError as problem:
        raise Wrong(f"{out} cannot be written: {problem.strerror}. Give another file to --out.") from problem
    api.note_report_written(plan=plan, asked=asked, sha256=hashlib.sha256(made.content).hexdigest(), by=None)
    if made.note:
        print(f"overwinter report: {made.note}", file=sys.stderr)
    return out


def _site() -> str:
    """Where links lead when nobody says: the installation's own address, if it was ever told one."""
    from django.conf import settings

    if not settings.SITE_TOLD:
        print(
            f"overwinter report: the links lead to {settings.SITE_URL}, for OVERWINTER_SITE is not set. Set it, or "
            "give --site.", file=sys.stderr,
        )  # fmt: skip
    return str(settings.SITE_URL)


def _find_plan(code: str) -> "tuple[Viewer, Plan]":
    """Whoever runs the installation reads as a director of the council would."""
    from django.db import connection

    from overwinter.organisations.api import Council, Grant, Viewer
    from overwinter.plans.api import find_own_plan

    if "assurance_madereport" not in connection.introspection.table_names():
        raise Wrong("The database is not set up yet. Run `overwinter setup` first.")
    councils = dict(Council.objects.order_by("code").values_list("code", "pk"))
    if code not in councils:
        there = f"Choose one of {', '.join(councils)}" if councils else "There is none yet"
        raise Wrong(f"{f'There is no council “{code}”' if code else 'Say of which council, with --council'}. {there}.")
    viewer = Viewer(0, councils[code], {councils[code]: frozenset({Grant.DIRECTOR})})
    plan = find_own_plan(viewer)
    if plan is None:
        raise Wrong(f"The council “{code}” has no plan yet. Start one, or read one in.")
    return viewer, plan


def _asked(arguments: argparse.Namespace, viewer: "Viewer", plan: "Plan") -> "Asked":
    from overwinter.assurance.api import REPORTS, Asked, Takes, may_be_asked
    from overwinter.infra import clock

    kind, format = REPORTS[arguments.name], Path(arguments.out).suffix.lower().lstrip(".")
    if not format:
        raise Wrong(f"Say where to write it, with --out and a file that ends in {' or '.join(kind.formats)}.")
    asked = Asked(
        kind, format, _day(arguments.as_at) if arguments.as_at else clock.today(),
        _which(viewer, plan, Takes.GROUP, arguments.group, kind.takes),
        _which(viewer, plan, Takes.LEAD, arguments.lead, kind.takes),
    )  # fmt: skip
    verdict = may_be_asked(asked, started_on=plan.started_on, today=clock.today())
    if not verdict:
        raise Wrong(verdict.reason)
    return asked


def _which(viewer: "Viewer", plan: "Plan", takes: Any, name: str, of_kind: Any) -> int | None:
    """The id of the group or lead that was named; without a name what the page begins with."""
    from overwinter.assurance.api import list_choices

    if of_kind is not takes:
        if name:
            raise Wrong(f"This report is for no {takes.value}. Leave --{takes.value} out.")
        return None
    choices = list_choices(viewer, plan, takes)
    found = [id for id, title in choices if title.casefold() == name.casefold()] if name else [choices[0][0]]
    if not found:
        there = ", ".join(title for id, title in choices if id)
        raise Wrong(f"There is no {takes.value} “{name}”. {f'Choose one of {there}' if there else 'There is none'}.")
    return int(found[0]) if found[0] else None


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as problem:
        raise Wrong(f"“{written}” is no day. Write it as 2026-11-28.") from problem

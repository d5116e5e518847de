"""Reports of the demo, made as people have them made."""

from collections.abc import Callable, Sequence
from datetime import date

from overwinter.accounts.api import User
from overwinter.assurance import api as assurance
from overwinter.infra import clock
from overwinter.organisations.api import get_viewer
from overwinter.plans.api import Plan

SITE = "http://127.0.0.1:8000"


def made(
    plan: Callable[[], Plan], script: tuple[str, str, int], fridays: Sequence[date], by: Callable[[], User]
) -> tuple[date, Callable[[], object]]:
    """The report of ``script`` (which, in which format, how many weeks ago), with its day."""
    name, format, weeks = script

    def make_it() -> None:
        kind = assurance.REPORTS[name]
        choices = assurance.list_choices(get_viewer(by()), plan(), kind.takes)
        which = int(choices[0][0]) if choices and choices[0][0] else None
        group = which if kind.takes is assurance.Takes.GROUP else None
        asked = assurance.Asked(kind, format, clock.today(), group)
        report = assurance.ask_for_report(plan_id=plan().pk, asked=asked, site=SITE, by=by())
        assurance.make_report(report.pk)

    return fridays[-1 - weeks], make_it

"""What the portal tells to reports: how many returns providers made themselves, and how many cost an officer a call."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Count
from django.urls import reverse

from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.operations.api import PartTable, ReportPart, Words
from overwinter.organisations.api import Viewer
from overwinter.providers.api import may_read
from overwinter.returns.api import Entered, Return, ReturnState

LOOKED_BACK = timedelta(days=28)
"""Four weeks, so that a monthly return is among them once."""


class PortalReport:
    """One statement."""

    def report_parts(self, *, viewer: Viewer, council_id: int, as_at: date) -> Iterable[ReportPart]:
        if not may_read(viewer, council_id):
            return
        by_form = _count_by_form(council_id, as_at - LOOKED_BACK, as_at)
        if not by_form:
            return
        all_of = sum(by_form.values(), Counter[str]())
        own, total, url = all_of[Entered.PROVIDER], all_of.total(), reverse("returns:list")
        news = f" of {counted(total, 'return')} first made in the four weeks to {full_day(as_at)} came from providers "
        rest = (
            f"themselves; {all_of[Entered.PHONE]:,} were told on the phone, {all_of[Entered.IMPORT]:,} are from a file."
        )
        table = PartTable(
            "How returns came in", ("Return", "By providers", "On the phone", "From a file"), (6, 3, 3, 3),
            tuple(
                (Words(title), *(Words(f"{counts[each]:,}") for each in Entered))
                for title, counts in sorted(by_form.items())
            ),
            numeric=frozenset({1, 2, 3}),
        )  # fmt: skip
        yield ReportPart("portal", "Who made the returns", ((Words(f"{own:,}", url), Words(news + rest)),), table)


def _count_by_form(council_id: int, after: date, until: date) -> Mapping[str, Counter[str]]:
    """By the title of the form. One that was put right counts as it came in last."""
    made = Return.objects.filter(
        council_id=council_id, state=ReturnState.SUBMITTED.value, first_on__gt=after, first_on__lte=until
    )
    found: dict[str, Counter[str]] = {}
    rows = made.values_list("form__title", "entered").annotate(n=Count("id")).order_by("form__title", "entered")
    for title, entered, n in rows:
        found.setdefault(title, Counter())[entered] += n
    return found

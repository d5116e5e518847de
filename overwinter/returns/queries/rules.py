"""How the rules stand in a council, and what one would have raised."""

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from overwinter.organisations.api import Viewer
from overwinter.returns.domain.rules import Rule
from overwinter.returns.domain.trying import Tried, try_on
from overwinter.returns.models import Alarm, RuleUse
from overwinter.returns.queries.forms import list_asked_forms
from overwinter.returns.queries.looks import list_looks

TRIED_PERIODS = 4
"""How many periods of each form a trial looks at, the open one among them."""


def list_rule_uses(viewer: Viewer) -> dict[str, list[RuleUse]]:
    """Every time a rule was on in the viewer's council, by rule, newest first."""
    found: dict[str, list[RuleUse]] = {}
    for use in RuleUse.objects.filter(council_id=viewer.council_id or 0).order_by("rule", "-since", "-id"):
        found.setdefault(use.rule, []).append(use)
    return found


def list_alarms(viewer: Viewer, return_id: int) -> QuerySet[Alarm]:
    """What rules saw in a return of the viewer's council."""
    return Alarm.objects.filter(
        submitted_id=return_id, submitted__council_id=viewer.council_id or 0
    ).order_by("id")  # fmt: skip


def try_rule(viewer: Viewer, rule: Rule, own: Mapping[str, float], *, today: date) -> list[Tried]:
    """What the rule would have seen in the last periods of every form the council asks for. Nothing is written."""
    found = list[Tried]()
    for form in list_asked_forms(viewer.council_id or 0, today):
        for period in reversed(form.last_periods(today, most=TRIED_PERIODS)):
            looks = ((each.location, each.return_id, each.look) for each in list_looks(form, period))
            tried = try_on(rule, looks, own, form=form.title, period=period.label)
            if tried.returns:
                found.append(tried)
    return found

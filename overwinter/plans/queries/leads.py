"""Since when rows have had their leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from overwinter.plans.models import Plan, Response


@dataclass(frozen=True, slots=True)
class LeadGiven:
    """A row was given to a role that leads it now."""

    role_id: int
    on: date
    by_id: int | None
    """Who gave it; None where nobody did it by hand."""


def list_leads_given(plan: Plan, *, since: date) -> Mapping[tuple[int, int], LeadGiven]:
    """Leads who have led a row since a day not before ``since``, by the ids of the row and of the role; a row may have
    several. Two statements.

    For what the program sends, never for a page.
    """
    start = timezone.make_aware(datetime.combine(since, time.min))
    history = Response.history.filter(plan_id=plan.pk)
    touched = history.filter(history_date__gte=start).order_by().values("id")
    records = history.filter(id__in=touched).order_by("history_date", "history_id")
    leads: dict[int, frozenset[int]] = {}
    given: dict[tuple[int, int], LeadGiven] = {}
    fields = ("id", "lead_id", "led_with", "history_user_id", "history_date")
    for pk, lead_id, led_with, by_id, at in records.values_list(*fields):
        before, now = leads.get(pk, frozenset()), frozenset({lead_id, *led_with} - {None})
        for role_id in before - now:
            given.pop((pk, role_id), None)
        if at >= start:
            on = timezone.localdate(at)
            given |= {(pk, role_id): LeadGiven(role_id, on, by_id) for role_id in now - before}
        leads[pk] = now
    return given

"""Since when rows have had their leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from overwinter.plans.models import Plan, Response


@dataclass(frozen=True, slots=True)
class LeadGiven:
    """A row was given the lead it has now."""

    role_id: int
    on: date
    by_id: int | None
    """Who gave it; None where nobody did it by hand."""


def list_leads_given(plan: Plan, *, since: date) -> Mapping[int, LeadGiven]:
    """Rows whose lead has been theirs since a day not before ``since``, by the row's id. Two statements.

    For what the program sends, never for a page.
    """
    start = timezone.make_aware(datetime.combine(since, time.min))
    history = Response.history.filter(plan_id=plan.pk)
    touched = history.filter(history_date__gte=start).order_by().values("id")
    records = history.filter(id__in=touched).order_by("history_date", "history_id")
    leads: dict[int, int | None] = {}
    given: dict[int, LeadGiven] = {}
    for pk, lead_id, by_id, at in records.values_list("id", "lead_id", "history_user_id", "history_date"):
        if leads.get(pk) != lead_id:
            given.pop(pk, None)
            if lead_id is not None and at >= start:
                given[pk] = LeadGiven(lead_id, timezone.localdate(at), by_id)
        leads[pk] = lead_id
    return given

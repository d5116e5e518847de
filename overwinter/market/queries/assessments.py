"""Assessments of settings' risks."""

from datetime import date
from functools import cache

from django.db.models import Count, DateField, IntegerField, Q, QuerySet, Value

from overwinter.infra.prepared import Given, Prepared
from overwinter.market.models import RiskAssessment
from overwinter.market.queries.places import Narrowed, locations, shown
from overwinter.organisations.api import Viewer
from overwinter.providers.api import scoped

OVERDUE, IN_TIME = "overdue", "in-time"


def list_current(viewer: Viewer, asked: Narrowed, today: date) -> QuerySet[RiskAssessment]:
    """Those that hold, the longest overdue first. ``asked.state``: overdue or in time."""
    rows = RiskAssessment.objects.filter(is_current=True, location__in=locations(viewer, asked).order_by())
    if asked.state == OVERDUE:
        rows = rows.filter(review_on__lt=today)
    elif asked.state == IN_TIME:
        rows = rows.filter(review_on__gte=today)
    return rows.select_related("location").order_by("review_on", "location__name", "id")


def count_current(viewer: Viewer, today: date) -> tuple[int, int]:
    """How many hold, and how many of them are overdue. One statement."""
    late = Count("id", filter=Q(review_on__lt=today))
    counts = _of_council(viewer.scope).aggregate(every=Count("id"), late=late)
    return counts["every"], counts["late"]


def count_overdue(viewer: Viewer, today: date) -> int:
    """How many that hold are overdue, without a look at those that are not."""
    ((count,),) = _overdue().rows(council=viewer.scope, today=today)
    return int(count)


@cache
def _overdue() -> Prepared:
    """One row."""
    rows = _of_council(Given("council", IntegerField())).filter(review_on__lt=Given("today", DateField()))
    return Prepared(rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("id")).values_list("n"))


def _of_council(council_id: int | Given) -> QuerySet[RiskAssessment]:
    """What holds in the council, of the locations that :func:`list_current` shows."""
    rows = RiskAssessment.objects.filter(council_id=council_id, is_current=True)
    return shown(rows).order_by()


def list_of(viewer: Viewer, location_id: int) -> QuerySet[RiskAssessment]:
    """Everything that was recorded of a location, newest first."""
    rows = RiskAssessment.objects.filter(location__in=scoped(viewer).filter(pk=location_id))
    return rows.order_by("-recorded_at", "-id")


def find_assessment(viewer: Viewer, assessment_id: int) -> RiskAssessment | None:
    rows = RiskAssessment.objects.filter(location__in=scoped(viewer)).select_related("location")
    return rows.filter(pk=assessment_id).first()

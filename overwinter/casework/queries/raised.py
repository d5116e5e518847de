"""Concerns that people raised; those that rules raise are told by what the rules saw."""

from datetime import datetime

from overwinter.casework.models import Concern
from overwinter.casework.queries.concerns import in_council
from overwinter.organisations.api import Viewer


def list_raised_by_people(viewer: Viewer, *, since: datetime, most: int) -> list[Concern]:
    """About locations, the newest first. One statement."""
    raised = in_council(viewer).filter(raised_at__gte=since, raised_by__isnull=False, location__isnull=False)
    return list(raised.select_related("location").order_by("-raised_at", "-id")[:most])

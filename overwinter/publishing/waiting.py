"""What waits for whoever keeps the public page; joined to Today in ``config/wiring.py``."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from overwinter.organisations.api import Viewer
from overwinter.plans.api import Plan, RowFacts
from overwinter.publishing import permissions, queries


@dataclass(frozen=True, slots=True)
class PublicWait:
    number: int
    published_on: date
    rows: int
    """Those it shows that stand otherwise now."""
    url: str


class WaitingPage:
    """The version the public reads, where the plan has moved on from it."""

    def find_wait(self, viewer: Viewer, plan: Plan, rows: Iterable[RowFacts]) -> PublicWait | None:
        if not permissions.may_manage_page(viewer, council_id=plan.council_id):
            return None
        version = queries.list_own_versions(viewer, plan).filter(withdrawn_at__isnull=True).first()
        if version is None:
            return None
        shown = {(row.number, row.title): (row.rag, row.fully_met) for row in queries.content_of(version).rows}
        moved = sum(
            shown.get((row.number, row.title), (row.rag, row.fully_met)) != (row.rag, row.fully_met) for row in rows
        )
        url = reverse("publishing:office")
        return PublicWait(version.number, localdate(version.published_at), moved, url) if moved else None

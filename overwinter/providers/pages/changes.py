"""Locations that opened, closed or were rated anew, for whoever begins the day."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from overwinter.operations.api import Changed
from overwinter.organisations.api import Viewer
from overwinter.providers import queries
from overwinter.providers.domain.fields import FIELDS


class ProviderChanges:
    def changes(self, *, viewer: Viewer, since: datetime, most: int) -> Iterator[Changed]:
        for row in queries.list_news(viewer, since=since, most=most):
            event = queries.event_fact(row)
            rated = event.what == FIELDS["rating"]
            said = event.why or (f"The directory, {event.edition}" if event.edition else event.by_as)
            before = event.before or ("not known" if rated else "")
            yield Changed(
                event.at, row.location_id, row.location.name, "Rating" if rated else "Location",
                f"{before.lower()} to {event.after.lower()}" if before else event.what, said,
                reverse("providers:history", args=[row.location_id]),
            )  # fmt: skip

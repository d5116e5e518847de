"""Locations that opened, closed, were rated anew or have another manager, for whoever begins the day."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from overwinter.operations.api import Changed
from overwinter.organisations.api import Viewer
from overwinter.providers import queries
from overwinter.providers.domain.fields import FIELDS


class ProviderChanges:
    def changes(self, *, viewer: Viewer, since: datetime, most: int) -> Iterator[Changed]:
        for news in queries.list_news(viewer, since=since, most=most):
            if news.what == queries.MANAGER:
                yield Changed(
                    news.at, news.location_id, news.location, "Registered manager", news.after,
                    "Whoever rings speaks with somebody else.", reverse("providers:location", args=[news.location_id]),
                )  # fmt: skip
                continue
            rated = news.what == FIELDS["rating"]
            said = news.why or (f"The directory, {news.edition}" if news.edition else news.by_as)
            before = news.before or ("not known" if rated else "")
            yield Changed(
                news.at, news.location_id, news.location, "Rating" if rated else "Location",
                f"{before.lower()} to {news.after.lower()}" if before else news.what, said,
                reverse("providers:history", args=[news.location_id]),
            )  # fmt: skip

"""The page of one location: its head, the news, and the panels that operations offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from overwinter.design.parts import Link
from overwinter.kernel.words import counted
from overwinter.operations.api import Action, Operation, Panel, SeenPlace
from overwinter.organisations.api import Viewer
from overwinter.providers import queries
from overwinter.providers.domain.facts import LocationFact, ServiceFact
from overwinter.providers.domain.kinds import LocationState
from overwinter.providers.pages.listing import list_url
from overwinter.providers.pages.panels import Columns, in_columns, own_panels


@dataclass(frozen=True)
class LocationPage:
    found: LocationFact
    viewer: Viewer
    today: date
    operations: Sequence[Operation]

    @property
    def title(self) -> str:
        return self.found.name

    @cached_property
    def _services(self) -> list[ServiceFact]:
        return queries.list_services(self.viewer, self.found.location_id)

    @cached_property
    def _place(self) -> SeenPlace:
        found, now = self.found, {each.kind.value for each in self._services if each.until is None}
        return SeenPlace(
            found.location_id, found.council_id, found.name, service=found.service.value,
            kinds=frozenset({found.service.value, *now}), closed=found.state is LocationState.CLOSED,
            registered_on=found.registered_on, beds=found.beds, rating=found.rating.value if found.rating else "",
            rated_on=found.rated_on, rating_inherited=found.rating_inherited,
        )  # fmt: skip

    @cached_property
    def panels(self) -> tuple[Panel, ...]:
        """The page's own, then what operations offer."""
        offered = (
            panel
            for operation in self.operations
            for offer in operation.panels
            for panel in offer.panels(place=self._place, viewer=self.viewer, today=self.today)
        )
        return (*own_panels(self.found, self._services, self.viewer, self.today), *offered)

    @cached_property
    def columns(self) -> Columns:
        return in_columns(self.panels)

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The one main action first, then the others in the order they are offered."""
        offered = [
            action
            for operation in self.operations
            for offer in operation.actions
            for action in offer.actions(place=self._place, viewer=self.viewer)
        ]
        main = next((action for action in offered if action.main), None)
        others = [Action(action.text, action.url) for action in offered if action is not main]
        return (main, *others) if main is not None else tuple(others)

    @property
    def place(self) -> str:
        """The grey line: what it is, where, how large, and whose."""
        found = self.found
        if found.is_employer:
            return f"Employer of personal assistants{f' · {found.place}' if found.place else ''}"
        beds = f"registered for {found.beds}" if found.beds is not None else ""
        run_by = "run by the council" if found.in_house else f"independent, {found.organisation}"
        here = queries.count_of_organisation(self.viewer, found.organisation_id)
        run_by += f" ({counted(here, 'location', 'locations')} here)" if here > 1 and not found.in_house else ""
        cqc = f"CQC location {found.cqc_id}" if found.cqc_id else ""
        return " · ".join(part for part in (found.service.label, found.place, beds, cqc, run_by) if part)

    @property
    def lede(self) -> str:
        """The news of every panel, the most urgent first."""
        ordered = (*self.columns.main, *self.columns.aside)
        said = [panel.news for panel in sorted(ordered, key=lambda panel: panel.urgency) if panel.news]
        if said:
            return " ".join(said)
        standing = "It is open" if self.found.state is LocationState.OPEN else self.found.state.label
        return f"{standing}, and nothing about it waits for anybody."

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        found, crumbs = self.found, [Link("Providers", list_url())]
        asked = {"service": found.service.value}
        crumbs.append(Link(found.service.label, f"{list_url()}?{urlencode(asked)}"))
        if found.district and not found.is_employer:
            crumbs.append(Link(found.district, f"{list_url()}?{urlencode({**asked, 'district': found.district})}"))
        return tuple(crumbs)

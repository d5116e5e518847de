"""The page of one location: its head, the news, and the panels that operations offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from overwinter.design.parts import Link
from overwinter.kernel.words import counted
from overwinter.operations.api import Action, Operation, Panel, Place
from overwinter.organisations.api import Viewer
from overwinter.providers import queries
from overwinter.providers.domain.facts import LocationFact
from overwinter.providers.domain.kinds import LocationState
from overwinter.providers.pages.listing import list_url
from overwinter.providers.pages.panels import Columns, in_columns


@dataclass(frozen=True)
class LocationPage:
    found: LocationFact
    viewer: Viewer
    today: date
    operations: Sequence[Operation]

    @property
    def title(self) -> str:
        return self.found.name

    @property
    def _place(self) -> Place:
        return Place(self.found.location_id, self.found.council_id, self.found.name)

    @cached_property
    def panels(self) -> tuple[Panel, ...]:
        return tuple(
            panel
            for operation in self.operations
            for offer in operation.panels
            for panel in offer.panels(place=self._place, viewer=self.viewer, today=self.today)
        )

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

"""Which locations are asked, and how a list of them is narrowed."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

from overwinter.organisations.api import Viewer
from overwinter.providers.api import CARE_HOMES, Location, LocationState, ServiceKind, Wanted, list_locations

Row = TypeVar("Row", bound=Model)
ASKED_OF_HOMES = [each.value for each in CARE_HOMES]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list asks for; empty asks for all."""

    words: str = ""
    district: str = ""
    service: str = ""
    state: str = ""
    """Of the list's own: how it stands, its level, what it said."""


def locations(viewer: Viewer, asked: Narrowed) -> QuerySet[Location]:
    """Those of the viewer's council that are not closed, without employers of personal assistants."""
    service = "" if asked.service == ServiceKind.PERSONAL_ASSISTANTS.value else asked.service
    return list_locations(viewer, Wanted(words=asked.words, district=asked.district, service=service))


def shown(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Of rows that hang on locations, those of locations as :func:`locations` has them when nothing is asked for."""
    closed = {"location__state": LocationState.CLOSED.value}
    return rows.exclude(**closed).exclude(location__main_service=ServiceKind.PERSONAL_ASSISTANTS.value)


def homes(viewer: Viewer, asked: Narrowed) -> QuerySet[Location]:
    """The care homes, of whom the support plan is asked."""
    return locations(viewer, asked).filter(main_service__in=ASKED_OF_HOMES)


def asked_in(council_id: int) -> QuerySet[Location]:
    """Every location of a council that is asked for a continuity plan, for what is counted without a viewer."""
    found = Location.objects.filter(council_id=council_id).exclude(state=LocationState.CLOSED.value)
    return found.exclude(main_service=ServiceKind.PERSONAL_ASSISTANTS.value)


def homes_in(council_id: int) -> QuerySet[Location]:
    return asked_in(council_id).filter(main_service__in=ASKED_OF_HOMES)


def hold_next(council_id: int, *, after: int, most: int) -> list[int]:
    """The next locations whose risk is worked out, by id. Nobody else works theirs out until the transaction ends."""
    found = asked_in(council_id).filter(pk__gt=after).select_for_update(of=("self",), no_key=True).order_by("id")
    return list(found.values_list("id", flat=True)[:most])

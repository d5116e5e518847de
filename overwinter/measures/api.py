"""The door to what is counted: definitions, standards, daily readings, and how other contexts offer measures."""

from overwinter.accounts.api import User
from overwinter.kernel.measured import Measured, Standing
from overwinter.kernel.synced import Synced
from overwinter.measures import actions
from overwinter.measures.actions import (
    TakeResult,
    change_measure,
    define_measure,
    end_measure,
    enter_reading,
    set_standard,
    take_readings,
)
from overwinter.measures.catalogue import load_definitions
from overwinter.measures.domain.loading import MeasureError
from overwinter.measures.domain.measure import Better, Definition, Standard, Unit, standard_on
from overwinter.measures.domain.own import Said
from overwinter.measures.domain.readings import DayReading
from overwinter.measures.drawing import long_strip_of, standard_source, strip_of
from overwinter.measures.ports import connect_offers
from overwinter.measures.queries import (
    Followed,
    current_days,
    find_definition,
    list_definitions,
    list_followed,
    list_measured,
    list_measured_of,
    list_speaking,
)


def sync_catalogue(*, by: User | None) -> Synced:
    """The measures of the catalogue, brought into the database. Twice changes nothing."""
    return actions.sync_measures(definitions=load_definitions(), by=by)


__all__ = [
    "Better",
    "DayReading",
    "Definition",
    "Followed",
    "MeasureError",
    "Measured",
    "Said",
    "Standard",
    "Standing",
    "TakeResult",
    "Unit",
    "change_measure",
    "connect_offers",
    "current_days",
    "define_measure",
    "end_measure",
    "enter_reading",
    "find_definition",
    "list_definitions",
    "list_followed",
    "list_measured",
    "list_measured_of",
    "list_speaking",
    "load_definitions",
    "long_strip_of",
    "set_standard",
    "standard_on",
    "standard_source",
    "strip_of",
    "sync_catalogue",
    "take_readings",
]

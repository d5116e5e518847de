"""Every write of measures: bringing in the catalogue, taking the day's readings, what people enter, set and define."""

from overwinter.measures.actions.own import change_measure, define_measure, end_measure
from overwinter.measures.actions.people import enter_reading, set_standard
from overwinter.measures.actions.sync import sync_measures
from overwinter.measures.actions.taking import TakeResult, take_readings

__all__ = [
    "TakeResult",
    "change_measure",
    "define_measure",
    "end_measure",
    "enter_reading",
    "set_standard",
    "sync_measures",
    "take_readings",
]

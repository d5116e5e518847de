"""Every write of measures: bringing in the catalogue, taking the day's readings, and what people enter and set."""

from overwinter.measures.actions.people import enter_reading, set_standard
from overwinter.measures.actions.sync import SyncResult, sync_measures
from overwinter.measures.actions.taking import TakeResult, take_readings

__all__ = ["SyncResult", "TakeResult", "enter_reading", "set_standard", "sync_measures", "take_readings"]

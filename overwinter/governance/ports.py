"""Which operations offer to the agenda of a group and to the calendar. ``config.wiring`` names them."""

from collections.abc import Sequence

from overwinter.operations.api import AgendaSource, CalendarSource

_agenda_sources: tuple[AgendaSource, ...] = ()
_calendar_sources: tuple[CalendarSource, ...] = ()


def connect_sources(*, agenda: Sequence[AgendaSource] = (), calendar: Sequence[CalendarSource] = ()) -> None:
    """The operations that offer; called once, and it replaces who was named before."""
    global _agenda_sources, _calendar_sources
    _agenda_sources, _calendar_sources = tuple(agenda), tuple(calendar)


def agenda_sources() -> tuple[AgendaSource, ...]:
    return _agenda_sources


def calendar_sources() -> tuple[CalendarSource, ...]:
    return _calendar_sources

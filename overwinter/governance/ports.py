"""Which operations offer to agendas and the calendar, and hear what came of it. ``config.wiring`` names them."""

from collections.abc import Sequence

from overwinter.operations.api import AgendaSource, CalendarSource, HearsOutcomes

_agenda_sources: tuple[AgendaSource, ...] = ()
_calendar_sources: tuple[CalendarSource, ...] = ()
_hearers: tuple[HearsOutcomes, ...] = ()


def connect_sources(
    *,
    agenda: Sequence[AgendaSource] = (),
    calendar: Sequence[CalendarSource] = (),
    hearing: Sequence[HearsOutcomes] = (),
) -> None:
    """The operations that offer; called once, and it replaces who was named before."""
    global _agenda_sources, _calendar_sources, _hearers
    _agenda_sources, _calendar_sources, _hearers = tuple(agenda), tuple(calendar), tuple(hearing)


def agenda_sources() -> tuple[AgendaSource, ...]:
    return _agenda_sources


def calendar_sources() -> tuple[CalendarSource, ...]:
    return _calendar_sources


def hearers() -> tuple[HearsOutcomes, ...]:
    return _hearers

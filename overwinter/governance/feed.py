"""A person's calendar in the iCalendar format (RFC 5545), as programs subscribe to it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event
from icalendar.prop import vUri

from overwinter.operations.api import CalendarEntry

EVERY = timedelta(hours=1)
"""How often a program is asked to look again."""


def write_calendar(entries: Iterable[CalendarEntry], *, name: str, site: str, at: datetime) -> bytes:
    """``site``: where the addresses of the entries begin; ``at``: the moment this was written."""
    calendar = Calendar()
    calendar.add("prodid", "-//Overwinter//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    calendar.add("name", name)
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", EVERY)
    for entry in entries:
        calendar.add_component(_event(entry, site, at))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _event(entry: CalendarEntry, site: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@overwinter")
    event.add("dtstamp", at)
    event.add("summary", f"{entry.kind}: {entry.title}")
    event.add("sequence", entry.changes)
    event.add("categories", [entry.kind])
    event["url"] = vUri(site + entry.url)
    if entry.starts_at is not None:
        event.add("dtstart", entry.starts_at)
        event.add("dtend", entry.starts_at + entry.length)
    else:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    if entry.place:
        event.add("location", entry.place)
    event.add("description", "\n".join(part for part in (entry.detail, site + entry.url) if part))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    return event

"""How contacts, concerns and their times are said, the same on every page."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from overwinter.casework.domain.kinds import Channel, ConcernState, EventKind, Outcome, Reached, Severity, Team
from overwinter.casework.models import CallHeld, Concern, ConcernEvent, ContactMade
from overwinter.kernel.days import full_day, short_day
from overwinter.kernel.words import counted, inner


def clock_time(at: datetime) -> str:
    """ "9:12"."""
    local = timezone.localtime(at)
    return f"{local.hour}:{local:%M}"


def day_of(at: datetime) -> date:
    return timezone.localdate(at)


def when(at: datetime, today: date) -> str:
    """ "today at 9:12", "11 Nov", or with the year where it is another."""
    day = day_of(at)
    if day == today:
        return f"today at {clock_time(at)}"
    return short_day(day) if day.year == today.year else full_day(day)


def last_call(contact: ContactMade | None, today: date) -> str:
    """ "11 Nov, contracts: spoke with deputy manager. Rings back by 4." """
    if contact is None:
        return "No call yet."
    agreed = f" {contact.next_step.rstrip('.')}." if contact.next_step else ""
    said = when(contact.at, today)
    return f"{said[:1].upper()}{said[1:]}, {who_made(contact)}: {came_of(contact)}.{agreed}"


def who_made(contact: ContactMade) -> str:
    """The team, or who of the provider wrote."""
    if contact.channel == Channel.PORTAL.value:
        return f"their {inner(contact.spoke_with)}" if contact.spoke_with else "the provider"
    return Team(contact.team).label.lower()


def came_of(contact: ContactMade) -> str:
    """ "spoke with deputy manager", "no answer", "visit: spoke with manager", "answered in the portal"."""
    reached, channel = Reached(contact.reached), Channel(contact.channel)
    if channel is Channel.PORTAL:
        return "answered in the portal"
    words = reached.label.lower()
    if contact.spoke_with and reached is Reached.SPOKE:
        words = f"{words} with {inner(contact.spoke_with)}"
    return words if channel is Channel.CALL else f"{channel.label.lower()}, {words}"


def held_words(held: CallHeld) -> str:
    """ "Being rung by the quality officer since 9:12"."""
    return f"Being rung by {held.by_as or 'another officer'} since {clock_time(held.since)}"


def rung_words(contacts: Iterable[ContactMade]) -> str:
    """ "Rung today by contracts at 9:12 and quality at 10:05"; empty for none."""
    said = [f"{who_made(each)} at {clock_time(each.at)}" for each in contacts if each.channel == Channel.CALL.value]
    return f"Rung today by {', then '.join(said)}" if said else ""


def sentence(words: str) -> str:
    """With a capital at its beginning and no full stop at its end, as a line of a history wants it."""
    return f"{words[:1].upper()}{words[1:]}".rstrip(".")


def overdue_words(due: datetime, now: datetime) -> str:
    """ "2 days overdue", "Due today at 14:00", "Due 16 Nov"."""
    days = (day_of(now) - day_of(due)).days
    if due < now:
        return f"{counted(days, 'day')} overdue" if days else f"Overdue since {clock_time(due)}"
    return f"Due today at {clock_time(due)}" if days == 0 else f"Due {when(due, day_of(now))}"


def open_for(concern: Concern, now: datetime) -> str:
    """How long it is open, or was: "4 days", "under a day"."""
    end = concern.closed_at or now
    return for_days((day_of(end) - day_of(concern.raised_at)).days)


def for_days(days: int) -> str:
    return counted(days, "day") if days > 0 else "under a day"


def about(concern: Concern) -> str:
    return concern.location.name if concern.location is not None else concern.subject


def owner_of(concern: Concern) -> str:
    return concern.owner.title if concern.owner is not None else f"{Team(concern.team).label} team"


def decided_by(concern: Concern) -> str:
    """Who decides about what is escalated: a group, or the role that owns it."""
    return concern.group.name if concern.group is not None else owner_of(concern)


def raised_by(concern: Concern, today: date) -> str:
    """ "raised by returns on 26 Nov", "raised by hand today at 9:12"."""
    moment = when(concern.raised_at, today)
    how = "by hand" if concern.source == "hand" else f"by {concern.source.replace('_', ' ')}"
    return f"raised {how} {moment}" if moment.startswith("today") else f"raised {how} on {moment}"


def source_of(source: str) -> str:
    """Who raised it: an operation, or a person by hand."""
    return "By hand" if source == "hand" else source.replace("_", " ").capitalize()


def state_of(concern: Concern) -> str:
    if concern.state == ConcernState.CLOSED.value:
        return f"Closed: {Outcome(concern.outcome).label.lower()}"
    return f"{Severity(concern.severity).label}, open"


def event_words(event: ConcernEvent) -> SafeString:
    what = EventKind(event.what).label
    return format_html("{}{}", what, format_html(": {}", event.words.rstrip(".")) if event.words else "")


def lines(several: Iterable[str]) -> SafeString:
    """Each on a line of its own in one cell."""
    return format_html_join(SafeString("<br>"), "{}", ((each,) for each in several))

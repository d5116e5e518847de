"""What providers themselves show of a location: whom to ask, what it provides, its registration, what changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from overwinter.design.parts import Event, Fact, Link
from overwinter.design.phones import phone_link
from overwinter.design.table import Column, Row, Table, linked
from overwinter.kernel.days import full_day, long_day
from overwinter.operations.api import Action, Panel, Place, Urgency
from overwinter.organisations.api import Viewer
from overwinter.providers import permissions, queries
from overwinter.providers.domain.facts import ContactFact, EventFact, KitFact, LocationFact, ServiceFact
from overwinter.providers.domain.kinds import ContactPurpose, LocationState, Source
from overwinter.providers.domain.ratings import RatingFact
from overwinter.providers.pages.listing import NOT_TOLD

NEWEST = 5
"""Changes that the page of a location shows; the rest stand in its history."""


def own_panels(found: LocationFact, services: Sequence[ServiceFact], viewer: Viewer, today: date) -> Iterator[Panel]:
    """What is looked up rather than acted on stands aside, as does what is not known yet."""
    may_edit = bool(permissions.may_edit(viewer, found.council_id))
    if not found.is_employer:
        yield _services(found, services, today, may_edit=may_edit)
    events = queries.list_events(viewer, found.location_id)[:NEWEST]
    yield _changes(found, [queries.event_fact(row) for row in events], may_edit=may_edit)
    contacts = queries.list_contacts(viewer, found.location_id)
    if not found.is_employer:
        yield _registration(found)
        yield _clinical(found, contacts, viewer, may_edit=may_edit)
    yield _contacts(found, contacts, today, may_edit=may_edit)


class ProviderActions:
    def actions(self, *, place: Place, viewer: Viewer) -> Iterable[Action]:
        if permissions.may_edit(viewer, place.council_id):
            yield Action("Change the record", reverse("providers:change", args=[place.location_id]))


def _services(found: LocationFact, services: Sequence[ServiceFact], today: date, *, may_edit: bool) -> Panel:
    def row(each: ServiceFact) -> Row:
        name = each.kind.label
        address = reverse("providers:service", args=[found.location_id, each.service_id])
        since = f"since {full_day(each.since)}" if each.since else "Since when is not known"
        return Row(
            (
                linked(name, address) if may_edit else name,
                NOT_TOLD if each.registered is None else f"{each.registered} {_unit(each, registered=True)}",
                NOT_TOLD if each.contracted is None else f"{each.contracted} {_unit(each, registered=False)}",
                f"until {full_day(each.until)}" if each.until else since.removeprefix("since "),
            )
        )

    table = Table(
        caption="Services",
        columns=(Column("Service"), Column("Registered for"), Column("We contract"), Column("Since, or until")),
        rows=tuple(row(each) for each in services),
        empty="What it provides is not known.",
    )
    return Panel(
        key="services",
        title="Services",
        template="providers/panels/provided.html",
        content=table,
        urgency=Urgency.NONE,
        newest=max((each.since for each in services if each.since and each.since <= today), default=None),
        links=_editing(may_edit, "Add a service", "providers:add-service", found),
    )


def _unit(each: ServiceFact, *, registered: bool) -> str:
    if each.kind.has_beds:
        return "beds"
    return "people" if registered else "hours a week"


def _registration(found: LocationFact) -> Panel:
    """Its rating stands beside what else is known of its quality."""
    facts = [
        Fact("CQC location", found.cqc_id or "Not registered, or not known"),
        Fact("Registered since", full_day(found.registered_on) if found.registered_on else NOT_TOLD),
    ]
    if found.seen_on:
        facts.append(Fact("In the directory", f"Last named by the edition of {full_day(found.seen_on)}"))
    facts += [Fact(name, value) for name, value in (("ODS code", found.ods_code), ("UPRN", found.uprn)) if value]
    where = ", ".join(part for part in (found.address, found.town, found.postcode) if part)
    facts.append(Fact("Address", where or NOT_TOLD))
    if found.ward:
        facts.append(Fact("Ward", found.ward))
    return Panel(
        key="registration", title="Registration", template="providers/panels/facts.html", content=facts, aside=True,
    )  # fmt: skip


def _clinical(found: LocationFact, contacts: Sequence[ContactFact], viewer: Viewer, *, may_edit: bool) -> Panel:
    kit = queries.list_kit(viewer, found.location_id)
    leads = [each for each in contacts if each.purpose is ContactPurpose.CLINICAL_LEAD]
    lead = max(leads, key=lambda each: each.contact_id).title if leads else ""
    facts = [Fact("Clinical lead", lead or "None is named"), *(Fact(each.item, _kit(each)) for each in kit)]
    if not kit:
        facts.append(Fact("Kit", "What it has is not known"))
    return Panel(
        key="clinical",
        title="Clinical lead and kit",
        template="providers/panels/facts.html",
        content=facts,
        newest=max((each.checked_on for each in kit if each.checked_on), default=None),
        links=_editing(may_edit, "Change the kit", "providers:kit", found),
        aside=True,
    )


def _kit(each: KitFact) -> str:
    said = "How many is not known" if each.count is None else str(each.count)
    return said + (f", checked {full_day(each.checked_on)}" if each.checked_on else "")


def _contacts(found: LocationFact, contacts: Sequence[ContactFact], today: date, *, may_edit: bool) -> Panel:
    facts = [
        Fact(each.purpose.label, *_contact(each, today), change=_change(found, each, may_edit)) for each in contacts
    ]
    facts.sort(key=lambda fact: fact.name != ContactPurpose.IN_CHARGE.label)
    if found.phone:
        facts.append(Fact("The location", phone_link(found.phone)))
    away = [each for each in contacts if each.purpose is ContactPurpose.REGISTERED_MANAGER and each.is_away(today)]
    in_charge = any(each.purpose is ContactPurpose.IN_CHARGE for each in contacts)
    news = ""
    if away:
        news = f"The manager is away{_away_words(away[0])}" + ("." if in_charge else ", and nobody is named in charge.")
    return Panel(
        key="contacts",
        title="Contacts",
        template="providers/panels/contacts.html",
        content=facts,
        urgency=Urgency.SOON if away and not in_charge else Urgency.NONE,
        news=news,
        links=_editing(may_edit, "Add a contact", "providers:add-contact", found),
        aside=True,
    )


def _away_words(each: ContactFact) -> str:
    since = f" since {long_day(each.away_from)}" if each.away_from else ""
    return since + (f" until {long_day(each.away_until)}" if each.away_until else "")


def _contact(each: ContactFact, today: date) -> tuple[SafeString | str, str]:
    parts: list[SafeString | str] = [part for part in (each.title, each.name) if part and part != each.purpose.label]
    parts += [phone_link(each.phone)] if each.phone else []
    parts += [format_html('<a href="mailto:{}">{}</a>', each.email, each.email)] if each.email else []
    notes = [f"Away{_away_words(each)}"] if each.is_away(today) else []
    notes += [each.note] if each.note else []
    return format_html_join(", ", "{}", ((part,) for part in parts)), ". ".join(notes)


def _change(found: LocationFact, each: ContactFact, may_edit: bool) -> Link | None:
    if not may_edit:
        return None
    return Link("Change", reverse("providers:contact", args=[found.location_id, each.contact_id]), each.purpose.label)


def _changes(found: LocationFact, events: Sequence[EventFact], *, may_edit: bool) -> Panel:
    history = (Link("All changes", reverse("providers:history", args=[found.location_id])),) if events else ()
    words = "Suspend or close it" if found.state is LocationState.OPEN else "Open or close it"
    return Panel(
        key="changes",
        title="What changed",
        template="providers/panels/changes.html",
        content=list(said_events(events)),
        newest=localdate(events[0].at) if events else None,
        links=(*_editing(may_edit, words, "providers:state", found), *history),
        news=_state_news(found),
        urgency=Urgency.NONE if found.state is LocationState.OPEN else Urgency.SOON,
    )


def _state_news(found: LocationFact) -> str:
    if found.state is LocationState.OPEN:
        return "It is dormant: registered, and providing nothing now." if found.dormant else ""
    since = f" since {full_day(found.state_since)}" if found.state_since else ""
    why = f": {found.state_why.rstrip('.')}" if found.state_why else ""
    return f"{found.state.label}{since}{why}."


def said_events(events: Iterable[EventFact]) -> Iterator[Event]:
    for each in events:
        who = f"The directory, {each.edition}" if each.source is Source.DIRECTORY else each.by_as
        yield Event(full_day(localdate(each.at)), _event_words(each), who=who, why=each.why)


def said_ratings(ratings: Iterable[RatingFact]) -> Iterator[Event]:
    """Each rating with the day on which the record had it, and from where."""
    for each in ratings:
        if each.came is None:
            yield Event("From the first", each.said, why="")
            continue
        who = f"The directory, {each.came.edition}" if each.came.source is Source.DIRECTORY else each.came.by_as
        yield Event(full_day(localdate(each.came.at)), each.said, who=who, why=each.came.why)


def _event_words(each: EventFact) -> SafeString | str:
    name = each.what[:1].upper() + each.what[1:]
    if each.before and each.after:
        return format_html("{}: {} to {}", name, each.before, each.after)
    if each.before:
        return format_html("{}: {} taken out", name, each.before)
    return format_html("{}: {}", name, each.after) if each.after else name


@dataclass(frozen=True, slots=True)
class Columns:
    """The panels of a page in two columns: what must be acted on, and what is looked up."""

    main: tuple[Panel, ...]
    aside: tuple[Panel, ...]


def in_columns(panels: Iterable[Panel]) -> Columns:
    """The most urgent first, then the newest; those that are alike keep their order."""
    ordered = sorted(panels, key=lambda panel: (panel.urgency, -(panel.newest or date.min).toordinal()))
    return Columns(
        tuple(panel for panel in ordered if not panel.aside), tuple(panel for panel in ordered if panel.aside)
    )


def _editing(may_edit: bool, words: str, route: str, found: LocationFact) -> tuple[Link, ...]:
    return (Link(words, reverse(route, args=[found.location_id])),) if may_edit else ()

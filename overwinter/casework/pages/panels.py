"""What casework shows elsewhere: on the page of a location, and on Today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from overwinter.casework import addresses
from overwinter.casework.domain.kinds import Severity
from overwinter.casework.models import Concern, ContactMade
from overwinter.casework.pages import words
from overwinter.casework.permissions import follows_up, may_raise, works_with_providers
from overwinter.casework.queries.concerns import list_open_of
from overwinter.casework.queries.contacts import list_newest_with
from overwinter.casework.queries.queue import MINE, count_mine, list_answered
from overwinter.design.parts import Event, Link
from overwinter.infra import clock
from overwinter.kernel.words import counted
from overwinter.operations.api import Action, Panel, Place, Urgency, Wait
from overwinter.organisations.api import Viewer

CONTACTS_SHOWN = 3
CONCERNS_SHOWN = 20
ANSWERS_COUNTED = 100


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A concern that is open about the location."""

    title: str
    url: str
    note: str
    """ "High, contracts team"."""
    due: str
    late: bool


class CaseworkPanels:
    """Two statements."""

    def panels(self, *, place: Place, viewer: Viewer, today: date) -> Iterable[Panel]:
        if not works_with_providers(viewer, place.council_id):
            return
        now = clock.now()
        yield _open_panel(place, _open_of(place, viewer), viewer, now)
        yield _contacts_panel(
            place, list_newest_with(viewer, location_id=place.location_id, most=CONTACTS_SHOWN), today
        )


def _open_of(place: Place, viewer: Viewer) -> list[Concern]:
    return list_open_of(viewer, council_id=place.council_id, location_id=place.location_id)


def _open_panel(place: Place, concerns: Sequence[Concern], viewer: Viewer, now: datetime) -> Panel:
    """The gravest first."""
    ordered = sorted(concerns, key=lambda each: (Severity(each.severity).rank, each.due_at, each.pk))
    urgent = [each for each in ordered if each.due_at < now or each.severity == Severity.URGENT.value]
    raises = (Link("Raise one", addresses.raise_about(place.location_id)),)
    links = raises if may_raise(viewer, council_id=place.council_id) else ()
    if len(ordered) > CONCERNS_SHOWN:
        links = (Link(f"All {len(ordered)}", addresses.queue(f"location={place.location_id}")), *links)
    closed = Link("Closed ones", addresses.queue(f"location={place.location_id}&state=closed"), place.name)
    return Panel(
        key="concerns",
        title=f"Concerns open: {len(ordered)}" if ordered else "Concerns open",
        template="casework/panel_concerns.html",
        content=tuple(_line(each, now) for each in ordered[:CONCERNS_SHOWN]),
        urgency=Urgency.NOW if urgent else Urgency.SOON if ordered else Urgency.NONE,
        newest=max((words.day_of(each.last_seen_at) for each in ordered), default=None),
        links=(*links, closed),
        news=_news(ordered, now),
    )


def _line(concern: Concern, now: datetime) -> OpenLine:
    answered = ", answered in the portal" if concern.answered_at is not None else ""
    note = f"{Severity(concern.severity).label}, {words.owner_of(concern)}{answered}"
    due, late = words.overdue_words(concern.due_at, now), concern.due_at < now
    return OpenLine(concern.title, addresses.concern(concern.pk), note, due, late)


def _news(ordered: Sequence[Concern], now: datetime) -> str:
    if not ordered:
        return ""
    overdue = sum(1 for each in ordered if each.due_at < now)
    verb = "concern is" if len(ordered) == 1 else "concerns are"
    late = f", {overdue} overdue" if overdue else ""
    return f"{counted(len(ordered), verb, verb)} open{late}: {ordered[0].title.rstrip('.')}."


def _contacts_panel(place: Place, contacts: Sequence[ContactMade], today: date) -> Panel:
    return Panel(
        key="contacts-made",
        title="Calls and visits, by anyone",
        template="casework/panel_contacts.html",
        content=tuple(_contact(each, today) for each in contacts),
        newest=words.day_of(contacts[0].at) if contacts else None,
        links=(Link("All, with what was said", addresses.log_of(place.location_id), place.name),) if contacts else (),
    )


def _contact(contact: ContactMade, today: date) -> Event:
    """Without what was said: it is encrypted, and reading it is logged."""
    came = ". ".join(part for part in (words.came_of(contact), contact.next_step) if part)
    return Event(words.when(contact.at, today), words.sentence(came), contact.by_as)


class CaseworkActions:
    def actions(self, *, place: Place, viewer: Viewer) -> Iterable[Action]:
        if follows_up(viewer, place.council_id):
            yield Action("Log a call", addresses.ring(place.location_id), main=True)
        if may_raise(viewer, council_id=place.council_id):
            yield Action("Raise a concern", addresses.raise_about(place.location_id))


class CaseworkWaits:
    """Two statements."""

    def waits(self, *, viewer: Viewer, today: date) -> Iterable[Wait]:
        del today  # what is overdue goes by the hour
        now = clock.now()
        yield from _answers(viewer, now)
        mine = count_mine(viewer, now)
        up, late = mine.escalated, mine.late
        if up:
            verb = "concern was" if up == 1 else "concerns were"
            yield Wait(
                "Decide", counted(up, verb, verb) + " escalated to you",
                addresses.queue(f"owner={MINE}&escalated=yes"),
                "The team cannot settle it. What you decide goes back to it in your words.", "Decide", Urgency.NOW,
            )  # fmt: skip
        if not follows_up(viewer, viewer.council_id):
            if mine.open - up > 0:
                yield Wait(
                    "Follow up", counted(mine.open - up, "concern") + " given to you", addresses.queue(f"owner={MINE}"),
                    f"{_overdue(late)}They are yours until you close them or give them back.", "Open them",
                    Urgency.NOW if late else Urgency.SOON,
                )  # fmt: skip
            return
        if calls := mine.calls:
            yield Wait(
                "Ring", "1 call is yours" if calls == 1 else f"{calls:,} calls are yours", addresses.calls(),
                f"{_overdue(late)}The list says in which order, and why.", "Open the calls",
                Urgency.NOW if late else Urgency.SOON,
            )  # fmt: skip


def _answers(viewer: Viewer, now: datetime) -> Iterable[Wait]:
    """What providers answered in the portal and nobody has read. The one is named; of several the newest."""
    found = list_answered(viewer, most=ANSWERS_COUNTED)
    if not found:
        return
    newest, several = found[0], len(found) > 1
    many = f"{ANSWERS_COUNTED - 1} answers or more" if len(found) == ANSWERS_COUNTED else counted(len(found), "answer")
    day = timezone.localdate(newest.answered_at or now)
    where = f"{'The newest is' if several else 'It is'} from {words.about(newest)}, about “{newest.title.rstrip('.')}”."
    yield Wait(
        "Read", f"{many} of {'providers' if several else 'a provider'} in the portal",
        addresses.queue(f"owner={MINE}&answered=yes&state=any") if several else addresses.concern(newest.pk),
        f"{where} {'They wait' if several else 'It waits'} until somebody has read {'them' if several else 'it'}.",
        "Read them" if several else "Read it", Urgency.SOON, day,
    )  # fmt: skip


def _overdue(late: int) -> str:
    if not late:
        return ""
    return "1 concern is overdue. " if late == 1 else f"{late:,} concerns are overdue. "

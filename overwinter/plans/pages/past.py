"""What was changed, in words: the history of a row, since when a status stands, how a date moved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from overwinter.design.marks import met_change, rag_change
from overwinter.design.parts import Event
from overwinter.kernel.days import full_day, long_day
from overwinter.plans.domain.changes import FOLLOWING
from overwinter.plans.domain.facts import ActionState
from overwinter.plans.domain.past import Change, Move, Record, Standing, changes_of, moved_dates
from overwinter.plans.domain.rules import FIELD_LABELS
from overwinter.plans.models import Decision
from overwinter.plans.pages.decisions import told
from overwinter.plans.pages.words import as_said, clipped

LABELS: Mapping[str, str] = {
    **FIELD_LABELS, "due": "Due date", "due_as_written": "Due, in words", "owner": "Owner", "state": "State",
    "priority": "Priority", "true_on": "True on", "expires_on": "Expires", "ended_on": "Ended",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a history with its moment."""

    at: datetime
    event: Event


def status_words(standing: Standing | None, today: date, reviewed_on: date | None) -> str:
    """ "Since 23 October. Before that green, from 4 September. Said by the head of commissioning: “…”." """
    if standing is None or not standing.declared:
        return "Nobody has said."
    words = [f"Since {day_words(standing.since, today)}."]
    if standing.before not in ("", "unknown") and standing.before_since is not None:
        words.append(f"Before that {standing.before}, from {day_words(standing.before_since, today)}.")
    why = f": “{standing.why}”" if standing.why else ""
    words.append(f"Said by {as_said(standing.who)}{why}{'' if why.endswith(('.”', '!”', '?”')) else '.'}")
    if reviewed_on is not None and (days := (today - reviewed_on).days) > 27:
        words.append(f"Not reviewed for {days} days.")
    return " ".join(words)


def history_events(
    records: Sequence[Record], gap_records: Sequence[Record], today: date, evidence_records: Sequence[Record] = (),
    decisions: Iterable[Decision] = (), more: Iterable[Told] = (),
) -> tuple[Event, ...]:  # fmt: skip
    """Everything that happened to a row, its gap actions and its evidence, what groups decided, and whatever ``more``
    is told of it, newest first."""
    changes = [*changes_of(records), *changes_of(gap_records), *changes_of(evidence_records)]
    found = [Told(change.at, _event(change, today)) for change in changes if _is_told(change)]
    for decision in decisions:
        found += [
            Told(at, Event(when=day_words(localdate(at), today), words=words, who=decision.group.name, why=why))
            for at, words, why in told(decision)
        ]
    return tuple(each.event for each in sorted([*found, *more], key=lambda each: each.at, reverse=True))


def moved_date_lines(records: Sequence[Record], today: date) -> tuple[str, ...]:
    """How the due date of one gap action moved: "from 15 November: “agency could not supply” (5 November)"."""
    lines = []
    for change in moved_dates(records):
        move = next(move for move in change.moves if move.field == "due")
        why = f": “{change.why}”" if change.why else ", no reason given"
        lines.append(f"from {_value(move.before, today)}{why} ({day_words(change.day, today)})")
    return tuple(lines)


def shown(field: str, value: object, today: date | None = None) -> str:
    """A stored value in words."""
    if field == "state":
        return ActionState(str(value)).label.lower()
    if field == "reporting_to":
        return str(value).replace("\n", ", ") or "nobody"
    if field in ("lead", "led_with", "owner"):
        return str(value or "no one")
    return _value(value, today)


def _is_told(change: Change) -> bool:
    return change.first or bool(change.moves) or bool(change.why)


def _event(change: Change, today: date) -> Event:
    words: Any
    why = change.why
    if change.subject and change.first:
        words = format_html("{} added: {}", change.noun, clipped(change.title, 90))
    elif change.first:
        words, why = change.why or "The row was made", ""
    elif not change.moves:
        words, why = change.why, ""
    else:
        said = format_html_join("; ", "{}", ((move_words(move, today),) for move in change.moves))
        about = f"{change.noun} “{clipped(change.title, 50)}”"
        words = format_html("{}: {}", about, said) if change.subject else said
    return Event(when=day_words(change.day, today), words=words, who=change.who, why=why)


def move_words(move: Move, today: date) -> SafeString:
    label = LABELS[move.field]
    if move.field == "rag":
        return format_html("RAG {}", rag_change(str(move.before), str(move.after)))
    if move.field == "fully_met":
        return format_html("Fully met {}", met_change(str(move.before), str(move.after)))
    if move.field in ("text", "wording"):
        done = "written" if not move.before else "removed" if not move.after else "reworded"
        return format_html("{} {}", label, done)
    if move.field in FOLLOWING:
        what = "Lead" if move.field == "lead_from_section" else "Groups"
        return format_html("{} {}", what, "taken from its section" if move.after else "no longer its section’s")
    before, after = _said(move.field, move.before, today), _said(move.field, move.after, today)
    if move.before in (None, ""):
        return format_html("{} set to {}", label, after)
    return format_html("{} from {} to {}", label, before, after)


def _said(field: str, value: object, today: date) -> str:
    """As :func:`shown`; people's own words stand in quotation marks."""
    return (
        f"“{value}”"
        if value and field in ("by_when", "due_as_written", "title", "section", "number")
        else shown(field, value, today)
    )


def _value(value: object, today: date | None) -> str:
    if value in (None, ""):
        return "nothing"
    if isinstance(value, date):
        return day_words(value, today) if today is not None else full_day(value)
    return str(value)


def day_words(day: date, today: date) -> str:
    """Without the year where it is this winter's: within ten months of today."""
    return long_day(day) if abs((today - day).days) < 300 else full_day(day)

"""What was done, by whom and when, in words: of a document as a whole, and of one row."""

from collections.abc import Iterable
from datetime import datetime

from overwinter.design.parts import Event
from overwinter.infra.models import AuditEntry
from overwinter.intake.domain.rows import LABELS
from overwinter.intake.pages.wording import capital, moment, who
from overwinter.kernel.words import counted
from overwinter.organisations.api import Viewer

_ROW = "row: "
"""How the audit log begins what was decided about a row."""


def events(entries: Iterable[AuditEntry], viewer: Viewer, now: datetime) -> tuple[Event, ...]:
    """As the log has them: newest first."""
    return tuple(
        Event(capital(moment(entry.at, now)), _said(entry), f"By {who(entry.by, viewer.user_id)}" if entry.by else "")
        for entry in entries
    )


def _said(entry: AuditEntry) -> str:
    words, details = capital(entry.verb), entry.details
    match entry.verb:
        case "document read":
            return f"{words}: {counted(details['rows'], 'row')}, {counted(details['unplaced'], 'piece')} unplaced"
        case "confident rows accepted":
            return f"{words}: {counted(len(details['rows']), 'row')}"
        case "document applied":
            return f"{words}: {details['new']} new, {details['changed']} changed, {details['same']} the same"
        case "reading failed":
            return f"{words}: {details['why']}"
    return _said_of_row(entry) if entry.verb.startswith(_ROW) else words


def _said_of_row(entry: AuditEntry) -> str:
    """The decision, and the cells it changed: "Accept. Changed: lead, requirements"."""
    words = capital(entry.verb.removeprefix(_ROW))
    changed = [LABELS[name].lower() for name in LABELS if name in entry.details]
    changed += ["requirements"] if "requirements" in entry.details else []
    return f"{words}. Changed: {', '.join(changed)}" if changed else words

"""What a reading gives: rows, sections, headings and what could not be placed. Every word of the source is in one."""

from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from overwinter.kernel.status import FullyMet, Rag
from overwinter.reading.document import Place
from overwinter.reading.plain import as_plain


class MatchState(StrEnum):
    CONFIDENT = "confident"
    """A person need not look."""
    REVIEW = "review"
    """A person should look."""
    LOCAL = "local"
    """No national requirement asks for this."""


class ResponseText(Struct, frozen=True):
    text: str
    label: str | None = None
    """The column's heading, where there are several response columns."""


class Match(Struct, frozen=True):
    id: str
    confidence: float
    why: str = ""
    """The reason in words: terms shared, section, a learnt wording."""


class Finding(Struct, frozen=True):
    code: str
    message: str


COLUMNS_LOST = "columns-lost"
"""The finding of a row whose cells were put together without any columns."""


def contradicts(code: str) -> bool:
    """Whether a finding of this code says that the row states two things that do not fit: "this, but that"."""
    return "-but-" in code or code in ("gap-words", "status-and-colour-differ")


class Source(Struct, frozen=True):
    """The text of one field as it stood in the document, and where."""

    place: str
    text: str
    column: str | None = None
    """The heading of the column it came from."""
    at: Place | None = None
    """The cell itself (sheet or table, row, column), so that a changed value finds its way back into the file. A field
    that is empty in the document has one too, if its column is there. None: the text stands in no cell of its own."""
    more: tuple[Place, ...] = ()
    """Further cells the text goes on in, where a row was split over rows or pages."""


class Weighed(Struct, frozen=True):
    """What speaks for one requirement, beside a fit of the text from 0 to 1."""

    id: str
    worth: float
    """All of it together: what requirements are ranked by."""
    text: float
    headings: float
    place: float
    """What the rows before and after, a reference number and learnt wordings add."""
    words: tuple[tuple[str, float], ...] = ()
    """The words that row and requirement share, as the row writes them, and the share of the row's words each is worth:
    the fewer requirements have a word, the more."""
    terms: tuple[str, ...] = ()
    """The requirement's key terms that stand in the row."""


class ColumnRead(Struct, frozen=True):
    heading: str
    role: str
    why: str


class Decision(Struct, frozen=True):
    """What a table, or a document's prose, was taken for, and why."""

    place: str
    taken_as: str
    why: str
    columns: tuple[ColumnRead, ...] = ()


class RowRead(Struct, frozen=True):
    """One requirement row of a document. None means: the document does not say."""

    n: int
    place: str
    theme: str | None = None
    section: str | None = None
    ref: str | None = None
    requirement: str = ""
    responses: tuple[ResponseText, ...] = ()
    rag: Rag | None = None
    fully_met: FullyMet | None = None
    gap_actions: str | None = None
    lead: str | None = None
    by_when: str | None = None
    by_when_date: date | None = None
    reporting_to: str | None = None
    extra: tuple[tuple[str, str], ...] = ()
    """Further columns (risk, cost) under their own headings, and status cells that say more than their value."""
    matches: tuple[Match, ...] = ()
    candidates: tuple[Match, ...] = ()
    match_state: MatchState = MatchState.REVIEW
    findings: tuple[Finding, ...] = ()
    doubtful: tuple[str, ...] = ()
    """Fields whose text may belong to another one in part, where columns were read into each other, or may be misread,
    where text recognition was not sure of it."""
    sources: tuple[tuple[str, Source], ...] = ()
    """Field name and where its text stood, for the review beside the original. The names are those of the fields;
    several response columns are ``responses``, ``responses.2``, ``responses.3``."""
    rules: tuple[tuple[str, str], ...] = ()
    """Field name, as in ``sources``, and the rule that read it, in words."""
    weighed: tuple[Weighed, ...] = ()
    """The requirements that fit best, the best first, each with what speaks for it."""

    def with_findings(self, *more: Finding) -> "RowRead":
        return replace(self, findings=(*self.findings, *more))


class SectionRead(Struct, frozen=True):
    """A section the document answers as a whole: several actions, one set of responses."""

    theme: str | None
    section: str | None
    actions: tuple[str, ...] = ()
    responses: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    reporting_to: tuple[str, ...] = ()
    place: str = ""


class Piece(Struct, frozen=True):
    """A heading, or text that could not be placed."""

    place: str
    text: str


class Reading(Struct, frozen=True):
    """Everything that was read from one file."""

    name: str
    sha256: str
    media_type: str
    characters: int
    framework: str
    rows: tuple[RowRead, ...] = ()
    sections: tuple[SectionRead, ...] = ()
    headings: tuple[Piece, ...] = ()
    unplaced: tuple[Piece, ...] = ()
    warnings: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    """What each table was taken for, in the order of the document."""
    confident_from: float = 0.0
    """The confidence from which a match needs no look."""
    shown_from: float = 0.0
    """The confidence below which a requirement is only a candidate."""
    words: int = 0
    """Words of the document. Every one of them is in a row, a section, a heading or ``unplaced``."""
    caught: int = 0
    """Of them, those that no layout rule took and that were put into ``unplaced`` at the very end."""

    def as_dict(self) -> dict[str, Any]:
        """The contract's JSON object (docs/reference/reading.md): plain lists, strings and numbers."""
        data = as_plain(self)
        source = {key: data.pop(key) for key in ("name", "sha256", "media_type", "characters")}
        for row, read in zip(data["rows"], self.rows, strict=True):
            row["requirement"] = read.requirement or None
            row["by_when_date"] = read.by_when_date.isoformat() if read.by_when_date else None
            row["extra"] = [{"label": label, "text": text} for label, text in read.extra]
            row["sources"] = dict(row["sources"])
            row["rules"] = dict(read.rules)
        columns = [{"row": read.n, "label": label, "text": text} for read in self.rows for label, text in read.extra]
        return {"source": source, **data, "columns": columns}

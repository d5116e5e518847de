"""What is doubtful about a row, seen from the row alone. Each finding says what a person should look at."""

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from overwinter.kernel.days import full_day
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.reading.cells.text import one_line
from overwinter.reading.result import Finding, Reading, RowRead
from overwinter.reading.words import key

_GAP_WORDS = re.compile(
    r"\b(?:not yet|not (?:currently |fully )?in place|in the process of|yet to|still (?:to|being|awaiting)|"
    r"to be (?:agreed|finalised|confirmed|developed|appointed|recruited)|"
    r"being (?:appointed|recruited|developed|finalised)|awaiting|slower than|delays?|delayed|"
    r"not at full|backlog|shortfall|under development|work in progress|may not be clear|gap|outstanding)\b",
    re.IGNORECASE,
)
"""Words with which a text admits that something is still missing."""
_ONLY_CONTINUE = re.compile(
    r"^(?:to )?(?:continue|continued|continuing|maintain|keep|ongoing|carry on|as above|none|n/?a)\b", re.IGNORECASE
)
_CHANGES = re.compile(
    r"\b(?:then|also|new|by \d|recruit|appoint|and (?:develop|introduce|review|agree|complete|establish))\b",
    re.IGNORECASE,
)
_NO_DATE = re.compile(
    r"^(?:ongoing|on-going|continu|completed?|done|n/?a|not applicable|tb[cad]|business as usual|bau|in place|monthly|"
    r"weekly|daily)",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:completed?|done|achieved|finished|closed|held|since|from)\b", re.IGNORECASE)
"""Words with which a day gone by is no deadline that was mistyped."""
LONG_BY_WHEN = 12
"""Words from which a "by when" cell is a text that strayed into it."""
SAME = 6
"""Words from which two equal answers are a copy rather than a coincidence ("In place")."""


def _met_but_not_green(row: RowRead) -> Finding | None:
    if row.fully_met is FullyMet.YES and row.rag in (Rag.AMBER, Rag.RED):
        return Finding(
            f"met-but-{row.rag}", f"Said to be fully met, yet rated {row.rag}. One of the two needs a reason."
        )
    return None


def _not_met_but_green(row: RowRead) -> Finding | None:
    if row.fully_met in (FullyMet.NO, FullyMet.PARTIAL) and row.rag is Rag.GREEN:
        return Finding("not-met-but-green", "Rated green, yet said not to be fully met. One of the two needs a reason.")
    return None


def _gap_words(row: RowRead) -> Finding | None:
    if row.fully_met is not FullyMet.YES:
        return None
    text = one_line(" ".join(response.text for response in row.responses))
    match = _GAP_WORDS.search(text)
    return Finding("gap-words", f"Said to be fully met, but the text says “{match[0].lower()}”.") if match else None


def _gap_without_change(row: RowRead) -> Finding | None:
    gap = one_line(row.gap_actions or "")
    if row.fully_met in (FullyMet.NO, FullyMet.PARTIAL) and _ONLY_CONTINUE.match(gap) and not _CHANGES.search(gap):
        return Finding("continue-only", "The gap is to be closed by going on as before. Say what will change.")
    return None


def _gap_without_action(row: RowRead) -> Finding | None:
    if row.fully_met in (FullyMet.NO, FullyMet.PARTIAL) and not row.gap_actions and not row.responses:
        return Finding("no-gap-action", "Not fully met, and nothing is said about how the gap will be closed.")
    return None


def _unanswered(row: RowRead) -> Finding | None:
    if row.requirement and not row.responses and not row.gap_actions:
        return Finding("no-response", "The document gives no answer to this requirement.")
    return None


def _without_requirement(row: RowRead) -> Finding | None:
    return None if row.requirement else Finding("no-requirement", "The row has an answer but its requirement is empty.")


def _without_lead(row: RowRead) -> Finding | None:
    return None if row.lead else Finding("no-lead", "Nobody is named as lead.")


def _without_date(row: RowRead) -> Finding | None:
    if row.fully_met in (FullyMet.NO, FullyMet.PARTIAL) and row.by_when_date is None:
        said = f" (“{row.by_when}” is no date)" if row.by_when and len(row.by_when) < 40 else ""
        return Finding("no-date", f"Not fully met, and no date by which it will be{said}.")
    return None


def _unread_date(row: RowRead) -> Finding | None:
    text = row.by_when
    if not text or row.by_when_date is not None or _NO_DATE.match(text):
        return None
    if len(text.split()) >= LONG_BY_WHEN:
        return Finding("odd-by-when", "The “by when” cell holds a text instead of a date.")
    return Finding("unread-date", f"“{text}” gives no date that can be put into a calendar.")


def _outside_winter(row: RowRead, winter: Winter) -> Finding | None:
    day = row.by_when_date
    if day is None or winter.starts <= day <= winter.ends or _DONE.search(row.by_when or ""):
        return None
    return Finding(
        "date-outside-winter",
        f"“{row.by_when}” is {full_day(day)}, which is not in the winter of {winter}. Check the year.",
    )


_ALWAYS: tuple[Callable[[RowRead], Finding | None], ...] = (
    _without_requirement,
    _unanswered,
    _met_but_not_green,
    _not_met_but_green,
    _gap_words,
    _gap_without_action,
    _gap_without_change,
    _without_date,
    _unread_date,
)


def with_findings(reading: Reading, winter: Winter) -> Reading:
    """``reading`` of the plan for ``winter`` with what is doubtful noted on its rows.

    A missing lead is noted only in a document that names leads at all, and a missing answer only in one that answers
    row by row: what a document never says is a property of the document, not of each row.
    """
    names_leads = any(row.lead for row in reading.rows)
    answers_rows = any(row.responses for row in reading.rows)
    copies = _copies(reading.rows)
    rows = []
    for row in reading.rows:
        rules = [rule for rule in _ALWAYS if answers_rows or rule is not _unanswered]
        found = [finding for rule in (*rules, *((_without_lead,) if names_leads else ())) if (finding := rule(row))]
        if (outside := _outside_winter(row, winter)) is not None:
            found.append(outside)
        if row.n in copies:
            found.append(Finding("same-response", f"The same answer as in row {copies[row.n]}."))
        rows.append(row.with_findings(*found))
    return replace(reading, rows=tuple(rows))


def _copies(rows: Sequence[RowRead]) -> dict[int, int]:
    """Rows whose answer is word for word that of an earlier row."""
    first: dict[str, int] = {}
    copies: dict[int, int] = {}
    for row in rows:
        said = key(" ".join(response.text for response in row.responses))
        if len(said.split()) >= SAME and first.setdefault(said, row.n) != row.n:
            copies[row.n] = first[said]
    return copies

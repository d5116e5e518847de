"""A reading on a terminal: first what a person wants to know, then the rows, in the terminal's width."""

import json
import textwrap
from collections import Counter
from collections.abc import Iterator
from typing import Any

from overwinter.kernel.days import full_day
from overwinter.kernel.status import FullyMet, Rag
from overwinter.reading.cells.text import one_line
from overwinter.reading.result import MatchState, Reading, RowRead, contradicts

NARROWEST = 60
"""Columns below which lines are not cut further."""
SHOWN = 8
"""Unplaced texts and findings that are printed one by one."""
_RAG = {Rag.GREEN: "green", Rag.AMBER: "amber", Rag.RED: "red"}
_MET = {FullyMet.YES: "fully met", FullyMet.PARTIAL: "partly met", FullyMet.NO: "not met"}


def as_json(reading: Reading) -> str:
    """The contract's JSON object, for programs: a line for each row, heading and piece."""
    parts = (f"{json.dumps(name)}: {_listed(value)}" for name, value in reading.as_dict().items())
    return "{\n" + ",\n".join(parts) + "\n}"


def _listed(value: Any) -> str:
    """JSON, the members of a list on lines of their own. Spreading it further costs long documents a tenth of their
    time."""
    if not isinstance(value, list | tuple) or not value:
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in value) + "\n]"


def in_words(reading: Reading, width: int = 100) -> str:
    """The reading for people, as the command line prints it. ``width`` is the terminal's, in columns."""
    width = max(width, NARROWEST)
    parts = [*_summary(reading, width)]
    parts += [*_rows(reading, width)] if reading.rows else [*_seen(reading, width)]
    parts += _aside(reading, width)
    return "\n".join(parts).rstrip() + "\n"


def _summary(reading: Reading, width: int) -> Iterator[str]:
    states = Counter(row.match_state for row in reading.rows)
    findings = Counter(finding.code for row in reading.rows for finding in row.findings)
    yield f"{reading.name} — {_rows_in_words(reading)}"
    if reading.rows:
        yield _figure(states[MatchState.CONFIDENT], "matched to a national requirement with confidence")
        yield _figure(states[MatchState.REVIEW], "for a person to review")
        if states[MatchState.LOCAL]:
            yield _figure(states[MatchState.LOCAL], "local, with no national requirement behind them")
        for code_is, words in ((contradicts, "that contradict themselves"), (_else_doubtful, "otherwise doubtful")):
            doubtful = sum(1 for row in reading.rows if any(code_is(finding.code) for finding in row.findings))
            detail = ", ".join(f"{code} {count}" for code, count in findings.most_common() if code_is(code))
            yield from _wrapped(_figure(doubtful, words + (f": {detail}" if detail else "")), width)
    if reading.sections:
        yield _figure(len(reading.sections), "sections answered as a whole")
    yield _figure(
        len(reading.unplaced),
        "texts that could not be placed" if len(reading.unplaced) != 1 else "text that could not be placed",
    )
    yield f"{reading.words:6,}  words in the document, all of them accounted for"
    for warning in reading.warnings:
        yield from _wrapped(f"Note: {warning}", width)


def _seen(reading: Reading, width: int) -> Iterator[str]:
    """What a document without rows was taken for, and what to do about it."""
    yield from ("", "What was seen")
    whole = [decision for decision in reading.decisions if decision.place == "document"]
    tables = [decision for decision in reading.decisions if decision not in whole]
    for decision in (*whole, *tables[:SHOWN]):
        yield from _wrapped(f"  {decision.place}: {decision.taken_as}, because {decision.why}", width, indent="    ")
    if len(tables) > SHOWN:
        yield f"  and {len(tables) - SHOWN} more tables; --explain tells of all of them"
    yield from _wrapped(
        "Note: a heading or label that is not known is taught with --profile, a file that describes the layout "
        "(docs/how-to/teach-a-layout.md), or in catalogue/vocabulary.",
        width,
    )


def _else_doubtful(code: str) -> bool:
    return not contradicts(code)


def _rows_in_words(reading: Reading) -> str:
    if not reading.rows:
        return "no rows of a plan were found in it"
    themes = len({row.theme for row in reading.rows if row.theme})
    grouped = f" under {themes} theme{'s' if themes != 1 else ''}" if themes else ""
    return f"{len(reading.rows)} row{'s' if len(reading.rows) != 1 else ''}{grouped}"


def _figure(count: int, words: str) -> str:
    return f"{count:6}  {words}"


def _rows(reading: Reading, width: int) -> Iterator[str]:
    theme: str | None = None
    section: str | None = None
    for row in reading.rows:
        if row.theme != theme and row.theme:
            yield from ("", *_wrapped(row.theme, width), "─" * min(len(row.theme), width))
            section = None
        if row.section != section and row.section:
            yield from ("", *_wrapped(f"  {row.section}", width, indent="  "))
        theme, section = row.theme, row.section
        yield from _row(row, width)


def _row(row: RowRead, width: int) -> Iterator[str]:
    head = f"{row.n:>4}  {row.ref + '  ' if row.ref else ''}{one_line(row.requirement) or '(no requirement)'}"
    yield from _wrapped(head, width, indent=" " * 6)
    said = [
        _RAG.get(row.rag or Rag.UNKNOWN),
        _MET.get(row.fully_met or FullyMet.UNKNOWN),
        _by_when(row),
        row.lead and one_line(row.lead),
    ]
    status = " · ".join(part for part in said if part)
    if status:
        yield from _wrapped(f"      {status}", width, indent=" " * 6)
    yield from _wrapped(f"      → {_matched(row)}", width, indent=" " * 8)
    for finding in row.findings:
        yield from _wrapped(f"      ! {finding.message}", width, indent=" " * 8)


def _by_when(row: RowRead) -> str | None:
    if row.by_when_date:
        return f"by {full_day(row.by_when_date)}"
    return f"when: {textwrap.shorten(row.by_when, 40, placeholder='…')}" if row.by_when else None


def _matched(row: RowRead) -> str:
    if row.match_state is MatchState.LOCAL:
        return "local"
    named = ", ".join(f"{match.id} ({match.confidence:.0%})" for match in row.matches)
    if row.match_state is MatchState.CONFIDENT:
        return named
    candidates = ", ".join(f"{match.id} ({match.confidence:.0%})" for match in (row.matches or row.candidates)[:3])
    return f"review: {candidates}" if candidates else "review: no requirement found for it"


def _aside(reading: Reading, width: int) -> Iterator[str]:
    if not reading.unplaced:
        return
    yield from ("", "Not placed")
    for piece in reading.unplaced[:SHOWN]:
        yield f"  {piece.place}: {textwrap.shorten(piece.text, max(width - len(piece.place) - 4, 20), placeholder='…')}"
    if len(reading.unplaced) > SHOWN:
        yield f"  and {len(reading.unplaced) - SHOWN} more; all of them are in the output of --json"


def _wrapped(text: str, width: int, indent: str = "        ") -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)

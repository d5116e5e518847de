"""How a row was found, and what each table was taken for, told on a terminal in the order a person follows it."""

import textwrap
from collections.abc import Iterator, Mapping

from overwinter.reading.cells.text import one_line
from overwinter.reading.document import UnreadableError
from overwinter.reading.result import Decision, Match, MatchState, Reading, RowRead, Weighed

FIELDS = (
    ("ref", "reference"),
    ("requirement", "requirement"),
    ("responses", "response"),
    ("rag", "RAG"),
    ("fully_met", "fully met"),
    ("gap_actions", "gap actions"),
    ("lead", "lead"),
    ("by_when", "by when"),
    ("reporting_to", "reporting to"),
)
"""The fields of a row in the order in which a plan has them, with the words for them."""
NARROWEST = 60
QUOTED = 160
"""Characters of a cell that are shown."""
MARGIN = 16
"""Columns of the terminal that the names of the fields take."""


def explained(reading: Reading, what: int | None, *, titles: Mapping[str, str], width: int) -> str:
    """How row ``what`` was found; for None, what every table was taken for. ``titles`` are those of the requirements.

    Raises :class:`UnreadableError` for a row that is not there.
    """
    width = max(width, NARROWEST)
    if what is None:
        return "\n".join(_tables(reading, width)).rstrip() + "\n"
    if not 1 <= what <= len(reading.rows):
        last = f"ask for one from 1 to {len(reading.rows)}" if reading.rows else "no rows of a plan were found in it"
        raise UnreadableError(f"{reading.name} has no row {what}: {last}.")
    return "\n".join(_row(reading, reading.rows[what - 1], titles, width)).rstrip() + "\n"


# ---- a row


def _row(reading: Reading, row: RowRead, titles: Mapping[str, str], width: int) -> Iterator[str]:
    yield f"Row {row.n} of {len(reading.rows)} in {reading.name}, {row.place}"
    yield from ("", "Where each part of it stands, and the rule that read it")
    yield from _fields(row, width)
    yield from ("", "What it was matched to")
    yield from _match(reading, row, titles, width)
    if row.findings:
        yield from ("", "What is doubtful about it")
        for finding in row.findings:
            yield from _wrapped(f"  ! {finding.message}", width, 4)


def _fields(row: RowRead, width: int) -> Iterator[str]:
    rules = dict(row.rules)
    sources = dict(row.sources)
    for name, words in (("theme", "theme"), ("section", "section")):
        text = getattr(row, name)
        if text:
            place = sources[name].place if name in sources else "above the row"
            yield from _field(words, place, text, rules.get(name), width)
    for name, words in _named(row):
        source = sources.get(name)
        text = source.text if source else _value(row, name)
        if text or name in rules:
            yield from _field(words, source.place if source else row.place, text, rules.get(name), width)
            yield from _more(row, name, width)


def _named(row: RowRead) -> Iterator[tuple[str, str]]:
    """Every field of the row, the further response columns and the further columns among them."""
    known = dict.fromkeys([*dict(row.sources), *dict(row.rules)])
    for field, words in FIELDS:
        yield field, words
        yield from ((name, words) for name in known if name.startswith(f"{field}."))
    yield from ((name, name.removeprefix("extra.")) for name in known if name.startswith("extra."))


def _value(row: RowRead, name: str) -> str:
    if name == "responses":
        return "\n".join(response.text for response in row.responses)
    value = getattr(row, name, None)
    return "" if value is None else str(value)


def _field(name: str, place: str, text: str, rule: str | None, width: int) -> Iterator[str]:
    start = f"  {textwrap.shorten(name, MARGIN - 3, placeholder='…'):<{MARGIN - 2}}"
    yield from _wrapped(f"{start}{place}", width, MARGIN)
    shown = textwrap.shorten(one_line(text), QUOTED, placeholder="…")
    if shown:
        yield from _wrapped(f"{' ' * MARGIN}“{shown}”", width, MARGIN)
    if rule:
        yield from _wrapped(f"{' ' * MARGIN}{rule}", width, MARGIN)


def _more(row: RowRead, name: str, width: int) -> Iterator[str]:
    """What the cell's text was read as, where it is not the text itself."""
    read = {"rag": row.rag, "fully_met": row.fully_met, "by_when": row.by_when_date}.get(name)
    if name in ("rag", "fully_met", "by_when"):
        yield from _wrapped(f"{' ' * MARGIN}→ {read if read is not None else 'not said'}", width, MARGIN)
    source = dict(row.sources).get(name)
    if source is not None and source.more:
        places = ", ".join(str(place) for place in source.more)
        yield from _wrapped(f"{' ' * MARGIN}goes on at {places}", width, MARGIN)


# ---- its match


def _match(reading: Reading, row: RowRead, titles: Mapping[str, str], width: int) -> Iterator[str]:
    yield from _wrapped(f"  {_state(reading, row)}", width, 2)
    matches = {match.id: match for match in (*row.candidates, *row.matches)}
    best = row.weighed[0].worth if row.weighed else 0.0
    for number, one in enumerate(row.weighed, start=1):
        behind = f", {best - one.worth:.2f} behind" if number > 1 else ""
        yield ""
        yield from _wrapped(f"  {number}. {one.id}: {titles.get(one.id, '')}{behind}", width, 5)
        yield from _wrapped(f"     {_sum(one)}", width, 7)
        if one.terms:
            yield from _wrapped(f"     key terms in the row: {', '.join(one.terms)}", width, 7)
        if one.words:
            words = ", ".join(f"{word} {share:.0%}" for word, share in one.words)
            yield from _wrapped(f"     words in common, and their share of the row’s: {words}", width, 7)
        match = matches.pop(one.id, None)
        if match is not None:
            yield from _wrapped(f"     {_confidence(match)}", width, 7)
    for match in matches.values():
        yield from ("", *_wrapped(f"  also {match.id}: {titles.get(match.id, '')}", width, 5))
        yield from _wrapped(f"     {_confidence(match)}", width, 7)


def _state(reading: Reading, row: RowRead) -> str:
    sure = f"{reading.confident_from:.2f}"
    if row.match_state is MatchState.LOCAL:
        return "Local: nothing in it is like any requirement, or a person said that none asks for it."
    if row.match_state is MatchState.CONFIDENT:
        return f"Confident: every match reaches {sure}, from which nobody need look."
    if not row.matches:
        return f"Review: no requirement reaches {reading.shown_from:.2f}, below which one is only a candidate."
    return f"Review: not every match reaches {sure}, from which nobody need look."


def _sum(one: Weighed) -> str:
    return (
        f"worth {one.worth:.2f}: its words {one.text:.2f}, the headings above {one.headings:+z.2f}, "
        f"its place among the rows {one.place:+z.2f}"
    )


def _confidence(match: Match) -> str:
    return f"confidence {match.confidence:.2f}: {match.why}" if match.why else f"confidence {match.confidence:.2f}"


# ---- tables


def _tables(reading: Reading, width: int) -> Iterator[str]:
    yield f"{reading.name}: {len(reading.rows)} rows, {len(reading.unplaced)} texts not placed"
    for decision in reading.decisions:
        yield ""
        yield from _wrapped(f"{decision.place}: {decision.taken_as}", width, 2)
        yield from _wrapped(f"  because {decision.why}", width, 2)
        yield from _columns(decision, width)
    for warning in reading.warnings:
        yield from ("", *_wrapped(f"Note: {warning}", width, 2))
    if reading.unplaced:
        yield from ("", "Not placed: no rule took it for a row, a heading or a part of one")
        for piece in reading.unplaced:
            room = max(width - len(piece.place) - 4, 20)
            yield f"  {piece.place}: {textwrap.shorten(piece.text, room, placeholder='…')}"
    yield from (
        "",
        *_wrapped("A heading that is not known is taught in a profile or in catalogue/vocabulary.", width, 2),
    )


def _columns(decision: Decision, width: int) -> Iterator[str]:
    for column in decision.columns:
        heading = f"“{column.heading}”" if column.heading else "(no heading)"
        yield from _wrapped(f"  {heading} → {column.role}", width, 4)
        yield from _wrapped(f"      {column.why}", width, 6)


def _wrapped(text: str, width: int, indent: int) -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)

"""A random plan written, read and compared: what is wrong with the reading, in words."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from overwinter.kernel.winter import Winter
from overwinter.reading.catalogue import Catalogue
from overwinter.reading.layout import understand
from overwinter.reading.matching import match
from overwinter.reading.readers import read_document
from overwinter.reading.result import MatchState, Reading, RowRead
from overwinter.reading.words import words
from tests.reading.corpus.chance.files import CONTINUED, slide_parts, write
from tests.reading.corpus.chance.pages import Grid, Heading, Plan, Sheet, Want

WINTER = Winter(2020)


def faults(plan: Plan, folder: Path, catalogue: Catalogue | None = None) -> list[str]:
    """What the reading of ``plan`` gets wrong. With a catalogue its rows are matched: none may be sure and wrong."""
    path = folder / f"plan.{plan.suffix}"
    write(path, plan)
    reading = understand(read_document(path), winter=WINTER, framework="asc-winter-plan-2020-21")
    found = [*_rows(plan, reading), *_sections(plan, reading), *_words(plan, reading)]
    if catalogue is not None and not found:
        found += _matches(plan, match(reading, catalogue))
    return found


def _rows(plan: Plan, reading: Reading) -> Iterator[str]:
    want, got = [_plain(w.requirement) for w in plan.wants], [_plain(r.requirement) for r in reading.rows]
    if want != got:
        yield f"rows: missing {[w for w in want if w not in got]}, extra {[g for g in got if g not in want]}"
        if len(want) != len(got):
            return
    for n, (wanted, row) in enumerate(zip(plan.wants, reading.rows, strict=True), 1):
        yield from (f"row {n}: {fault}" for fault in _row(plan, wanted, row))


def _row(plan: Plan, want: Want, row: RowRead) -> Iterator[str]:
    pairs: list[tuple[str, object, object]] = [
        ("rag", want.rag, row.rag),
        ("fully met", want.fully_met, row.fully_met),
        ("day", want.day, row.by_when_date.isoformat() if row.by_when_date else None),
    ]
    for name, wanted, got in (
        ("theme", want.theme, row.theme), ("section", want.section, row.section), ("ref", want.ref, row.ref),
        ("gap", want.gap, row.gap_actions), ("lead", want.lead, row.lead), ("when", want.when, row.by_when),
        ("reporting", want.reporting, row.reporting_to),
    ):  # fmt: skip
        pairs.append((name, _plain(wanted), _plain(got)))
    if want.section is None and row.theme is None and _plain(row.section) == _plain(want.theme):
        pairs = [pair for pair in pairs if pair[0] not in ("theme", "section")]  # no word tells which of the two it is
    wanted_responses = [(_plain(label), _plain(text)) for label, text in want.responses]
    if len({label for label, _ in wanted_responses}) < 2:
        got_responses = [(wanted_responses[0][0] if wanted_responses else "", _plain(r.text)) for r in row.responses]
    else:
        got_responses = [(_plain(r.label), _plain(r.text)) for r in row.responses]
    if not plan.sections:
        pairs.append(("responses", wanted_responses, got_responses))
    extra = {(_plain(label), _plain(text)) for label, text in row.extra}
    missing = [one for one in want.extra if (_plain(one[0]), _plain(one[1])) not in extra]
    pairs.append(("extra", [], missing))
    yield from (f"{name} {got!r} for {wanted!r}" for name, wanted, got in pairs if wanted != got)


def _sections(plan: Plan, reading: Reading) -> Iterator[str]:
    got = [_answered(s.theme, s.section, s.actions, s.responses, s.leads, s.reporting_to) for s in reading.sections]
    want = [_answered(s.theme, s.section, s.actions, s.responses, s.leads, s.reporting) for s in plan.sections]
    if got != want:
        yield f"sections: {[g for g in got if g not in want]} for {[w for w in want if w not in got]}"


def _answered(*parts: object) -> tuple[str, ...]:
    return tuple(_plain(" ".join(part) if isinstance(part, tuple) else part) for part in parts)


def _words(plan: Plan, reading: Reading) -> Iterator[str]:
    """The account of words: all that were written come out, and no others."""
    written, once = Counter[str](), Counter[str]()
    seen: set[str] = set()
    for text in _texts(plan):
        counted = Counter(words(text))
        written += counted
        if text not in seen:
            once += counted
        seen.add(text)
    out = Counter(word for text in _said(plan, reading) for word in words(text))
    lost, invented = once - out, out - written
    if lost:
        yield f"words lost: {dict(lost)}"
    if invented:
        yield f"words made up: {dict(invented)}"
    if reading.caught:
        yield f"{reading.caught} words that no rule took"


def _texts(plan: Plan) -> Iterator[str]:
    title = ""
    for block in plan.blocks:
        title = block.text if isinstance(block, Heading) else title
        if isinstance(block, Grid):
            if plan.suffix == "pptx":
                yield from [title + CONTINUED] * (len(slide_parts(block)) - 1)
            for row in block.rows:
                yield from (f"{box.day:%d/%m/%Y}" if box.day else box.text for box in row)
        elif not isinstance(block, Sheet):
            yield block.text


def _said(plan: Plan, reading: Reading) -> Iterator[str]:
    yield from (piece.text for piece in (*reading.headings, *reading.unplaced))
    listed = {_plain(piece.text) for piece in reading.headings}
    sheets = {_plain(block.name) for block in plan.blocks if isinstance(block, Sheet)}
    carried = {
        _plain(text): text for row in (*reading.rows, *reading.sections) for text in (row.theme, row.section) if text
    }
    yield from (text for plain, text in carried.items() if plain not in listed | sheets)
    for row in reading.rows:
        yield from (text for text in (row.ref, row.requirement, row.gap_actions, row.by_when) if text)
        if not plan.sections:
            yield from (text for text in (row.lead, row.reporting_to) if text)
        yield from (response.text for response in row.responses)
        extras = [text for _, text in row.extra]
        yield from extras
        sources = dict(row.sources)
        for name in ("rag", "fully_met"):
            if name in sources and sources[name].text not in extras:
                yield sources[name].text
    requirements = {row.requirement for row in reading.rows}
    for section in reading.sections:
        yield from (text for text in section.actions if text not in requirements)
        yield from (*section.responses, *section.leads, *section.reporting_to)


def _matches(plan: Plan, reading: Reading) -> Iterator[str]:
    for n, (want, row) in enumerate(zip(plan.wants, reading.rows, strict=True), 1):
        found = row.matches[0].id if row.matches else None
        sure = row.match_state is not MatchState.REVIEW
        if want.id is not None and sure and found != want.id:
            yield f"row {n}: surely {found} and wrong: {want.id}"


def _plain(text: object) -> str:
    return " ".join(re.findall(r"\w+", str(text or "").casefold()))

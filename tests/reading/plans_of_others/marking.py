"""An invented council's document, read and marked."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from overwinter.kernel.winter import Winter
from overwinter.reading.catalogue import Catalogue
from overwinter.reading.engine import interpret
from overwinter.reading.readers import read_document
from overwinter.reading.result import MatchState, Reading, RowRead
from tests.reading.plans_of_others.documents import Document
from tests.reading.plans_of_others.plans import Row, plan

WINTER = Winter.parse("2020-21")


@dataclass(frozen=True)
class Marks:
    rows: int
    missing: tuple[str, ...]
    """Texts of rows that were not found."""
    extra: tuple[str, ...]
    """Texts of rows found that the plan does not have."""
    exact: float
    top1: float
    review: float
    sure_and_wrong: tuple[str, ...]
    lost: tuple[str, ...]
    """Words of the document that are nowhere in the reading."""
    pairs: tuple[tuple[Row, RowRead], ...]


def mark(document: Document, folder: Path, catalogue: Catalogue) -> Marks:
    """Write ``document`` beneath ``folder``, read it and compare."""
    path = folder / f"plan.{document.suffix}"
    wanted = plan(document.plan)
    document.write(path, wanted)
    source = read_document(path)
    reading = interpret(source, catalogue, WINTER)
    found = {_plain(row.requirement): row for row in reading.rows}
    pairs = tuple((row, found.pop(_plain(row.text))) for row in wanted.rows if _plain(row.text) in found)
    paired = {row.text for row, _ in pairs}
    return Marks(
        len(wanted.rows),
        tuple(row.text for row in wanted.rows if row.text not in paired),
        tuple(row.requirement for row in found.values()),
        sum(_ids(got) in row.ids for row, got in pairs) / len(wanted.rows),
        sum(_leads(row, got) for row, got in pairs) / len(wanted.rows),
        sum(got.match_state is MatchState.REVIEW for _, got in pairs) / len(wanted.rows),
        tuple(_wrong(pairs)) + tuple(_wrong_aside(found.values(), wanted.aside)),
        tuple((Counter(_words(source.text)) - Counter(_words(_said(reading)))).elements()),
        pairs,
    )


def is_right(ids: tuple[frozenset[str], ...], got: RowRead) -> bool:
    """Whether a row was matched to one of the sets of requirements that a person would accept."""
    return _ids(got) in ids


def _wrong(pairs: tuple[tuple[Row, RowRead], ...]) -> Iterator[str]:
    for row, got in pairs:
        if got.match_state is not MatchState.REVIEW and not is_right(row.ids, got):
            yield f"{got.match_state}: {sorted(_ids(got))} for {sorted(row.ids[0])}: {row.text}"


def _wrong_aside(rows: Iterable[RowRead], aside: tuple[str, ...]) -> Iterator[str]:
    plain = {_plain(text) for text in aside}
    for row in rows:
        if row.match_state is MatchState.CONFIDENT and _plain(row.requirement) in plain:
            yield f"{sorted(_ids(row))} for what the council does not say: {row.requirement}"


def _ids(row: RowRead) -> frozenset[str]:
    return frozenset(match.id for match in row.matches)


def _leads(row: Row, got: RowRead) -> bool:
    first = got.matches[0].id if got.matches else None
    return any(first in ids if ids else first is None for ids in row.ids)


def _said(reading: Reading) -> str:
    """Everything the reading holds, as the contract prints it."""
    return " ".join(_strings(reading.as_dict()))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _strings(one)


def _plain(text: str) -> str:
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold())

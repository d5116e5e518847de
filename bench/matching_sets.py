"""The rows that matching is measured with: given plans, invented ones, and each as councils change it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from msgspec.structs import replace

from overwinter.reading.catalogue import Catalogue
from overwinter.reading.matching.drafts import Draft
from overwinter.reading.matching.grounds import Evidence
from overwinter.reading.matching.matcher import Matcher
from overwinter.reading.result import RowRead
from tests.reading.matching_marks import DATA, Labelled, expected_rows, invented_rows
from tests.reading.plans_of_others import wordings
from tests.reading.plans_of_others.documents import DOCUMENTS
from tests.reading.plans_of_others.plans import plan
from tests.support.shared import SHARED

PLACINGS = (wordings.as_it_is, wordings.without_headings, wordings.shuffled)
GIVEN, INVENTED, HELD_OUT = "given", "invented", "held out"
LEFT_OUT = 5
"""A catalogue with a hole lacks each fifth requirement."""


@dataclass(frozen=True)
class Claimed:
    """One entry that a row was taken to ask, with what was said of it and whether it was right."""

    evidence: Evidence
    doubt: float
    confidence: float
    right: bool
    """Whether the row as a whole was right: one of two requirements is half an answer."""
    found: bool
    """Whether this requirement was one of the row's."""


@dataclass(frozen=True)
class Judged:
    """A row after matching."""

    want: Labelled
    read: RowRead
    claims: tuple[Claimed, ...]

    @property
    def exact(self) -> bool:
        return frozenset(match.id for match in self.read.matches) in self.want.ids


@dataclass(frozen=True)
class Set:
    kind: str
    document: str
    wording: str
    rows: tuple[Judged, ...]


@cache
def documents() -> tuple[tuple[str, str, tuple[Labelled, ...]], ...]:
    """Kind, name and rows of every document. A text print of a given plan has the same rows and is left out."""
    given = [path for path in sorted(SHARED.glob("intake/*/*.expected.json")) if ".txt." not in path.name]
    invented = [(name, plan(name).rows) for name in dict.fromkeys(document.plan for document in DOCUMENTS)]
    own = sorted(path.stem for path in DATA.glob("*.toml"))
    return (
        *((GIVEN, path.name.removesuffix(".expected.json"), tuple(expected_rows(path))) for path in given),
        *(
            (INVENTED, name, tuple(Labelled(_row(n, row), row.ids) for n, row in enumerate(rows, 1)))
            for name, rows in invented
        ),
        *((HELD_OUT if name.startswith("held-out") else INVENTED, name, tuple(invented_rows(name))) for name in own),
    )


def sets(catalogue: Catalogue, placings: Sequence[wordings.Wording] = PLACINGS) -> Iterator[Set]:
    """Every document in every wording and placing, matched, and with holes in the catalogue."""
    for kind, name, rows in documents():
        for wording in wordings.WORDINGS:
            for placing in placings:
                judged = judge(placing(wording(rows)), catalogue)
                yield Set(kind, name, f"{wording.__name__}, {placing.__name__}", judged)
        yield Set(kind, name, "misled", judge(wordings.misled(rows), catalogue))
        for part in range(LEFT_OUT):
            yield Set(kind, name, "missing", judge(*_with_holes(rows, catalogue, part)))


def judge(rows: Sequence[Labelled], catalogue: Catalogue) -> tuple[Judged, ...]:
    """``rows`` matched, with the evidence of each match."""
    matcher = _Recorder(catalogue)
    read = matcher.match([replace(one.row, n=n) for n, one in enumerate(rows, 1)])
    return tuple(
        Judged(want, got, _claimed(want, matcher.seen.get(got.n, []))) for want, got in zip(rows, read, strict=True)
    )


class _Recorder(Matcher):
    """A matcher that keeps the evidence it judged by."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(catalogue)
        self.seen = dict[int, list[tuple[str, Evidence, float, float]]]()

    def _be_sure(self, draft: Draft) -> None:
        super()._be_sure(draft)
        self.seen[draft.row.n] = [
            (self._model.ids[claim.part.entry], claim.evidence, claim.doubt, claim.confidence)
            for claim in draft.claims
            if claim.evidence is not None
        ]


def _claimed(want: Labelled, seen: Sequence[tuple[str, Evidence, float, float]]) -> tuple[Claimed, ...]:
    exact = frozenset(id for id, *_ in seen) in want.ids
    return tuple(
        Claimed(evidence, doubt, sure, exact, any(id in ids for ids in want.ids)) for id, evidence, doubt, sure in seen
    )


def _with_holes(rows: Sequence[Labelled], catalogue: Catalogue, part: int) -> tuple[list[Labelled], Catalogue]:
    """``rows`` beside a catalogue that lacks each fifth entry: theirs are local now, or what a related entry asks."""
    kept = tuple(entry for n, entry in enumerate(catalogue.entries) if n % LEFT_OUT != part)
    known = {entry.id for entry in kept}
    related = {
        entry.id: {*entry.related, *(other.id for other in catalogue.entries if entry.id in other.related)} & known
        for entry in catalogue.entries
    }
    held = [replace(one, ids=_still_right(one.ids, known, related)) for one in rows]
    return held, replace(catalogue, entries=kept)


def _still_right(
    wanted: Sequence[frozenset[str]], known: set[str], related: dict[str, set[str]]
) -> tuple[frozenset[str], ...]:
    found = list[frozenset[str]]()
    for ids in wanted:
        left = ids & known
        found += [left, *(left | {id} for gone in sorted(ids - known) for id in sorted(related[gone]))]
    return tuple(dict.fromkeys(found))


def _row(number: int, row: Any) -> RowRead:
    place = f"row {number}"
    return RowRead(n=number, place=place, theme=row.theme, section=row.section, ref=row.ref, requirement=row.text)

"""The counts across the top of a document's pages, the sentence above them, and the way to the rows they count."""

from dataclasses import dataclass

from django.urls import reverse

from overwinter.design.parts import Step
from overwinter.intake import queries
from overwinter.intake.domain.pieces import PieceState
from overwinter.intake.domain.rows import OPEN, RowState
from overwinter.intake.models import Document
from overwinter.kernel.words import counted

EVERY = "all"
FILTERS = (
    EVERY,
    *(state.value for state in (*OPEN, RowState.ACCEPTED, RowState.NOT_A_ROW, RowState.MERGED, RowState.SPLIT)),
)


@dataclass(frozen=True, slots=True)
class Counts:
    rows: dict[RowState, int]
    unplaced: int
    words: int
    to_apply: int
    """Accepted rows the plan does not have yet."""

    @property
    def found(self) -> int:
        return self.undecided + self.rows[RowState.ACCEPTED]

    @property
    def undecided(self) -> int:
        return sum(self.rows[state] for state in OPEN)


def get_counts(document: Document) -> Counts:
    pieces = queries.count_pieces(document)
    return Counts(
        queries.count_rows(document), pieces[PieceState.UNPLACED], document.words, queries.count_to_apply(document)
    )


def steps(document: Document, counts: Counts, *, current: str = "") -> tuple[Step, ...]:
    rows = reverse("intake:rows", args=[document.pk])

    def step(figure: int, words: str, show: str) -> Step:
        return Step(f"{figure:,}", words, f"{rows}?show={show}", current=current == show)

    found = counts.rows
    bar = [step(counts.found, "row found" if counts.found == 1 else "rows found", EVERY)]
    if found[RowState.ACCEPTED]:
        bar.append(step(found[RowState.ACCEPTED], "accepted", RowState.ACCEPTED))
    bar.append(step(found[RowState.CONFIDENT], "confident", RowState.CONFIDENT))
    bar.append(step(found[RowState.REVIEW], "to review", RowState.REVIEW))
    if found[RowState.LATER]:
        bar.append(step(found[RowState.LATER], "left for later", RowState.LATER))
    bar.append(step(found[RowState.LOCAL], "local", RowState.LOCAL))
    tray = reverse("intake:tray", args=[document.pk])
    bar.append(Step(f"{counts.unplaced:,}", _pieces(counts.unplaced), tray, current=current == "tray"))
    words = f"of {counts.words:,} words accounted for"
    bar.append(Step(f"{counts.words:,}", words, reverse("intake:document", args=[document.pk]) + "#words"))
    return tuple(bar)


def _pieces(count: int) -> str:
    return "unplaced piece" if count == 1 else "unplaced pieces"


def lede(counts: Counts) -> str:
    """The sentence above the counts: what stands, what needs a person, and that nothing happens by itself."""
    if not counts.found:
        return "No row in this file could be placed. See what was read."
    sure, review = counts.rows[RowState.CONFIDENT], counts.rows[RowState.REVIEW]
    waiting, total = counts.undecided - sure, counted(counts.found, "row")
    in_plan = counts.rows[RowState.ACCEPTED] - counts.to_apply
    parts = [f"{in_plan} of {total} {_are(in_plan)} in the plan."] if in_plan else []
    if counts.to_apply:
        parts.append(f"{counts.to_apply} of {total} {_are(counts.to_apply)} accepted and not yet applied.")
    if sure:
        parts.append(f"{sure} of {total} {_are(sure)} sure and {_need(review)} you.")
    elif waiting:
        parts.append(f"{_need(waiting)} you." if waiting < counts.found else f"{total}: {_each(waiting)} you.")
    if counts.unplaced:
        verb = "has" if counts.unplaced == 1 else "have"
        parts.append(f"{counted(counts.unplaced, 'piece')} of text {verb} no place yet.")
    if counts.undecided:
        parts.append("Nothing enters the plan until you apply it. You can leave and come back.")
    elif counts.to_apply:
        parts.append("Apply them to bring them into the plan.")
    return " ".join(parts)


def _need(count: int) -> str:
    return f"{count or 'none'} {'needs' if count < 2 else 'need'}"


def _each(count: int) -> str:
    return "it needs" if count == 1 else "each needs"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"

"""Answers that have a column each: Red, Amber, Green or Yes, Partly, No, with a cross or a tick in one of them."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from overwinter.kernel.status import FullyMet, Rag
from overwinter.reading.cells.status import rag_of_progress, read_met, read_rag
from overwinter.reading.cells.text import is_blank, one_line
from overwinter.reading.layout.column import Column
from overwinter.reading.layout.grid import Line
from overwinter.reading.layout.roles import Role
from overwinter.reading.words import key

_MARK = re.compile(r"\W{1,3}|[xy1ü]|yes|[\uf050-\uf0ff]", re.IGNORECASE)
"""What a person puts into the column of the answer that holds. A symbol font may show its tick as a letter."""
_UNTICKED = re.compile(r"[☐□\uf0a8\uf06f\s–—-]*")
LONGEST = 3
"""Words of an answer that heads its column."""


def option_roles(labels: Sequence[str]) -> list[Role | None]:
    """For each heading, the statement it is an answer to: two or more different answers stand side by side."""
    found: list[Role | None] = [None] * len(labels)
    for role, run in _runs([_answers(label) for label in labels]):
        for i in run:
            found[i] = role
    return found


def with_options(columns: list[Column], below: Sequence[Line]) -> list[Column]:
    """``columns`` with those that hold nothing but marks beneath an answer as parts of one statement."""
    done = list(columns)
    answers = [_answers(column.label) if _holds_marks(column, below) else {} for column in columns]
    for role, run in _runs(answers):
        for i in run:
            column = columns[i].as_role(role, "answers stand side by side over columns of marks")
            done[i] = replace(column, says=answers[i][role])
    return done


def is_chosen(text: str) -> bool:
    """Whether the cell of an answer's own column says that the answer holds."""
    return _UNTICKED.fullmatch(text) is None


def _answers(label: str) -> dict[Role, Rag | FullyMet]:
    """What a heading answers, as a colour and as whether the requirement is met."""
    text = one_line(label)
    if not text or len(text.split()) > LONGEST or text.casefold() == "no.":
        return {}  # "No." is a number
    rag = read_rag(text) or rag_of_progress(text)
    met = read_met(text)
    found: dict[Role, Rag | FullyMet] = {}
    if rag is not None:
        found[Role.RAG] = rag
    if met is not None:
        found[Role.MET] = met
    return found


def _runs(answers: Sequence[dict[Role, Rag | FullyMet]]) -> Iterator[tuple[Role, list[int]]]:
    """Neighbours that are different answers to one statement."""
    for role in (Role.RAG, Role.MET):
        run: list[int] = []
        for i, answer in enumerate([*answers, {}]):
            said = {answers[n][role] for n in run}
            if role in answer and answer[role] not in said:
                run.append(i)
                continue
            if len(run) > 1:
                yield role, run
            run = [i] if role in answer else []


def _holds_marks(column: Column, below: Sequence[Line]) -> bool:
    rows = (line for line in below if len(line.cells) > 1)
    texts = [one_line(cell.text) for line in rows for cell in line.between(column.start, column.end)]
    return all(_MARK.fullmatch(t) or key(t) == key(column.label) for t in texts if not is_blank(t))

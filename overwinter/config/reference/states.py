"""The state machines, drawn from the one table of transitions each has."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from overwinter.assurance.domain import making
from overwinter.config.reference import markdown
from overwinter.governance.domain import escalations, meetings
from overwinter.intake.domain import documents, pieces, rows
from overwinter.plans.domain import rules, signing
from overwinter.plans.domain.facts import ActionState
from overwinter.providers.domain import states
from overwinter.reminders.domain import sending

Move = tuple[str, str, str]
"""State, event, state after it."""


def page() -> str:
    return markdown.page(
        "What may become of what",
        "What no arrow shows cannot happen: the action refuses with a sentence, and the page shows no button.",
        *_machine(
            "A document",
            "`overwinter/intake/domain/documents.py`. It starts as waiting.",
            _moves(documents.TRANSITIONS.items()),
        ),
        *_machine(
            "A row of a document",
            "`overwinter/intake/domain/rows.py`. It starts as confident, review or local, as the reading says. When a "
            "split or a merge is put back, the rows that it made become undone, and stay so.",
            _moves(rows.TRANSITIONS.items()),
        ),
        *_machine(
            "A piece of text without a place",
            "`overwinter/intake/domain/pieces.py`. It starts as unplaced or heading.",
            _moves(pieces.TRANSITIONS.items()),
        ),
        *_machine(
            "A meeting of a group",
            "`overwinter/governance/domain/meetings.py`. It starts as planned. It is closed from its day on, once it "
            "is said who came; it is cancelled only with a reason, and only while nothing was decided in it.",
            _moves(meetings.TRANSITIONS.items()),
        ),
        *_machine(
            "Something escalated to the group above",
            "`overwinter/governance/domain/escalations.py`. It starts as standing. What is passed on stands again "
            "before the next group, with the age it has.",
            _moves(escalations.TRANSITIONS.items()),
        ),
        *_machine(
            "A gap action",
            "`overwinter/plans/domain/rules.py`. It starts as to do. Dropping one, and moving a date that was set, "
            "needs a reason.",
            _action_moves(),
        ),
        *_machine(
            "A mail that reminds somebody",
            "`overwinter/reminders/domain/sending.py`. It starts as waiting. What may have been sent is sent "
            "again only when somebody says so.",
            _moves(sending.TRANSITIONS.items()),
        ),
        *_machine(
            "A signing of the plan",
            "`overwinter/plans/domain/signing.py`. It starts as waiting: the first signature freezes the plan.",
            _moves(signing.TRANSITIONS.items()),
        ),
        *_machine(
            "A location of care",
            "`overwinter/providers/domain/states.py`. It starts as open. Each step needs a reason; none deletes it.",
            _moves(states.TRANSITIONS.items()),
        ),
        *_machine(
            "A report that was asked for",
            "`overwinter/assurance/domain/making.py`. It starts as waiting. What is ready stays as it was made.",
            _moves(making.TRANSITIONS.items()),
        ),
    )


def _moves(table: Iterable[tuple[tuple[StrEnum, StrEnum], StrEnum]]) -> list[Move]:
    return [(str(before), str(event), str(after)) for (before, event), after in table]


def _action_moves() -> list[Move]:
    return [
        (_named(before), "", _named(after)) for before, following in rules.TRANSITIONS.items() for after in following
    ]


def _named(state: ActionState) -> str:
    return state.label.lower()


def _machine(title: str, where: str, moves: Iterable[Move]) -> Iterable[str]:
    moves = list(moves)
    yield f"## {title}"
    yield where
    yield diagram(moves)
    yield _table(moves)


def _table(moves: Sequence[Move]) -> str:
    """A line for each state, a column for each event; where events have no name, what each state may become."""
    states = dict.fromkeys(state for before, _, after in moves for state in (before, after))
    events = dict.fromkeys(event for _, event, _ in moves)
    if set(events) == {""}:
        rows = [(_words(state), ", ".join(after for before, _, after in moves if before == state)) for state in states]
        return markdown.table(("state", "may become"), rows)
    becomes = {(before, event): _words(after) for before, event, after in moves}
    lines = [(_words(state), *(becomes.get((state, event), "") for event in events)) for state in states]
    return markdown.table(("state", *events), lines)


def diagram(moves: Iterable[Move]) -> str:
    """A Mermaid state diagram; moves between the same two states share an arrow, moves to the same state have none."""
    moves = list(moves)
    states = dict.fromkeys(state for before, _, after in moves for state in (before, after))
    arrows: dict[tuple[str, str], list[str]] = {}
    for before, event, after in (move for move in moves if move[0] != move[2]):
        arrows.setdefault((before, after), []).append(event)
    lines = [f'    state "{_words(state)}" as {_id(state)}' for state in states]
    for (before, after), events in arrows.items():
        label = ", ".join(event for event in events if event)
        lines.append(f"    {_id(before)} --> {_id(after)}{': ' + label if label else ''}")
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def _id(state: str) -> str:
    return state.replace(" ", "_")


def _words(state: str) -> str:
    return state.replace("_", " ")

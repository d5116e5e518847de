"""The cheapest way through the steps that may be taken with the cells of a part, and what nearly went otherwise."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

ROW, REST, HEADING, ASIDE = "row", "rest", "heading", "aside"
ASKED, ANSWERED, UNANSWERED = "asked", "answered", "unanswered"
DOUBTED = 1.5
"""How much dearer another place for a cell is at most, for it to be in doubt."""
Span = tuple[int, int]
NOTHING: Span = (0, 0)


class Step(NamedTuple):
    """A row with its cells, the rest of a row of the page before, or a line beside them."""

    source: Hashable
    target: Hashable
    cost: float
    what: str
    left: Span
    right: Span


class Found(NamedTuple):
    step: Step
    left_in_doubt: bool
    right_in_doubt: bool


class Way(NamedTuple):
    found: Sequence[Found]
    cost: float


def cheapest(steps: Sequence[Step], start: Hashable, end: Hashable) -> Way:
    """The way from ``start`` to ``end``. ``steps`` stand in the order of where they begin."""
    reached: dict[Hashable, float] = {start: 0.0}
    came: dict[Hashable, Step] = {}
    for step in steps:
        if step.source in reached:
            cost = reached[step.source] + step.cost
            if cost < reached.get(step.target, float("inf")):
                reached[step.target] = cost
                came[step.target] = step
    way: list[Step] = []
    node = end
    while node != start and node in came:
        way.append(came[node])
        node = came[node].source
    found = _with_doubts(way[::-1], list(_near(steps, reached, end)))
    return Way(found, reached.get(end, 0.0))


def _near(steps: Sequence[Step], reached: dict[Hashable, float], end: Hashable) -> Iterable[Step]:
    """The steps of all ways that are hardly dearer than the cheapest."""
    onward: dict[Hashable, float] = {end: 0.0}
    never = float("inf")
    most = reached.get(end, never) + DOUBTED
    for step in reversed(steps):
        rest = onward.get(step.target, never) + step.cost
        if rest < onward.get(step.source, never):
            onward[step.source] = rest
        if reached.get(step.source, never) + rest <= most:
            yield step


def _with_doubts(way: Sequence[Step], near: Sequence[Step]) -> list[Found]:
    lefts, rights = defaultdict[int, set[object]](set), defaultdict[int, set[object]](set)
    for step in near:
        for at in range(*step.left):
            lefts[at].add((step.what, step.left))
        for at in range(*step.right):
            rights[at].add((step.what, step.left, step.right))
    return [
        Found(
            step,
            any(len(lefts[at]) > 1 for at in range(*step.left)),
            any(len(rights[at]) > 1 for at in range(*step.right)),
        )
        for step in way
    ]

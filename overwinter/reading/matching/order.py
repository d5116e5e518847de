"""A soft prior: rows mostly follow the national order. It decides between near equals and never moves a clear match."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from overwinter.reading.matching.scores import Scores, best

AGAIN, SKIP, BACK, MOST = 0.06, 0.006, 0.05, 0.10
"""What it costs, beside a fit of the text from 0 to 1: the same entry again; each passed over; going back; at most."""
DISORDER = 0.055
"""A document whose rows cost more than this each does not follow the national order: the prior is dropped."""
ENOUGH_ROWS = 4


class Ordered(Struct, frozen=True):
    scores: Sequence[Scores]
    """For each row: the best that the whole document can do with this row on each entry; comparable within a row."""
    used: bool
    """False when the document does not follow the national order and the prior was dropped."""


def order_prior(emissions: Sequence[Scores]) -> Ordered:
    """``emissions`` (for each row, what speaks for each entry) with the evidence of the rows before and after."""
    if len(emissions) < ENOUGH_ROWS or not emissions[0]:
        return Ordered(emissions, used=False)
    forward, came_from = [emissions[0]], list[list[int]]()
    for emission in emissions[1:]:
        reach, came = _reach(forward[-1], AHEAD)
        forward.append([own + far for own, far in zip(emission, reach, strict=True)])
        came_from.append(came)
    backward = [[0.0] * len(emissions[0])]
    for emission in reversed(emissions[1:]):
        after = [far + own for far, own in zip(backward[-1], emission, strict=True)]
        backward.append(_reach(after, BACKWARDS)[0])
    backward.reverse()
    path = [best(forward[-1])]
    for came in reversed(came_from):
        path.append(came[path[-1]])
    cost = sum(jump_cost(after - before) for after, before in pairwise(path))
    if cost > DISORDER * len(came_from):
        return Ordered(emissions, used=False)
    return Ordered([*map(_on_the_scale_of_one, forward, backward, emissions)], used=True)


def _on_the_scale_of_one(forward: Scores, backward: Scores, emission: Scores) -> Scores:
    """The best entry keeps its emission, others fall short by what the whole path loses."""
    through = [before + after for before, after in zip(forward, backward, strict=True)]
    chosen = best(through)
    most, top = through[chosen], emission[chosen]
    return [score - most + top for score in through]


def jump_cost(step: int) -> float:
    """What it costs to go from one entry to one that stands so many further on."""
    if step > 0:
        return min(SKIP * (step - 1), MOST)
    return min(BACK + SKIP * -step, MOST) if step else AGAIN


def _less_than_most(direction: int) -> list[tuple[int, float]]:
    """The steps that cost less than the most, and what."""
    costs = {direction * step: jump_cost(step) for step in range(-int(MOST / SKIP), int(MOST / SKIP) + 2)}
    return sorted((step, cost) for step, cost in costs.items() if cost < MOST)


AHEAD, BACKWARDS = _less_than_most(1), _less_than_most(-1)


def _reach(scores: Scores, steps: Sequence[tuple[int, float]]) -> tuple[Scores, list[int]]:
    """The most that is left of ``scores`` at each entry, coming from any, and from which; the first of equals.

    From the best entry any other is had for the most that a step costs: nothing else matters that is worse than that.
    """
    count, start = len(scores), best(scores)
    worst = scores[start] - MOST
    reach, came = [worst] * count, [start] * count
    for entry, score in enumerate(scores):
        if score < worst:
            continue
        for step, cost in steps:
            to = entry + step
            if 0 <= to < count:
                left = score - cost
                if left > reach[to] or (left == reach[to] and entry < came[to]):
                    reach[to], came[to] = left, entry
    return reach, came

"""A soft prior: rows mostly follow the national order. It decides between near equals and never moves a clear match."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

AGAIN, SKIP, BACK, MOST = 0.06, 0.006, 0.05, 0.10
"""What it costs, beside a fit of the text from 0 to 1: the same entry again; each passed over; going back; at most."""
DISORDER = 0.055
"""A document whose rows cost more than this each does not follow the national order: the prior is dropped."""
ENOUGH_ROWS = 4


@dataclass(frozen=True, slots=True)
class Ordered:
    scores: "NDArray[Any]"
    """Rows by entries: the best that the whole document can do with this row on this entry; comparable within a row."""
    used: bool
    """False when the document does not follow the national order and the prior was dropped."""


def order_prior(emissions: "NDArray[Any]") -> Ordered:
    """``emissions`` (rows by entries) with the evidence of the rows before and after each row."""
    import numpy as np

    rows, entries = emissions.shape
    if rows < ENOUGH_ROWS or entries == 0:
        return Ordered(emissions, used=False)
    costs = jump_costs(entries)
    forward, backward = np.zeros_like(emissions), np.zeros_like(emissions)
    came_from = np.zeros(emissions.shape, dtype=int)
    forward[0] = emissions[0]
    for n in range(1, rows):
        reach = forward[n - 1][:, None] - costs
        came_from[n] = reach.argmax(axis=0)
        forward[n] = emissions[n] + reach.max(axis=0)
    for n in range(rows - 2, -1, -1):
        backward[n] = (backward[n + 1] + emissions[n + 1] - costs).max(axis=1)
    path = np.zeros(rows, dtype=int)
    path[-1] = int(forward[-1].argmax())
    for n in range(rows - 1, 0, -1):
        path[n - 1] = came_from[n, path[n]]
    if float(costs[path[:-1], path[1:]].mean()) > DISORDER:
        return Ordered(emissions, used=False)
    through = forward + backward
    best = through.max(axis=1, keepdims=True)
    # back on the scale of one row: the best entry keeps its emission, others fall short by what the whole path loses
    top = np.take_along_axis(emissions, through.argmax(axis=1)[:, None], axis=1)
    return Ordered(through - best + top, used=True)


def jump_costs(entries: int) -> "NDArray[Any]":
    """What it costs to go from one entry (row) to the next row's entry (column)."""
    import numpy as np

    step = np.arange(entries)[None, :] - np.arange(entries)[:, None]
    ahead = np.minimum(SKIP * (step - 1), MOST)
    back = np.minimum(BACK + SKIP * -step, MOST)
    return np.where(step > 0, ahead, np.where(step == 0, AGAIN, back))

"""How much longer one piece of work takes than another, whatever the machine and whatever else wants it."""

import gc
from collections.abc import Callable
from time import process_time


def times_as_long(work: Callable[[], object], floor: Callable[[], object], *, most: float, tries: int = 3) -> float:
    """Processor seconds of ``work`` in those of ``floor``, each measured beside the other.

    The least of some tries, for a collection of all that other tests left behind falls on one of the two: work that
    takes too long does so each time. One try that keeps to ``most`` is enough.
    """
    least = float("inf")
    for _ in range(tries):
        seconds = _seconds_of(floor)
        least = min(least, _seconds_of(work) / seconds)
        if least <= most:
            break
    return least


def _seconds_of(work: Callable[[], object]) -> float:
    gc.collect()
    started = process_time()
    work()
    return process_time() - started

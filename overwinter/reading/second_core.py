"""Work whose parts know nothing of each other, halved between this process and a copy of it.

It is for the process that reads one document and does nothing else: a program with threads or open connections must not
be copied. Whoever calls the engine as a library has all of it done in their own process, with the same result.
"""

import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from overwinter.reading.copied import work_and_end

HANDICAP = 24
"""A copy begins later, by about this share of the work, and what it touches is copied at first."""
T = TypeVar("T")
Work = Callable[[T], Any]
"""Gives plain values, as JSON knows them."""


_given = False
"""Whether this process may be copied."""


def allow() -> None:
    """Let this process be copied from now on, where there is another core for the copy."""
    global _given
    _given = hasattr(os, "fork") and _cores() > 1


def halved(work: Work[T], parts: Sequence[T], sizes: Sequence[int], *, worth: int) -> list[Any]:
    """What ``work`` gives for each of ``parts``, whose ``sizes`` tell about how long each takes.

    Parts that are together smaller than ``worth`` take less time than making a copy.
    """
    if not _given or len(parts) < 2 or sum(sizes) < worth:
        return list(map(work, parts))
    own, others = _halves(sizes)
    way_out, way_in = os.pipe()
    try:
        copy = os.fork()
    except OSError:  # no room for another process
        os.close(way_out)
        os.close(way_in)
        return list(map(work, parts))
    if copy == 0:
        work_and_end(lambda: _tell(work, [parts[n] for n in others], way_in))
    os.close(way_in)
    found: list[Any] = [None] * len(parts)
    for n in own:
        found[n] = work(parts[n])
    told = _all_of(way_out)
    _, status = os.waitpid(copy, 0)
    given = [work(parts[n]) for n in others] if status else json.loads(told)
    for n, each in zip(others, given, strict=True):
        found[n] = each
    return found


def _halves(sizes: Sequence[int]) -> tuple[list[int], list[int]]:
    """The numbers of the parts, in two halves that take about as long: the largest first, each to the smaller half.

    The second is a little smaller, for the copy has to be made first."""
    halves: tuple[list[int], list[int]] = ([], [])
    taken = [0, sum(sizes) // HANDICAP]
    for n in sorted(range(len(sizes)), key=lambda n: -sizes[n]):
        smaller = taken[1] < taken[0]
        halves[smaller].append(n)
        taken[smaller] += sizes[n]
    return halves


def _tell(work: Work[T], parts: Sequence[T], way_in: int) -> None:
    told = json.dumps([work(part) for part in parts]).encode()
    while told:
        told = told[os.write(way_in, told) :]


def _all_of(way_out: int) -> bytes:
    with os.fdopen(way_out, "rb") as told:
        return told.read()


def _cores() -> int:
    """That this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1

"""Work whose parts hardly know of each other, halved between this process and a copy of it.

It is for the process that reads one document and does nothing else: a program with threads or open connections must not
be copied. Whoever calls the engine as a library has all of it done in their own process, with the same result.
"""

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from io import RawIOBase
from typing import Any, BinaryIO, Protocol, TypeVar

from msgspec import msgpack

from overwinter.reading.copied import work_and_end

HANDICAP = 48
"""A copy begins later, by about this share of the work, and what it touches is copied at first."""
SIZE = 8
"""Bytes in front of what is told that say how many follow."""
T = TypeVar("T")
R = TypeVar("R")


class Share(Protocol):
    """Gives what was found about all parts for what was found about the own ones, by their numbers."""

    def __call__(self, found: dict[int, T], kind: msgpack.Decoder[dict[int, T]], /) -> dict[int, T]: ...


Work = Callable[[Sequence[int], Share], R]
"""Does the parts of these numbers, and whatever all of them need. It may share what it found several times; after the
last it does nothing that takes long, for both do it. It may be asked again, for all parts."""


_given = False
"""Whether this process may be copied."""


class _LostError(Exception):
    """The copy told nothing more."""


def allow() -> None:
    """Let this process be copied from now on, where there is another core for the copy."""
    global _given
    _given = hasattr(os, "fork") and _cores() > 1


def halved(work: Work[R], sizes: Sequence[int], *, worth: int, turns: Sequence[int] = ()) -> R:
    """What ``work`` gives for parts whose ``sizes`` tell about how long each takes.

    Parts that are together smaller than ``worth`` take less time than making a copy. ``turns``: a number for each part,
    where some are done and shared before others.
    """
    if not _given or len(sizes) < 2 or sum(sizes) < worth:
        return work(range(len(sizes)), _alone)
    own, others = _halves(sizes, turns or [0] * len(sizes))
    told, telling = os.pipe(), os.pipe()
    try:
        copy = os.fork()
    except OSError:  # no room for another process
        for end in (*told, *telling):
            os.close(end)
        return work(range(len(sizes)), _alone)
    if copy == 0:
        os.close(told[0])
        os.close(telling[1])
        work_and_end(partial(_work_on, work, others, telling[0], told[1], first=True))
    os.close(told[1])
    os.close(telling[0])
    try:
        return _work_on(work, own, told[0], telling[1], first=False)
    except _LostError:
        return work(range(len(sizes)), _alone)
    finally:
        os.waitpid(copy, 0)


def _work_on(work: Work[R], numbers: Sequence[int], heard: int, told: int, *, first: bool) -> R:
    """``first``: whether to tell before hearing, for one of the two must hear."""
    with os.fdopen(heard, "rb") as hear, os.fdopen(told, "wb", buffering=0) as tell:

        def share(found: dict[int, T], kind: msgpack.Decoder[dict[int, T]], /) -> dict[int, T]:
            if first:
                _tell(tell, found)
            others = kind.decode(_hear(hear))
            if not first:
                _tell(tell, found)
            return {**found, **others}

        return work(numbers, share)


def _alone(found: dict[int, T], _: msgpack.Decoder[dict[int, T]], /) -> dict[int, T]:
    return found


def _tell(tell: RawIOBase, found: dict[int, Any]) -> None:
    plain = msgpack.encode(found)
    said = memoryview(len(plain).to_bytes(SIZE, "big") + plain)
    try:
        while said:
            said = said[tell.write(said) or 0 :]
    except BrokenPipeError as error:
        raise _LostError from error


def _hear(hear: BinaryIO) -> bytes:
    size = int.from_bytes(hear.read(SIZE), "big")
    heard = hear.read(size)
    if not size or len(heard) < size:
        raise _LostError
    return heard


def _halves(sizes: Sequence[int], turns: Sequence[int]) -> tuple[list[int], list[int]]:
    """The numbers of the parts, in two halves that take about as long: the largest first, each to the smaller half.

    The second is a little smaller, for the copy has to be made first."""
    halves: tuple[list[int], list[int]] = ([], [])
    taken = [0, sum(sizes) // HANDICAP]
    for n in sorted(range(len(sizes)), key=lambda n: (turns[n], -sizes[n])):
        smaller = taken[1] < taken[0]
        halves[smaller].append(n)
        taken[smaller] += sizes[n]
    return halves


def _cores() -> int:
    """That this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1

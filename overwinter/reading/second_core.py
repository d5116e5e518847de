import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import RawIOBase
from typing import Any, BinaryIO, Protocol, TypeVar

from msgspec import msgpack

from overwinter.reading.copied import work_and_end

MOST_TAKEN = 1000
"""Times that parts of a turn are taken: what is left to take is kept in a pipe, of which one page is always had."""
TOKEN, SIZE = 4, 8
"""Bytes of a number in that pipe, and in front of what is told, to say how many follow."""
T = TypeVar("T")
R = TypeVar("R")
Take = Callable[[int], Iterator[int]]
"""The parts of a turn that nobody has taken yet, by number: whoever is quicker takes more."""


class Share(Protocol):
    """Gives what was found about all parts for what was found about the own ones, by their numbers."""

    def __call__(self, found: dict[int, T], kind: msgpack.Decoder[dict[int, T]], /) -> dict[int, T]: ...


Work = Callable[[Take, Share], R]
"""Does parts, and whatever all of them need. It may share what it found several times; after the last it does nothing
that takes long, for both do it. It may be asked again, for all parts."""


_given = False
"""Whether this process may be copied."""


class _LostError(Exception):
    """The copy told nothing more."""


def allow() -> None:
    """Let this process be copied from now on, where there is another core for the copy."""
    global _given
    _given = hasattr(os, "fork") and _cores() > 1


def halved(work: Work[R], turns: Sequence[Sequence[int]], sizes: Sequence[int], *, worth: int) -> R:
    """What ``work`` gives for parts whose ``sizes`` tell about how long each takes; ``turns`` are their numbers.

    Parts that are together smaller than ``worth`` take less time than making a copy.
    """
    alone = partial(work, lambda turn: iter(turns[turn]), lambda found, _: found)
    if not _given or len(sizes) < 2 or sum(sizes) < worth:
        return alone()
    takes = [_Taken(turn, sizes) for turn in turns]
    heard, telling = os.pipe()
    hearing, told = os.pipe()
    try:
        copy = os.fork()
    except OSError:  # no room for another process
        for end in (heard, telling, hearing, told, *(each.left for each in takes)):
            os.close(end)
        return alone()
    if copy == 0:
        os.close(heard)
        os.close(told)
        work_and_end(partial(_work_on, work, takes, hearing, telling, first=True))
    os.close(hearing)
    os.close(telling)
    try:
        return _work_on(work, takes, heard, told, first=False)
    except _LostError:
        return alone()
    finally:
        for each in takes:
            os.close(each.left)
        os.waitpid(copy, 0)


def _work_on(work: Work[R], takes: Sequence["_Taken"], heard: int, told: int, *, first: bool) -> R:
    """``first``: whether to tell before hearing, for one of the two must hear."""
    with os.fdopen(heard, "rb") as hear, os.fdopen(told, "wb", buffering=0) as tell:

        def share(found: dict[int, T], kind: msgpack.Decoder[dict[int, T]], /) -> dict[int, T]:
            if first:
                _tell(tell, found)
            others = kind.decode(_hear(hear))
            if not first:
                _tell(tell, found)
            return {**found, **others}

        return work(lambda turn: takes[turn].each(), share)


class _Taken:
    """The parts of a turn, and the pipe from which the two processes take them in turn, the largest first."""

    def __init__(self, turn: Sequence[int], sizes: Sequence[int]) -> None:
        self.order = sorted(turn, key=lambda n: -sizes[n])
        self.at_once = -(-len(self.order) // MOST_TAKEN)
        """Parts that are taken at once."""
        self.left, put = os.pipe()
        with os.fdopen(put, "wb") as tokens:
            for number in range(0, len(self.order), self.at_once or 1):
                tokens.write(number.to_bytes(TOKEN, "big"))

    def each(self) -> Iterator[int]:
        while token := os.read(self.left, TOKEN):
            number = int.from_bytes(token, "big")
            yield from self.order[number : number + self.at_once]


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


def _cores() -> int:
    """That this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1

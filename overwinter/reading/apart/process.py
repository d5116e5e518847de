"""The process that reads one document. Started by :mod:`overwinter.reading.apart.watch`, which knows how it ends.

The order is a line on standard input. Standard output takes a JSON object a line: ``step``, ``done`` and ``of`` while
it reads, then ``failure``, a sentence, or ``answer``, the number of bytes that follow. Anything else that goes wrong
ends with a traceback on standard error and a status that is not 0.
"""

import faulthandler
import gc
import json
import os
import signal
import sys
import threading
from typing import BinaryIO

from overwinter.reading import second_core
from overwinter.reading.answers import ANSWERS
from overwinter.reading.apart.limits import Limits
from overwinter.reading.apart.order import Order, from_line
from overwinter.reading.document import UnreadableError
from overwinter.reading.engine import STEPS, interpret
from overwinter.reading.readers import read_document

MEGABYTE = 1 << 20
LARGEST_FILE_MB = 1_000
"""Of those that the reading writes for its own use, such as a page that a picture is made of."""
FEWEST_FOR_COLLECTION = 250_000
"""New objects before Python looks for garbage: a document is read into many at once, nearly all of them kept. A plan
is read before that; in long documents it is a small part of the memory that they take."""
OUT_OF_MEMORY = 3
"""The status it ends with when memory is at its limit: then there may be none left to write a sentence with."""


def main(limits: Limits) -> None:
    """Read the one document that is ordered, and end the process."""
    _limit(limits)
    gc.freeze()  # what was loaded stays
    gc.set_threshold(FEWEST_FOR_COLLECTION)
    gc.enable()
    faulthandler.enable()
    told = _told_alone()
    line = sys.stdin.buffer.readline()
    if not line.endswith(b"\n"):
        os._exit(0)
    threading.Thread(target=_end_when_left_alone, daemon=True).start()
    second_core.allow()
    try:
        _answer(from_line(line), told)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    sys.stderr.flush()
    os._exit(0)  # what a large document was read into is not worth the time of taking it apart


def _answer(order: Order, told: BinaryIO) -> None:
    def say(step: str, done: int) -> None:
        told.write(json.dumps({"step": step, "done": done, "of": STEPS}).encode() + b"\n")
        told.flush()

    try:
        say("Opening the file", 0)
        document = read_document(order.path)
        reading = interpret(document, order.catalogue, order.winter, progress=say)
        say("Keeping what was read", STEPS - 1)
        answer = ANSWERS[order.answer](document, reading, order.options).encode("utf-8", errors="replace")
    except UnreadableError as problem:
        told.write(json.dumps({"failure": str(problem)}).encode() + b"\n")
    else:
        told.write(json.dumps({"answer": len(answer)}).encode() + b"\n")
        told.write(answer)
    told.flush()


def _told_alone() -> BinaryIO:
    """Standard output, for the lines of this module alone: what a library or a program that it starts prints goes to
    standard error, and only the end of this process closes it."""
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return told


def _end_when_left_alone() -> None:
    """Standard input stays open as long as somebody waits for the answer."""
    while os.read(0, 4096):
        pass
    if sys.platform != "win32" and os.getpgid(0) == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _limit(limits: Limits) -> None:
    """Let the operating system stop this process when it takes too much. Windows has no such limits; there the clock
    of whoever waits stops it."""
    if sys.platform != "win32":
        import resource

        for what, most in (
            (resource.RLIMIT_AS, limits.memory_mb * MEGABYTE),
            (resource.RLIMIT_FSIZE, LARGEST_FILE_MB * MEGABYTE),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(what, (_within(what, most),) * 2)
        seconds = _within(resource.RLIMIT_CPU, limits.seconds + 5)
        resource.setrlimit(resource.RLIMIT_CPU, (min(limits.seconds, seconds), seconds))


def _within(what: int, most: int) -> int:
    """``most``, or the limit that this process has already where that is lower: nobody may raise it."""
    if sys.platform == "win32":
        return most
    import resource

    hard = resource.getrlimit(what)[1]
    return most if hard == resource.RLIM_INFINITY else min(most, hard)

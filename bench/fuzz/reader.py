"""The process that reads the damaged files: ``python -m bench.fuzz.reader MEMORY_MB``, a path a line on standard input.

For each, a line of JSON: how it ended, the sentence, the most memory it took. A fault of the program ends the process.
"""

import json
import os
import resource
import sys
from pathlib import Path
from typing import BinaryIO

from overwinter.reading.document import UnreadableError
from overwinter.reading.engine import read_file
from tests.reading.corpus.marking import WINTER
from tests.reading.matching_marks import national_catalogue

STATUS = Path("/proc/self/status")
PEAK = Path("/proc/self/clear_refs")


def main(memory_mb: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, memory_mb << 20))
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    catalogue = national_catalogue()
    for line in sys.stdin.buffer:
        _forget_the_peak()
        try:
            reading = read_file(Path(os.fsdecode(line.rstrip(b"\n"))), catalogue, WINTER)
            json.dumps(reading.as_dict()).encode()
            outcome = ("read", f"{len(reading.rows)} rows, {reading.words} words")
        except UnreadableError as refusal:
            outcome = ("refused", str(refusal))
        except MemoryError:
            outcome = ("limit", f"{memory_mb} MB")
        _tell(told, *outcome)


def _tell(told: BinaryIO, how: str, detail: str) -> None:
    told.write(json.dumps((how, detail, _peak_mb())).encode() + b"\n")
    told.flush()


def _forget_the_peak() -> None:
    """Where the system can (Linux), the most memory is counted for each file; elsewhere for all so far."""
    if PEAK.exists():
        PEAK.write_text("5")


def _peak_mb() -> float:
    if STATUS.exists():
        line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))

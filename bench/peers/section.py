"""The comparison: each file read by each as a whole command, in turn, and what is promised of it."""

import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.commands import Run, run
from bench.peers import environment
from bench.peers.files import Given, files
from bench.peers.marks import NOTHING, Marks, mark

ROUNDS = 3
"""Of each file by each, after one that warms up."""
NOISE = 1.05
"""The times of two runs of the same command differ by more than this share now and then."""
OURS = "overwinter"
READS = {
    "markitdown": {".xlsx", ".docx", ".pptx", ".pdf", ".html", ".md", ".csv", ".txt"},
    "docling": {".xlsx", ".docx", ".pptx", ".html", ".md", ".csv"},
    "pdfplumber": {".pdf"},
}
"""What each peer is given. docling reads a PDF with models that have to be fetched, so it sits those out."""
SCRIPTS = Path(__file__).parent / "scripts"
CATALOGUE = environment.ROOT / "catalogue" / "frameworks" / "asc-winter-plan-2020-21"


@dataclass(frozen=True, slots=True)
class Line:
    """What one of them did with one file."""

    file: str
    who: str
    marks: Marks
    seconds: float
    work: float
    megabytes: float
    failed: bool = False


def main(words: Sequence[str] = (), rounds: int = ROUNDS) -> list[str]:
    """Compare on the files in whose name all ``words`` are. Returns a sentence for each promise that is not kept."""
    peers = list(READS)
    try:
        environment.make()
    except environment.MissingPeersError as problem:
        print(f"The peers cannot be installed here ({problem}): Overwinter is measured alone.")
        peers = []
    broken: list[str] = []
    print(f"{'file':34} {'read by':10}  rows  fields aligned  seconds (of work)     MB", flush=True)
    with tempfile.TemporaryDirectory(prefix="overwinter-bench-") as folder:
        for given in files(Path(folder)):
            if all(word in given.name for word in words):
                lines = list(_compare(given, peers, Path(folder), rounds))
                for line in lines:
                    print(_shown(line), flush=True)
                broken += not_kept(lines)
    return broken


def not_kept(lines: Sequence[Line]) -> Iterator[str]:
    """Overwinter is ahead in all three figures, or full, and takes no longer than the quickest."""
    ours, *others = lines
    for what in ("rows", "fields", "aligned"):
        own = getattr(ours.marks, what)
        for other in others:
            theirs = getattr(other.marks, what)
            if theirs > own or own == theirs < 1:
                yield f"{ours.file}: {what} {own:.3f}, no better than {other.who} with {theirs:.3f}"
    quickest = min(others, key=lambda line: line.seconds, default=None)
    if quickest is not None and ours.seconds > quickest.seconds * NOISE:
        yield f"{ours.file}: {ours.seconds:.2f} s, slower than {quickest.who} with {quickest.seconds:.2f} s"


def _compare(given: Given, peers: Sequence[str], folder: Path, rounds: int) -> Iterator[Line]:
    """One run of each to warm up and to mark, then all of them in turn, so that a busy moment falls on all."""
    commands: dict[str, list[str | Path]] = {
        OURS: [sys.executable, "-m", "overwinter.config.cli", "read", given.path, "--json"]
    }
    for peer in peers:
        if given.path.suffix in READS[peer]:
            commands[peer] = [environment.PYTHON, SCRIPTS / f"with_{peer}.py", given.path, CATALOGUE]
    first = {who: run(command, folder) for who, command in commands.items()}
    runs = defaultdict[str, list[Run]](list)
    for _ in range(rounds):
        for who, command in commands.items():
            runs[who].append(run(command, folder))
    for who, took in runs.items():
        failed = first[who].status != 0
        marks = NOTHING if failed else mark(given.expected, json.loads(first[who].output))
        yield Line(
            given.name, who, marks,
            median(one.seconds for one in took), median(one.work for one in took), max(one.megabytes for one in took),
            failed,
        )  # fmt: skip


def _shown(line: Line) -> str:
    marks = line.marks
    name = line.file if line.who == OURS else ""
    return (
        f"{name[:34]:34} {line.who:10} {marks.rows:.3f}  {marks.fields:.3f}  {marks.aligned:.3f}"
        f"  {line.seconds:7.2f} ({line.work:.2f}) {line.megabytes:10.0f}{'  could not read it' if line.failed else ''}"
    )

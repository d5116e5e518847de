"""A long workbook: reading and matching it whole beside only opening it with the library that reads it."""

import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import process_time

import xlsxwriter

from bench.commands import run
from tests.reading.corpus.answers import Answer, dressed, invented

ROWS = (3_000, 10_000)
HELD_AT = 3_000
MOST = 30
"""Times what only opening takes, at ``HELD_AT`` rows."""
ROUNDS = 3
PLANS = ("reworded-by-section", "reworded-narrative", "reworded-bullets")
HEADINGS = ("Reference", "Theme", "Section", "Action required", "Current status", "RAG", "Fully met (Y/N)",
            "Actions to fill gaps", "Lead", "By when")  # fmt: skip
PLACES = ("Northmere", "Easthaven", "Southfold", "Westbrook", "Highcombe", "Lowater", "Fenwick", "Marshwick")


def main(rounds: int = ROUNDS) -> list[str]:
    """Print both times. Returns a sentence when the promise is not kept."""
    broken = []
    print(f"{'a workbook of':16} {'only opened':>12} {'read and matched':>17} {'times':>6} {'MB':>6}")
    with tempfile.TemporaryDirectory(prefix="overwinter-bench-") as home:
        folder = Path(home)
        for count in ROWS:
            path = folder / f"{count}.xlsx"
            write(path, count)
            opened, read, memory = [], [], 0.0
            for _ in range(rounds):
                opened.append(_opening(path))
                done = run([sys.executable, "-m", "overwinter.config.cli", "read", path, "--json"], folder)
                if done.status:
                    return [f"a workbook of {count:,} rows: it was not read"]
                read.append(done.work)
                memory = max(memory, done.megabytes)
            times = median(read) / median(opened)
            print(
                f"{count:11,} rows {median(opened):10.2f} s {median(read):15.2f} s {times:6.1f} {memory:6.0f}",
                flush=True,
            )
            if count == HELD_AT and times > MOST:
                broken.append(f"a workbook of {count:,} rows: {times:.1f} times what opening it takes, {MOST} allowed")
    print("(seconds of processor time; the whole command beside opening alone, its library already loaded)")
    return broken


def write(path: Path, count: int) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Plan")
    sheet.write_row(0, 0, HEADINGS)
    for number, values in enumerate(islice(_rows(), count), 1):
        for column, value in enumerate(values):
            if value:
                sheet.write_string(number, column, value)
    book.close()


def _rows() -> Iterator[tuple[str | None, ...]]:
    """Rows of the invented plans, each with a place of its own, so that no two are the same."""
    answers: list[Answer] = [answer for plan in PLANS for answer in dressed(invented(plan))]
    for n, answer in enumerate(cycle(answers)):
        place = f"{PLACES[n % len(PLACES)]} {n // len(PLACES) + 1}"
        yield (
            f"{n // 100 + 1}.{n % 100 + 1}", answer.theme, answer.section, f"{answer.requirement} ({place})",
            f"{place}: {answer.response}", answer.rag, {"yes": "Y", "no": "N"}.get(answer.fully_met or "", "Partial"),
            answer.gap, answer.lead, answer.when,
        )  # fmt: skip


def _opening(path: Path) -> float:
    from openpyxl import load_workbook

    started = process_time()
    load_workbook(path)
    return process_time() - started

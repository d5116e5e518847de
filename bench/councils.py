"""Open a plan, list the plans, change one answer, give out every answer; at 1 and at 150 councils.

Each stands beside an empty signed-in page of the same server in the same run.
"""

import os
import tempfile
import time
from pathlib import Path

COUNCILS, WEEKS = 150, 26
LIMITS = {"change": 20, "plan": 25}
"""Queries allowed at 150 councils."""
RATIO = 4
"""No page costs more than so many empty ones."""


def main() -> list[str]:
    """Print the table. Returns a sentence for each promise that is not kept."""
    with tempfile.TemporaryDirectory(prefix="overwinter-bench-") as home:
        os.environ["OVERWINTER_HOME"] = home
        os.environ["OVERWINTER_DEMO"] = "0"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "overwinter.config.settings")
        os.environ.setdefault("OVERWINTER_HOSTS", "127.0.0.1,localhost")
        from overwinter.config.cli import main as overwinter

        overwinter(["setup"])
        from bench import measure, pages, world

        started = time.perf_counter()
        manager = world.add_councils(1, weeks=WEEKS)
        print("1 council", flush=True)
        alone = pages.measure_all(manager)
        world.add_councils(COUNCILS - 1, weeks=WEEKS)
        size = _size(Path(home))
        seconds = time.perf_counter() - started
        print(f"{COUNCILS} councils × 108 requirements × {WEEKS} weeks, built in {seconds:.0f} s, {size}")
        many = pages.measure_all(manager)
        print(pages.table(alone, many))
        print(f"({measure.RUNS} requests each, medians)")
        return pages.broken(alone, many, limits=LIMITS, ratio=RATIO)


def _size(home: Path) -> str:
    path = home / "overwinter.sqlite3"
    return f"{path.stat().st_size / 1e6:.0f} MB" if path.exists() else "on the server of DATABASE_URL"

"""A national month and a county year of returns: imported, checked by every rule, and shown.

What an import costs stands beside a bare bulk load of the rows it wrote, and a page beside an empty signed-in one, both
of the same run. Processor time of this process.
"""

import os
import tempfile
from collections.abc import Collection
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path

COUNTY, NATION = 400, 26_000
DAYS = 365


PARTS = ("month", "pages", "year", "kills")
"""What can be measured alone; pages stand on a month that was brought in, and the year on the county's locations."""
LEAST_RULES = 20


def main(only: Collection[str] = (), nation: int = NATION, county: int = COUNTY, days: int = DAYS) -> list[str]:
    """Print the tables of the parts that are named, of all where none is. Returns a sentence for each promise that is
    not kept."""
    parts = [part for part in PARTS if not only or part in only]
    if not parts:
        raise SystemExit(f"{' '.join(only)} is no part of providers; there are {', '.join(PARTS)}")
    with tempfile.TemporaryDirectory(prefix="overwinter-bench-") as home:
        broken = _measure(parts, Path(home), nation, county, days) if parts != ["kills"] else []
        if "kills" in parts:
            from bench import killing

            broken += killing.main(Path(home) / "killed")
        return broken


def _measure(parts: Collection[str], home: Path, nation: int, county: int, days: int) -> list[str]:
    set_up(home)
    from bench import provider_imports as imports
    from bench import provider_pages as pages
    from bench.provider_winter import add_winter
    from bench.provider_world import TODAY, World
    from overwinter.returns.domain.rules import RULES

    broken = [] if len(RULES) >= LEAST_RULES else [f"there are {len(RULES)} rules, {LEAST_RULES} are promised"]
    with standing(TODAY):
        worlds = [World.make("Benchshire", county)]
        if "month" in parts or "pages" in parts:
            worlds.append(World.make("Benchland", nation))
        for world in worlds:
            broken += imports.bring_in_month(world, home)
        if "pages" in parts:
            for world in worlds:
                add_winter(world)
            broken += pages.tell_pages({world.count: pages.measure_pages(world) for world in worlds})
        if "year" in parts:
            broken += imports.bring_in_year(worlds[0], home, days)
    return broken


def set_up(home: Path) -> None:
    os.environ["OVERWINTER_HOME"] = str(home)
    os.environ["OVERWINTER_DEMO"] = "0"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "overwinter.config.settings")
    os.environ.setdefault("OVERWINTER_HOSTS", "127.0.0.1,localhost,testserver")
    from overwinter.config.cli import main as overwinter

    overwinter(["setup"])


def standing(day: date) -> AbstractContextManager[None]:
    from django.utils import timezone

    from overwinter.infra import clock

    return clock.standing_at(timezone.make_aware(datetime(day.year, day.month, day.day, 8, 10)))

"""A national month and a county year of returns: imported, checked by every rule, and shown.

What an import costs stands beside a bare bulk load of the rows it wrote, and a page beside an empty signed-in one, both
of the same run. Processor time of this process.
"""

import os
import tempfile
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path

COUNTY, NATION = 400, 26_000
DAYS = 365


def main(nation: int = NATION, county: int = COUNTY, days: int = DAYS) -> list[str]:
    """Print the tables. Returns a sentence for each promise that is not kept."""
    with tempfile.TemporaryDirectory(prefix="overwinter-bench-") as home:
        set_up(Path(home))
        from bench import killing
        from bench import provider_imports as imports
        from bench import provider_pages as pages
        from bench.provider_winter import add_winter
        from bench.provider_world import TODAY, World

        broken = list[str]()
        with standing(TODAY):
            small, large = World.make("Benchshire", county), World.make("Benchland", nation)
            for world in (small, large):
                broken += imports.bring_in_month(world, Path(home))
                add_winter(world)
            broken += pages.tell_pages({world.count: pages.measure_pages(world) for world in (small, large)})
            broken += imports.bring_in_year(small, Path(home), days)
        return broken + killing.main(Path(home) / "killed")


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

"""What pages cost beside an empty signed-in one, at 400 and at 26,000 locations in the middle of a winter.

``python -m bench.provider_pages HOME`` keeps what it measures in that folder, and measures there again the next time.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

    from bench.provider_world import World

PAGE_MOST = 4.0
RUNS = 15
EMPTY = "an empty signed-in page"


@dataclass(frozen=True)
class Page:
    statements: int
    milliseconds: float


def measure_pages(world: "World") -> dict[str, Page]:
    """Every page once in each round, so that what else the machine does meets all of them alike."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    paths, taken = _paths(world), dict[str, list[float]]()
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(world.officer, backend=settings.AUTHENTICATION_BACKENDS[0])
    for turn in range(RUNS + 1):
        for words, path in paths.items():
            milliseconds = _take(client, path)
            if turn:  # the first time loads what stays
                taken.setdefault(words, []).append(milliseconds)
    found = {}
    for words, path in paths.items():
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        found[words] = Page(len(captured), median(taken[words]))
    return found


def _paths(world: "World") -> dict[str, str]:
    from bench.provider_world import FORMS
    from overwinter.casework.models import Concern

    grave = Concern.objects.filter(council=world.council, severity="high", state="open", location__isnull=False)
    place = grave.order_by("location_id").values_list("location_id", flat=True).first()
    if place is None:
        raise SystemExit("no rule saw anything")
    return {
        EMPTY: "/accounts/password/", "the morning page": "/calls/", "Today": "/", "the returns": "/returns/",
        "one form’s period": f"/returns/{FORMS[0]}/2026-11-01/", "the list of locations": "/providers/",
        "the queue of concerns": "/concerns/", "the page of a location": f"/providers/{place}/",
    }  # fmt: skip


def _take(client: "Client", path: str) -> float:
    started = process_time()
    answer = client.get(path)
    milliseconds = (process_time() - started) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    return milliseconds


def tell_pages(found: dict[int, dict[str, Page]]) -> list[str]:
    broken = list[str]()
    counts: Sequence[int] = sorted(found)
    print(f"{'':28}" + "".join(f"{count:>10,} locations{'':>14}" for count in counts))
    print(f"{'':28}" + f"{'statements':>11} {'ms':>8} {'×empty':>8}     " * len(counts))
    empty = {count: found[count][EMPTY].milliseconds for count in counts}
    for words in found[counts[0]]:
        cells = {count: found[count][words] for count in counts}
        print(
            f"{words:28}"
            + "".join(
                f"{cell.statements:11} {cell.milliseconds:8.1f} {cell.milliseconds / empty[count]:8.2f}     "
                for count, cell in cells.items()
            ),
            flush=True,
        )
        if len({cell.statements for cell in cells.values()}) > 1:
            broken.append(f"{words}: {' and '.join(str(cell.statements) for cell in cells.values())} statements")
        for count, cell in cells.items():
            if (times := cell.milliseconds / empty[count]) > PAGE_MOST:
                broken.append(f"{words}: {times:.1f} times an empty page at {count:,} locations, {PAGE_MOST} allowed")
    return broken


def main(home: Path) -> int:
    from bench.providers import COUNTY, NATION, set_up, standing

    home.mkdir(parents=True, exist_ok=True)
    set_up(home)
    from bench.provider_imports import bring_in_month
    from bench.provider_winter import add_winter
    from bench.provider_world import TODAY, World

    worlds = []
    with standing(TODAY):
        for area, count in (("Benchshire", COUNTY), ("Benchland", NATION)):
            world = World.find(area, count)
            if world is None:
                world = World.make(area, count)
                bring_in_month(world, home)
                add_winter(world)
            worlds.append(world)
        broken = tell_pages({world.count: measure_pages(world) for world in worlds})
    print("\n".join(broken))
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

"""What pages cost beside an empty signed-in one, at 400 and at 26,000 locations."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from time import process_time

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.provider_world import FORMS, World
from overwinter.providers.models import Location

PAGE_MOST = 4.0
RUNS = 15
EMPTY = "/accounts/password/"


@dataclass(frozen=True)
class Page:
    statements: int
    milliseconds: float


def measure_pages(world: World) -> dict[str, Page]:
    place = Location.objects.filter(council=world.council, concerns__isnull=False).order_by("id").first()
    if place is None:
        raise SystemExit("no rule saw anything")
    paths = {
        "an empty signed-in page": EMPTY, "the morning page": "/calls/", "the returns": "/returns/",
        "one form’s period": f"/returns/{FORMS[0]}/2026-11-01/", "the list of locations": "/providers/",
        "the queue of concerns": "/concerns/", "the page of a location": f"/providers/{place.pk}/",
    }  # fmt: skip
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(world.officer, backend=settings.AUTHENTICATION_BACKENDS[0])
    return {words: _measure(client, path) for words, path in paths.items()}


def _measure(client: Client, path: str) -> Page:
    taken = []
    for _ in range(RUNS + 2):
        started = process_time()
        answer = client.get(path)
        taken.append((process_time() - started) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return Page(len(captured), median(taken[2:]))


def tell_pages(found: dict[int, dict[str, Page]]) -> list[str]:
    broken = list[str]()
    counts: Sequence[int] = sorted(found)
    print(f"{'':28}" + "".join(f"{count:>10,} locations{'':>14}" for count in counts))
    print(f"{'':28}" + f"{'statements':>11} {'ms':>8} {'×empty':>8}     " * len(counts))
    empty = {count: found[count]["an empty signed-in page"].milliseconds for count in counts}
    for words in found[counts[0]]:
        cells = [found[count][words] for count in counts]
        print(
            f"{words:28}"
            + "".join(
                f"{cell.statements:11} {cell.milliseconds:8.1f} {cell.milliseconds / empty[count]:8.2f}     "
                for count, cell in zip(counts, cells, strict=True)
            ),
            flush=True,
        )
        if len({cell.statements for cell in cells}) > 1:
            broken.append(f"{words}: {' and '.join(str(cell.statements) for cell in cells)} statements")
        times = cells[-1].milliseconds / empty[counts[-1]]
        if times > PAGE_MOST:
            broken.append(f"{words}: {times:.1f} times an empty page, {PAGE_MOST} allowed")
    return broken

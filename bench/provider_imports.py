"""What imports of the directory and of returns cost beside a bare load of the rows they wrote, and what rules cost.

Rules are off while files are taken in, and look at the same returns afterwards, as they do in an import while they are
on: so that both are known.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import connection

from bench import bare
from bench import provider_files as made
from bench.provider_files import Written
from bench.provider_world import DAILY, FORMS, OPENS, TODAY, World
from bench.spent import peak, spent
from overwinter.providers import actions
from overwinter.providers.models import Contact, DirectoryChange, Location, LocationEvent, Organisation, Service
from overwinter.returns.bringing import bring_in, is_done
from overwinter.returns.domain.rules import RULES
from overwinter.returns.looking import look_at_period
from overwinter.returns.models import Return

IMPORT_MOST = 8.0
PROMISED = 10_000
"""Rows from which on the promise holds: beneath, what is done once for each file is more than the rows."""
WEEKS = timedelta(weeks=4)


class Count:
    """How many statements are run while it wraps them."""

    statements = 0

    def __call__(self, execute: Callable[..., Any], *asked: Any) -> Any:
        self.statements += 1
        return execute(*asked)


def bring_in_month(world: World, home: Path) -> list[str]:
    """The directory, then a month of returns as csv and as xlsx, then the rules."""
    council = world.council
    found = made.places(council.code[-4:], world.count)
    path = home / f"{council.code}-directory.csv"
    made.write_directory(path, found, council.name)
    broken = _directory(world, path)
    world.switch_rules(on=False)
    for code, ending in zip(FORMS, (".csv", ".xlsx"), strict=True):
        rows = made.month(found, code == FORMS[0], OPENS)
        written = made.write_returns(home / f"{council.code}-{code}{ending}", rows, world.labels(code))
        broken += _returns(world, code, [written])
    world.switch_rules(on=True)
    for code in FORMS:
        _check(world, code, [OPENS])
    return broken


def bring_in_year(world: World, home: Path, days: int) -> list[str]:
    """A daily return of each location in files of four weeks, csv and xlsx in turn; then the rules for each day."""
    world.ask_daily()
    found = made.places(world.council.code[-4:], world.count)
    asked = [TODAY - timedelta(days=back) for back in reversed(range(days))]
    written: dict[str, list[Written]] = {".csv": [], ".xlsx": []}
    for number, day in enumerate(asked[:: WEEKS.days]):
        ending = (".csv", ".xlsx")[number % 2]
        rows = made.days(found, day, min(day + WEEKS - timedelta(days=1), TODAY))
        written[ending].append(made.write_returns(home / f"daily-{day}{ending}", rows, world.labels(DAILY)))
    world.switch_rules(on=False)
    broken = [words for files in written.values() for words in _returns(world, DAILY, files)]
    world.switch_rules(on=True)
    _check(world, DAILY, asked)
    return broken


def _directory(world: World, path: Path) -> list[str]:
    started = spent()
    with path.open("rb") as content:
        edition = actions.upload_edition(
            council_id=world.council.pk, name=path.name, content=content, as_of=TODAY, by=None, in_background=False
        )  # fmt: skip
    actions.read_edition(edition_id=edition.pk, by=None)
    actions.agree_to_edition(edition_id=edition.pk, closures_seen=False, by=None, in_background=False)
    while actions.apply_batch(edition_id=edition.pk, by=None):
        pass
    seconds = spent() - started
    mine = f"location_id IN (SELECT id FROM {Location._meta.db_table} WHERE council_id = {world.council.pk})"
    where = (
        (Organisation, f"cqc_id LIKE '1-P{world.council.name}%'"), (Location, f"council_id = {world.council.pk}"),
        (Service, mine), (Contact, mine), (LocationEvent, mine), (DirectoryChange, f"edition_id = {edition.pk}"),
    )  # fmt: skip
    return _tell(world, "directory.csv", world.count, seconds, [path], *bare.load_again(where))


def _returns(world: World, code: str, files: Sequence[Written]) -> list[str]:
    started, ids = spent(), []
    for each in files:
        with each.path.open("rb") as content:
            row = bring_in(
                council_id=world.council.pk, form_code=code, name=each.path.name, content=content, as_of=TODAY,
                by=world.officer, mapping=each.mapping,
            )  # fmt: skip
        if not is_done(row) or row.totals["added"] != each.rows:
            raise SystemExit(f"{each.path.name}: {row.totals}, {row.failure}")
        ids.append(str(row.pk))
    if not files:
        return []
    seconds, paths = spent() - started, [each.path for each in files]
    rows = sum(each.rows for each in files)
    loaded = bare.load_again(((Return, f"file_id IN ({', '.join(ids)})"),))
    return _tell(world, f"{code}{paths[0].suffix}", rows, seconds, paths, *loaded)


def _tell(
    world: World, what: str, rows: int, seconds: float, paths: Sequence[Path], writing: float, written: int
) -> list[str]:
    reading, times = bare.read_again(*paths), seconds / writing
    print(
        f"{world.count:6,} locations: {what:28} {rows:8,} rows {seconds:7.2f} s; bare: {written:8,} rows written in "
        f"{writing:6.2f} s, ×{times:5.1f}; with the file read in {reading:5.2f} s, "
        f"×{seconds / (writing + reading):5.1f}; at most {peak():.0f} MB",
        flush=True,
    )
    if rows < PROMISED or times <= IMPORT_MOST:
        return []
    return [f"{what}, {rows:,} rows: {times:.1f} times a bare load, {IMPORT_MOST} allowed"]


def _check(world: World, code: str, days: Sequence[date]) -> None:
    """By every rule, the returns of the period of each day."""
    form, returns, alarms = world.form_of(code), 0, 0
    count = Count()
    started = spent()
    with connection.execute_wrapper(count):
        for day in days:
            period = form.period_of(day)
            if period is None:
                raise SystemExit(f"{code} has no period on {day}")
            seen = look_at_period(form, period)
            returns, alarms = returns + seen.returns, alarms + seen.alarms
    print(
        f"{world.count:6,} locations: {code:28} {returns:8,} returns by {len(RULES)} rules {spent() - started:.2f} s; "
        f"{count.statements:,} statements, {alarms:,} alarms; at most {peak():.0f} MB",
        flush=True,
    )

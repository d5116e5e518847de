"""What imports of the directory and of returns cost beside a bare load of the rows they wrote, and what rules cost."""

from datetime import date, timedelta
from pathlib import Path
from time import process_time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import bare
from bench import provider_files as made
from bench.provider_files import Written
from bench.provider_world import DAILY, FORMS, OPENS, TODAY, World
from overwinter.providers import actions
from overwinter.providers.models import Contact, DirectoryChange, Location, LocationEvent, Organisation, Service
from overwinter.returns.bringing import bring_in, is_done
from overwinter.returns.domain.rules import RULES
from overwinter.returns.looking import look_at_period
from overwinter.returns.models import Return

IMPORT_MOST = 8.0
PROMISED = 400
"""At fewer rows than those of so many locations in a year nothing is promised: what each import costs once is more."""


def bring_in_month(world: World, home: Path) -> list[str]:
    """The directory, then a month of returns as csv and as xlsx, then the rules."""
    council = world.council
    found = made.places(council.code[-4:], world.count)
    path = home / f"{council.code}-directory.csv"
    made.write_directory(path, found, council.name)
    broken = _directory(world, path)
    for code, ending in zip(FORMS, (".csv", ".xlsx"), strict=True):
        rows = made.month(found, code == FORMS[0], OPENS)
        written = made.write_returns(home / f"{council.code}-{code}{ending}", rows, world.labels(code))
        broken += _returns(world, code, written)
    world.switch_rules(on=True)
    for code in FORMS:
        _check(world, code, OPENS)
    return broken


def bring_in_year(world: World, home: Path, days: int) -> list[str]:
    """A daily return of each location, in one file for each four weeks; the newest day is checked."""
    world.ask_daily()
    found = made.places(world.council.code[-4:], world.count)
    written, day = [], TODAY - timedelta(days=days - 1)
    while day <= TODAY:
        last = min(day + timedelta(days=27), TODAY)
        path = home / f"daily-{day}.csv"
        written.append(made.write_returns(path, made.days(found, day, last), world.labels(DAILY)))
        day = last + timedelta(days=1)
    world.switch_rules(on=False)
    broken = _returns(world, DAILY, *written)
    world.switch_rules(on=True)
    _check(world, DAILY, TODAY)
    return broken


def _directory(world: World, path: Path) -> list[str]:
    started = process_time()
    with path.open("rb") as content:
        edition = actions.upload_edition(
            council_id=world.council.pk, name=path.name, content=content, as_of=TODAY, by=None, in_background=False
        )  # fmt: skip
    actions.read_edition(edition_id=edition.pk, by=None)
    actions.agree_to_edition(edition_id=edition.pk, closures_seen=False, by=None, in_background=False)
    while actions.apply_batch(edition_id=edition.pk, by=None):
        pass
    seconds = process_time() - started
    mine = f"location_id IN (SELECT id FROM {Location._meta.db_table} WHERE council_id = {world.council.pk})"
    where = (
        (Organisation, f"cqc_id LIKE '1-P{world.council.name}%'"), (Location, f"council_id = {world.council.pk}"),
        (Service, mine), (Contact, mine), (LocationEvent, mine), (DirectoryChange, f"edition_id = {edition.pk}"),
    )  # fmt: skip
    return _tell(world, "the directory", world.count, seconds, *bare.load_again(where))


def _returns(world: World, code: str, *files: Written) -> list[str]:
    started, ids = process_time(), []
    for each in files:
        with each.path.open("rb") as content:
            row = bring_in(
                council_id=world.council.pk, form_code=code, name=each.path.name, content=content, as_of=TODAY,
                by=world.officer, mapping=each.mapping,
            )  # fmt: skip
        if not is_done(row) or row.totals["added"] != each.rows:
            raise SystemExit(f"{each.path.name}: {row.totals}, {row.failure}")
        ids.append(str(row.pk))
    seconds = process_time() - started
    count = sum(each.rows for each in files)
    loaded = bare.load_again(((Return, f"file_id IN ({', '.join(ids)})"),))
    return _tell(world, f"returns, {code}{files[0].path.suffix}", count, seconds, *loaded)


def _tell(world: World, what: str, rows: int, seconds: float, bare: float, written: int) -> list[str]:
    times = seconds / bare
    print(
        f"{world.count:6,} locations: {what:36} {rows:8,} rows {seconds:7.2f} s; bare load of {written:8,} rows "
        f"{bare:6.2f} s: × {times:.1f}",
        flush=True,
    )
    held = world.count > PROMISED or "daily" in what
    return [f"{what}, {rows:,} rows: {times:.1f} times a bare load, {IMPORT_MOST} allowed"] if (
        held and times > IMPORT_MOST
    ) else []  # fmt: skip


def _check(world: World, code: str, day: date) -> None:
    form = world.form_of(code)
    period = form.period_of(day)
    if period is None:
        raise SystemExit(f"{code} has no period on {day}")
    started = process_time()
    with CaptureQueriesContext(connection) as captured:
        seen = look_at_period(form, period)
    print(
        f"{world.count:6,} locations: {code}, {seen.returns:,} returns by {len(RULES)} rules "
        f"{process_time() - started:.2f} s, {len(captured)} statements, {seen.alarms:,} alarms",
        flush=True,
    )

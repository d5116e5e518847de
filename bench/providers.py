"""A national month and a county year of returns: imported, checked by every rule, and shown.

What an import costs stands beside a bare bulk load of the rows it wrote, and a page beside an empty signed-in one, both
of the same run. Processor time of this process.
"""

import os
import tempfile
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from overwinter.accounts.models import User
    from overwinter.organisations.models import Council

COUNTY, NATION = 400, 26_000
DAYS = 365
TODAY = date(2026, 11, 13)
OPENS = date(2026, 11, 8)
"""Of the statutory window of that month."""
IMPORT_MOST, PAGE_MOST = 8.0, 4.0
RUNS = 15
FORMS = ("statutory-care-home", "statutory-home-care")
DAILY = "tracker-2020-daily"
EMPTY = "/accounts/password/"


def main(nation: int = NATION, county: int = COUNTY, days: int = DAYS) -> list[str]:
    """Print the tables. Returns a sentence for each promise that is not kept."""
    with tempfile.TemporaryDirectory(prefix="overwinter-bench-") as home:
        set_up(Path(home))
        broken = list[str]()
        with standing(TODAY):
            small, large = World.make("Benchshire", county), World.make("Benchland", nation)
            for world in (small, large):
                broken += world.bring_in(Path(home))
            pages = {world.count: world.measure_pages() for world in (small, large)}
            broken += _tell_pages(pages)
            broken += small.bring_in_year(Path(home), days)
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


@dataclass(frozen=True)
class Page:
    statements: int
    milliseconds: float


@dataclass
class World:
    """One council with its locations, and who rings them."""

    council: "Council"
    officer: "User"
    count: int

    @classmethod
    def make(cls, area: str, count: int) -> "World":
        from overwinter.accounts.models import User
        from overwinter.organisations.models import Council, Grant
        from overwinter.returns.models import Form, FormUse

        council = Council.objects.create(code=area.lower(), name=area, is_demo=True)
        officer = User.objects.create(email=f"officer@{area.lower()}.example", name="Bench Officer")
        Grant.objects.create(user=officer, council=council, kind="contracts")
        since = TODAY - timedelta(days=500)
        for form in Form.objects.filter(code__in=(*FORMS, DAILY), council__isnull=True).order_by("code"):
            if form.code != DAILY:
                FormUse.objects.create(council=council, form=form, since=since)
        return cls(council, officer, count)

    def switch_rules(self, *, on: bool) -> None:
        """Off while files are taken in, so that the import and what the rules cost are two figures."""
        from overwinter.returns.domain.rules import RULES
        from overwinter.returns.models import RuleUse

        RuleUse.objects.filter(council=self.council).delete()
        if on:
            since = TODAY - timedelta(days=500)
            RuleUse.objects.bulk_create(RuleUse(council=self.council, rule=code, since=since) for code in RULES)

    def bring_in(self, home: Path) -> list[str]:
        """The directory, then a month of returns as csv and as xlsx, then the rules."""
        from bench import provider_files as made

        found = made.places(self.council.code[-4:], self.count)
        path = home / f"{self.council.code}-directory.csv"
        made.write_directory(path, found, self.council.name)
        broken = self._directory(path)
        for code, ending in zip(FORMS, (".csv", ".xlsx"), strict=True):
            rows = made.month(found, code == FORMS[0], OPENS)
            broken += self._returns(code, made.write_returns(home / f"{self.council.code}-{code}{ending}", rows,
                                                             self._labels(code)))  # fmt: skip
        self.switch_rules(on=True)
        for code in FORMS:
            self._check(code, OPENS)
        return broken

    def bring_in_year(self, home: Path, days: int) -> list[str]:
        """A daily return of each location, in one file for each four weeks; the newest day is checked."""
        from bench import provider_files as made
        from overwinter.returns.models import Form, FormUse

        form = Form.objects.get(code=DAILY, council__isnull=True)
        kinds = ["nursing_home", "care_home", "home_care"]  # all are asked, so that there are as many as promised
        FormUse.objects.create(
            council=self.council, form=form, since=TODAY - timedelta(days=days + 7), services=kinds
        )  # fmt: skip
        found = made.places(self.council.code[-4:], self.count)
        written, day = [], TODAY - timedelta(days=days - 1)
        while day <= TODAY:
            last = min(day + timedelta(days=27), TODAY)
            path = home / f"daily-{day}.csv"
            written.append(made.write_returns(path, made.days(found, day, last), self._labels(DAILY)))
            day = last + timedelta(days=1)
        self.switch_rules(on=False)
        broken = self._returns(DAILY, *written)
        self.switch_rules(on=True)
        self._check(DAILY, TODAY)
        return broken

    def _labels(self, code: str) -> dict[str, str]:
        from overwinter.returns.queries import find_asked_form

        form = find_asked_form(self.council.pk, code)
        if form is None:
            raise SystemExit(f"the council does not ask for {code}")
        return {field.code: field.label for field in form.definition_on(TODAY).fields}

    def _directory(self, path: Path) -> list[str]:
        from bench import bare
        from overwinter.providers import actions
        from overwinter.providers.models import Contact, DirectoryChange, Location, LocationEvent, Organisation, Service

        started = process_time()
        with path.open("rb") as content:
            edition = actions.upload_edition(
                council_id=self.council.pk, name=path.name, content=content, as_of=TODAY, by=None, in_background=False
            )  # fmt: skip
        actions.read_edition(edition_id=edition.pk, by=None)
        actions.agree_to_edition(edition_id=edition.pk, closures_seen=False, by=None, in_background=False)
        while actions.apply_batch(edition_id=edition.pk, by=None):
            pass
        seconds = process_time() - started
        mine = f"location_id IN (SELECT id FROM {Location._meta.db_table} WHERE council_id = {self.council.pk})"
        where = (
            (Organisation, f"cqc_id LIKE '1-P{self.council.name}%'"), (Location, f"council_id = {self.council.pk}"),
            (Service, mine), (Contact, mine), (LocationEvent, mine), (DirectoryChange, f"edition_id = {edition.pk}"),
        )  # fmt: skip
        return self._tell("the directory", self.count, seconds, *bare.load_again(where))

    def _returns(self, code: str, *files: "Written") -> list[str]:
        from bench import bare
        from overwinter.returns.bringing import bring_in, is_done
        from overwinter.returns.models import Return

        started, ids = process_time(), []
        for each in files:
            with each.path.open("rb") as content:
                row = bring_in(
                    council_id=self.council.pk, form_code=code, name=each.path.name, content=content, as_of=TODAY,
                    by=self.officer, mapping=each.mapping,
                )  # fmt: skip
            if not is_done(row) or row.totals["added"] != each.rows:
                raise SystemExit(f"{each.path.name}: {row.totals}, {row.failure}")
            ids.append(str(row.pk))
        seconds = process_time() - started
        count = sum(each.rows for each in files)
        loaded = bare.load_again(((Return, f"file_id IN ({', '.join(ids)})"),))
        return self._tell(f"returns, {code}{files[0].path.suffix}", count, seconds, *loaded)

    def _tell(self, what: str, rows: int, seconds: float, bare: float, written: int) -> list[str]:
        times = seconds / bare
        print(
            f"{self.count:6,} locations: {what:36} {rows:8,} rows {seconds:7.2f} s; bare load of {written:8,} rows "
            f"{bare:6.2f} s: × {times:.1f}",
            flush=True,
        )
        held = self.count > COUNTY or "daily" in what
        return [f"{what}, {rows:,} rows: {times:.1f} times a bare load, {IMPORT_MOST} allowed"] if (
            held and times > IMPORT_MOST
        ) else []  # fmt: skip

    def _check(self, code: str, day: date) -> None:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        from overwinter.returns.domain.rules import RULES
        from overwinter.returns.looking import look_at_period
        from overwinter.returns.queries import find_asked_form

        form = find_asked_form(self.council.pk, code)
        period = form.period_of(day) if form is not None else None
        if form is None or period is None:
            raise SystemExit(f"{code} has no period on {day}")
        started = process_time()
        with CaptureQueriesContext(connection) as captured:
            seen = look_at_period(form, period)
        print(
            f"{self.count:6,} locations: {code}, {seen.returns:,} returns by {len(RULES)} rules "
            f"{process_time() - started:.2f} s, {len(captured)} statements, {seen.alarms:,} alarms",
            flush=True,
        )

    def measure_pages(self) -> dict[str, Page]:
        from django.conf import settings
        from django.test import Client

        from overwinter.providers.models import Location

        place = Location.objects.filter(council=self.council, concerns__isnull=False).order_by("id").first()
        if place is None:
            raise SystemExit("no rule saw anything")
        paths = {
            "an empty signed-in page": EMPTY, "the morning page": "/calls/", "the returns": "/returns/",
            "one form’s period": f"/returns/{FORMS[0]}/2026-11-01/", "the list of locations": "/providers/",
            "the queue of concerns": "/concerns/", "the page of a location": f"/providers/{place.pk}/",
        }  # fmt: skip
        client = Client(HTTP_HOST="127.0.0.1")
        client.force_login(self.officer, backend=settings.AUTHENTICATION_BACKENDS[0])
        return {words: _measure(client, path) for words, path in paths.items()}


def _measure(client: "Client", path: str) -> Page:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

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


def _tell_pages(found: dict[int, dict[str, Page]]) -> list[str]:
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


if TYPE_CHECKING:
    from django.test import Client

    from bench.provider_files import Written

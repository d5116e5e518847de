"""How far a form is in its period: the curve of returns by day, and the table by kind of service."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.http import urlencode

from overwinter.design.curve import Curve
from overwinter.design.table import Column, Row, Table, linked
from overwinter.kernel.days import long_day, short_day
from overwinter.kernel.threshold import Limits
from overwinter.returns.domain.periods import Period, Rhythm
from overwinter.returns.domain.tallied import Counts
from overwinter.returns.pages.wording import kind_words, locations_words, period_url
from overwinter.returns.queries import AskedForm, KindCount, Named, Window, count_windows, named, past_of

LONGEST_WINDOW = 31
"""Days a curve is drawn over: a month."""


@dataclass(frozen=True)
class Progress:
    form: AskedForm
    period: Period
    counts: Sequence[KindCount]
    now: Sequence[tuple[date, int]]
    earlier: Period | None
    before: Sequence[tuple[date, int]]
    looked_back: int
    often: int
    today: date

    @classmethod
    def of(cls, form: AskedForm, period: Period, *, today: date, limits: Limits) -> "Progress":
        return cls.among(count_windows(drawn_from(form, period, limits), limits), form, period, today, limits)

    @classmethod
    def among(
        cls, counted: Mapping[Named, Counts], form: AskedForm, period: Period, today: date, limits: Limits
    ) -> "Progress":
        """``counted`` has all that :func:`drawn_from` names."""
        now, *before = drawn_from(form, period, limits)
        return cls(
            form=form,
            period=period,
            counts=counted[named(now)].by_kind(),
            now=counted[named(now)].by_day(),
            earlier=before[0][1] if before else None,
            before=counted[named(before[0])].by_day() if before else (),
            looked_back=len(past_of(form, period, limits)),
            often=limits["returns-often-late"].count,
            today=today,
        )

    @property
    def asked(self) -> int:
        return sum(each.asked for each in self.counts)

    @property
    def returned(self) -> int:
        return sum(each.returned for each in self.counts)

    @property
    def missing(self) -> int:
        return self.asked - self.returned

    @property
    def usually(self) -> int:
        return sum(each.usually for each in self.counts)

    @property
    def often_late(self) -> int:
        return sum(each.often_late for each in self.counts)

    @property
    def title(self) -> str:
        return f"Not returned: {self.missing:,} of {self.asked:,}"

    @property
    def list_url(self) -> str:
        return f"{period_url(self.form, self.period)}?state=missing"

    @cached_property
    def curve(self) -> Curve | None:
        """None where a form has no window to speak of."""
        if self.form.definition_on(self.period.opens).cadence.rhythm in {Rhythm.DAILY, Rhythm.EVENT}:
            return None
        window = min((self.period.due - self.period.opens).days, LONGEST_WINDOW)
        newest = (self.now[-1][0] - self.period.opens).days if self.now else 0
        span = min(max(window + 2, newest), LONGEST_WINDOW)
        days = [self.period.opens + timedelta(days=n) for n in range(span + 1)]
        gone = min(len(days), max((self.today - self.period.opens).days + 1, 0))
        now = _running(self.now, days[:gone])
        before: tuple[int, ...] = ()
        if self.earlier is not None and self.before:
            before = _running(self.before, [self.earlier.opens + timedelta(days=n) for n in range(len(days))])
        closes = min(window, len(days) - 1)
        is_monthly = self.form.definition_on(self.period.opens).cadence.rhythm is Rhythm.MONTHLY
        name = f"{self.earlier.start:%B}" if self.earlier and is_monthly else "the time before"
        return Curve(
            days=tuple(str(day.day) for day in days),
            whole=self.asked,
            now=now,
            before=before,
            before_label=name,
            closes=closes,
            closes_words=f"closes {short_day(self.period.due)}",
            now_words=f"{now[-1]:,} so far" if now else "",
            reading_aloud=self._aloud(now, before, name),
        )

    def _aloud(self, now: Sequence[int], before: Sequence[int], name: str) -> str:
        said = f"Locations that have returned, by day, from {long_day(self.period.opens)}. "
        said += f"So far {now[-1] if now else 0} of {self.asked}."
        if before and now:
            said += f" At the same point of {name}: {before[min(len(now), len(before)) - 1]}."
        return f"{said} The window closes at the end of {long_day(self.period.due)}."

    @property
    def beside(self) -> str:
        """The words under the curve: "11 ahead of October at the same point"."""
        curve = self.curve
        if curve is None or not curve.before or not curve.now:
            return "Locations returned, by day of the window."
        ahead = curve.now[-1] - curve.before[min(len(curve.now), len(curve.before)) - 1]
        where = f"{abs(ahead)} {'ahead of' if ahead > 0 else 'behind'}" if ahead else "level with"
        return f"Locations returned, by day of the window. {where.capitalize()} {curve.before_label} at the same point."

    @property
    def table(self) -> Table:
        return Table(
            caption="Returns by kind of service",
            columns=(
                Column("Kind", width=6),
                Column("Locations", numeric=True, keep=True),
                Column("Returned", numeric=True, keep=True),
                Column("Not yet" if self.period.due >= self.today else "None", numeric=True, keep=True),
                Column("Usually on time", numeric=True, keep=True),
                Column("Often late", numeric=True, keep=True),
            ),
            rows=tuple(self._row(each) for each in self.counts),
            empty="No location of these kinds is in the record.",
        )

    def _row(self, each: KindCount) -> Row:
        address = f"{period_url(self.form, self.period)}?{urlencode({'kind': each.kind, 'state': 'missing'})}"
        cells = (each.asked, each.returned, each.missing, each.usually, each.often_late)
        return Row((linked(kind_words(each.kind), address), *(f"{cell:,}" for cell in cells)))

    @property
    def habit_words(self) -> str:
        """What the two last columns mean."""
        if not self.looked_back:
            return "This is the first period, so nobody is usually on time yet."
        return (
            f"Often late: late or missing in {self.often} or more of the last {self.looked_back} periods. "
            f"All other {locations_words(self.usually)} that have not returned are usually on time."
        )


def drawn_from(form: AskedForm, period: Period, limits: Limits) -> tuple[Window, ...]:
    """What the progress of a form is made of: its period, and the one that it is drawn beside."""
    past = past_of(form, period, limits)
    return ((form, period), (form, past[-1])) if past else ((form, period),)


def _running(by_day: Sequence[tuple[date, int]], days: Sequence[date]) -> tuple[int, ...]:
    """The total by the end of each day."""
    return tuple(sum(count for on, count in by_day if on <= day) for day in days)

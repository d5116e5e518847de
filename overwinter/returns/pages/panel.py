"""The part of a location's page that is made of its returns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString

from overwinter.design.charts import Reading, Strip
from overwinter.design.months import MonthTile, draw_months, say_months
from overwinter.design.parts import Link
from overwinter.kernel.days import full_day, long_day
from overwinter.kernel.words import counted
from overwinter.operations.api import Panel, SeenPlace, Urgency
from overwinter.returns.domain.form import Question, number_of, say_number, sum_of
from overwinter.returns.domain.periods import Period, Rhythm, Timing
from overwinter.returns.models import Return
from overwinter.returns.pages.beds import beds_panel
from overwinter.returns.pages.wording import MADE, entry_url, how_words, period_url
from overwinter.returns.queries import AskedForm, Mark, is_asked_of, list_asked_forms, list_recent, marks_in

LOOKED_BACK = {"monthly": 6, "weekly": 12, "daily": 30}
"""How many periods a row of tiles and a strip show: a picture’s width, not a judgement."""


@dataclass(frozen=True)
class FormCourse:
    """How the location did with one form."""

    form: AskedForm
    marks: tuple[Mark, ...]
    newest: Return | None
    strips: tuple[tuple[Strip, str, str], ...]
    """Each with its latest figure, and what is to be said beside it."""
    location_id: int

    @property
    def title(self) -> str:
        return self.form.title

    @property
    def sentence(self) -> str:
        row, last = self.newest, self.marks[-1]
        stands = {
            Timing.OPEN: f"{self._named(last.period)} is not in yet; it is due on {full_day(last.period.due)}.",
            Timing.NONE: f"{self._named(last.period)} did not come; it was due on {full_day(last.period.due)}.",
        }.get(last.timing, "")
        if row is None or row.first_on is None:
            return stands or "No return was made yet."
        how = how_words(row.entered, row.entered_as)
        made = f"{self._label(row)} made on {long_day(row.first_on)}, {how}."
        return f"{made} {stands}".strip()

    def _label(self, row: Return) -> str:
        return self._named(self.form.period_at(row.period_start))

    def _named(self, period: Period) -> str:
        once = self.form.definition_on(period.opens).cadence.rhythm is Rhythm.ONCE
        return "The return" if once else _capital(period.label)

    @property
    def months(self) -> SafeString:
        return draw_months(self._tiles(), of=self.form.title)

    @property
    def months_words(self) -> str:
        return say_months(self._tiles())

    def _tiles(self) -> list[MonthTile]:
        return [MonthTile(mark.period.label, MADE[mark.timing]) for mark in self.marks]

    @property
    def span(self) -> str:
        return f"{long_day(self.marks[0].period.start)} to {long_day(self.marks[-1].period.start)}"

    @property
    def entry_url(self) -> str:
        return entry_url(self.form, self.marks[-1].period, self.location_id)

    @property
    def list_url(self) -> str:
        return period_url(self.form, self.marks[-1].period)


def returns_panels(place: SeenPlace, *, today: date) -> Iterator[Panel]:
    """Its returns of late, form by form, and its beds. Two statements, however many returns and forms there are."""
    asked = list_asked_forms(place.council_id, today)
    forms = [each for each in asked if is_asked_of(each, place.kinds, today, closed=place.closed)]
    spans = {each.form_id: _periods(each, today) for each in forms}
    forms = [each for each in forms if spans[each.form_id]]
    if not forms:
        return
    since = min(periods[0].start for periods in spans.values() if periods)
    rows = list_recent(place.council_id, place.location_id, [each.form_id for each in forms], since)
    courses = tuple(_course(each, spans[each.form_id], rows, place, today) for each in forms)
    newest = max((row.first_on for row in rows if row.first_on is not None), default=None)
    missed = [each for each in courses if each.marks[-1].timing is Timing.NONE]
    open_ = [each for each in courses if each.marks[-1].timing is Timing.OPEN]
    yield Panel(
        key="returns",
        title="Returns",
        template="returns/panel.html",
        content=tuple(sorted(courses, key=lambda each: (not each.strips, each.title))),
        urgency=Urgency.NOW if missed else Urgency.SOON if open_ else Urgency.NONE,
        newest=newest,
        links=(Link("All returns", reverse("returns:history", args=[place.location_id])),),
        news=f"{missed[0].title}: {missed[0].marks[-1].period.label} did not come." if missed else "",
    )
    beds = beds_panel(place, forms, rows)
    if beds is not None:
        yield beds


def _periods(form: AskedForm, today: date) -> tuple[Period, ...]:
    definition = form.definition_on(today)
    if definition.by_phone:
        return ()
    return form.last_periods(today, LOOKED_BACK.get(definition.cadence.rhythm.value, 1))


def _course(
    form: AskedForm, periods: tuple[Period, ...], rows: Sequence[Return], place: SeenPlace, today: date
) -> FormCourse:  # fmt: skip
    mine = {row.period_start: row for row in rows if row.form_id == form.form_id}
    keys = [each for each in form.definition_on(today).questions if each.key and each.kind.is_number]
    strips = tuple(_strip(question, periods, mine) for question in keys) if len(periods) > 1 else ()
    newest = max(mine.values(), key=lambda row: row.period_start, default=None)
    return FormCourse(
        form, marks_in(place.registered_on, periods, mine, today=today), newest, strips, place.location_id
    )


def _strip(question: Question, periods: Sequence[Period], rows: dict[date, Return]) -> tuple[Strip, str, str]:
    """A period without a number is a gap."""
    readings = tuple(_reading(question, each, rows.get(each.start)) for each in periods)
    unit = "%" if question.part_of else ""
    strip = Strip(label=question.label, readings=readings, unit=unit)
    return strip, strip.latest_words, _beside(readings, unit)


def _reading(question: Question, period: Period, row: Return | None) -> Reading:
    code = question.fields[0].code
    value = number_of(row.answers, code) if row is not None else None
    if value is None or row is None:
        return Reading(period.start, None)
    if not question.part_of:
        return Reading(period.start, value, say_number(value))
    whole = sum_of(row.answers, [each for each in question.part_of if number_of(row.answers, each) is not None])
    if not whole:
        return Reading(period.start, None)
    return Reading(period.start, round(100 * value / whole), f"{value / whole:.0%}")


def _beside(readings: Sequence[Reading], unit: str) -> str:
    """ "3 fewer than the time before"."""
    known = [each for each in readings if each.value is not None]
    if not readings or readings[-1].value is None or len(known) < 2 or known[-2].value is None:
        return ""
    moved = readings[-1].value - known[-2].value
    if not moved:
        return "as the time before"
    amount = counted(int(abs(moved)), "point") if unit == "%" else f"{abs(moved):g}"
    return f"{amount} {'more' if moved > 0 else 'fewer' if not unit else 'less'} than the time before"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

"""What the pages of measures say and show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from overwinter.design.charts import Strip, draw_strip
from overwinter.design.parts import Fact, Link
from overwinter.design.table import Column, Row, Table, linked, put_in_order, sorted_by
from overwinter.design.table_files import links_to_files
from overwinter.kernel.days import full_day, long_day
from overwinter.kernel.measured import Measured, Standing
from overwinter.kernel.verdict import Verdict
from overwinter.kernel.weeks import fridays
from overwinter.measures.domain.measure import Definition, Standard, say_value, standard_on
from overwinter.measures.domain.readings import stands
from overwinter.measures.drawing import long_strip_of, standard_source, strip_of
from overwinter.measures.queries import LOOK_BACK, Followed, KeptReading, SpokenTo

WEEKS = 13
_ORDER = (Standing.BEYOND, Standing.NO_DATA, Standing.NO_STANDARD, Standing.REACHED)
"""What needs a person comes first."""
STANDING_WORDS = {
    Standing.REACHED: "Reached", Standing.BEYOND: "Not reached", Standing.NO_STANDARD: "No standard set",
    Standing.NO_DATA: "No data",
}  # fmt: skip


def weeks_to(day: date) -> tuple[date, ...]:
    """The Fridays that the strips of a page show, and the day itself."""
    return fridays(day - LOOK_BACK, day, most=WEEKS)


DEFINE = (
    "Count something of our own",
    "A measure of your council alone, beside those that every council has. People enter its readings by hand.",
    "Define it",
)
CHANGE = (
    "Change what the measure says",
    "What it said before is kept. Once it has readings, its unit and which way is better stay as they are.",
    "Save the words",
)
END = (
    "Count it no more",
    "No reading is asked for or entered any longer. Those it has stay, and so does its page.",
    "Count it no more",
)
"""Title, lede and button of the forms for a council's own measure."""


def list_url() -> str:
    return reverse("measures:list")


def measure_url(code: str) -> str:
    return reverse("measures:measure", args=(code,))


def list_crumbs() -> tuple[Link, ...]:
    return (Link("Measures", list_url()),)


def measure_crumbs(followed: Followed) -> tuple[Link, ...]:
    return (*list_crumbs(), Link(followed.definition.title, measure_url(followed.definition.code)))


def reading_lede(followed: Followed) -> str:
    return f"{followed.definition.source}. The latest reading: {followed.now.figure}."


def standard_lede(followed: Followed) -> str:
    now = followed.now
    holds = f"The standard is {now.standard} now" if now.standard else "No standard is set now"
    return f"{holds}. What you set holds for the council alone, from its day on; readings before it keep theirs."


def standing_cell(now: Measured) -> SafeString:
    """Whether the standard is reached, the standard, and since when it is not."""
    words = STANDING_WORDS[now.standing]
    if now.standing is Standing.BEYOND:
        words += f" since {long_day(now.reached_on)}" if now.reached_on else ""
    said = format_html("<strong>{}</strong>", words) if now.standing is Standing.BEYOND else format_html("{}", words)
    return format_html("{}<br>{}", said, _small(now.standard)) if now.standard else said


@dataclass(frozen=True)
class ListPage:
    followed: Sequence[Followed]
    query: QueryDict
    day: date
    may_enter: Verdict
    may_define: Verdict

    @cached_property
    def _now(self) -> list[tuple[Followed, Measured]]:
        return [(each, each.now) for each in self.followed]

    @property
    def place(self) -> str:
        return f"What is counted for the council · as at {full_day(self.day)}"

    @property
    def lede(self) -> str:
        counts = {standing: sum(now.standing is standing for _, now in self._now) for standing in Standing}
        held = counts[Standing.REACHED] + counts[Standing.BEYOND]
        if not held:
            return f"None of the {len(self.followed)} measures can be held to a standard yet: there are no readings."
        said = f"{counts[Standing.REACHED]} of {held} measures with a reading reach their standard"
        missing = counts[Standing.NO_DATA]
        return said + (f". {missing} {'has' if missing == 1 else 'have'} no data." if missing else ".")

    @property
    def table(self) -> Table:
        days = weeks_to(self.day)
        columns, key, descending = sorted_by(
            (
                Column("Measure and source", key="measure", width=7),
                Column(f"{long_day(days[0])} to {long_day(days[-1])}", width=4),
                Column("Latest", width=4),
                Column("Standard", key="standing", width=4),
                *((Column("By hand", plain=True, page_only=True, width=2),) if self.may_enter else ()),
            ),
            self.query, "",
        )  # fmt: skip
        order = {
            "measure": lambda pair: pair[0].definition.title.casefold(),
            "standing": lambda pair: _ORDER.index(pair[1].standing),
        }  # fmt: skip
        pairs = put_in_order(self._now, order[key], descending=descending) if key else self._now
        return Table(
            caption="Measures of the council",
            columns=columns,
            rows=tuple(self._row(each, now, days) for each, now in pairs),
            take_away=links_to_files(self.query, "the measures"),
            empty="There are no measures. Whoever runs this installation brings them in with `overwinter setup`.",
        )

    def _row(self, each: Followed, now: Measured, days: Sequence[date]) -> Row:
        definition = each.definition
        title = linked(definition.title, measure_url(definition.code))
        figure = format_html('<strong class="ow-num">{}</strong>', now.figure)
        latest = format_html("{}<br>{}", figure, _small(_made_of(now))) if now.counted else figure
        return Row(
            (
                format_html("{}<br>{}", title, _small(definition.source)),
                draw_strip(strip_of(each, days)),
                latest,
                standing_cell(now),
                *((self._doors(definition),) if self.may_enter else ()),
            )
        )

    def _doors(self, definition: Definition) -> SafeString:
        """What a person may do with it from here."""
        doors = [_door(definition, "reading", "Enter", "a reading")] if definition.by_hand else []
        doors += [_door(definition, "words", "Change", "what it says")] if definition.own and self.may_define else []
        return format_html_join(SafeString("<br>"), '<span class="ow-links">{}</span>', ((each,) for each in doors))


@dataclass(frozen=True)
class MeasurePage:
    followed: Followed
    standards: Sequence[Standard]
    readings: Sequence[KeptReading]
    spoken_to: Sequence[SpokenTo]
    may_set: Verdict
    may_enter: Verdict
    may_define: Verdict
    query: QueryDict

    @property
    def title(self) -> str:
        return self.followed.definition.title

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return list_crumbs()

    @property
    def takes_readings(self) -> bool:
        definition = self.followed.definition
        return bool(self.may_enter) and definition.by_hand and definition.withdrawn_on is None

    @property
    def may_change(self) -> bool:
        definition = self.followed.definition
        return bool(self.may_define) and definition.own and definition.withdrawn_on is None

    @cached_property
    def now(self) -> Measured:
        return self.followed.now

    @property
    def place(self) -> str:
        whose = "Measure of the council’s own" if self.followed.definition.own else "Measure"
        return f"{whose} · {self.followed.definition.code} · as at {full_day(self.followed.day)}"

    @property
    def lede(self) -> str:
        now = self.now
        if now.standing is Standing.NO_DATA:
            latest = self.followed.latest
            why = f" {latest.note}" if latest is not None and latest.note else ""
            return f"{now.figure}.{why}"
        said = f"{now.figure}{', ' + now.counted if now.counted else ''}."
        if now.standing is Standing.NO_STANDARD:
            return f"{said} No standard is set."
        if now.standing is Standing.REACHED:
            return f"{said} The standard is {now.standard}, and it is reached."
        last = f"last reached on {full_day(now.reached_on)}" if now.reached_on else "never reached in the readings kept"
        return f"{said} The standard is {now.standard}; it was {last}."

    @property
    def facts(self) -> tuple[Fact, ...]:
        definition = self.followed.definition
        facts = [
            Fact("What is counted", definition.numerator),
            Fact("Of what", definition.denominator or "Nothing: it is a count"),
            Fact("Which way is better", definition.better.value.capitalize()),
            Fact("Source", definition.source),
            Fact("Definition reviewed", full_day(definition.reviewed)),
        ]
        if definition.withdrawn_on is not None:
            facts.append(Fact("Counted no more", f"since {full_day(definition.withdrawn_on)}"))
        return tuple(facts)

    @property
    def standards_table(self) -> Table:
        unit, better = self.followed.definition.unit, self.followed.definition.better
        holds = standard_on(self.followed.day, self.standards)
        return Table(
            caption="Standards by the day they hold from",
            columns=(Column("From", width=4), Column("Standard", width=4), Column("Set by, and why", width=10)),
            rows=tuple(
                Row(
                    (
                        full_day(each.effective_from),
                        f"{better.bound} {say_value(each.value, unit)}{', holds now' if each is holds else ''}",
                        f"{'The council' if each.own else 'The catalogue'}. {each.source}",
                    )
                )
                for each in self.standards
            ),
            empty="No standard is set. The figure is shown, and nothing is held against it.",
        )

    @cached_property
    def strip(self) -> Strip:
        return long_strip_of(self.followed, weeks_to(self.followed.day))

    @property
    def has_readings(self) -> bool:
        return self.now.as_of is not None

    @property
    def source(self) -> str:
        return standard_source(standard_on(self.followed.day, self.followed.standards))

    @property
    def readings_table(self) -> Table:
        return Table(
            caption=self.title,
            columns=(
                Column("Day", width=3), Column("Figure", numeric=True, width=3),
                Column("How many", numeric=True, width=2),
                Column("Of how many", numeric=True, width=2), Column("Standard of that day", width=4),
                Column("Counted by, and notes", width=6),
            ),
            rows=tuple(self._reading(each) for each in self.readings),
            take_away=links_to_files(self.query, "the readings"),
            empty=self._no_readings(),
        )  # fmt: skip

    def _reading(self, kept: KeptReading) -> Row:
        reading, definition = kept.reading, self.followed.definition
        standard = standard_on(reading.day, self.standards)
        standing = stands(reading.value(definition.unit), standard, definition.better)
        held = f"{definition.better.bound} {say_value(standard.value, definition.unit)}" if standard else ""
        judged = STANDING_WORDS[standing] + (f": {held}" if held and standing is not Standing.NO_DATA else "")
        notes = [kept.taken_as or "Overwinter", reading.note, *(f"Put right: “{why}”" for why in kept.put_right)]
        return Row(
            (
                _on_one_line(reading.day), reading.figure(definition.unit), _number(reading.numerator),
                _number(reading.denominator), judged, ". ".join(note.rstrip(".") for note in notes if note) + ".",
            )
        )  # fmt: skip

    def _no_readings(self) -> str:
        if self.followed.definition.by_hand:
            return "No reading has been entered yet. Whoever counts it enters the first one."
        return "No reading has been taken yet. The program takes one every morning."

    @property
    def requirements_table(self) -> Table:
        return Table(
            caption="Requirements it speaks to",
            columns=(Column("Requirement", width=12), Column("Framework", width=8)),
            rows=tuple(
                Row((linked(each.title, reverse("framework_requirement", args=(each.framework_key, each.key))),
                     each.framework))
                for each in self.spoken_to
            ),
            empty="It speaks to no requirement that is in force here.",
        )  # fmt: skip


def _door(definition: Definition, name: str, verb: str, what: str) -> SafeString:
    """A link with the hidden words that tell it from its like."""
    return format_html(
        '<a href="{}">{}<span class="govuk-visually-hidden"> {}: {}</span></a>',
        reverse(f"measures:{name}", args=(definition.code,)), verb, what, definition.title,
    )  # fmt: skip


def _made_of(now: Measured) -> str:
    day = f", {long_day(now.as_of)}" if now.as_of else ""
    return f"{now.counted}{day}"


def _on_one_line(day: date) -> SafeString:
    return format_html('<span class="ow-num">{}</span>', full_day(day))


def _small(words: str) -> SafeString:
    return format_html('<span class="ow-meta">{}</span>', words)


def _number(number: object) -> str:
    return "" if number is None else f"{number:.2f}".rstrip("0").rstrip(".")

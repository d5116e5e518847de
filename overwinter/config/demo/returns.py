"""The demo's winter of returns: invented answers of invented locations, most on time, some late, some not at all."""

import csv
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.config.demo.course import CANVASS, CARE, HOME, INFECTION, WEEKLY, Answers, Course
from overwinter.config.demo.following import FollowUpPlayer
from overwinter.infra import clock
from overwinter.organisations.api import Council
from overwinter.providers.api import Location, LocationState
from overwinter.returns import actions
from overwinter.returns import api as returns
from overwinter.returns.api import AskedForm, Entered, Period, Rhythm
from overwinter.returns.domain.rules import RULES
from overwinter.returns.jobs import look_at_council

Event = tuple[date, Callable[[], object]]
Came = tuple[Course, date, Answers]
ASKED = (CARE, HOME, WEEKLY, INFECTION, "situation-call", CANVASS)
MONTHS, WEEKS = 6, 12
OFF = ("changed", "capacity", "agency")
"""Rules that the council of the demo has not switched on yet."""
RUNG, OVERTAKEN = 3, 3
"""Of the newest month: so many are rung, and the draft of this one a file overtakes."""
TITLES = ("Registered manager", "Deputy manager", "Administrator")
FAULTS: dict[int, Callable[[dict[str, str]], dict[str, str]]] = {
    1: lambda row: row | {"Beds in use": "forty"},
    2: lambda row: row | {"CQC location id": "1-000000000"},
    4: lambda row: row | {"Empty, and open to new people": "19"},
}
"""What goes wrong in real exports: by the place of a row in the newest file of care homes."""


@dataclass
class ReturnsPlayer:
    """Each Friday what came in since the last one is brought in. Whose they are is asked when an event happens."""

    own_form: Mapping[str, Any]
    put_right: Sequence[Mapping[str, Any]]
    after: FollowUpPlayer
    today: date
    fridays: Sequence[date]
    council: Callable[[], Council]
    officer: Callable[[], User]
    courses: dict[int, Course] = field(default_factory=dict)
    came: dict[tuple[str, date], list[Came]] = field(default_factory=dict)
    """Form and start of a period to what came for it and was not brought in yet."""

    def events(self) -> Iterator[Event]:
        yield self.fridays[0], self._ask
        yield self.fridays[1], self._switch_on
        yield self.fridays[2], self._begin_own_form
        for friday in self.fridays:
            yield friday, self._playing(friday)
        yield self.today, self._end

    def _ask(self) -> None:
        since = self.today - timedelta(days=31 * MONTHS)
        with clock.standing_at(_moment(since, 9)):
            for code in ASKED:
                form = returns.find_form_of(self.council().pk, code)
                if form is not None:
                    returns.ask_for_form(
                        council_id=self.council().pk, form=form, services=[], since=since, by=self.officer()
                    )

    def _switch_on(self) -> None:
        for rule in RULES:
            if rule not in OFF:
                actions.switch_on(council_id=self.council().pk, rule=rule, limits={}, why="", by=self.officer())

    def _begin_own_form(self) -> None:
        said = dict(self.own_form)
        title = said.pop("title")
        said["effective_from"] = (self.today + timedelta(days=14)).isoformat()
        actions.make_form(council_id=self.council().pk, title=title, definition=said, by=self.officer())

    def _playing(self, until: date) -> Callable[[], object]:
        def play() -> None:
            self.after.look_back(until)
            self._play(until)

        return play

    def _end(self) -> None:
        """Today, early: what came since Friday, and what stands unlike others beside what is missing."""
        self._play(self.today + timedelta(days=1), final=True)
        for place, said in enumerate(self.put_right):
            with clock.standing_at(_moment(self.today - timedelta(days=1), 11 + 2 * place)):
                self._put_right(said)
        with clock.standing_at(_moment(self.today, 6)):
            look_at_council(self.council().pk, today=self.today)

    def _put_right(self, said: Mapping[str, Any]) -> None:
        """Yesterday the home rang about its newest return, which says otherwise than the one before it since."""
        form = returns.find_asked_form(self.council().pk, said["form"])
        location = Location.objects.get(council=self.council(), name=said["at"])
        if form is None:
            raise ValueError(f"a return of the demo is not asked for: {said}")
        opened = returns.open_return(form, location, form.last_periods(self.today, 1)[0], today=clock.today())
        kept = opened.kept.answers if opened.is_submitted and opened.kept is not None else {}
        before = opened.last.answers if opened.last is not None else {}
        answers = {**before, **kept, **{code: _worse(before.get(code), share) for code, share in said["share"].items()}}
        returns.submit_return(
            form=form, location=location, start=opened.period.start, answers=answers | said.get("answers", {}),
            expected_number=opened.number, entered=Entered.PHONE, by=self.officer(), entered_as=said["told_by"],
        )  # fmt: skip

    def _play(self, until: date, *, final: bool = False) -> None:
        """Bring in what came before ``until``; the last few of the newest month are rung at the end."""
        for form in returns.list_asked_forms(self.council().pk, min(until, self.today)):
            if form.code not in (CARE, HOME, WEEKLY, INFECTION, CANVASS):
                continue
            periods = form.last_periods(self.today, WEEKS if _rhythm(form, self.today) is Rhythm.WEEKLY else MONTHS)
            for period in (each for each in periods if each.opens < until):
                came = self._came_for(form, period)
                newest = period == periods[-1]
                rung = came[-RUNG:] if newest and form.code in (CARE, HOME) else []
                rows = [row for row in came if row[1] < until and row not in rung]
                self.came[form.code, period.start] = [row for row in came if row not in rows]
                if newest and form.code == CARE and len(rows) > OVERTAKEN:
                    self._draft_of(form, period, rows[OVERTAKEN])
                self._export(form, period, rows, until, faulty=newest and form.code == CARE)
                if final:
                    self._ring_all(form, period, rung)

    def _came_for(self, form: AskedForm, period: Period) -> list[Came]:
        """What comes in for a period, by the locations that are open when it begins; drawn once."""
        key = form.code, period.start
        if key not in self.came:
            self.came[key] = list(self._draw(form, period))
        return self.came[key]

    def _draw(self, form: AskedForm, period: Period) -> Iterator[Came]:
        kinds = form.kinds_on(period.opens)
        open_now = Location.objects.filter(
            council=self.council(), state=LocationState.OPEN.value, main_service__in=kinds
        )
        for location in open_now.exclude(cqc_id="").order_by("name", "id"):
            course = self.courses.setdefault(location.pk, Course.of(location))
            course.move()
            day = course.day_in(period, _rhythm(form, period.opens))
            asked = location.registered_on is None or location.registered_on <= period.due
            if day is not None and day <= self.today and asked:
                codes = {box.code for box in form.definition_on(period.opens).fields}
                yield course, day, {code: said for code, said in course.answers(form.code).items() if code in codes}

    def _draft_of(self, form: AskedForm, period: Period, row: Came) -> None:
        """An officer begins it on the phone, and a file is quicker."""
        course, day, answers = row
        with clock.standing_at(_moment(day, 11)):
            typed = answers | {"staff_away": course.away + 2, "beds_open": 0}
            self._keep_draft(form, period, course, typed)

    def _keep_draft(self, form: AskedForm, period: Period, course: Course, answers: Answers) -> None:
        returns.save_draft(
            form=form, location=course.location, start=period.start, answers=answers, entered=Entered.PHONE,
            by=self.officer(), entered_as=course.draw.of(TITLES),
        )  # fmt: skip

    def _ring_all(self, form: AskedForm, period: Period, rung: Sequence[Came]) -> None:
        """An officer enters them; the last is not sent yet."""
        for place, (course, day, answers) in enumerate(rung):
            with clock.standing_at(_moment(day, 10 + place)):
                if place == len(rung) - 1:
                    self._keep_draft(form, period, course, answers)
                    continue
                returns.submit_return(
                    form=form, location=course.location, start=period.start, answers=answers, expected_number=0,
                    entered=Entered.PHONE, by=self.officer(), entered_as=course.draw.of(TITLES),
                )  # fmt: skip

    def _export(
        self, form: AskedForm, period: Period, rows: Sequence[Came], until: date, *, faulty: bool
    ) -> None:  # fmt: skip
        """Bring in a file as the tracker exports one, and take its rows."""
        if not rows:
            return
        labels = {box.code: box.label for box in form.definition_on(period.opens).fields}
        exported = min(max(day for _, day, _ in rows) + timedelta(days=1), until, self.today)
        with clock.standing_at(_moment(exported, 8)):
            returns.bring_in(
                council_id=form.council_id, form_code=form.code, name=f"{form.title}, {exported:%d %B}.csv",
                content=_file(labels, rows, faulty=faulty), as_of=exported, by=self.officer(),
                mapping={str(n): target for n, target in enumerate(["@cqc", "@name", "@saved", *labels])},
            )  # fmt: skip


def _file(labels: Mapping[str, str], rows: Sequence[Came], *, faulty: bool) -> BytesIO:
    text = StringIO(newline="")
    writer = csv.DictWriter(text, ["CQC location id", "Location name", "Last updated", *labels.values()])
    writer.writeheader()
    for place, (course, day, answers) in enumerate(rows):
        row = {
            "CQC location id": course.location.cqc_id, "Location name": course.location.name,
            "Last updated": f"{day:%d/%m/%Y} {8 + place % 9:02}:15",
            **{labels[code]: _said(answer) for code, answer in answers.items()},
        }  # fmt: skip
        writer.writerow(FAULTS[place](row) if faulty and place in FAULTS else row)
    return BytesIO(text.getvalue().encode())


def _worse(before: object, share: float) -> int:
    return int(before * share) if isinstance(before, int | float) else 0


def _rhythm(form: AskedForm, day: date) -> Rhythm:
    return form.definition_on(day).cadence.rhythm


def _said(answer: str | int | float | list[str]) -> str:
    return "; ".join(answer) if isinstance(answer, list) else str(answer).replace("_", " ")


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def find_returns(
    catalogue: Path, code: str, *, today: date, fridays: Sequence[date], council: Callable[[], Council],
    officer: Callable[[], User],
) -> ReturnsPlayer | None:  # fmt: skip
    """None for a council of the demo that asks providers for nothing."""
    path = catalogue / "demo" / f"{code}-returns.toml"
    if not path.exists():
        return None
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    after = FollowUpPlayer(told["follow_up"], today, council, officer)
    return ReturnsPlayer(told["own_form"], told["put_right"], after, today, fridays, council, officer)

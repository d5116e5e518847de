"""The demo's winter of returns: invented answers of invented locations, most on time, some late, some not at all."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from io import BytesIO, StringIO
from typing import TypeVar

from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.organisations.api import Council
from overwinter.providers.api import CARE_HOMES, Location, LocationState, ServiceKind
from overwinter.returns import api as returns
from overwinter.returns.actions import switch_on
from overwinter.returns.api import AskedForm, Entered, Period
from overwinter.returns.domain.rules import RULES
from overwinter.returns.jobs import look_at_council

T = TypeVar("T")
Answers = dict[str, str | int | float | list[str]]
CARE, HOME, WEEKLY = "statutory-care-home", "statutory-home-care", "weekly-questionnaire"
CANVASS = "winter-canvass"
ASKED = (CARE, HOME, WEEKLY, "situation-call", CANVASS)
MONTHS, WEEKS = 6, 12
LATE_ONE_IN, NONE_ONE_IN = 9, 17
OFF = ("changed", "capacity", "agency")
"""Rules that the council of the demo has not switched on yet."""
HABIT = 7
"""Every so manieth location is often late."""
TITLES = ("Registered manager", "Deputy manager", "Administrator")
FAULTS: dict[int, Callable[[dict[str, str]], dict[str, str]]] = {
    1: lambda row: row | {"Beds in use": "forty"},
    2: lambda row: row | {"CQC location id": "1-000000000"},
    4: lambda row: row | {"Empty, and open to new people": "19"},
}
"""What goes wrong in real exports: by the place of a row in the newest file of care homes."""


class Draw:
    """Numbers that look thrown and are the same in every demo, made from a name."""

    def __init__(self, name: str) -> None:
        self.name, self.thrown = name, 0

    def share(self) -> float:
        """From 0 to just under 1."""
        self.thrown += 1
        return int.from_bytes(sha256(f"{self.name} {self.thrown}".encode()).digest()[:6], "big") / (1 << 48)

    def whole(self, least: int, most: int) -> int:
        return least + int(self.share() * (most - least + 1))

    def one_in(self, many: int) -> bool:
        return self.share() * many < 1

    def of(self, several: tuple[T, ...]) -> T:
        return several[int(self.share() * len(several))]


@dataclass
class Course:
    """One location's course through the winter."""

    location: Location
    draw: Draw
    beds: int
    used: int
    nurses: int
    care: int
    other: int
    away: int
    flu: int = 0
    often_late: bool = False

    @classmethod
    def of(cls, location: Location, place: int) -> "Course":
        draw = Draw(f"{location.name} {location.postcode}")
        beds = location.beds or draw.whole(18, 64)
        nursing = location.main_service == ServiceKind.NURSING_HOME.value
        care = max(8, int(beds * (0.7 + 0.3 * draw.share())))
        return cls(
            location=location,
            draw=draw,
            beds=beds,
            used=int(beds * (0.82 + 0.15 * draw.share())),
            nurses=max(3, beds // 6) if nursing else 0,
            care=care,
            other=max(3, beds // 7),
            away=max(1, care // 12),
            often_late=place % HABIT == HABIT - 1,
        )

    def move(self) -> None:
        """A period passes."""
        draw = self.draw
        self.used = min(self.beds, max(self.beds // 2, self.used + draw.of((-2, -1, 0, 0, 1, 1))))
        self.care = max(6, self.care + draw.of((-1, 0, 0, 1)))
        self.away = max(0, min(self.care // 4, self.away + draw.of((-2, -1, 0, 1, 2))))
        self.flu = min(self.care + self.nurses, self.flu + draw.whole(1, 4))

    def answers(self, code: str) -> Answers:
        return {
            CARE: self._care_home, HOME: self._home_care, WEEKLY: self._questionnaire, CANVASS: self._canvass,
        }[code]()  # fmt: skip

    def _care_home(self) -> Answers:
        kept = min(self.draw.of((0, 0, 1, 2)), self.beds - self.used)
        staff_flu = min(self.flu, self.care + self.nurses + self.other)
        return {
            "beds_most": self.beds, "beds_used": self.used, "beds_kept": kept,
            "beds_open": max(0, self.beds - self.used - kept - self.draw.of((0, 0, 1))),
            "nurses_own": self.nurses or "not_applicable", "nurses_agency": 1 if self.nurses else "not_applicable",
            "care_staff_own": self.care, "care_staff_agency": self.draw.whole(0, 4),
            "other_staff_own": self.other, "other_staff_agency": 0, "staff_away": self.away,
            "visits": "yes", "flu_staff": staff_flu or "not_known", "flu_residents": min(self.used, self.flu * 2 + 3),
            "covid_staff": max(1, staff_flu // 2), "covid_residents": min(self.used, self.flu + 5),
        }  # fmt: skip

    def _home_care(self) -> Answers:
        return {
            "people": self.used * 3, "care_staff_own": self.care, "care_staff_agency": self.draw.whole(0, 3),
            "other_staff_own": self.other, "other_staff_agency": 0, "staff_away": self.away,
            "flu_staff": min(self.flu, self.care) or "not_known", "covid_staff": max(1, min(self.flu, self.care) // 2),
        }  # fmt: skip

    def _questionnaire(self) -> Answers:
        return {
            "work_elsewhere": self.draw.of((0, 0, 1, 2)), "agency_shifts": self.draw.whole(0, 19),
            "posts_empty": self.draw.whole(0, 5),
            "visits": "yes" if self.location.main_service in CARE_HOMES else "not_applicable",
            "people_unwell": self.draw.of((*[0] * 14, 1, 1, 1, 2)), "help_wanted": "no",
        }  # fmt: skip

    def _canvass(self) -> Answers:
        gaps = self.draw.of((["staff"], ["staff", "nurses"], ["training"], ["money", "staff"], ["vaccination"]))
        return {
            "gaps": gaps, "continuity_tested": self.draw.of(("no", "not_known")),
            "posts_empty": self.draw.whole(0, 6), "help": "Help with finding staff for nights.",
        }  # fmt: skip

    def day_in(self, period: Period) -> date | None:
        """The day on which its return comes in; None where none does."""
        draw = self.draw
        if draw.one_in(NONE_ONE_IN):
            return None
        if draw.one_in(LATE_ONE_IN) or (self.often_late and draw.share() < 0.6):
            return period.due + timedelta(days=draw.whole(1, 2))
        window = (period.due - period.opens).days
        return period.opens + timedelta(days=min(window, int((draw.share() + draw.share()) / 2 * (window + 1))))


def play_returns(*, council: Council, officer: User, today: date) -> None:
    """Ask for the forms of a winter, bring in what the tracker exported, and enter what came on the phone."""
    places = Location.objects.filter(council=council, state=LocationState.OPEN.value).order_by("name", "id")
    courses = [Course.of(location, place) for place, location in enumerate(places)]
    since = today - timedelta(days=31 * MONTHS)
    with clock.standing_at(_moment(since, 9)):
        for code in ASKED:
            form = returns.find_form_of(council.pk, code)
            if form is not None:
                returns.ask_for_form(council_id=council.pk, form=form, services=[], since=since, by=officer)
    for asked in returns.list_asked_forms(council.pk, today):
        if asked.code in (CARE, HOME, WEEKLY, CANVASS):
            _play(asked, [each for each in courses if _is_asked(asked, each, today)], officer, today)
    with clock.standing_at(_moment(today, 6)):
        for rule in RULES:
            if rule not in OFF:
                switch_on(council_id=council.pk, rule=rule, limits={}, why="", by=officer)
        look_at_council(council.pk, today=today)


def _is_asked(form: AskedForm, course: Course, today: date) -> bool:
    return course.location.main_service in form.kinds_on(today) and bool(course.location.cqc_id)


def _play(form: AskedForm, courses: Sequence[Course], officer: User, today: date) -> None:
    """Each period as one export, but for the last few of the newest period, whom an officer rings."""
    periods = form.last_periods(today, WEEKS if form.code == WEEKLY else MONTHS)
    for period in periods:
        newest = period is periods[-1]
        rows: list[tuple[Course, date, Answers]] = []
        for course in courses:
            course.move()
            day = course.day_in(period)
            opened = course.location.registered_on
            if day is None or day > today or (opened is not None and opened > period.due):
                continue
            rows.append((course, day, course.answers(form.code)))
        rung = rows[-3:] if newest else []
        _export(
            form, period, [row for row in rows if row not in rung], officer, today, faulty=newest and form.code == CARE
        )
        for place, (course, day, answers) in enumerate(rung):
            with clock.standing_at(_moment(day, 10 + place)):
                _ring(form, period, course, answers, officer, draft=place == len(rung) - 1)


def _ring(form: AskedForm, period: Period, course: Course, answers: Answers, officer: User, *, draft: bool) -> None:
    title = course.draw.of(TITLES)
    if draft:
        returns.save_draft(
            form=form, location=course.location, start=period.start, answers=answers, entered=Entered.PHONE,
            by=officer, entered_as=title,
        )  # fmt: skip
        return
    returns.submit_return(
        form=form, location=course.location, start=period.start, answers=answers, expected_number=0,
        entered=Entered.PHONE, by=officer, entered_as=title,
    )  # fmt: skip


def _export(
    form: AskedForm, period: Period, rows: Sequence[tuple[Course, date, Answers]], officer: User, today: date,
    *, faulty: bool,
) -> None:  # fmt: skip
    """Bring in a file as the tracker exports one, and take its rows."""
    if not rows:
        return
    labels = {box.code: box.label for box in form.definition_on(period.opens).fields}
    head = ["CQC location id", "Location name", "Last updated", *labels.values()]
    text = StringIO(newline="")
    writer = csv.DictWriter(text, head)
    writer.writeheader()
    for place, (course, day, answers) in enumerate(rows):
        told = {labels[code]: _said(answer) for code, answer in answers.items()}
        row = {
            "CQC location id": course.location.cqc_id, "Location name": course.location.name,
            "Last updated": f"{day:%d/%m/%Y} {8 + place % 9:02}:15", **told,
        }  # fmt: skip
        writer.writerow(FAULTS[place](row) if faulty and place in FAULTS else row)
    exported = min(max(day for _, day, _ in rows) + timedelta(days=1), today)
    with clock.standing_at(_moment(exported, 18)):
        name = f"{form.title}, {period.label}.csv"
        returns.bring_in(
            council_id=form.council_id, form_code=form.code, name=name, content=BytesIO(text.getvalue().encode()),
            mapping={str(n): target for n, target in enumerate(["@cqc", "@name", "@saved", *labels])}, as_of=exported,
            by=officer,
        )  # fmt: skip


def _said(answer: str | int | float | list[str]) -> str:
    return "; ".join(answer) if isinstance(answer, list) else str(answer).replace("_", " ")


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))

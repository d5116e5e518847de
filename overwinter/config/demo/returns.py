"""The demo's winter of returns: invented answers of its invented locations, most on time, some late, some not at all."""

import csv
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import StringIO
from random import Random

from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.organisations.api import Council
from overwinter.providers.api import CARE_HOMES, Location, LocationState, ServiceKind
from overwinter.returns import api as returns
from overwinter.returns.api import AskedForm, Entered, Period
from overwinter.returns.domain.form import Answer

ASKED = ("statutory-care-home", "statutory-home-care", "weekly-questionnaire", "situation-call", "winter-canvass")
MONTHS, WEEKS, DAYS = 6, 12, 5
LATE_ONE_IN, NONE_ONE_IN = 9, 17
HABIT = 7
"""Every so manieth location is often late."""
TITLES = ("Registered manager", "Deputy manager", "Administrator")


@dataclass
class Home:
    """One location's course through the winter."""

    location: Location
    draw: Random
    beds: int
    used: int
    nurses: int
    care: int
    other: int
    away: int
    flu: int = 0

    @classmethod
    def of(cls, location: Location) -> "Home":
        draw = Random(f"{location.name} {location.postcode}")
        beds = location.beds or draw.randint(18, 64)
        nursing = location.main_service == ServiceKind.NURSING_HOME.value
        care = max(8, int(beds * draw.uniform(0.7, 1.0)))
        return cls(
            location=location,
            draw=draw,
            beds=beds,
            used=int(beds * draw.uniform(0.82, 0.97)),
            nurses=max(3, beds // 6) if nursing else 0,
            care=care,
            other=max(3, beds // 7),
            away=max(1, care // 12),
        )

    def move(self) -> None:
        """A period passes."""
        draw = self.draw
        self.used = min(self.beds, max(self.beds // 2, self.used + draw.choice((-2, -1, 0, 0, 1, 1))))
        self.care = max(6, self.care + draw.choice((-1, 0, 0, 1)))
        self.away = max(0, min(self.care // 4, self.away + draw.choice((-2, -1, 0, 1, 2))))
        self.flu = min(self.care + self.nurses, self.flu + draw.randint(1, 4))

    def care_home(self) -> dict[str, Answer]:
        kept = min(self.draw.choice((0, 0, 1, 2)), self.beds - self.used)
        staff_flu = min(self.flu, self.care + self.nurses + self.other)
        return {
            "beds_most": self.beds, "beds_used": self.used, "beds_kept": kept,
            "beds_open": max(0, self.beds - self.used - kept - self.draw.choice((0, 0, 1))),
            "nurses_own": self.nurses or "not_applicable", "nurses_agency": 1 if self.nurses else "not_applicable",
            "care_staff_own": self.care, "care_staff_agency": self.draw.randint(0, 4),
            "other_staff_own": self.other, "other_staff_agency": 0, "staff_away": self.away,
            "visits": "yes", "flu_staff": staff_flu or "not_known", "flu_residents": min(self.used, self.flu * 2 + 3),
            "covid_staff": max(1, staff_flu // 2), "covid_residents": min(self.used, self.flu + 5),
        }  # fmt: skip

    def home_care(self) -> dict[str, Answer]:
        return {
            "people": self.used * 3, "care_staff_own": self.care, "care_staff_agency": self.draw.randint(0, 3),
            "other_staff_own": self.other, "other_staff_agency": 0, "staff_away": self.away,
            "flu_staff": min(self.flu, self.care) or "not_known", "covid_staff": max(1, min(self.flu, self.care) // 2),
        }  # fmt: skip

    def questionnaire(self) -> dict[str, Answer]:
        unwell = self.draw.choice((0, 0, 0, 0, 1, 2, 3))
        homes = self.location.main_service in CARE_HOMES
        return {
            "work_elsewhere": self.draw.choice((0, 0, 1, 2)), "agency_shifts": self.draw.randint(0, 19),
            "posts_empty": self.draw.randint(0, 5), "visits": "yes" if homes else "not_applicable",
            "people_unwell": unwell, "help_wanted": "no",
        }  # fmt: skip

    def answers(self, code: str) -> dict[str, Answer]:
        return {
            "statutory-care-home": self.care_home,
            "statutory-home-care": self.home_care,
            "weekly-questionnaire": self.questionnaire,
        }[code]()


def play_returns(*, council: Council, officer: User, today: date) -> int:
    """Ask for the forms of a winter, and let the locations answer as they did. How many returns were made."""
    locations = Location.objects.filter(council=council, state=LocationState.OPEN.value).order_by("name", "id")
    homes = [Home.of(location) for location in locations]
    if not homes:
        return 0
    with clock.standing_at(_moment(today - timedelta(days=31 * MONTHS), 9)):
        for code in ASKED:
            form = returns.find_form_of(council.pk, code)
            if form is not None:
                since = today - timedelta(days=31 * MONTHS)
                returns.ask_for_form(council_id=council.pk, form=form, services=[], since=since, by=officer)
    made = 0
    for form in returns.list_asked_forms(council.pk, today):
        if form.code in ASKED[:3]:
            made += sum(_answered(form, home, officer, today, place) for place, home in enumerate(homes))
    return made


def _answered(form: AskedForm, home: Home, officer: User, today: date, place: int) -> int:
    if home.location.main_service not in form.kinds_on(today):
        return 0
    monthly = form.code != "weekly-questionnaire"
    made = 0
    for period in form.last_periods(today, MONTHS if monthly else WEEKS):
        home.move()
        day = _day_of(period, home, today, often_late=place % HABIT == HABIT - 1)
        if day is None:
            continue
        with clock.standing_at(_moment(day, 8 + place % 9)):
            _send(form, period, home, officer)
        made += 1
    return made


def _day_of(period: Period, home: Home, today: date, *, often_late: bool) -> date | None:
    """The day on which it comes in; None where it does not, or not yet."""
    draw = home.draw
    if draw.randrange(NONE_ONE_IN) == 0:
        return None
    window = (period.due - period.opens).days
    late = draw.randrange(LATE_ONE_IN) == 0 or (often_late and draw.random() < 0.6)
    day = (
        period.due + timedelta(days=draw.randint(1, 4)) if late else period.opens + timedelta(days=_early(draw, window))
    )
    return day if day <= today else None


def _early(draw: Random, window: int) -> int:
    """Most come in the middle of the window."""
    return min(window, int(draw.triangular(0, window + 0.99, window * 0.55)))


def _send(form: AskedForm, period: Period, home: Home, officer: User) -> None:
    title = home.draw.choice(TITLES)
    answers = home.answers(form.code)
    if home.draw.randrange(12) == 0 and period == form.period_of(clock.today()) and clock.today() == period.due:
        returns.save_draft(
            form=form, location=home.location, start=period.start, answers=answers, entered=Entered.PHONE, by=officer,
            entered_as=title,
        )  # fmt: skip
        return
    returns.submit_return(
        form=form, location=home.location, start=period.start, answers=answers, expected_number=0,
        entered=Entered.PHONE, by=officer, entered_as=title,
    )  # fmt: skip


def export_file(homes: list[Home], day: date) -> bytes:
    """An export as the tracker gives one, with what goes wrong in real ones: an unknown id, a word for a number."""
    rows = [
        ["CQC Location ID", "Location Name", "Postcode", "Last Updated", "Maximum capacity", "Occupied",
         "Vacant reserved", "Vacant accepting", "Staff absent"]
    ]  # fmt: skip
    for number, home in enumerate(homes):
        location, beds = home.location, home.beds
        used = "forty" if number == 1 else str(home.used)
        cqc = "1-000000000" if number == 2 else location.cqc_id
        open_beds = beds - home.used + (9 if number == 3 else 0)
        rows.append(
            [cqc, location.name, location.postcode, f"{day:%d/%m/%Y} 10:15", str(beds), used, "0", str(open_beds),
             str(home.away)]
        )  # fmt: skip
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))

"""How one invented location fares through the winter, and what it answers to each form."""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import TypeVar

from overwinter.providers.api import CARE_HOMES, Location, ServiceKind
from overwinter.returns.api import Period, Rhythm

T = TypeVar("T")
Answers = dict[str, str | int | float | list[str]]
CARE, HOME, WEEKLY = "statutory-care-home", "statutory-home-care", "weekly-questionnaire"
INFECTION, CANVASS = "tracker-2020-infection", "winter-canvass"
LATE_ONE_IN, NONE_ONE_IN, OFTEN_LATE_ONE_IN, SHUT_ONE_IN, MOVES_ONE_IN = 16, 24, 8, 11, 12
SUPPLIES = ("green", "green", "green", "green", "green", "green", "green", "amber", "blue")


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
    shut: bool = False
    """Whether it takes nobody new, for staff it has not."""
    moves: bool = False
    """Whether some of its staff work in other homes too."""

    @classmethod
    def of(cls, location: Location) -> "Course":
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
            often_late=draw.one_in(OFTEN_LATE_ONE_IN),
            shut=draw.one_in(SHUT_ONE_IN),
            moves=draw.one_in(MOVES_ONE_IN),
        )

    def move(self) -> None:
        """A period passes."""
        draw = self.draw
        self.used = min(self.beds, max(self.beds // 2, self.used + draw.of((-2, -1, 0, 0, 1, 1))))
        self.care = max(6, self.care + draw.of((-1, 0, 0, 1)))
        self.away = max(0, min(self.care // 4, self.away + draw.of((-2, -1, 0, 1, 2))))
        self.flu = min(self.care + self.nurses, self.flu + draw.whole(0, 2))
        self.moves = self.moves != draw.one_in(30 if self.moves else 140)

    def answers(self, code: str) -> Answers:
        return {
            CARE: self._care_home, HOME: self._home_care, WEEKLY: self._questionnaire, CANVASS: self._canvass,
            INFECTION: self._infection,
        }[code]()  # fmt: skip

    def _care_home(self) -> Answers:
        kept = min(self.draw.of((0, 0, 1, 2)), self.beds - self.used)
        staff_flu = min(self.flu, self.care + self.nurses + self.other)
        return {
            "beds_most": self.beds, "beds_used": self.used, "beds_kept": kept,
            "beds_open": 0 if self.shut else max(0, self.beds - self.used - kept - self.draw.of((0, 0, 1))),
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
            "work_elsewhere": 3 if self.moves else self.draw.of((0, 0, 1, 2)), "agency_shifts": self.draw.whole(0, 19),
            "posts_empty": self.draw.whole(0, 5),
            "visits": "yes" if self.location.main_service in CARE_HOMES else "not_applicable",
            "people_unwell": self.draw.of((*[0] * 14, 1, 1, 1, 2)), "help_wanted": "no",
        }  # fmt: skip

    def _infection(self) -> Answers:
        yes_or = ("yes", "yes", "yes", "yes", "yes", "not_needed")
        items = ("ppe_masks", "ppe_gloves", "ppe_aprons", "ppe_eyes")
        return {
            "isolate_residents": "no" if self.draw.one_in(30) else "yes", "one_setting": "no" if self.moves else "yes",
            "cohort_staff": self.draw.of(yes_or), "wages_isolating": self.draw.of(yes_or),
            "recruit_isolating": self.draw.of((*yes_or, "no")), "transport": self.draw.of(yes_or),
            "clinical_advice": "yes", **{item: self._supply() for item in items},
            "visits": "yes", "covid_residents": self.used - self.draw.of((0, 1, 2)), "covid_staff": self.care,
        }  # fmt: skip

    def _supply(self) -> str:
        return "red" if self.draw.one_in(150) else self.draw.of(SUPPLIES)

    def _canvass(self) -> Answers:
        gaps = self.draw.of((["staff"], ["staff", "nurses"], ["training"], ["money", "staff"], ["vaccination"]))
        return {
            "gaps": gaps, "continuity_tested": self.draw.of(("no", "not_known")),
            "posts_empty": self.draw.whole(0, 6), "help": "Help with finding staff for nights.",
        }  # fmt: skip

    def day_in(self, period: Period, rhythm: Rhythm) -> date | None:
        """The day on which its return comes in; None where none does. A weekly one comes from Monday to Thursday."""
        draw = self.draw
        if draw.one_in(NONE_ONE_IN):
            return None
        if draw.one_in(LATE_ONE_IN) or (self.often_late and draw.share() < 0.6):
            return period.due + timedelta(days=draw.whole(1, 2))
        window = 3 if rhythm is Rhythm.WEEKLY else (period.due - period.opens).days
        return period.opens + timedelta(days=min(window, int((draw.share() + draw.share()) / 2 * (window + 1))))

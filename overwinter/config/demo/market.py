"""Support, continuity and risk in a council of the demo, recorded by its quality officer, as events with their day."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from overwinter.accounts.api import User
from overwinter.governance.api import Meeting, make_agenda
from overwinter.market import api as market
from overwinter.market.api import Answer, Assessment, Plan, Question, Said, Viability
from overwinter.organisations.api import ReportingGroup
from overwinter.providers.api import CARE_HOMES, Location

Event = tuple[date, Callable[[], object]]
HOMES = {each.value for each in CARE_HOMES}


@dataclass(frozen=True)
class MarketPlayer:
    """Whose the records are and who makes them is asked when an event happens."""

    script: Mapping[str, Any]
    places: Mapping[str, Mapping[str, Any]]
    """The locations of the council's script, by name."""
    today: date
    since: date
    council_id: Callable[[], int]
    by: Callable[[], User]

    def events(self) -> Iterator[Event]:
        yield from self._support()
        yield from self._continuity()
        for each in self.script["assessment"]:
            yield self._on(each["location"], each["assessed"]), self._assessing(each)
        for each in self.script["viability"]:
            yield self._on(each["location"], each["day"]), self._recording(each)

    def finish(self, groups: Mapping[str, ReportingGroup]) -> None:
        """Once all else is known of the locations: their risk, and the agenda of the meeting with the regulator."""
        market.work_out_risk(council_id=self.council_id(), by=None)
        group = groups[self.script["meeting"]]
        market.choose_meeting(council_id=self.council_id(), group_id=group.pk, by=self.by())
        for meeting in Meeting.objects.filter(group=group, on__gte=self.today).order_by("on", "id"):
            make_agenda(meeting_id=meeting.pk, by=self.by())

    def _on(self, name: str, day: int) -> date:
        """Not before the location is on the record."""
        added = self.places[name].get("new")
        first = self.today + timedelta(days=added) if added is not None else self.since
        return max(self.today + timedelta(days=day), first + timedelta(days=1))

    def _location_id(self, name: str) -> int:
        return Location.objects.get(council_id=self.council_id(), name=name).pk

    def _support(self) -> Iterator[Event]:
        told = self.script["support"]
        silent = {*self.script["support_unasked"], *(each["home"] for each in told)}
        homes = [name for name, place in self.places.items() if _is_home(place) and name not in silent]
        for number, name in enumerate(homes):
            yield self._on(name, -70 + number % 20), self._answering(name, -70 + number % 20, {})
        for each in told:
            yield self._on(each["home"], each["day"]), self._answering(each["home"], each["day"], each)

    def _answering(self, name: str, day: int, told: Mapping[str, Any]) -> Callable[[], object]:
        def answer() -> None:
            since = self._on(name, day)
            said = [
                Answer(
                    question,
                    Said(told.get(question.value, ["yes"])[0]),
                    since,
                    "".join(told.get(question.value, [""])[1:]),
                )
                for question in Question
            ]
            market.answer_support_plan(location_id=self._location_id(name), answers=said, by=self.by())

        return answer

    def _continuity(self) -> Iterator[Event]:
        told = self.script["continuity"]
        silent = {*self.script["continuity_unknown"], *(each["location"] for each in told)}
        others = [name for name, place in self.places.items() if "closed" not in place and name not in silent]
        usual = [
            {"location": name, "version": str(1 + n % 4), "dated": -(50 + 7 * n % 200), "tested": -(30 + 7 * n % 190)}
            for n, name in enumerate(others)
        ]
        for each in (*usual, *told):
            known = max(each["dated"], each.get("tested", each["dated"]))
            yield self._on(each["location"], known + 1), self._keeping(each)

    def _keeping(self, told: Mapping[str, Any]) -> Callable[[], object]:
        def day(key: str) -> date | None:
            return self.today + timedelta(days=told[key]) if key in told else None

        plan = Plan(
            told["version"], self.today + timedelta(days=told["dated"]), day("expires"), day("tested"),
            told.get("workforce", True),
        )  # fmt: skip

        def keep() -> None:
            market.record_continuity_plan(
                location_id=self._location_id(told["location"]), plan=plan, note=told.get("note", ""), by=self.by()
            )

        return keep

    def _assessing(self, told: Mapping[str, Any]) -> Callable[[], object]:
        assessed, review = (self.today + timedelta(days=told[key]) for key in ("assessed", "review"))
        made = Assessment(told["about"], assessed, review, told["outcome"])
        return lambda: market.record_assessment(
            location_id=self._location_id(told["location"]), made=made, by=self.by()
        )

    def _recording(self, told: Mapping[str, Any]) -> Callable[[], object]:
        stands = Viability.Stands(told["stands"])
        return lambda: market.record_viability(
            location_id=self._location_id(told["location"]), stands=stands, ground=told["ground"], by=self.by()
        )


def _is_home(place: Mapping[str, Any]) -> bool:
    return place["service"] in HOMES and "closed" not in place


def find_market(
    catalogue: Path, code: str, *, today: date, since: date, council_id: Callable[[], int], by: Callable[[], User]
) -> MarketPlayer | None:
    """None for a council of the demo that records nothing of it."""
    path = catalogue / "demo" / f"{code}-market.toml"
    if not path.exists():
        return None
    places = tomllib.loads((catalogue / "demo" / f"{code}-providers.toml").read_text(encoding="utf-8"))["location"]
    script = tomllib.loads(path.read_text(encoding="utf-8"))
    return MarketPlayer(script, {each["name"]: each for each in places}, today, since, council_id, by)

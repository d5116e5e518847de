"""What officers of a council of the demo follow up with its providers, as events with their day."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from overwinter.accounts.api import User
from overwinter.casework import api as casework
from overwinter.casework.api import Channel, Outcome, Reached, Severity, Team
from overwinter.infra import clock
from overwinter.organisations.api import Council, ReportingGroup, get_viewer, match_role
from overwinter.providers.api import Location

Event = tuple[date, Callable[[], object]]
BY_HAND = "hand"


@dataclass(frozen=True)
class CaseworkPlayer:
    """Plays the concerns and calls of one council. Whose they are is asked when an event happens."""

    script: Mapping[str, Any]
    today: date
    council: Callable[[], Council]
    users: Mapping[str, User]
    raised: dict[str, int] = field(default_factory=dict)
    """The script's id of a concern to its number."""

    def events(self) -> Iterator[Event]:
        """In the order of the script on one day: raised before rung about."""
        for said in self.script.get("concern", []):
            yield self._day(said["day"]), self._raising(said)
        for said in self.script.get("call", []):
            yield self._day(said["day"]), self._calling(said)
        for said in self.script.get("step", []):
            yield self._day(said["day"]), self._stepping(said)
        for said in self.script.get("answer", []):
            yield self._day(said["day"]), self._answering(said)

    def _day(self, count: int) -> date:
        return self.today + timedelta(days=count)

    def _place(self, said: Mapping[str, Any]) -> Location | None:
        name = said.get("at")
        return Location.objects.get(council=self.council(), name=name) if name else None

    def _raising(self, said: Mapping[str, Any]) -> Callable[[], object]:
        def happen() -> None:
            concern = casework.raise_concern(
                council=self.council(), location=self._place(said), subject=said.get("about", ""), source=BY_HAND,
                kind=BY_HAND, key=f"{BY_HAND}:{said['id']}", title=said["title"], facts=said["facts"],
                severity=Severity(said["severity"]), team=Team(said["team"]), told=said.get("told", ""),
                by=self.users[said["by"]],
            )  # fmt: skip
            self.raised[said["id"]] = concern.pk

        return happen

    def _calling(self, said: Mapping[str, Any]) -> Callable[[], object]:
        def happen() -> None:
            location = self._place(said)
            if location is None:
                raise ValueError(f"a call of the demo names no location: {said}")
            about = [self.raised[each] for each in said["about"]]
            closes = {pk: Outcome(said["closes"]) for pk in about} if "closes" in said else {}
            again = max(self._day(said["again"]), clock.today()) if "again" in said else None
            casework.log_contact(
                location=location, concerns=about, channel=Channel(said.get("channel", "call")),
                reached=Reached(said["reached"]), spoke_with=said["spoke_with"], said=said["said"],
                next_step=said["agreed"], ring_again_on=again, closes=closes, by=self.users[said["by"]],
            )  # fmt: skip

        return happen

    def _answering(self, said: Mapping[str, Any]) -> Callable[[], object]:
        """In the portal, by somebody of the home."""

        def happen() -> None:
            concern = casework.visible_concerns(get_viewer(self.users["contracts"])).get(
                pk=self.raised[said["concern"]]
            )
            if concern.location is None:
                raise ValueError(f"an answer of the demo is about no location: {said}")
            casework.take_answer(
                location=concern.location, about=concern.pk, said=said["said"], title=said["title"],
                page_key=uuid5(NAMESPACE_URL, said["concern"]), by=User.objects.get(email=said["by"]),
            )  # fmt: skip

        return happen

    def _stepping(self, said: Mapping[str, Any]) -> Callable[[], object]:
        def happen() -> None:
            concern, by = self.raised[said["concern"]], self.users[said["by"]]
            if "group" in said:
                group = ReportingGroup.objects.get(council=self.council(), name=said["group"])
                casework.escalate(concern_id=concern, to_group_id=group.pk, why=said["why"], by=by)
                return
            role = match_role(council_id=self.council().pk, title=said["to"])
            if role is None:
                raise ValueError(f"a step of the demo names no role: {said}")
            if said["what"] == "escalate":
                casework.escalate(concern_id=concern, to_role_id=role.pk, why=said["why"], by=by)
            else:
                casework.give_owner(concern_id=concern, role_id=role.pk, why=said["why"], by=by)

        return happen


def find_casework(
    catalogue: Path, code: str, *, today: date, council: Callable[[], Council], users: Mapping[str, User]
) -> CaseworkPlayer | None:
    """None for a council of the demo that follows nothing up."""
    path = catalogue / "demo" / f"{code}-casework.toml"
    if not path.exists():
        return None
    return CaseworkPlayer(tomllib.loads(path.read_text(encoding="utf-8")), today, council, users)

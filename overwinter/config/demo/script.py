"""The script of the demo: invented councils as data (``catalogue/demo/``), read into plain values."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

COUNCILS = ("marlshire", "fenwick", "ellerby")


@dataclass(frozen=True, slots=True)
class Person:
    key: str
    email: str
    name: str
    grants: tuple[str, ...]
    role: str | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an answer was in the first week, until it changed some weeks ago, and the reason given."""

    rag: str
    fully_met: str
    weeks_ago: int
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    requirement: str
    rag: str
    fully_met: str
    text: str
    by_when: str
    earlier: Earlier | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap action; days count from today, so -13 is thirteen days ago."""

    answer: str
    text: str
    owner: str | None
    due: int | None
    done: int | None
    moved: tuple[tuple[int, int, str], ...]
    """Day it stood at, day it was moved, why."""


@dataclass(frozen=True, slots=True)
class PublicScript:
    """A council's public page. Weeks count from the first Friday of the demo."""

    introduction: str
    help_words: str
    contact: str
    published: tuple[int, ...]
    withdrawn_in: int | None = None
    withdrawn: str = ""
    """The notice in the place of the first version; empty where it stands."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding the council lives with; days count from today."""

    answer: str
    rule: str
    on: int
    until: int
    why: str


@dataclass(frozen=True, slots=True)
class CouncilScript:
    code: str
    name: str
    shares_with: str
    people: tuple[Person, ...]
    leads: Mapping[str, str]
    """Section id to role."""
    led_with: Mapping[str, str]
    """Section id to the role that leads it together with the first."""
    own_leads: Mapping[str, str]
    """Requirement to the role that leads its row instead of the section's."""
    groups: Mapping[str, tuple[str, ...]]
    """Reporting group to the sections that report to it."""
    answers: tuple[Answer, ...]
    gaps: tuple[Gap, ...]
    local: tuple[Mapping[str, Any], ...] = field(default=())
    signing: Mapping[str, Any] = field(default_factory=dict)
    """Who signed the plan how many weeks ago, in order; and the steps and rules that the council has chosen, if any."""
    public: PublicScript | None = None
    accepted: tuple[Acceptance, ...] = ()
    shares_words: bool = True
    kind: str = ""
    region: str = ""
    system: str = ""
    letter: Mapping[str, Any] = field(default_factory=dict)
    """What was written into the letter to the department, and how many weeks ago it was sent."""
    reports: tuple[tuple[str, str, int], ...] = ()
    """Reports that were made: which, in which format, how many weeks ago."""
    lessons: tuple[Mapping[str, str], ...] = ()
    """What this winter has taught so far."""
    keeps_documents: bool = False
    """Whether its plan came from a Word file, and a newer one waits for review."""

    @property
    def manager(self) -> Person:
        return next(person for person in self.people if "plan_manager" in person.grants)


@dataclass(frozen=True, slots=True)
class Draft:
    """A row of a document that waits for review."""

    theme: str
    section: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Update:
    """A newer version of a part of a plan, as its leads wrote it."""

    name: str
    title: str
    rows: tuple[Draft, ...]


def load_update(catalogue: Path) -> Update:
    data = tomllib.loads((catalogue / "demo" / "marlshire-update.toml").read_text())
    rows = tuple(Draft(row["theme"], row["section"], tuple(row["cells"])) for row in data["row"])
    return Update(data["name"], data["title"], rows)


def load(catalogue: Path) -> list[CouncilScript]:
    return [_council(tomllib.loads((catalogue / "demo" / f"{code}.toml").read_text())) for code in COUNCILS]


def _council(data: Mapping[str, Any]) -> CouncilScript:
    when, was = data.get("when", {}), data.get("was", {})
    return CouncilScript(
        **data["council"],
        people=tuple(
            Person(key, item["email"], item["name"], tuple(item["grants"]), item.get("role"))
            for key, item in data["people"].items()
        ),
        leads=data["leads"],
        led_with=data.get("led_with", {}),
        own_leads=data.get("own_leads", {}),
        groups={name: tuple(sections) for name, sections in data["groups"].items()},
        answers=tuple(
            Answer(key, rag, met, text, when.get(key, ""), Earlier(*was[key]) if key in was else None)
            for key, (rag, met, text) in data["answers"].items()
        ),
        gaps=tuple(
            Gap(
                item["answer"],
                item["text"],
                item.get("owner"),
                item.get("due"),
                item.get("done"),
                tuple((at, on, why) for at, on, why in item.get("moved", [])),
            )
            for item in data.get("gap", [])
        ),
        local=tuple(data.get("local", [])),
        signing=data.get("signing", {}),
        public=_public(data["public"]) if "public" in data else None,
        accepted=tuple(Acceptance(**item) for item in data.get("accepted", [])),
        letter=data.get("letter", {}),
        lessons=tuple(data.get("lesson", [])),
        reports=tuple((name, format, weeks) for name, format, weeks in data.get("reports", {}).get("made", [])),
    )


def _public(data: Mapping[str, Any]) -> PublicScript:
    return PublicScript(**{**data, "published": tuple(data["published"])})

"""What the process is told: what to read, and what to answer."""

import json
from pathlib import Path
from typing import Any

from msgspec import Struct, field, structs

from overwinter.kernel.winter import Winter
from overwinter.reading.catalogue import Catalogue, Entry, LearntWording
from overwinter.reading.vocabulary.profile import Profile


class Order(Struct, frozen=True):
    """A document to read, and in what form the reading is wanted."""

    path: Path
    catalogue: Catalogue
    winter: Winter
    answer: str
    """A name of :data:`overwinter.reading.answers.ANSWERS`."""
    options: dict[str, Any] = field(default_factory=dict)
    """What that answer takes: plain values."""

    def as_line(self) -> bytes:
        """One line of ASCII, so that a name of a file in bytes of any kind comes through."""
        told = {
            "path": str(self.path), "catalogue": self.catalogue, "winter": self.winter.code,
            "answer": self.answer, "options": self.options,
        }  # fmt: skip
        return json.dumps(told, default=_fields_of).encode("ascii") + b"\n"


def from_line(line: bytes) -> Order:
    told = json.loads(line)
    return Order(
        path=Path(told["path"]),
        catalogue=_catalogue(told["catalogue"]),
        winter=Winter.parse(told["winter"]),
        answer=told["answer"],
        options=told["options"],
    )


def _catalogue(data: dict[str, Any]) -> Catalogue:
    """The catalogue as it was told, read back from JSON."""
    entries = tuple(Entry(**_plain(entry)) for entry in data.pop("entries"))
    learnt = tuple(LearntWording(**_plain(wording)) for wording in data.pop("learnt"))
    profiles = tuple(Profile(**_plain(profile)) for profile in data.pop("profiles"))
    return Catalogue(entries=entries, learnt=learnt, profiles=profiles, **_plain(data))


def _fields_of(part: Any) -> dict[str, Any]:
    return structs.asdict(part)


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    return {name: _tuple(value) for name, value in told.items()}


def _tuple(value: Any) -> Any:
    return tuple(_tuple(each) for each in value) if isinstance(value, list) else value

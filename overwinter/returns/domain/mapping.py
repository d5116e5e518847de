"""Which column of a file answers which question: suggested by their names, decided by a person, remembered."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.returns.domain.form import Definition, Field, Question

LIKELY = 0.5
"""Share of words that a column and a question must have in common to be suggested for each other."""
_WORD = re.compile(r"[a-z0-9]+")
_IDLE = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "at",
        "for",
        "from",
        "how",
        "in",
        "is",
        "it",
        "many",
        "number",
        "of",
        "on",
        "or",
        "that",
        "the",
        "they",
        "this",
        "to",
        "total",
        "you",
        "your",
    ]
)
_SAME = {
    "max": "most", "maximum": "most", "capacity": "beds", "bed": "beds", "occupied": "used", "use": "used",
    "reserved": "kept", "accepting": "open", "available": "open", "vacant": "open", "vacancies": "open",
    "absent": "away", "absence": "away", "absences": "away", "employed": "own", "direct": "own", "directly": "own",
    "bank": "agency", "nurse": "nurses", "carers": "care", "non": "other", "vaccinated": "vaccination",
    "vaccinations": "vaccination", "vaccine": "vaccination", "covid19": "covid", "19": "covid", "visitors": "visits",
    "visitor": "visits", "visiting": "visits", "resident": "residents", "clients": "people", "service": "people",
    "users": "people",
}  # fmt: skip
"""Words of exports, and what the forms say for them."""


class Mark(StrEnum):
    """What a column can be besides the answer to a question."""

    CQC_ID = "@cqc"
    ODS_CODE = "@ods"
    NAME = "@name"
    POSTCODE = "@postcode"
    SAVED_AT = "@saved"

    @property
    def label(self) -> str:
        return {
            Mark.CQC_ID: "CQC location id",
            Mark.ODS_CODE: "ODS code",
            Mark.NAME: "Name of the location",
            Mark.POSTCODE: "Postcode",
            Mark.SAVED_AT: "When it was saved",
        }[self]


_MARK_NAMES: Mapping[Mark, tuple[str, ...]] = {
    Mark.CQC_ID: ("cqc location id", "cqc id", "location id", "cqc", "locationid", "cqc location"),
    Mark.ODS_CODE: ("ods code", "ods", "ods location code"),
    Mark.NAME: ("location name", "name", "care home name", "care home", "provider name", "service name", "home name"),
    Mark.POSTCODE: ("postcode", "post code", "postal code", "location postcode"),
    Mark.SAVED_AT: (
        "last updated", "saved at", "last saved", "updated", "date", "date of update", "last update", "updated on",
        "timestamp", "completed on", "submitted", "date saved",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """A mapping as it is used: column number to field or mark."""

    targets: Mapping[int, str]

    @classmethod
    def of(cls, kept: Mapping[str, str]) -> "Columns":
        return cls({int(number): target for number, target in kept.items() if target})

    def column_of(self, target: str) -> int | None:
        return next((number for number, each in self.targets.items() if each == target), None)

    def fields(self) -> Iterator[tuple[int, str]]:
        return ((number, each) for number, each in sorted(self.targets.items()) if not each.startswith("@"))


def signature_of(names: Iterable[str]) -> str:
    """The same for files with the same columns in the same order."""
    return hashlib.sha256("\n".join(" ".join(_WORD.findall(name.casefold())) for name in names).encode()).hexdigest()


def suggest(names: Sequence[str], definition: Definition) -> dict[str, str]:
    """Column number, as text, to what it most likely is. Each is suggested once; what is unsure is left out."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for number, name in enumerate(names):
        plain = " ".join(_WORD.findall(name.casefold()))
        mark = next((each for each, known in _MARK_NAMES.items() if plain in known and each not in taken), None)
        if mark is not None:
            found[str(number)] = mark.value
            taken.add(mark)
    likeness = sorted(
        (
            (-_likeness(name, question, box), number, box.code)
            for number, name in enumerate(names) if str(number) not in found
            for question in definition.questions for box in question.fields
        )
    )  # fmt: skip
    for likely, number, code in likeness:
        if -likely >= LIKELY and code not in taken and str(number) not in found:
            found[str(number)] = code
            taken.add(code)
    return found


def targets_of(definition: Definition) -> frozenset[str]:
    """What a column can be: a mark of the row, or a field of a question."""
    questions = (question for section in definition.sections for question in section.questions)
    return frozenset(Mark) | {box.code for question in questions for box in question.fields}


def may_take(mapping: Mapping[str, str]) -> Verdict:
    """Whether rows can be found by it, and each column means one thing."""
    targets = [target for target in mapping.values() if target]
    if twice := sorted({target for target in targets if targets.count(target) > 1}):
        return refused(f"Two columns are both said to be “{twice[0].lstrip('@')}”. Choose one of them.")
    by_name = {Mark.NAME, Mark.POSTCODE} <= set(targets)
    if not {Mark.CQC_ID, Mark.ODS_CODE} & set(targets) and not by_name:
        return refused(
            "No column says which location a row is about. Choose the one with the CQC location id or the ODS code, or "
            "those with the name and the postcode."
        )
    if all(target.startswith("@") for target in targets):
        return refused("No column answers a question of the form. Choose at least one.")
    return ALLOWED


def _likeness(name: str, question: Question, box: Field) -> float:
    said = _words(name)
    asked = [_words(f"{question.label} {box.part}"), _words(box.code.replace("_", " "))]
    return max(len(said & each) / len(said | each) if said | each else 0.0 for each in asked)


def _words(text: str) -> frozenset[str]:
    return frozenset(_SAME.get(word, word) for word in _WORD.findall(text.casefold()) if word not in _IDLE)

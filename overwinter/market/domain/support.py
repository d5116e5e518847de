"""The care home support plan: four questions that a council asks of each home, and what a home said.

The questions are those of the plans asked for in May 2020 (Minister of State for Care, letter of 14 May 2020), in our
own words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Question(StrEnum):
    INFECTION = "infection"
    CLINICAL = "clinical"
    TESTING = "testing"
    EQUIPMENT = "equipment"

    @property
    def label(self) -> str:
        return {
            Question.INFECTION: "Measures against infection are in place",
            Question.CLINICAL: "Support is there when it is needed, clinical support from primary care too",
            Question.TESTING: "All residents and staff without symptoms can be tested",
            Question.EQUIPMENT: "Protective equipment is in supply, and staff are trained to use it",
        }[self]

    @property
    def short(self) -> str:
        return {
            Question.INFECTION: "Infection control",
            Question.CLINICAL: "Clinical support",
            Question.TESTING: "Testing",
            Question.EQUIPMENT: "Equipment and training",
        }[self]


class Said(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_KNOWN = "not_known"

    @property
    def label(self) -> str:
        return {Said.YES: "Yes", Said.PARTLY: "Partly", Said.NO: "No", Said.NOT_KNOWN: "Not known"}[self]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a home said to one question, and since when it says so."""

    question: Question
    said: Said
    since: date
    help_wanted: str = ""
    """What would help, in their words."""


def say_plan(answers: Iterable[Answer]) -> str:
    """ "3 of 4 answers yes. Clinical support: no, since 2 October"; unanswered ones are said to be."""
    known = {answer.question: answer for answer in answers}
    if not known:
        return "Not answered yet"
    yes = sum(answer.said is Said.YES for answer in known.values())
    parts = [f"{yes} of {len(Question)} answers yes"]
    for question in Question:
        answer = known.get(question)
        if answer is None:
            parts.append(f"{question.short}: no answer")
        elif answer.said is not Said.YES:
            since = f"{answer.since.day} {answer.since:%B}"
            parts.append(f"{question.short}: {answer.said.label.lower()}, since {since}")
    return ". ".join(parts)


def totals(answers: Iterable[Answer], homes: int) -> Mapping[Question, Mapping[str, int]]:
    """Question to how many homes said what; those without an answer under "no answer"."""
    found = {question: dict.fromkeys([*(said.value for said in Said), "no answer"], 0) for question in Question}
    for answer in answers:
        found[answer.question][answer.said.value] += 1
    for counts in found.values():
        counts["no answer"] = homes - sum(counts.values())
    return found

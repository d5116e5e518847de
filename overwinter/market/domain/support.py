"""The care home support plan: four questions that a council asks of each home, and what a home said.

The questions are those of the plans asked for in May 2020 (Minister of State for Care, letter of 14 May 2020), in our
own words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from overwinter.kernel.verdict import ALLOWED, Verdict, refused


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


NO_ANSWER = "no answer"


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


def changed(before: Iterable[Answer], now: Iterable[Answer]) -> list[Answer]:
    """Those of ``now`` that say something else than before. Where only the help they want is new, the day stays."""
    stood = {answer.question: answer for answer in before}
    found = []
    for answer in now:
        was = stood.get(answer.question)
        if was is not None and was.said is answer.said:
            answer = replace(answer, since=was.since)
        if answer != was:
            found.append(answer)
    return found


def totals(said: Mapping[tuple[Question, Said], int], homes: int) -> Mapping[Question, Mapping[str, int]]:
    """Question to how many homes said what; those without an answer under ``NO_ANSWER``."""
    found = {question: {each.value: said.get((question, each), 0) for each in Said} for question in Question}
    for counts in found.values():
        counts[NO_ANSWER] = homes - sum(counts.values())
    return found


def may_answer(answers: Iterable[Answer], today: date) -> Verdict:
    if any(answer.since > today for answer in answers):
        return refused("The day on which the home said so lies ahead. Enter the day of the call or visit.")
    return ALLOWED

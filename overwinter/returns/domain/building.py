"""A version of a form as data while somebody builds it: add, change, move and remove a question."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

Data = Mapping[str, Any]


def questions_of(data: Data) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each question with the title of its section, in order."""
    for section in data.get("section", ()):
        for question in section.get("question", ()):
            yield section["title"], question


def codes_of(data: Data) -> set[str]:
    return {question["code"] for _, question in questions_of(data)}


def free_code(data: Data, wanted: str) -> str:
    """``wanted``, or with a number behind it where another question has it."""
    taken = codes_of(data)
    return next(code for n in range(1, len(taken) + 2) if (code := wanted if n == 1 else f"{wanted}_{n}") not in taken)


def with_question(data: Data, section: str, question: Data) -> dict[str, Any]:
    """The data with the question at the end of its section, or in the place of the one of its code."""
    made = deepcopy(dict(data))
    for each in made.get("section", ()):
        for number, old in enumerate(each["question"]):
            if old["code"] == question["code"] and each["title"] == section:
                each["question"][number] = dict(question)
                return made
    made = without_question(made, str(question["code"]))
    sections = made.setdefault("section", [])
    found = next((each for each in sections if each["title"] == section), None)
    if found is None:
        found = {"title": section, "question": []}
        sections.append(found)
    found["question"].append(dict(question))
    return made


def without_question(data: Data, code: str) -> dict[str, Any]:
    """The data without the question, and without a section that is empty now."""
    made = deepcopy(dict(data))
    for section in made.get("section", ()):
        section["question"] = [each for each in section["question"] if each["code"] != code]
    made["section"] = [section for section in made.get("section", ()) if section["question"]]
    return made


def moved(data: Data, code: str, by: int) -> dict[str, Any]:
    """The question one place up (-1) or down (1); at the edge of its section, the section moves instead."""
    made = deepcopy(dict(data))
    sections = made.get("section", [])
    for place, section in enumerate(sections):
        codes = [each["code"] for each in section["question"]]
        if code not in codes:
            continue
        here, there = codes.index(code), codes.index(code) + by
        questions = section["question"]
        if 0 <= there < len(questions):
            questions[here], questions[there] = questions[there], questions[here]
        elif 0 <= place + by < len(sections):
            sections[place], sections[place + by] = sections[place + by], sections[place]
        break
    return made

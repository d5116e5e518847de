"""A version of a form as data while somebody builds it: its questions and what must add up."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.returns.domain.form import Definition, Kind, Question

Data = Mapping[str, Any]
KEY_LONG = 12


def questions_of(data: Data) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each question with the title of its section, in order."""
    for section in data.get("section", ()):
        for question in section.get("question", ()):
            yield section["title"], question


def codes_of(data: Data) -> set[str]:
    return {question["code"] for _, question in questions_of(data)}


def boxes_of(question: Data) -> set[str]:
    """The codes under which the answers to a question are kept."""
    code = question["code"]
    return {f"{code}_own", f"{code}_agency"} if question["kind"] == Kind.STAFF.value else {code}


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


def key_of(total: Data) -> str:
    """Names a sum by what it says, so that a page opened before somebody changed it reaches no other."""
    said = json.dumps(total, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:KEY_LONG]


def find_total(data: Data, key: str) -> dict[str, Any] | None:
    return next((dict(each) for each in data.get("total", ()) if key_of(each) == key), None)


def with_total(data: Data, total: Data, key: str = "") -> dict[str, Any]:
    """The data with the sum at its end, or in the place of the one that ``key`` names."""
    made = deepcopy(dict(data))
    totals = list(made.get("total", ()))
    if any(key_of(each) == key for each in totals):
        made["total"] = [dict(total) if key_of(each) == key else each for each in totals]
    else:
        made["total"] = [*totals, dict(total)]
    return made


def without_total(data: Data, key: str) -> dict[str, Any]:
    made = deepcopy(dict(data))
    made["total"] = [each for each in made.get("total", ()) if key_of(each) != key]
    return made


def may_remove(definition: Definition, code: str) -> Verdict:
    """A question goes when nothing else in the form needs its answer."""
    gone = next((each for each in definition.questions if each.code == code), None)
    if gone is None:
        return ALLOWED
    boxes = {field.code for field in gone.fields}
    for total in definition.totals:
        if boxes & {total.whole, *total.parts}:
            return refused(f"“{gone.label}” is in the sum “{total.title}”. Change or remove the sum first.")
    for each in definition.questions:
        if each.code != code and _needs(each, gone, boxes):
            return refused(
                f"“{each.label}” goes by the answer to “{gone.label}”. Change or remove that question first."
            )
    return ALLOWED


def _needs(question: Question, other: Question, boxes: set[str]) -> bool:
    hangs = question.when is not None and question.when.question == other.code
    return hangs or bool(boxes & set(question.part_of))


def numbers_of(definition: Definition) -> list[tuple[str, str]]:
    """Code and name of each answer that can be added up, as asked."""
    return [
        (field.code, field.label)
        for question in definition.questions if question.kind.is_number
        for field in question.fields
    ]  # fmt: skip

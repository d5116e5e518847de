"""What may be decided about a row that was read, and its values: as read, as a person has them, split and merged."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.reading.result import COLUMNS_LOST, contradicts


class RowState(StrEnum):
    CONFIDENT = "confident"
    """Proposed; a person need not look."""
    REVIEW = "review"
    """Proposed; a person should look."""
    LOCAL = "local"
    """Proposed as a row that no national requirement asks for."""
    LATER = "later"
    """A person looked and left it."""
    ACCEPTED = "accepted"
    NOT_A_ROW = "not_a_row"
    MERGED = "merged"
    """Its text is in a row made of several."""
    SPLIT = "split"
    """Its text is in the rows made of it."""
    UNDONE = "undone"
    """Was made by a split or merge that has been undone."""


class RowEvent(StrEnum):
    ACCEPT = "accept"
    LEAVE = "leave for later"
    REJECT = "not a row"
    EDIT = "edit"
    SPLIT = "split"
    MERGE = "merge"
    PUT_BACK = "put back"


OPEN = (RowState.REVIEW, RowState.CONFIDENT, RowState.LOCAL, RowState.LATER)
"""States in which a row waits for a decision."""
SHOWN = (*OPEN, RowState.ACCEPTED, RowState.NOT_A_ROW)
"""States in which a row stands for itself."""

TRANSITIONS: Mapping[tuple[RowState, RowEvent], RowState] = {
    **{(state, RowEvent.ACCEPT): RowState.ACCEPTED for state in SHOWN},
    **{(state, RowEvent.LEAVE): RowState.LATER for state in SHOWN},
    **{(state, RowEvent.REJECT): RowState.NOT_A_ROW for state in SHOWN},
    **{(state, RowEvent.EDIT): state for state in SHOWN},
    **{(state, RowEvent.SPLIT): RowState.SPLIT for state in SHOWN},
    **{(state, RowEvent.MERGE): RowState.MERGED for state in SHOWN},
    (RowState.NOT_A_ROW, RowEvent.PUT_BACK): RowState.REVIEW,
    (RowState.MERGED, RowEvent.PUT_BACK): RowState.REVIEW,
    (RowState.SPLIT, RowEvent.PUT_BACK): RowState.REVIEW,
}

_IN_THE_WAY = {
    RowState.MERGED: "This row was merged into another. Undo the merge to work on it again.",
    RowState.SPLIT: "This row was split in two. Undo the split to work on it again.",
    RowState.UNDONE: "This row came from a split or merge that was undone. Work on the row it came from.",
}


def may_decide(state: RowState, event: RowEvent) -> Verdict:
    if (state, event) in TRANSITIONS:
        return ALLOWED
    return refused(_IN_THE_WAY.get(state, "This row waits for its decision already; there is nothing to put back."))


def decide(state: RowState, event: RowEvent) -> RowState:
    may_decide(state, event).require()
    return TRANSITIONS[state, event]


@dataclass(frozen=True, slots=True)
class RowValues:
    """What a person may edit. Empty means: the document does not say."""

    theme: str = ""
    section: str = ""
    ref: str = ""
    requirement: str = ""
    response: str = ""
    rag: str = ""
    fully_met: str = ""
    gap_actions: str = ""
    lead: str = ""
    by_when: str = ""
    by_when_date: date | None = None
    reporting_to: str = ""


FIELDS = tuple(field.name for field in fields(RowValues))
LABELS = {
    "theme": "Theme",
    "section": "Section",
    "ref": "Reference",
    "requirement": "Requirement",
    "response": "Response",
    "rag": "RAG",
    "fully_met": "Fully met",
    "gap_actions": "Gap action",
    "lead": "Lead",
    "by_when": "By when",
    "by_when_date": "Date",
    "reporting_to": "Reporting to",
}
PROSE = ("requirement", "response", "gap_actions")
"""Fields whose text may be cut between two rows; the others are copied to both."""
TAKES_PIECES = ("requirement", "response", "gap_actions", "lead", "by_when", "reporting_to")
"""Fields that text from the unplaced tray may be added to."""

SectionAnswers = Mapping[tuple[str | None, str | None], Mapping[str, Any]]
"""Theme and section to the section as it was read, for documents that answer a section as a whole."""


def section_answers(sections: Iterable[Mapping[str, Any]]) -> SectionAnswers:
    return {(section["theme"], section["section"]): section for section in sections}


def answered_by_section(read: Mapping[str, Any], answers: SectionAnswers) -> Mapping[str, Any] | None:
    """The section that answers for this row, when the row has no response of its own."""
    section = answers.get((read["theme"], read["section"]))
    return section if section is not None and not read["responses"] and section["responses"] else None


def values_of(read: Mapping[str, Any], answers: SectionAnswers) -> RowValues:
    """The values a person starts from: the row as read, with its section's answer where it has none of its own."""
    by_when_date = read["by_when_date"]
    section = answered_by_section(read, answers)
    texts = {name: read[name] or "" for name in FIELDS if name not in ("response", "by_when_date")}
    response = "\n".join(section["responses"]) if section is not None else response_text(read["responses"])
    return RowValues(
        **texts, response=response, by_when_date=date.fromisoformat(by_when_date) if by_when_date else None
    )


def response_text(responses: Sequence[Mapping[str, Any]]) -> str:
    """Several response columns as one text, each under its own heading."""
    return "\n".join(f"{each['label']}: {each['text']}" if each["label"] else each["text"] for each in responses)


WEAKNESSES = frozenset(
    {"no-lead", "no-date", "no-response", "no-gap-action", "continue-only", "same-response", "said-unknown"}
)
"""Findings about what the plan leaves out. It was read rightly and nobody need look; the plan shows them again."""


def is_contradiction(read: Mapping[str, Any]) -> bool:
    return any(contradicts(finding["code"]) for finding in read["findings"])


def columns_lost(read: Mapping[str, Any]) -> bool:
    """Whether the row's cells were put together from text that has no columns."""
    return any(finding["code"] == COLUMNS_LOST for finding in read["findings"])


def first_state(read: Mapping[str, Any]) -> RowState:
    """Where a row starts: nobody need look at a sure match, unless it may have been misread or contradicts itself."""
    doubtful = any(finding["code"] not in WEAKNESSES for finding in read["findings"])
    if doubtful and read["match_state"] == "confident":
        return RowState.REVIEW
    return RowState(read["match_state"])


def read_matches(read: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(match["id"] for match in read["matches"])


def is_certain(read: Mapping[str, Any], requirement_ids: Sequence[str]) -> bool:
    """Whether the engine was sure of just these requirements, so that a person's yes teaches nothing new."""
    return read["match_state"] == "confident" and set(read_matches(read)) == set(requirement_ids)


def fingerprint(read: Mapping[str, Any]) -> str:
    """Equal for two rows that say the same, wherever they stand: decisions carry over between them."""
    named = [str(read[name] or "") for name in FIELDS if name not in ("response", "ref")]
    return "\x1f".join([*named, response_text(read["responses"])])


def changes(before: RowValues, after: RowValues) -> dict[str, list[Any]]:
    """Field to its value before and after, for those that differ; dates in ISO form."""
    pairs = {name: [_plain(getattr(before, name)), _plain(getattr(after, name))] for name in FIELDS}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


_JOINT = re.compile(r"\n+|(?<=[.!?;])\s+")


def cut_points(text: str) -> tuple[str, ...]:
    """The lines and sentences of ``text``, in order: between any two of them a row may be split."""
    return tuple(part for part in _JOINT.split(text.strip()) if part)


def cut(text: str, at: int) -> tuple[str, str]:
    """``text`` before and after its ``at``-th line or sentence (0: all of it goes to the second)."""
    joints = [match.end() for match in _JOINT.finditer(text.strip())]
    text = text.strip()
    if at <= 0:
        return "", text
    if at > len(joints):
        return text, ""
    return text[: joints[at - 1]].rstrip(), text[joints[at - 1] :]


def split_values(values: RowValues, cuts: Mapping[str, int]) -> tuple[RowValues, RowValues]:
    """Two rows of one: prose is cut as ``cuts`` says, everything else stands in both."""
    halves = {name: cut(getattr(values, name), cuts[name]) for name in PROSE}
    first: dict[str, Any] = {name: half[0] for name, half in halves.items()}
    second: dict[str, Any] = {name: half[1] for name, half in halves.items()}
    return replace(values, **first), replace(values, **second)


def may_split(values: RowValues, cuts: Mapping[str, int]) -> Verdict:
    first, second = split_values(values, cuts)
    if not (first.requirement or first.response):
        return refused("Nothing is left for the first row. Choose a later line for the requirement or the response.")
    if not (second.requirement or second.response):
        return refused(
            "Nothing goes to the second row. Choose the line of the requirement or response where it begins."
        )
    return ALLOWED


def merge_values(first: RowValues, second: RowValues) -> RowValues:
    """One row of two: prose one under the other; else the first row's value, or the second's where it has none."""
    merged: dict[str, Any] = {
        name: _joined(getattr(first, name), getattr(second, name))
        if name in PROSE
        else getattr(first, name) or getattr(second, name)
        for name in FIELDS
    }
    merged["by_when_date"] = first.by_when_date if first.by_when else second.by_when_date
    return RowValues(**merged)


def _joined(first: str, second: str) -> str:
    if first.strip() == second.strip():
        return first
    return "\n".join(text for text in (first, second) if text)


def merge_conflicts(first: RowValues, second: RowValues) -> tuple[str, ...]:
    """Fields in which the two rows say different things, so that the first row's word would stand."""
    return tuple(
        name
        for name in FIELDS
        if name not in PROSE and getattr(first, name) and getattr(second, name) not in ("", None, getattr(first, name))
    )

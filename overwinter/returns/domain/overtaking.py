"""A draft that another way in overtook: whether anything typed would be lost, and what an officer takes from it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.returns.domain.form import Answer, Answers, Definition, Field, say_answer


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands as a draft: the answers, who keeps it, and when they saved it last."""

    answers: Answers
    by_id: int | None
    saved_at: datetime


def is_overtaken(draft: Typed, arrived: Answers, *, by_id: int | None, seen_at: datetime | None) -> bool:
    """Whether something typed would be lost. Who keeps the draft and had it before them changed it themselves."""
    if draft.by_id is not None and (by_id, seen_at) == (draft.by_id, draft.saved_at):
        return False
    return any(arrived.get(code) != answer for code, answer in draft.answers.items())


def may_decide(decided_at: datetime | None) -> Verdict:
    if decided_at is None:
        return ALLOWED
    return refused("Somebody has decided about this draft already. What they chose stands on the return.")


def may_take(codes: Collection[str]) -> Verdict:
    if codes:
        return ALLOWED
    return refused("Choose at least one answer of the draft, or leave the return as it came in.")


@dataclass(frozen=True, slots=True)
class Differing:
    """An answer that stands otherwise in the draft, in words."""

    code: str
    label: str
    draft: str
    arrived: str


def differing(definition: Definition, draft: Answers, arrived: Answers) -> tuple[Differing, ...]:
    """What was typed in the draft and stands otherwise in what came in, in the order of the form."""
    return tuple(
        Differing(box.code, box.label, _say(definition, box, draft), _say(definition, box, arrived))
        for box in definition.fields if box.code in draft and draft[box.code] != arrived.get(box.code)
    )  # fmt: skip


def with_taken(arrived: Answers, draft: Answers, codes: Collection[str]) -> dict[str, Answer]:
    """What came in, with the chosen answers as the draft has them."""
    return dict(arrived) | {code: draft[code] for code in codes if code in draft}


def _say(definition: Definition, box: Field, answers: Answers) -> str:
    question = definition.question_of(box.code)
    return say_answer(question, answers.get(box.code)) if question is not None else ""

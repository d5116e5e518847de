"""The beds of a care home as one return tells them: in use, kept, open, and those it takes nobody into."""

from dataclasses import dataclass

from overwinter.returns.domain.form import Answers, Definition, number_of

MOST = "beds_most"
"""The question how many there are, by which the total that must add up is found."""


@dataclass(frozen=True, slots=True)
class BedsPart:
    code: str
    """Of the question; empty: what the others leave."""
    words: str
    """ "in use"."""
    count: int


@dataclass(frozen=True, slots=True)
class Beds:
    most: int
    parts: tuple[BedsPart, ...]
    untold: int
    """Of which no answer says what they are."""


def beds_of(definition: Definition, answers: Answers) -> Beds | None:
    """None where it does not ask, nobody told how many there are, or the parts come to more."""
    total = next((each for each in definition.totals if each.whole == MOST), None)
    most = number_of(answers, MOST)
    if total is None or most is None:
        return None
    parts = []
    for code in total.parts:
        count, question = number_of(answers, code), definition.question_of(code)
        if count is not None and question is not None:
            parts.append(BedsPart(code, _words(question.label), int(count)))
    left = int(most) - sum(part.count for part in parts)
    if not parts or left < 0:
        return None
    if len(parts) < len(total.parts) or not total.rest:
        return Beds(int(most), tuple(parts), left)
    return Beds(int(most), (*parts, BedsPart("", _words(total.rest), left)), 0)


def _words(label: str) -> str:
    """ "Beds in use" among beds is "in use"."""
    said = label.removeprefix("Beds ").removeprefix("Empty, and ").removeprefix("Empty, but ")
    return said[:1].lower() + said[1:]

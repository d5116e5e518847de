"""What the returns of a council come to: of each location its newest answer to each thing, added up."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from overwinter.returns.domain.form import Answers, Definition, number_of, sum_of
from overwinter.returns.domain.rules.look import Share, absence_of, occupancy_of

Pair = tuple[int | float, int | float]
"""A part and its whole."""


def beds_used(definition: Definition, answers: Answers) -> Pair | None:
    return _of(occupancy_of(definition, answers))


def beds_open(_definition: Definition, answers: Answers) -> Pair | None:
    return _pair(number_of(answers, "beds_open"), number_of(answers, "beds_most"))


def closed_to_new(_definition: Definition, answers: Answers) -> Pair | None:
    """Says that it takes nobody, or has empty beds and none of them open."""
    said = answers.get("admissions")
    if said in ("yes", "no", "some"):
        return int(said == "no"), 1
    taken = sum_of(answers, ("beds_used", "beds_kept"))
    most, open_ = number_of(answers, "beds_most"), number_of(answers, "beds_open")
    if taken is None or most is None or open_ is None:
        return None
    return int(open_ == 0 and taken < most), 1


def staff_away(definition: Definition, answers: Answers) -> Pair | None:
    return _of(absence_of(definition, answers))


def not_limited(_definition: Definition, answers: Answers) -> Pair | None:
    """Says that staff movement is not limited, or only for some."""
    for code in ("movement_limited", "one_setting"):
        if answers.get(code) in ("yes", "no", "some"):
            return int(answers[code] != "yes"), 1
    return None


COUNTED: Mapping[str, Callable[[Definition, Answers], Pair | None]] = {
    "beds-used": beds_used,
    "beds-open": beds_open,
    "admissions-closed": closed_to_new,
    "staff-absent": staff_away,
    "movement-not-limited": not_limited,
}
"""Code of a measure to how one return counts for it; None: it does not say."""


@dataclass(frozen=True, slots=True)
class Told:
    """One return as it stood at the end of a day."""

    location_id: int
    definition: Definition
    answers: Answers


def count(returns: Iterable[Told]) -> dict[str, Pair]:
    """``returns``: by location, of each the newest first. A thing that nobody tells of is not there."""
    totals: dict[str, Pair] = {}
    location_id, missing = 0, set[str]()
    for each in returns:
        if each.location_id != location_id:
            location_id, missing = each.location_id, set(COUNTED)
        for code in sorted(missing):
            pair = COUNTED[code](each.definition, each.answers)
            if pair is not None:
                part, whole = totals.get(code, (0, 0))
                totals[code] = part + pair[0], whole + pair[1]
                missing.discard(code)
    return totals


def _of(share: Share | None) -> Pair | None:
    return (share.part, share.whole) if share is not None else None


def _pair(part: float | int | None, whole: float | int | None) -> Pair | None:
    return (part, whole) if part is not None and whole else None

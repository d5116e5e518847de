"""What the returns of a council come to: of each location its newest answer to each thing, added up."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from overwinter.returns.domain.form import Answers, Definition, number_of
from overwinter.returns.domain.rules.look import (
    Share,
    absence_of,
    limits_movement,
    occupancy_of,
    takes_nobody,
    vaccinated_of,
)

Pair = tuple[int | float, int | float]
"""A part and its whole."""


@dataclass(frozen=True, slots=True)
class Told:
    """One return as it stood at the end of a day."""

    location_id: int
    is_care_home: bool
    definition: Definition
    answers: Answers


Limits = Mapping[str, float]
ELSEWHERE = "movement-elsewhere"


def beds_used(told: Told, _limits: Limits) -> Pair | None:
    return _of(occupancy_of(told.definition, told.answers))


def beds_open(told: Told, _limits: Limits) -> Pair | None:
    return _pair(number_of(told.answers, "beds_open"), number_of(told.answers, "beds_most"))


def closed_to_new(told: Told, _limits: Limits) -> Pair | None:
    shut = takes_nobody(told.answers)
    return (int(shut), 1) if shut is not None else None


def staff_away(told: Told, _limits: Limits) -> Pair | None:
    return _of(absence_of(told.definition, told.answers))


def not_limited(told: Told, limits: Limits) -> Pair | None:
    limited = limits_movement(told.answers, limits[ELSEWHERE]) if told.is_care_home else None
    return (int(not limited), 1) if limited is not None else None


def vaccinated(told: Told, _limits: Limits) -> Pair | None:
    return _of(vaccinated_of(told.definition, told.answers)) if told.is_care_home else None


COUNTED: Mapping[str, Callable[[Told, Limits], Pair | None]] = {
    "beds-used": beds_used,
    "beds-open": beds_open,
    "admissions-closed": closed_to_new,
    "staff-absent": staff_away,
    "movement-not-limited": not_limited,
    "flu-staff": vaccinated,
}
"""Code of a measure to how one return counts for it; None: it does not say."""


def count(returns: Iterable[Told], limits: Limits) -> dict[str, Pair]:
    """``returns``: by location, of each the newest first. A thing that nobody tells of is not there."""
    totals: dict[str, Pair] = {}
    location_id, missing = 0, set[str]()
    for each in returns:
        if each.location_id != location_id:
            location_id, missing = each.location_id, set(COUNTED)
        for code in sorted(missing):
            pair = COUNTED[code](each, limits)
            if pair is not None:
                part, whole = totals.get(code, (0, 0))
                totals[code] = part + pair[0], whole + pair[1]
                missing.discard(code)
    return totals


def _of(share: Share | None) -> Pair | None:
    return (share.part, share.whole) if share is not None else None


def _pair(part: float | int | None, whole: float | int | None) -> Pair | None:
    return (part, whole) if part is not None and whole else None

"""Trying a rule on what was returned before it is switched on: how many alarms it would have raised."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from overwinter.returns.domain.judging import judge
from overwinter.returns.domain.rules import Look, Rule, Sight

EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Example:
    location: str
    return_id: int
    sight: Sight


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a rule in one period of one form."""

    form: str
    period: str
    returns: int
    alarms: int
    examples: tuple[Example, ...]


def try_on(
    rule: Rule, looks: Iterable[tuple[str, int, Look]], own: Mapping[str, float], *, form: str, period: str
) -> Tried:
    """``looks``: location, id of the return, and how it looks."""
    returns = alarms = 0
    examples = list[Example]()
    for location, return_id, look in looks:
        returns += 1
        for _, sight in judge(look, [rule], {rule.code: own}):
            alarms += 1
            if len(examples) < EXAMPLES:
                examples.append(Example(location, return_id, sight))
    return Tried(form, period, returns, alarms, tuple(examples))

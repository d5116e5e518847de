"""Which rules see something in a return."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from overwinter.returns.domain.rules import Look, Rule, Sight


def judge(look: Look, rules: Iterable[Rule], own: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[Rule, Sight]]:
    """What each rule saw. ``own``: rule code to the limits a council set for it."""
    for rule in rules:
        limits = own.get(rule.code)
        seen = rule.look(replace(look, limits={**look.limits, **limits}) if limits else look)
        if seen is not None:
            yield rule, seen

"""Many plans on one national plan: what they come to, in which order patterns show, what one lacks that others have.

What a council does not share is not here at all; what it shares and does not say is unknown, and neither is unmet.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

MET = "yes"
Said = tuple[str, str]
"""RAG and fully met, as a plan says them."""
Grid = Mapping[int, Mapping[int, Said]]
"""Plan to requirement to what it says of it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What the plans together say of one requirement."""

    rags: Mapping[str, int]
    mets: Mapping[str, int]

    @property
    def plans(self) -> int:
        return sum(self.rags.values())

    @property
    def met(self) -> int:
        return self.mets.get(MET, 0)


@dataclass(frozen=True)
class RollUp:
    """The plans and what they say of these requirements; what follows from it is worked out once."""

    grid: Grid
    requirements: tuple[int, ...]

    @cached_property
    def tallies(self) -> Mapping[int, Tally]:
        return tally(self.grid, self.requirements)

    def said(self, plan: int, requirement: int) -> Said | None:
        return self.grid.get(plan, {}).get(requirement)


@dataclass(frozen=True, slots=True)
class Lack:
    """A requirement that a plan does not say to be fully met, and most of its like do."""

    requirement: int
    ours: Said
    others: Tally


def grid_of(standings: Iterable[tuple[int, int, str, str]]) -> Grid:
    """From (plan, requirement, RAG, fully met)."""
    grid: dict[int, dict[int, Said]] = {}
    for plan, requirement, rag, met in standings:
        grid.setdefault(plan, {})[requirement] = (rag, met)
    return grid


def tally(grid: Grid, requirements: Iterable[int]) -> dict[int, Tally]:
    """For each requirement what the plans that answer it say; none is counted for a plan that does not."""
    rags: dict[int, Counter[str]] = {each: Counter() for each in requirements}
    mets: dict[int, Counter[str]] = {each: Counter() for each in rags}
    for said in grid.values():
        for requirement, (rag, met) in said.items():
            if requirement in rags:
                rags[requirement][rag] += 1
                mets[requirement][met] += 1
    return {each: Tally(dict(rags[each]), dict(mets[each])) for each in rags}


def in_pattern(grid: Grid, plans: Sequence[int], requirements: Sequence[int]) -> tuple[list[int], list[int]]:
    """The plans, most met first, and the requirements, most met first: then what is met fills one corner, and what
    stands out of its pattern is seen. Those alike keep the order they came in."""
    wanted = set(requirements)
    by_plan = {plan: _weight(said for each, said in grid.get(plan, {}).items() if each in wanted) for plan in plans}
    by_requirement = {
        each: _weight(grid[plan][each] for plan in plans if each in grid.get(plan, {})) for each in requirements
    }
    return (
        sorted(plans, key=lambda each: by_plan[each], reverse=True),
        sorted(requirements, key=lambda each: by_requirement[each], reverse=True),
    )


def lacking(grid: Grid, ours: int, requirements: Iterable[int], *, least_share: float, least_plans: int) -> list[Lack]:
    """What plan ``ours`` does not say to be fully met and at least this share of the others, and this many, do; what
    most of them have first."""
    own, others = grid.get(ours, {}), {plan: said for plan, said in grid.items() if plan != ours}
    found = [
        Lack(each, own.get(each, ("unknown", "unknown")), counted)
        for each, counted in tally(others, requirements).items()
        if own.get(each, ("", ""))[1] != MET
        and counted.met >= least_plans
        and counted.met >= least_share * counted.plans
    ]
    return sorted(found, key=lambda lack: -lack.others.met / lack.others.plans)


def _weight(said: Iterable[Said]) -> tuple[int, int]:
    """How much of it is fully met, then how much of it is green."""
    counts = Counter(said)
    met = sum(count for (_, each), count in counts.items() if each == MET)
    return met, sum(count for (rag, _), count in counts.items() if rag == "green")

"""The reads of comparison: one's own plan with those of its like that share, on one national plan."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from overwinter.assurance.domain.rolled_up import Grid, Lack, RollUp, grid_of, in_pattern, lacking
from overwinter.frameworks.api import PartFact, RequirementFact, get_limits, list_requirements
from overwinter.infra import clock
from overwinter.kernel.winter import Winter
from overwinter.organisations.api import Like, Viewer
from overwinter.plans import api as plans
from overwinter.plans.api import Around, ComparedAnswer, ComparedPlan, Plan, Standing


@dataclass(frozen=True)
class Comparison:
    """What can be compared with one's own plan, for one viewer."""

    plan: Plan
    like: Like
    compared: tuple[ComparedPlan, ...]
    """One's own among them."""
    around: Around
    requirements: tuple[RequirementFact, ...]
    """Those in force today, or those of them in one theme, in the national order."""
    rolled_up: RollUp
    """Empty where only the plans were asked for."""
    themes: tuple[PartFact, ...]
    """Of all that is in force, in the national order."""

    @property
    def states(self) -> tuple[str, ...]:
        """Names what all of them say now."""
        return tuple(each.state for each in self.compared)

    @cached_property
    def others(self) -> tuple[ComparedPlan, ...]:
        return tuple(each for each in self.compared if each.plan_id != self.plan.pk)

    def in_order(self, *, by_pattern: bool) -> tuple[list[ComparedPlan], list[RequirementFact]]:
        """Councils and requirements: so that patterns show, or by name and in the national order."""
        rows, columns = {each.plan_id: each for each in self.compared}, {each.id: each for each in self.requirements}
        if not by_pattern:
            return list(rows.values()), list(columns.values())
        first, second = in_pattern(self.rolled_up.grid, list(rows), list(columns))
        return [rows[each] for each in first], [columns[each] for each in second]

    @cached_property
    def lacks(self) -> list[Lack]:
        limits = get_limits(clock.today())
        return lacking(
            self.rolled_up.grid, self.plan.pk, self.rolled_up.requirements,
            least_share=limits["like-share"].value, least_plans=limits["like-least"].count,
        )  # fmt: skip


def get_comparison(viewer: Viewer, plan_id: int, like: Like, *, theme: str = "") -> Comparison:
    """With what each plan says of each requirement, or of those of a theme that asks something. Raises Http404 for
    another's plan."""
    found = get_plans_to_compare(viewer, plan_id, like)
    part = tuple(each for each in found.requirements if each.theme.key == theme) or found.requirements
    states = _States(found.states, lambda: plans.list_standings(viewer, found.plan, like))
    return replace(found, requirements=part, rolled_up=_rolled_up(states, tuple(each.id for each in part)))


def get_plans_to_compare(viewer: Viewer, plan_id: int, like: Like) -> Comparison:
    """Without what they say. Raises Http404 for another's plan."""
    plan = plans.get_own_plan(viewer, plan_id)
    compared = tuple(plans.list_compared_plans(viewer, plan, like))
    asked, around = tuple(_in_force(plan)), plans.count_around(viewer, plan, like)
    themes = {each.theme.key: each.theme for each in asked}
    return Comparison(plan, like, compared, around, asked, RollUp({}, ()), tuple(themes.values()))


@dataclass(frozen=True)
class _States:
    """The states of the plans that are compared, and how what they say is read."""

    named: tuple[str, ...]
    read: Callable[[], Iterable[Standing]] = field(compare=False)


@lru_cache(maxsize=8)
def _grid(states: _States) -> Grid:
    """Kept for the states that name it, so what is kept cannot be out of date. For 150 councils it is some 3 MB."""
    return grid_of(states.read())


@lru_cache(maxsize=32)
def _rolled_up(states: _States, requirements: tuple[int, ...]) -> RollUp:
    return RollUp(_grid(states), requirements)


def list_answers(
    viewer: Viewer, found: Comparison, *, requirement_id: int | None = None, plan_ids: Collection[int] | None = None
) -> list[ComparedAnswer]:
    return plans.list_compared_answers(viewer, found.plan, found.like, requirement_id=requirement_id, plan_ids=plan_ids)


def _in_force(plan: Plan) -> list[RequirementFact]:
    day = plans.day_within(clock.today(), Winter.parse(plan.winter))
    return [each for each in list_requirements(plan.framework_id) if each.in_force(day)]

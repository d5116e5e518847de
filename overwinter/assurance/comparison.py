"""The reads of comparison: one's own plan with those of its like that share, on one national plan."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from overwinter.assurance.domain.rolled_up import Grid, Lack, Tally, grid_of, in_pattern, lacking, tally
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
    """Those in force today, in the national order."""
    standings: tuple[Standing, ...] = ()

    @cached_property
    def grid(self) -> Grid:
        """What each plan says of each requirement in force."""
        known = {each.id for each in self.requirements}
        return grid_of(
            (each.plan_id, each.requirement_id, each.rag, each.fully_met)
            for each in self.standings
            if each.requirement_id in known
        )

    @cached_property
    def tallies(self) -> dict[int, Tally]:
        return tally(self.grid, [each.id for each in self.requirements])

    @cached_property
    def others(self) -> tuple[ComparedPlan, ...]:
        return tuple(each for each in self.compared if each.plan_id != self.plan.pk)

    def in_order(self, *, by_pattern: bool) -> tuple[list[ComparedPlan], list[RequirementFact]]:
        """Councils and requirements: so that patterns show, or by name and in the national order."""
        rows, columns = {each.plan_id: each for each in self.compared}, {each.id: each for each in self.requirements}
        if not by_pattern:
            return list(rows.values()), list(columns.values())
        first, second = in_pattern(self.grid, list(rows), list(columns))
        return [rows[each] for each in first], [columns[each] for each in second]

    @cached_property
    def lacks(self) -> list[Lack]:
        limits = get_limits(clock.today())
        return lacking(
            self.grid, self.plan.pk, [each.id for each in self.requirements],
            least_share=limits["like-share"].value, least_plans=limits["like-least"].count,
        )  # fmt: skip


def get_comparison(viewer: Viewer, plan_id: int, like: Like, *, theme: str = "") -> Comparison:
    """With what each plan says of each requirement, or of those of a theme that asks something. Raises Http404 for
    another's plan."""
    plan = plans.get_own_plan(viewer, plan_id)
    whole = _in_force(plan)
    part = [each for each in whole if each.theme.key == theme]
    ids = [each.id for each in part] if part else None
    standings = plans.list_standings(viewer, plan, like, requirement_ids=ids)
    return _comparison(viewer, plan, like, part or whole, standings)


def get_plans_to_compare(viewer: Viewer, plan_id: int, like: Like) -> Comparison:
    """Without what they say. Raises Http404 for another's plan."""
    plan = plans.get_own_plan(viewer, plan_id)
    return _comparison(viewer, plan, like, _in_force(plan), ())


def list_answers(
    viewer: Viewer, found: Comparison, *, requirement_id: int | None = None, plan_ids: Collection[int] | None = None
) -> list[ComparedAnswer]:
    return plans.list_compared_answers(viewer, found.plan, found.like, requirement_id=requirement_id, plan_ids=plan_ids)


def list_themes(plan: Plan) -> list[PartFact]:
    """The themes of what the plan answers, in the national order."""
    return list({each.theme.key: each.theme for each in list_requirements(plan.framework_id)}.values())


def _comparison(
    viewer: Viewer, plan: Plan, like: Like, asked: Collection[RequirementFact], standings: Collection[Standing]
) -> Comparison:
    compared = plans.list_compared_plans(viewer, plan, like)
    around = plans.count_around(viewer, plan, like)
    return Comparison(plan, like, tuple(compared), around, tuple(asked), tuple(standings))


def _in_force(plan: Plan) -> list[RequirementFact]:
    day = plans.day_within(clock.today(), Winter.parse(plan.winter))
    return [each for each in list_requirements(plan.framework_id) if each.in_force(day)]

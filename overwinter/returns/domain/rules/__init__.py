"""The rules that look at returns, each in a file of its own: what it sees, in words, with its limits."""

from collections.abc import Mapping

from overwinter.returns.domain.rules import (
    absence,
    absence_doubled,
    admissions_closed,
    agency,
    beds_over,
    capacity,
    changed,
    continuity,
    help_wanted,
    infection,
    movement,
    no_nurse,
    not_known,
    outlier,
    over_registered,
    part_over_whole,
    ppe_red,
    staff_fell,
    staff_short,
    stale,
    visits_stopped,
    zero,
)
from overwinter.returns.domain.rules.look import RATES, Grade, Look, Moved, Rule, Scope, Sight, Who

RULES: Mapping[str, Rule] = {
    each.RULE.code: each.RULE
    for each in (
        part_over_whole,
        beds_over,
        over_registered,
        no_nurse,
        absence,
        staff_short,
        agency,
        movement,
        admissions_closed,
        infection,
        ppe_red,
        visits_stopped,
        continuity,
        help_wanted,
        not_known,
        changed,
        staff_fell,
        absence_doubled,
        zero,
        capacity,
        stale,
        outlier,
    )
}
"""By code, as they are listed: what cannot be, what is risky, what changed, what is unlike others."""

__all__ = ["RATES", "RULES", "Grade", "Look", "Moved", "Rule", "Scope", "Sight", "Who"]

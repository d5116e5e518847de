"""Absence at or over the amber and the red line."""

from overwinter.returns.domain.rules.look import Grade, Look, Moved, Rule, Scope, Share, Sight, Who, absence_of

AMBER, RED = "absence-amber", "absence-red"


def look(seen: Look) -> Sight | None:
    away = absence_of(seen.definition, seen.answers)
    if away is None or away.value < seen.limits[AMBER]:
        return None
    red = away.value >= seen.limits[RED]
    line = seen.limits[RED] if red else seen.limits[AMBER]
    return Sight(
        f"Absence {away.value:.0%}, {'red' if red else 'amber'} at {line:.0%}",
        f"{away} staff are away, {away.value:.0%}. Amber begins at {seen.limits[AMBER]:.0%} and red at "
        f"{seen.limits[RED]:.0%}.{_before(seen)}",
        Grade.HIGH if red else Grade.LOW,
        told=f"{away} of your staff are away. We ring to see how we can help." if red else "",
        moved=_moved(seen, away, line, f"Amber from {seen.limits[AMBER]:.0%} on, red from {seen.limits[RED]:.0%}"),
    )


def _moved(seen: Look, away: Share, line: float, why: str) -> Moved | None:
    """Where it was below the line before: a share that stands still is no news."""
    was = absence_of(seen.definition, seen.last) if seen.last is not None else None
    if was is None or was.value >= line:
        return None
    return Moved("Absence", f"{was.value:.0%}", f"{away.value:.0%}", why)


def _before(seen: Look) -> str:
    was = absence_of(seen.definition, seen.last) if seen.last is not None else None
    return f" In {seen.last_period} it was {was.value:.0%}." if was is not None else ""


RULE = Rule(
    "absence", "Absence over the line", "Staff away, as a share of the service’s own staff, at or over a line.",
    Scope.ONE, Who.CONTRACTS, look, (AMBER, RED),
)  # fmt: skip

"""Nobody could be visited."""

from overwinter.returns.domain.rules.look import Grade, Look, Rule, Scope, Sight, Who


def look(seen: Look) -> Sight | None:
    if seen.said("visits") != "no" or seen.outbreak_known:
        return None
    barrier = seen.said("visits_barrier")
    why = f" In the way stood: “{barrier}”." if isinstance(barrier, str) and barrier else " It does not say why."
    return Sight(
        "No visits, no outbreak known",
        f"The return for {seen.period} says that people could not have visitors.{why} No outbreak there is known.",
        Grade.NORMAL,
        told="You told us that people could not have visitors. We ring to ask what stands in the way.",
    )


RULE = Rule(
    "visits-stopped", "No visits, no outbreak known", "A home without visits where no outbreak is known.",
    Scope.ONE, Who.QUALITY, look, ("outbreak-known-days",),
)  # fmt: skip

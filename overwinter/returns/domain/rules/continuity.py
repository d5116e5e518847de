"""The continuity plan is in use."""

from overwinter.returns.domain.rules.look import Grade, Look, Rule, Scope, Sight, Who


def look(seen: Look) -> Sight | None:
    if seen.said("continuity") != "yes":
        return None
    return Sight(
        "Continuity plan in use",
        f"The return for {seen.period} says that the business continuity plan is in use. Ask why, and what is missing.",
        Grade.HIGH,
        told="Your continuity plan is in use. We ring to ask what you need.",
    )


RULE = Rule(
    "continuity-in-use", "Continuity plan in use", "A provider whose business continuity plan is in use.", Scope.ONE,
    Who.CONTRACTS, look,
)  # fmt: skip

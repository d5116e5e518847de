"""The same answers again and again."""

from overwinter.returns.domain.rules.look import Grade, Look, Rule, Scope, Sight, Who


def look(seen: Look) -> Sight | None:
    limit = seen.limits["return-stale"]
    if seen.same_for < limit:
        return None
    return Sight(
        f"The same answers {seen.same_for} times running",
        f"Every answer is what it was in the {seen.same_for - 1} returns before. Staff, beds and absence rarely "
        f"stand still so long; from {limit:.0f} on somebody asks.",
        Grade.LOW,
        told=f"Your answers have not changed in {seen.same_for} returns. Please look whether they are still right.",
    )


RULE = Rule(
    "stale", "Answers that never change", "The same answers in many returns running.", Scope.TWO, Who.CONTRACTS, look,
    ("return-stale",),
)  # fmt: skip

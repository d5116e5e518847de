"""Protective equipment that will not last."""

from overwinter.returns.domain.rules.look import Grade, Look, Rule, Scope, Sight, Who


def look(seen: Look) -> Sight | None:
    red = [
        question.label for question in seen.definition.questions
        if question.code.startswith("ppe") and seen.said(question.code) == "red"
    ]  # fmt: skip
    if not red and seen.said("ppe_enough") != "no":
        return None
    what = f"Red: {', '.join(each.lower() for each in red)}." if red else "There is not enough for two days."
    return Sight(
        "Protective equipment red",
        f"{what} Red begins under {seen.limits['ppe-red-days']:.0f} days of supply.",
        Grade.URGENT,
        told="Your protective equipment is running out. Ring us if nobody has rung you yet.",
    )


RULE = Rule(
    "ppe-red", "Protective equipment red", "A supply that the provider calls red.", Scope.ONE, Who.CONTRACTS, look,
    ("ppe-red-days",),
)  # fmt: skip

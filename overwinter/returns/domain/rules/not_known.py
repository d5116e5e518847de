"""Much is answered with "not known"."""

from overwinter.returns.domain.form import NOT_KNOWN
from overwinter.returns.domain.rules.look import Grade, Look, Rule, Scope, Sight, Who


def look(seen: Look) -> Sight | None:
    boxes = [field for field in seen.definition.fields if field.code in seen.answers]
    unknown = [field.label for field in boxes if seen.answers[field.code] == NOT_KNOWN]
    if len(unknown) < 2 or len(unknown) < seen.limits["not-known-share"] * len(boxes):
        return None
    return Sight(
        f"“Not known” {len(unknown)} times",
        f"Not known: {', '.join(unknown)}. That is {len(unknown)} of {len(boxes)} answers.",
        Grade.LOW,
    )


RULE = Rule(
    "not-known", "Much that is not known", "A return with many answers “not known”.", Scope.ONE, Who.CONTRACTS, look,
    ("not-known-share",),
)  # fmt: skip

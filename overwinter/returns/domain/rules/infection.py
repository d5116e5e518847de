"""So many with symptoms or a positive test that an outbreak must be thought of."""

from overwinter.returns.domain.form import say_number
from overwinter.returns.domain.rules.look import Grade, Look, Rule, Scope, Sight, Who

CODES = (
    "residents_suspected", "residents_confirmed", "residents_covid", "people_covid", "people_unwell",
    "residents_positive", "staff_suspected", "staff_confirmed", "staff_unwell", "staff_positive",
)  # fmt: skip


def look(seen: Look) -> Sight | None:
    told = {code: number for code in CODES if (number := seen.number(code))}
    people = sum(told.values())
    if people < seen.limits["infection-people"] or seen.outbreak_known:
        return None
    parts = ", ".join(f"{seen.label(code).lower()} {say_number(number)}" for code, number in told.items())
    return Sight(
        "Infection told, no outbreak known",
        f"Told: {parts}. From {seen.limits['infection-people']:.0f} people on, somebody looks whether it is "
        "an outbreak; none is known to the council there.",
        Grade.URGENT,
        told="You told us of people who are unwell. Please ring the health protection team if you have not yet.",
    )


RULE = Rule(
    "infection", "Infection told, no outbreak known",
    "Symptoms or positive tests of two people or more where no outbreak is known.", Scope.ONE, Who.INFECTION, look,
    ("infection-people", "outbreak-known-days"),
    assumes="The people told of in different boxes of one return are different people.",
)  # fmt: skip

"""A figure that is zero and was not."""

from overwinter.returns.domain.form import say_number
from overwinter.returns.domain.rules.look import Grade, Look, Moved, Rule, Scope, Sight, Who

MAY_BE = frozenset({
    "staff_away", "beds_open", "beds_kept", "residents_covid", "residents_suspected", "residents_confirmed",
    "staff_suspected", "staff_confirmed", "people_covid", "people_unwell", "staff_unwell", "work_elsewhere",
    "agency_shifts", "posts_empty", "residents_positive", "staff_positive",
})  # fmt: skip
"""Figures that are good news when they come down to nothing."""


def look(seen: Look) -> Sight | None:
    gone = []
    for question in seen.definition.questions:
        for box in question.fields:
            then = seen.before(box.code)
            if box.code in MAY_BE or box.code.endswith("_agency") or not then or seen.number(box.code) != 0:
                continue
            if then >= seen.limits["return-change-least"]:
                gone.append((box.label, then))
    if not gone:
        return None
    said = ", ".join(f"{label.lower()} ({say_number(then)} before)" for label, then in gone)
    return Sight(
        f"Zero, and was not: {gone[0][0].lower()}",
        f"Zero in {seen.period}: {said}. A zero is often a slip of the form.",
        Grade.NORMAL,
        told=f"Your return says 0 for {', '.join(label.lower() for label, _ in gone)}. Put it right if that is a slip.",
        moved=Moved(gone[0][0], say_number(gone[0][1]), "0", "A zero is often a slip of the form"),
    )


RULE = Rule(
    "zero", "Zero where it was not", "A figure that is zero and was not in the return before.", Scope.TWO,
    Who.CONTRACTS, look, ("return-change-least",),
)  # fmt: skip

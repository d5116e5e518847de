"""Absence that doubled, below the line or above."""

from overwinter.returns.domain.rules.look import Grade, Look, Moved, Rule, Scope, Sight, Who, absence_of


def look(seen: Look) -> Sight | None:
    now = absence_of(seen.definition, seen.answers)
    then = absence_of(seen.definition, seen.last) if seen.last is not None else None
    if now is None or then is None or then.part == 0 or now.part - then.part < seen.limits["return-change-least"]:
        return None
    if now.value < 2 * then.value:
        return None
    return Sight(
        f"Absence {then.value:.0%} to {now.value:.0%}",
        f"{then} staff were away in {seen.last_period}, {now} are in {seen.period}: the share has doubled.",
        Grade.NORMAL,
        moved=Moved("Absence", f"{then.value:.0%}", f"{now.value:.0%}", "The share has at least doubled"),
    )


RULE = Rule(
    "absence-doubled", "Absence doubled", "Absence at least twice what it was in the return before.", Scope.TWO,
    Who.CONTRACTS, look, ("return-change-least",),
)  # fmt: skip

"""Another number of beds that can be run."""

from overwinter.returns.domain.form import say_number
from overwinter.returns.domain.rules.look import Grade, Look, Moved, Rule, Scope, Sight, Who


def look(seen: Look) -> Sight | None:
    now, then = seen.number("beds_most"), seen.before("beds_most")
    if now is None or then is None or now == then:
        return None
    registered = f" It is registered for {seen.beds_registered}." if seen.beds_registered else ""
    return Sight(
        f"Beds that can be run: {say_number(then)} to {say_number(now)}",
        f"{say_number(then)} in {seen.last_period}, {say_number(now)} in {seen.period}.{registered} "
        "Capacity seldom changes without a reason.",
        Grade.LOW,
        moved=Moved(
            "Beds that can be run",
            say_number(then),
            say_number(now),
            registered.strip().rstrip(".") or "Capacity seldom changes without a reason",
        ),
    )


RULE = Rule(
    "capacity", "Capacity changed", "A home that can run another number of beds than in the return before.",
    Scope.TWO, Who.CONTRACTS, look,
)  # fmt: skip

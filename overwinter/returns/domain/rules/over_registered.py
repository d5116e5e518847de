"""More beds in use than the home is registered for."""

from overwinter.returns.domain.form import say_number
from overwinter.returns.domain.rules.look import Grade, Look, Rule, Scope, Sight, Who


def look(seen: Look) -> Sight | None:
    used = seen.number("beds_used")
    if used is None or not seen.beds_registered or used <= seen.beds_registered:
        return None
    return Sight(
        f"More beds in use than registered: {say_number(used)} of {seen.beds_registered}",
        f"{say_number(used)} beds are in use; the Care Quality Commission has the home registered for "
        f"{seen.beds_registered}. Either the answer or the registration is wrong.",
        Grade.HIGH,
        told=f"You told us of {say_number(used)} beds in use, and are registered for {seen.beds_registered}. "
        "Please put right which is wrong, or tell us.",
    )


RULE = Rule(
    "over-registered", "More beds in use than registered",
    "A home that uses more beds than it is registered for.", Scope.ONE, Who.QUALITY, look,
)  # fmt: skip

"""Fewer care staff than before."""

from overwinter.returns.domain.form import say_number
from overwinter.returns.domain.rules.look import Grade, Look, Moved, Rule, Scope, Sight, Who


def look(seen: Look) -> Sight | None:
    for code in ("care_staff_own", "staff_all"):
        now, then = seen.number(code), seen.before(code)
        if now is None or not then:
            continue
        fall = (then - now) / then
        if now and fall >= seen.limits["staff-fall"]:
            return Sight(
                f"Staff down from {say_number(then)} to {say_number(now)}",
                f"{say_number(then)} in {seen.last_period}, {say_number(now)} in {seen.period}: fewer by {fall:.0%}. "
                f"From {seen.limits['staff-fall']:.0%} on somebody asks.",
                Grade.HIGH,
                moved=Moved(
                    "Care staff" if code == "care_staff_own" else "Staff",
                    say_number(then),
                    say_number(now),
                    f"Fell by {fall:.0%}; asked about from {seen.limits['staff-fall']:.0%} on",
                ),
            )
    return None


RULE = Rule(
    "staff-fell", "Fewer care staff", "A service that lost a good part of its care staff since the return before.",
    Scope.TWO, Who.CONTRACTS, look, ("staff-fall",),
)  # fmt: skip

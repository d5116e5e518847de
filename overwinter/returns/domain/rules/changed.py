"""A figure that moved much since the return before."""

from overwinter.returns.domain.form import say_number
from overwinter.returns.domain.rules.look import Grade, Look, Moved, Rule, Scope, Sight, Who, occupancy_of

SHARE, LEAST, SWING = "return-change-asked", "return-change-least", "occupancy-swing"


def look(seen: Look) -> Sight | None:
    """The change that is largest for its size; zero from something is a rule of its own."""
    found = []
    for question in seen.counted:
        now, then = seen.number(question.code), seen.before(question.code)
        if not question.key or not now or then is None or question.code == "staff_away":
            continue
        moved = abs(now - then)
        if moved >= max(seen.limits[LEAST], seen.limits[SHARE] * then):
            found.append((moved / max(then, 1), question.label, now, then))
    if not found:
        return _swing(seen)
    _, label, now, then = max(found)
    return Sight(
        f"{label}: {say_number(then)} to {say_number(now)}",
        f"“{label}” went from {say_number(then)} in {seen.last_period} to {say_number(now)} in {seen.period}. "
        f"A change of {seen.limits[SHARE]:.0%} or more, and of at least {seen.limits[LEAST]:.0f}, is asked about.",
        Grade.NORMAL,
        moved=Moved(label, say_number(then), say_number(now), _by_how_much(now, then, seen.limits[SHARE])),
    )


def _by_how_much(now: float, then: float, asked: float) -> str:
    by = f"{'Rose' if now > then else 'Fell'} by {abs(now - then) / then:.0%}" if then else "There was none"
    return f"{by}; asked about from {asked:.0%} on"


def _swing(seen: Look) -> Sight | None:
    """Beds in use by a tenth of the home: many people came or went at once, though no figure moved by a fifth."""
    now = occupancy_of(seen.definition, seen.answers)
    then = occupancy_of(seen.definition, seen.last) if seen.last is not None else None
    if now is None or then is None or round(abs(now.value - then.value), 4) < seen.limits[SWING]:
        return None
    return Sight(
        f"Beds in use {then.value:.0%} to {now.value:.0%}",
        f"{then} beds were in use in {seen.last_period}, {now} are in {seen.period}. A swing of "
        f"{seen.limits[SWING] * 100:g} points of a hundred or more is asked about.",
        Grade.NORMAL,
        moved=Moved(
            "Beds in use",
            f"{then.value:.0%}",
            f"{now.value:.0%}",
            f"A swing of {seen.limits[SWING] * 100:g} points of a hundred or more is asked about",
        ),
    )


RULE = Rule(
    "changed", "Significant change",
    "A figure that moved by much since the return before, or beds in use by a good part of the home.", Scope.TWO,
    Who.CONTRACTS, look, (SHARE, LEAST, SWING),
)  # fmt: skip

"""They ask to be rung."""

from overwinter.returns.domain.rules.look import Grade, Look, Rule, Scope, Sight, Who


def look(seen: Look) -> Sight | None:
    if seen.said("help_wanted") != "yes":
        return None
    about = seen.said("help_about")
    words = f" About: “{about}”." if isinstance(about, str) and about else ""
    return Sight(
        "They ask to be rung", f"The return for {seen.period} asks us to ring.{words}", Grade.HIGH,
        told="You asked us to ring. We will.",
    )  # fmt: skip


RULE = Rule(
    "help-wanted", "They ask to be rung", "A return that asks the council to ring.", Scope.ONE, Who.CONTRACTS, look,
)  # fmt: skip

"""They say themselves that there are not enough staff."""

from overwinter.returns.domain.rules.look import Grade, Look, Rule, Scope, Sight, Who


def look(seen: Look) -> Sight | None:
    said = seen.said("staff_enough")
    if said not in ("no", "some"):
        return None
    words = "only just enough" if said == "some" else "not enough"
    return Sight(
        f"Staff: {words}",
        f"Asked whether there are enough staff today and tonight, they said: {words}.",
        Grade.NORMAL if said == "some" else Grade.URGENT,
    )


RULE = Rule(
    "staff-short", "Not enough staff today", "A provider that says it has not enough staff today or tonight.",
    Scope.ONE, Who.CONTRACTS, look,
)  # fmt: skip

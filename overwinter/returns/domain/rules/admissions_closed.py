"""Nobody is admitted, and the council knows of no outbreak."""

from overwinter.returns.domain.rules.look import Grade, Look, Rule, Scope, Sight, Who


def look(seen: Look) -> Sight | None:
    closed = seen.said("admissions") == "no" or seen.said("admissions_closed") == "yes"
    if not closed or seen.outbreak_known:
        return None
    before = seen.last is not None and (
        seen.last.get("admissions") == "no" or seen.last.get("admissions_closed") == "yes"
    )
    since = f" So it was in {seen.last_period}." if before else ""
    return Sight(
        "Admissions closed, no outbreak known",
        f"The return for {seen.period} says that nobody new is taken, and no outbreak there is known to the council."
        f"{since} Ask whether there is one, or why else.",
        Grade.HIGH,
        told="You take no new people, and we do not know of an outbreak. Please tell us whether there is one.",
    )


RULE = Rule(
    "admissions-closed", "Admissions closed, no outbreak known",
    "A home that takes nobody new while the council knows of no outbreak there.", Scope.ONE, Who.CONTRACTS, look,
    ("outbreak-known-days",),
    assumes="An outbreak is known where the home’s survey after a positive test came within the days of the setting.",
)  # fmt: skip

"""Much of the care is given by agency staff."""

from overwinter.returns.domain.rules.look import Grade, Look, Rule, Scope, Sight, Who, agency_of


def look(seen: Look) -> Sight | None:
    share = agency_of(seen.definition, seen.answers)
    limit = seen.limits["agency-share"]
    if share is None or share.value < limit:
        return None
    return Sight(
        f"Agency staff {share.value:.0%} of care staff",
        f"{share} care staff are of agencies or a bank, {share.value:.0%}; from {limit:.0%} on somebody asks. "
        "Such staff often work in several homes.",
        Grade.NORMAL,
    )


RULE = Rule(
    "agency", "Much agency staff", "Agency and bank staff at or over a share of all care staff.", Scope.ONE,
    Who.CONTRACTS, look, ("agency-share",),
)  # fmt: skip

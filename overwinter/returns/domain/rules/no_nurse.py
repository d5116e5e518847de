"""A home with nursing that has no nurse of its own."""

from overwinter.returns.domain.rules.look import Grade, Look, Rule, Scope, Sight, Who


def look(seen: Look) -> Sight | None:
    own, agency = seen.number("nurses_own"), seen.number("nurses_agency")
    if seen.service != "nursing_home" or own is None or own > 0:
        return None
    covered = f" {agency:.0f} come from agencies or a bank." if agency else ""
    return Sight(
        "No nurse of its own",
        f"The return for {seen.period} of a home with nursing counts no nurse of its own.{covered}",
        Grade.HIGH if agency else Grade.URGENT,
        told="You told us of no nurse of your own. If that is a slip, please put it right.",
    )


RULE = Rule(
    "no-nurse", "A nursing home without a nurse", "A home with nursing that counts no nurse of its own.",
    Scope.ONE, Who.QUALITY, look,
)  # fmt: skip

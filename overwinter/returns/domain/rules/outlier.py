"""Far from what others of its like answer."""

from overwinter.returns.domain.rules.look import RATES, Grade, Look, Rule, Scope, Sight, Who
from overwinter.returns.domain.rules.peers import z_score

Z, LEAST = "outlier-z", "outlier-peers"


def look(seen: Look) -> Sight | None:
    """The rate that lies farthest from the others."""
    found = []
    for code, (label, rate_of) in RATES.items():
        rate, group = rate_of(seen.definition, seen.answers), seen.peers.get(code)
        if rate is None or group is None:
            continue
        score = z_score(rate.value, group, least=int(seen.limits[LEAST]))
        if score is not None and abs(score) >= seen.limits[Z]:
            found.append((abs(score), label, rate, group.without(rate.value)))
    if not found:
        return None
    score, label, rate, others = max(found, key=lambda each: each[0])
    return Sight(
        f"{label} {rate.value:.0%}, others {others.mean:.0%}",
        f"“{label}” is {rate}, {rate.value:.0%}. "
        f"The {others.count} others of its kind have {others.mean:.0%} on average; "
        f"it lies {score:.1f} standard deviations away, and from {seen.limits[Z]:.1f} on somebody asks.",
        Grade.NORMAL,
    )


RULE = Rule(
    "outlier", "Outlier among its like", "A rate that lies far from those of the other locations of its kind.",
    Scope.PEERS, Who.CONTRACTS, look, (Z, LEAST),
    assumes="The rates of a group lie roughly in a bell round one middle, the homes answer independently of each "
    "other, and the group is large enough. Each is held against the others alone, without itself. "
    "A home that is unlike the others for a good reason, such as one for people after hospital, is seen too.",
)  # fmt: skip
